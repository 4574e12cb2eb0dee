/* http_head.c - header blocks of WARC records and HTTP messages. */
#include "import/http_head.h"

#include <ctype.h>
#include <zlib.h>

#include "base/buf.h"

enum { STEP_BYTES = 64 * 1024, SIZE_DIGITS_MAX = 8 };

size_t http_head_end(struct str bytes)
{
    for (size_t at = 0; at < bytes.len;) {
        const char *end = memchr(bytes.ptr + at, '\n', bytes.len - at);
        if (!end)
            return 0;
        size_t next = (size_t)(end - bytes.ptr) + 1, length = next - at - 1;
        if (length == 0 || (length == 1 && bytes.ptr[at] == '\r'))
            return next;
        at = next;
    }
    return 0;
}

bool http_header(struct str head, const char *name, struct str *value)
{
    size_t length = strlen(name);
    struct str line;
    while (str_split(&head, '\n', &line)) {
        if (line.len <= length || line.ptr[length] != ':' ||
            !str_ieq(str_cut(line, 0, length), str_of(name)))
            continue;
        *value = str_trim(str_cut(line, length + 1, line.len));
        return true;
    }
    return false;
}

int http_status(struct str head)
{
    if (!str_starts(head, STR("HTTP/")))
        return 0;
    const char *blank = memchr(head.ptr, ' ', head.len);
    size_t at = blank ? (size_t)(blank - head.ptr) + 1 : head.len;
    int status = 0;
    for (int i = 0; i < 3; i++, at++) {
        if (at >= head.len || !isdigit((unsigned char)head.ptr[at]))
            return 0;
        status = status * 10 + (head.ptr[at] - '0');
    }
    return status;
}

struct str http_charset(struct str content_type)
{
    struct str part;
    while (str_split(&content_type, ';', &part)) {
        part = str_trim(part);
        struct str word = STR("charset=");
        if (part.len <= word.len || !str_ieq(str_cut(part, 0, word.len), word))
            continue;
        part = str_cut(part, word.len, part.len);
        if (part.len >= 2 && part.ptr[0] == '"' && str_ends(part, STR("\"")))
            part = str_cut(part, 1, part.len - 1);
        return part;
    }
    return (struct str){"", 0};
}

/* The size at the start of a chunk's line; *at goes behind the line. */
static bool chunk_size(struct str body, size_t *at, size_t *size)
{
    size_t digits = 0;
    *size = 0;
    for (; *at < body.len && isxdigit((unsigned char)body.ptr[*at]); ++*at) {
        char c = (char)tolower((unsigned char)body.ptr[*at]);
        *size = *size * 16 + (size_t)(c <= '9' ? c - '0' : c - 'a' + 10);
        if (++digits > SIZE_DIGITS_MAX)
            return false;
    }
    const char *end = memchr(body.ptr + *at, '\n', body.len - *at);
    if (!digits || !end)
        return false;
    *at = (size_t)(end - body.ptr) + 1;
    return true;
}

bool http_dechunk(struct str body, struct arena *mem, struct str *out)
{
    struct buf bytes = {0};
    size_t at = 0, size = 1;
    bool good = body.len > 0;
    while (good && at < body.len) {
        good = chunk_size(body, &at, &size);
        if (!good || !size)
            break;
        size_t left = body.len - at;
        buf_str(&bytes, str_cut(body, at, at + (size < left ? size : left)));
        at += size < left ? size : left;
        while (at < body.len && (body.ptr[at] == '\r' || body.ptr[at] == '\n'))
            at++;
    }
    if (good)
        *out = arena_str(mem, bytes.len ? buf_view(&bytes) : STR(""));
    buf_done(&bytes);
    return good;
}

bool http_inflate(struct str body, size_t limit, struct arena *mem,
                  struct str *out)
{
    z_stream z = {0};
    struct buf bytes = {0};
    int rc = Z_OK;
    if (inflateInit2(&z, 15 + 32) != Z_OK) /* 32: gzip or zlib */
        mem_exhausted(sizeof z);
    z.next_in = (Bytef *)body.ptr;
    z.avail_in = (uInt)body.len;
    while (rc == Z_OK && bytes.len <= limit) {
        z.next_out = (Bytef *)buf_reserve(&bytes, STEP_BYTES);
        z.avail_out = STEP_BYTES;
        rc = inflate(&z, Z_NO_FLUSH);
        bytes.len += STEP_BYTES - z.avail_out;
    }
    (void)inflateEnd(&z);
    bool good = rc == Z_STREAM_END && bytes.len <= limit;
    if (good)
        *out = arena_str(mem, bytes.len ? buf_view(&bytes) : STR(""));
    buf_done(&bytes);
    return good;
}
