/* html_reference.c - character references: &amp; &#8217; &#x2019; */
#include "source/html_tokenizer.h"
#include "source/table.h"
#include "text/utf8.h"

enum { NAME_BYTES_MAX = 40, REPLACEMENT = 0xFFFD, LAST_POINT = 0x10FFFF };

/* What &#128; to &#159; mean: windows-1252. */
static const uint16_t windows[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return 99;
}

static uint32_t number_point(uint32_t number)
{
    if (number == 0 || number > LAST_POINT ||
        (number >= 0xD800 && number <= 0xDFFF))
        return REPLACEMENT;
    if (number >= 0x80 && number <= 0x9F)
        return windows[number - 0x80];
    return number;
}

static size_t numeric(struct str in, size_t at, char *text, int *text_len)
{
    size_t i = at + 2;
    uint32_t base = 10, number = 0;
    if (i < in.len && (in.ptr[i] == 'x' || in.ptr[i] == 'X')) {
        base = 16;
        i++;
    }
    size_t first = i;
    for (; i < in.len && (uint32_t)digit_value(in.ptr[i]) < base; i++)
        if (number <= LAST_POINT) /* no further: it stays over the last */
            number = number * base + (uint32_t)digit_value(in.ptr[i]);
    if (i == first)
        return 0;
    if (i < in.len && in.ptr[i] == ';')
        i++;
    *text_len = utf8_put(number_point(number), text);
    return i - at;
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

static int points_put(struct str points, char *text)
{
    int length = 0;
    struct str one;
    while (str_split(&points, ' ', &one)) {
        uint32_t point = 0;
        for (size_t i = 0; i < one.len; i++)
            point = point * 16 + (uint32_t)digit_value(one.ptr[i]);
        length += utf8_put(point, text + length);
    }
    return length;
}

static size_t named(struct str references, struct str in, size_t at,
                    bool in_attribute, char *text, int *text_len)
{
    size_t first = at + 1, last = first;
    while (last < in.len && last - first < NAME_BYTES_MAX &&
           is_alphanumeric(in.ptr[last]))
        last++;
    if (last < in.len && in.ptr[last] == ';')
        last++;
    struct str points;
    size_t length = table_prefix(references, str_cut(in, first, last), &points);
    if (!length)
        return 0;
    size_t end = first + length;
    if (in_attribute && in.ptr[end - 1] != ';' && end < in.len &&
        (in.ptr[end] == '=' || is_alphanumeric(in.ptr[end])))
        return 0; /* "?a=1&copy=2" is no © */
    *text_len = points_put(points, text);
    return end - at;
}

size_t html_reference(struct str references, struct str in, size_t at,
                      bool in_attribute, char text[HTML_REFERENCE_BYTES],
                      int *text_len)
{
    if (at + 1 >= in.len)
        return 0;
    if (in.ptr[at + 1] == '#')
        return numeric(in, at, text, text_len);
    return named(references, in, at, in_attribute, text, text_len);
}

void html_value(const struct html_tokenizer *t, struct html_range range,
                struct buf *out)
{
    struct str in = {t->in.ptr, range.end};
    for (size_t at = range.start; at < range.end;) {
        char text[HTML_REFERENCE_BYTES];
        int length;
        size_t used = in.ptr[at] == '&' ? html_reference(t->references, in, at,
                                                         true, text, &length)
                                        : 0;
        if (used) {
            buf_add(out, text, (size_t)length);
            at += used;
            continue;
        }
        size_t start = at++;
        while (at < range.end && in.ptr[at] != '&')
            at++;
        html_clean(t, (struct html_range){(uint32_t)start, (uint32_t)at}, false,
                   out);
    }
}

void html_clean(const struct html_tokenizer *t, struct html_range range,
                bool lower, struct buf *out)
{
    for (uint32_t at = range.start; at < range.end; at++) {
        char c = t->in.ptr[at];
        if (lower)
            c = byte_lower(c);
        if (c == '\0')
            buf_text(out, "\xEF\xBF\xBD");
        else if (c != '\r')
            buf_byte(out, c);
        else if (at + 1 >= range.end || t->in.ptr[at + 1] != '\n')
            buf_byte(out, '\n');
    }
}
