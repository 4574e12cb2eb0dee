/* byte.h - one byte of a text: of a set, in the other case, as another. */
#ifndef BASE_BYTE_H
#define BASE_BYTE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Is it one of these? NUL is none: strchr() finds the one at the end. */
static inline bool byte_is_in(char byte, const char *set)
{
    return byte && strchr(set, byte);
}

static inline bool byte_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* ASCII's letters in the other case, anything else as it is. */
static inline char byte_lower(char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        byte = (char)(byte | 32);
    return byte;
}

static inline char byte_upper(char byte)
{
    if (byte >= 'a' && byte <= 'z')
        byte = (char)(byte & ~32);
    return byte;
}

/* `byte`, or `other` where it is NUL. */
static inline char byte_or(char byte, char other)
{
    if (!byte)
        byte = other;
    return byte;
}

/* The byte of `to` in the place where `from` has `byte`; else itself. */
static inline char byte_mapped(char byte, const char *from, const char *to)
{
    const char *known = byte ? strchr(from, byte) : NULL;
    if (known)
        byte = to[known - from];
    return byte;
}

/* What may stand within a line: a blank for a control character. */
static inline char byte_on_line(char byte)
{
    if ((unsigned char)byte < ' ' || byte == 0x7f)
        byte = ' ';
    return byte;
}

#endif
