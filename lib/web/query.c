/* query.c - the query string of a request. */
#include "web/query.h"

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that stands at *at, which moves behind it; -1: a bad escape. */
static int next_byte(struct str text, size_t *at)
{
    char c = text.ptr[(*at)++];
    if (c == '+')
        return ' ';
    if (c != '%')
        return (unsigned char)c;
    if (text.len - *at < 2)
        return -1;
    int high = digit(text.ptr[*at]), low = digit(text.ptr[*at + 1]);
    *at += 2;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* How many bytes follow this one in its character; -1: none begins so. */
static int follows(int byte)
{
    if (byte < 0x80)
        return 0;
    if (byte >= 0xc2 && byte <= 0xdf)
        return 1;
    if (byte >= 0xe0 && byte <= 0xef)
        return 2;
    return byte >= 0xf0 && byte <= 0xf4 ? 3 : -1;
}

/* The range of the second byte is narrower behind these. */
static bool second_fits(int first, int second)
{
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
}

static bool text_check(struct str text)
{
    size_t at = 0;
    while (at < text.len) {
        int first = next_byte(text, &at);
        int more = first < ' ' || first == 0x7f ? -1 : follows(first);
        if (more < 0)
            return false;
        for (int i = 0; i < more; i++) {
            int byte = at < text.len ? next_byte(text, &at) : -1;
            if (byte < 0x80 || byte > 0xbf ||
                (i == 0 && !second_fits(first, byte)))
                return false;
        }
    }
    return true;
}

bool web_query_check(struct str query)
{
    struct str part;
    while (str_split(&query, '&', &part)) {
        size_t sign = str_find(part, STR("="));
        if (!text_check(str_cut(part, 0, sign)) ||
            (sign < part.len && !text_check(str_cut(part, sign + 1, part.len))))
            return false;
    }
    return true;
}

const char *web_query_get(struct str query, const char *name, struct arena *mem)
{
    struct str part;
    while (str_split(&query, '&', &part)) {
        size_t sign = str_find(part, STR("="));
        if (sign == part.len || !str_eq(str_cut(part, 0, sign), str_of(name)))
            continue;
        struct str value = str_cut(part, sign + 1, part.len);
        char *out = arena_alloc(mem, value.len + 1);
        size_t n = 0;
        for (size_t at = 0; at < value.len;)
            out[n++] = (char)next_byte(value, &at);
        return out;
    }
    return NULL;
}
