/* str.h - a slice of bytes to look at; it owns nothing. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/byte.h"

/* `len` bytes at `ptr`, not NUL-terminated unless its maker says so. */
struct str {
    const char *ptr;
    size_t len;
};

/* A string literal as a slice. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

/* A NUL-terminated string (NULL = empty) as a slice. */
static inline struct str str_of(const char *text)
{
    return (struct str){text ? text : "", text ? strlen(text) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_starts(struct str text, struct str prefix)
{
    return text.len >= prefix.len &&
           (prefix.len == 0 || memcmp(text.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool str_ends(struct str text, struct str suffix)
{
    return text.len >= suffix.len &&
           (suffix.len == 0 || memcmp(text.ptr + text.len - suffix.len,
                                      suffix.ptr, suffix.len) == 0);
}

/* The byte at `at`, `none` behind the end. */
static inline char str_at(struct str text, size_t at, char none)
{
    if (at < text.len)
        none = text.ptr[at];
    return none;
}

/* Bytes [start, end) of `text`; the caller has checked start <= end <= len. */
static inline struct str str_cut(struct str text, size_t start, size_t end)
{
    return (struct str){text.ptr + start, end - start};
}

/* Byte order, shorter first: <0, 0, >0. */
int str_cmp(struct str a, struct str b);

/* Equal but for the case of ASCII letters. */
bool str_ieq(struct str a, struct str b);

/* Without ASCII blanks (space, tab, newlines) at either end. */
struct str str_trim(struct str text);

/* The part of `*rest` before the next `separator`; `*rest` moves behind it.
 * False when `*rest` is used up (its ptr is then NULL). */
bool str_split(struct str *rest, char separator, struct str *part);

/* The whole number that `text` is, of 1 to 16 digits and nothing else; false
 * for any other text. */
bool str_number(struct str text, int64_t *out);

/* Where `needle` starts in `text`, or text.len. */
size_t str_find(struct str text, struct str needle);

#endif
