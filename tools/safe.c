/* safe.c - decode, measure and show characters; the only way article text
 * reaches a terminal. */
#include "safe.h"

#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

struct range {
    uint32_t first, last;
};

/* Control, bidi, zero-width and tag characters, and line separators. */
static const struct range hidden_ranges[] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00AD, 0x00AD},
    {0x034F, 0x034F},   {0x061C, 0x061C},   {0x115F, 0x1160},
    {0x17B4, 0x17B5},   {0x180E, 0x180E},   {0x200B, 0x200F},
    {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF9, 0xFFFB},
    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F},
};

static bool is_hidden(uint32_t c)
{
    size_t count = sizeof hidden_ranges / sizeof hidden_ranges[0];
    for (size_t i = 0; i < count && hidden_ranges[i].first <= c; i++)
        if (c <= hidden_ranges[i].last)
            return true;
    return false;
}

/* The code point at `text`, `*bytes` long; -1 when it is not UTF-8. */
static int64_t decode(struct str text, size_t *bytes)
{
    mbstate_t state = {0};
    wchar_t c = 0;
    size_t got = mbrtowc(&c, text.ptr, text.len, &state);
    *bytes = 1;
    if (got == 0)
        return 0; /* a NUL byte */
    if (got > text.len)
        return -1;
    *bytes = got;
    return (int64_t)c;
}

static struct safe_char marked(bool is_byte, unsigned value)
{
    struct safe_char out = {0};
    int bytes = is_byte ? snprintf(out.shown, sizeof out.shown, "<0x%02X>",
                                   value & 0xFF)
                        : snprintf(out.shown, sizeof out.shown, "<U+%04X>",
                                   value & 0x1FFFFF);
    out.bytes = (size_t)bytes;
    out.columns = bytes;
    return out;
}

struct safe_char safe_next(struct str text, size_t *at)
{
    size_t bytes;
    struct str rest = str_cut(text, *at, text.len);
    int64_t c = decode(rest, &bytes);
    *at += bytes;
    if (c == '\n' || c == ' ' || c == '\t')
        return (struct safe_char){.shown = " ",
                                  .bytes = 1,
                                  .columns = 1,
                                  .blank = true,
                                  .newline = c == '\n'};
    if (c < 0)
        return marked(true, (unsigned char)rest.ptr[0]);
    if (is_hidden((uint32_t)c))
        return marked(false, (unsigned)c);
    struct safe_char out = {.bytes = bytes};
    memcpy(out.shown, rest.ptr, bytes);
    int columns = wcwidth((wchar_t)c);
    out.columns = columns < 0 ? 1 : columns;
    return out;
}

void safe_line(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        struct safe_char c = safe_next(text, &at);
        buf_add(out, c.shown, c.bytes);
    }
}

void safe_text(struct buf *out, const char *text)
{
    safe_line(out, str_of(text));
}

int safe_columns(struct str text)
{
    int columns = 0;
    for (size_t at = 0; at < text.len;)
        columns += safe_next(text, &at).columns;
    return columns;
}

void safe_cell(struct buf *out, const char *text, int columns, bool fill)
{
    struct str whole = str_of(text);
    int room = columns, used = 0;
    bool cut = columns > 0 && safe_columns(whole) > columns;
    if (cut)
        room -= columns > 3 ? 3 : 0;
    for (size_t at = 0; at < whole.len;) {
        struct safe_char c = safe_next(whole, &at);
        if (columns > 0 && used + c.columns > room)
            break;
        buf_add(out, c.shown, c.bytes);
        used += c.columns;
    }
    if (cut && columns > 3) {
        buf_text(out, "...");
        used += 3;
    }
    while (fill && used++ < columns)
        buf_byte(out, ' ');
}

static void json_escape(struct buf *out, uint32_t c)
{
    if (c < 0x10000) {
        buf_printf(out, "\\u%04x", (unsigned)c);
        return;
    }
    c -= 0x10000; /* a surrogate pair */
    buf_printf(out, "\\u%04x\\u%04x", 0xD800U + (unsigned)(c >> 10),
               0xDC00U + (unsigned)(c & 0x3FF));
}

void safe_json(struct buf *out, struct str json)
{
    for (size_t at = 0; at < json.len;) {
        size_t bytes;
        int64_t c = decode(str_cut(json, at, json.len), &bytes);
        if (c >= 0x7F && is_hidden((uint32_t)c))
            json_escape(out, (uint32_t)c);
        else
            buf_add(out, json.ptr + at, bytes);
        at += bytes;
    }
}
