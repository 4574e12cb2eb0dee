/* json.c - write JSON into a buffer. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct json json_start(struct buf *out)
{
    return (struct json){.out = out};
}

/* What stands between this value and the one before it. */
static void separate(struct json *to)
{
    uint32_t bit = UINT32_C(1) << to->depth;
    if (to->after_key)
        to->after_key = false;
    else if (to->filled & bit)
        buf_byte(to->out, ',');
    to->filled |= bit;
}

static void enter(struct json *to, char bracket)
{
    separate(to);
    assert(to->depth + 1 < JSON_DEPTH_MAX);
    to->depth++;
    to->filled &= ~(UINT32_C(1) << to->depth);
    buf_byte(to->out, bracket);
}

static void leave(struct json *to, char bracket)
{
    assert(to->depth > 0 && !to->after_key);
    to->depth--;
    buf_byte(to->out, bracket);
}

void json_object(struct json *to)
{
    enter(to, '{');
}

void json_object_end(struct json *to)
{
    leave(to, '}');
}

void json_array(struct json *to)
{
    enter(to, '[');
}

void json_array_end(struct json *to)
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

static void quoted(struct buf *out, struct str text)
{
    buf_byte(out, '"');
    size_t plain = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        buf_add(out, text.ptr + plain, i - plain);
        escape(out, c);
        plain = i + 1;
    }
    buf_add(out, text.ptr + plain, text.len - plain);
    buf_byte(out, '"');
}

void json_key(struct json *to, const char *key)
{
    assert(!to->after_key);
    separate(to);
    quoted(to->out, str_of(key));
    buf_byte(to->out, ':');
    to->after_key = true;
}

void json_str(struct json *to, struct str text)
{
    separate(to);
    quoted(to->out, text);
}

void json_text(struct json *to, const char *text)
{
    if (text)
        json_str(to, str_of(text));
    else
        json_null(to);
}

void json_int(struct json *to, int64_t number)
{
    separate(to);
    buf_int(to->out, number);
}

void json_real(struct json *to, double number)
{
    char text[40];
    if (!isfinite(number)) {
        json_null(to);
        return;
    }
    separate(to);
    (void)snprintf(text, sizeof text, "%.15g", number);
    if (strtod(text, NULL) != number)
        (void)snprintf(text, sizeof text, "%.17g", number);
    buf_text(to->out, text);
}

void json_bool(struct json *to, bool yes)
{
    separate(to);
    buf_text(to->out, yes ? "true" : "false");
}

void json_null(struct json *to)
{
    separate(to);
    buf_text(to->out, "null");
}

void json_raw(struct json *to, struct str json)
{
    separate(to);
    buf_str(to->out, json);
}

void json_key_str(struct json *to, const char *key, struct str text)
{
    json_key(to, key);
    json_str(to, text);
}

void json_key_text(struct json *to, const char *key, const char *text)
{
    if (text)
        json_key_str(to, key, str_of(text));
}

void json_key_int(struct json *to, const char *key, int64_t number)
{
    json_key(to, key);
    json_int(to, number);
}
