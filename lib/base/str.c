/* str.c - a slice of bytes to look at. */
#define _GNU_SOURCE /* memmem */
#include "base/str.h"

static int lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

int str_cmp(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_ieq(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower((unsigned char)a.ptr[i]) != lower((unsigned char)b.ptr[i]))
            return false;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str text)
{
    while (text.len && is_blank(text.ptr[0]))
        text = str_cut(text, 1, text.len);
    while (text.len && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

bool str_split(struct str *rest, char separator, struct str *part)
{
    if (!rest->ptr)
        return false;
    const char *at = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
    if (!at) {
        *part = *rest;
        *rest = (struct str){0};
        return true;
    }
    size_t length = (size_t)(at - rest->ptr);
    *part = str_cut(*rest, 0, length);
    *rest = str_cut(*rest, length + 1, rest->len);
    return true;
}

bool str_number(struct str text, int64_t *out)
{
    int64_t number = 0;
    if (text.len < 1 || text.len > 16)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        number = number * 10 + (text.ptr[i] - '0');
    }
    *out = number;
    return true;
}

size_t str_find(struct str text, struct str needle)
{
    if (!needle.len)
        return 0;
    const char *at =
        text.len ? memmem(text.ptr, text.len, needle.ptr, needle.len) : NULL;
    return at ? (size_t)(at - text.ptr) : text.len;
}
