/* buf.c - a growable run of bytes to build text in. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

char *buf_reserve(struct buf *out, size_t more)
{
    if (more > SIZE_MAX / 4 - out->len)
        mem_exhausted(more);
    size_t need = out->len + more + 1;
    if (need > out->capacity) {
        size_t room = out->capacity ? out->capacity * 2 : 256;
        if (room < need)
            room = need;
        out->ptr = mem_realloc(out->ptr, room);
        out->capacity = room;
    }
    return out->ptr + out->len;
}

void buf_add(struct buf *out, const void *bytes, size_t count)
{
    char *to = buf_reserve(out, count);
    if (count)
        memcpy(to, bytes, count);
    out->len += count;
    out->ptr[out->len] = '\0';
}

void buf_byte(struct buf *out, char byte)
{
    char *to = buf_reserve(out, 1);
    to[0] = byte;
    to[1] = '\0';
    out->len++;
}

void buf_str(struct buf *out, struct str text)
{
    buf_add(out, text.ptr, text.len);
}

void buf_text(struct buf *out, const char *text)
{
    buf_add(out, text, strlen(text));
}

void buf_listed(struct buf *out, const char *word)
{
    buf_text(out, out->len ? ", " : "");
    buf_text(out, word);
}

void buf_int(struct buf *out, int64_t number)
{
    char digits[24];
    char *at = digits + sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--at = '-';
    buf_add(out, at, (size_t)(digits + sizeof digits - at));
}

void buf_printf(struct buf *out, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length > 0) {
        char *to = buf_reserve(out, (size_t)length);
        (void)vsnprintf(to, (size_t)length + 1, format, again);
        out->len += (size_t)length;
    }
    va_end(again);
}

void buf_varint(struct buf *out, uint64_t number)
{
    while (number >= 0x80) {
        buf_byte(out, (char)(uint8_t)(number | 0x80));
        number >>= 7;
    }
    buf_byte(out, (char)number);
}

struct str buf_view(const struct buf *out)
{
    return (struct str){out->ptr ? out->ptr : "", out->len};
}

void buf_reset(struct buf *out)
{
    out->len = 0;
    if (out->ptr)
        out->ptr[0] = '\0';
}

void buf_done(struct buf *out)
{
    free(out->ptr);
    *out = (struct buf){0};
}

bool varint_next(struct str bytes, size_t *at, uint64_t *number)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && *at < bytes.len; shift += 7) {
        uint8_t byte = (uint8_t)bytes.ptr[(*at)++];
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *number = value;
            return true;
        }
    }
    return false;
}
