/* jsonw.c - write JSON into a buffer. */
#include "base/jsonw.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct jsonw jsonw_start(struct buf *out)
{
    return (struct jsonw){.out = out};
}

/* What stands between this value and the one before it. */
static void separate(struct jsonw *to)
{
    uint32_t bit = UINT32_C(1) << to->depth;
    if (to->after_key)
        to->after_key = false;
    else if (to->filled & bit)
        buf_byte(to->out, ',');
    to->filled |= bit;
}

static void enter(struct jsonw *to, char bracket)
{
    separate(to);
    assert(to->depth + 1 < JSON_DEPTH_MAX);
    to->depth++;
    to->filled &= ~(UINT32_C(1) << to->depth);
    buf_byte(to->out, bracket);
}

static void leave(struct jsonw *to, char bracket)
{
    assert(to->depth > 0 && !to->after_key);
    to->depth--;
    buf_byte(to->out, bracket);
}

void jsonw_object(struct jsonw *to)
{
    enter(to, '{');
}

void jsonw_object_end(struct jsonw *to)
{
    leave(to, '}');
}

void jsonw_array(struct jsonw *to)
{
    enter(to, '[');
}

void jsonw_array_end(struct jsonw *to)
{
    leave(to, ']');
}

static void escape(struct buf *out, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char shorts[] = "btn\0fr"; /* for 0x08 .. 0x0d */
    if (c == '"' || c == '\\') {
        buf_byte(out, '\\');
        buf_byte(out, (char)c);
    } else if (c >= 8 && c <= 13 && c != 11) {
        buf_byte(out, '\\');
        buf_byte(out, shorts[c - 8]);
    } else {
        buf_text(out, "\\u00");
        buf_byte(out, hex[c >> 4]);
        buf_byte(out, hex[c & 15]);
    }
}

/* The length of a line end other than LF and CR at `at` (U+0085, U+2028,
 * U+2029), else 0: programs that split lines the Unicode way must not cut a
 * line of JSON in two. */
static size_t line_end(struct str text, size_t at)
{
    const unsigned char *c = (const unsigned char *)text.ptr + at;
    size_t left = text.len - at;
    if (left >= 2 && c[0] == 0xc2 && c[1] == 0x85)
        return 2;
    if (left >= 3 && c[0] == 0xe2 && c[1] == 0x80 && (c[2] & 0xfe) == 0xa8)
        return 3;
    return 0;
}

static void escape_line_end(struct buf *out, struct str text, size_t at,
                            size_t length)
{
    bool line = length == 3 && (unsigned char)text.ptr[at + 2] == 0xa8;
    buf_text(out, length == 2 ? "\\u0085" : line ? "\\u2028" : "\\u2029");
}

/* Text with such line ends written as escapes. In JSON they can only stand
 * within a string, so it serves for whole values, too. */
static void one_line(struct buf *out, struct str text)
{
    size_t plain = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        size_t length = c == 0xc2 || c == 0xe2 ? line_end(text, i) : 0;
        if (!length)
            continue;
        buf_add(out, text.ptr + plain, i - plain);
        escape_line_end(out, text, i, length);
        i += length - 1;
        plain = i + 1;
    }
    buf_add(out, text.ptr + plain, text.len - plain);
}

/* Bytes that cannot stand as they are in a string, or may begin a line end. */
static bool is_special(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == 0xc2 || c == 0xe2;
}

/* The first place from `at` on that is special, or the end. Eight bytes at a
 * time while all of them are ASCII and none is special (Anderson, Bit Twiddling
 * Hacks, "Determine if a word has a byte less than n"). */
static size_t special_at(struct str text, size_t at)
{
    const uint64_t ones = UINT64_MAX / 255, tops = ones << 7;
    for (; text.len - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t bytes;
        memcpy(&bytes, text.ptr + at, sizeof bytes);
        uint64_t low = bytes - ones * 0x20;
        uint64_t mark = (bytes ^ ones * '"') - ones;
        uint64_t slash = (bytes ^ ones * '\\') - ones;
        if ((bytes | low | mark | slash) & tops)
            break;
    }
    while (at < text.len && !is_special((unsigned char)text.ptr[at]))
        at++;
    return at;
}

static void quoted(struct buf *out, struct str text)
{
    buf_byte(out, '"');
    size_t plain = 0;
    for (size_t i = special_at(text, 0); i < text.len;
         i = special_at(text, i + 1)) {
        unsigned char c = (unsigned char)text.ptr[i];
        size_t length = c >= 0x80 ? line_end(text, i) : 1;
        if (!length)
            continue;
        buf_add(out, text.ptr + plain, i - plain);
        if (c < 0x80)
            escape(out, c);
        else
            escape_line_end(out, text, i, length);
        i += length - 1;
        plain = i + 1;
    }
    buf_add(out, text.ptr + plain, text.len - plain);
    buf_byte(out, '"');
}

void jsonw_key(struct jsonw *to, const char *key)
{
    assert(!to->after_key);
    separate(to);
    quoted(to->out, str_of(key));
    buf_byte(to->out, ':');
    to->after_key = true;
}

void jsonw_str(struct jsonw *to, struct str text)
{
    separate(to);
    quoted(to->out, text);
}

void jsonw_text(struct jsonw *to, const char *text)
{
    if (text)
        jsonw_str(to, str_of(text));
    else
        jsonw_null(to);
}

void jsonw_int(struct jsonw *to, int64_t number)
{
    separate(to);
    buf_int(to->out, number);
}

void jsonw_real(struct jsonw *to, double number)
{
    char text[40];
    if (!isfinite(number)) {
        jsonw_null(to);
        return;
    }
    separate(to);
    (void)snprintf(text, sizeof text, "%.15g", number);
    if (strtod(text, NULL) != number)
        (void)snprintf(text, sizeof text, "%.17g", number);
    buf_text(to->out, text);
}

void jsonw_bool(struct jsonw *to, bool yes)
{
    separate(to);
    buf_text(to->out, yes ? "true" : "false");
}

void jsonw_null(struct jsonw *to)
{
    separate(to);
    buf_text(to->out, "null");
}

void jsonw_raw(struct jsonw *to, struct str json)
{
    separate(to);
    one_line(to->out, json);
}

void jsonw_key_str(struct jsonw *to, const char *key, struct str text)
{
    jsonw_key(to, key);
    jsonw_str(to, text);
}

void jsonw_key_text(struct jsonw *to, const char *key, const char *text)
{
    if (text)
        jsonw_key_str(to, key, str_of(text));
}

void jsonw_key_int(struct jsonw *to, const char *key, int64_t number)
{
    jsonw_key(to, key);
    jsonw_int(to, number);
}
