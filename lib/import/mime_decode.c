/* mime_decode.c - undo the transfer encodings of mail: base64 and quoted-
 * printable of bodies (RFC 2045, 6), encoded words of headers (RFC 2047). */
#include "import/mime.h"
#include "source/decode.h"

enum {
    NOT_BASE64 = -1,
    WORD_BYTES_MAX = 1000, /* of an encoded word; the standard says 75 */
};

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : NOT_BASE64;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct decoding {
    struct buf text, runs;
};

static void put(struct decoding *d, const char *bytes, size_t count, size_t at,
                size_t used)
{
    map_run_add(&d->runs,
                (struct map_run){(uint32_t)d->text.len, (uint32_t)count,
                                 (uint32_t)at, (uint32_t)used});
    buf_add(&d->text, bytes, count);
}

/* A line is one run: nobody cites half of one in a message's bytes. */
static void base64(struct str body, struct decoding *d)
{
    struct buf line = {0};
    uint32_t bits = 0;
    int held = 0;
    size_t from = 0;
    for (size_t at = 0; at < body.len; at++) {
        int value = base64_value(body.ptr[at]);
        if (value != NOT_BASE64) {
            from = line.len || held ? from : at;
            bits = bits << 6 | (uint32_t)value;
            held += 6;
            if (held >= 8) {
                held -= 8;
                buf_byte(&line, (char)(bits >> held & 0xFF));
            }
        }
        bool last = at + 1 == body.len;
        if (line.len && (last || body.ptr[at] == '\n')) {
            put(d, line.ptr, line.len, from, at + 1 - from);
            buf_reset(&line);
            from = at + 1;
        }
    }
    buf_done(&line);
}

/* How many bytes a soft line break at `at` takes, 0: it is none. */
static size_t soft_break(struct str body, size_t at)
{
    size_t end = at + 1;
    while (end < body.len && (body.ptr[end] == ' ' || body.ptr[end] == '\t'))
        end++;
    if (end < body.len && body.ptr[end] == '\r')
        end++;
    if (end == body.len)
        return end - at;
    return body.ptr[end] == '\n' ? end + 1 - at : 0;
}

static size_t escape_read(struct str body, size_t at, struct decoding *d)
{
    size_t soft = soft_break(body, at);
    if (soft)
        return soft;
    int high = at + 2 < body.len ? hex_value(body.ptr[at + 1]) : -1;
    int low = high >= 0 ? hex_value(body.ptr[at + 2]) : -1;
    if (low < 0) {
        put(d, "=", 1, at, 1);
        return 1;
    }
    char byte = (char)(high * 16 + low);
    put(d, &byte, 1, at, 3);
    return 3;
}

static void quoted_printable(struct str body, struct decoding *d)
{
    for (size_t at = 0; at < body.len;) {
        const char *next = memchr(body.ptr + at, '=', body.len - at);
        size_t end = next ? (size_t)(next - body.ptr) : body.len;
        if (end > at)
            put(d, body.ptr + at, end - at, at, end - at);
        at = end < body.len ? end + escape_read(body, end, d) : end;
    }
}

struct str mime_decode(const struct mime_part *part, struct arena *mem,
                       struct source_map *map)
{
    struct decoding d = {0};
    const char *coding =
        mime_header(part->head, "Content-Transfer-Encoding", mem);
    if (coding && str_ieq(str_of(coding), STR("base64"))) {
        base64(part->body, &d);
    } else if (coding && str_ieq(str_of(coding), STR("quoted-printable"))) {
        quoted_printable(part->body, &d);
    } else {
        *map = (struct source_map){.identity = true};
        return part->body;
    }
    *map = map_done(&d.runs, mem);
    struct str text = arena_str(mem, d.text.len ? buf_view(&d.text) : STR(""));
    buf_done(&d.text);
    return text;
}

/* ---- Encoded words ----------------------------------------------------- */

/* The bytes of one word's text; "_" is a blank in Q. */
static void word_bytes(struct str text, bool q, struct decoding *d)
{
    if (!q) {
        base64(text, d);
        return;
    }
    for (size_t i = 0; i < text.len; i++) {
        int high = text.ptr[i] == '=' && i + 2 < text.len
                       ? hex_value(text.ptr[i + 1])
                       : -1;
        int low = high >= 0 ? hex_value(text.ptr[i + 2]) : -1;
        if (low < 0) {
            buf_byte(&d->text, byte_mapped(text.ptr[i], "_", " "));
            continue;
        }
        buf_byte(&d->text, (char)(high * 16 + low));
        i += 2;
    }
}

/* "=?charset?Q?text?=" at the start: its parts and length; 0: none. */
static size_t word_at(struct str value, struct str *charset, char *coding,
                      struct str *text)
{
    struct str rest = str_cut(
        value, 0, value.len < WORD_BYTES_MAX ? value.len : WORD_BYTES_MAX);
    if (!str_starts(rest, STR("=?")))
        return 0;
    rest = str_cut(rest, 2, rest.len);
    struct str kind;
    if (!str_split(&rest, '?', charset) || !rest.ptr ||
        !str_split(&rest, '?', &kind) || !rest.ptr || kind.len != 1)
        return 0;
    size_t end = str_find(rest, STR("?="));
    if (end == rest.len)
        return 0;
    *coding = (char)(kind.ptr[0] | 32);
    *text = str_cut(rest, 0, end);
    return *coding == 'q' || *coding == 'b'
               ? (size_t)(rest.ptr - value.ptr) + end + 2
               : 0;
}

static void word_add(struct str charset, char coding, struct str text,
                     struct arena *mem, struct buf *out)
{
    struct decoding d = {0};
    struct article decoded = {0};
    word_bytes(text, coding == 'q', &d);
    const char *label = arena_strndup(
        mem, charset.ptr,
        memchr(charset.ptr, '*', charset.len) /* RFC 2231: its language */
            ? (size_t)((const char *)memchr(charset.ptr, '*', charset.len) -
                       charset.ptr)
            : charset.len);
    struct str bytes = arena_str(mem, d.text.len ? buf_view(&d.text) : STR(""));
    if (decode(bytes, label, false, mem, &decoded, NULL) == IBID_OK)
        buf_str(out, decoded.text);
    buf_done(&d.text);
    buf_done(&d.runs);
}

const char *mime_words(const char *value, struct arena *mem)
{
    struct str rest = str_of(value), charset, text;
    struct buf out = {0};
    size_t words_end = 0; /* of `out`, when a word was the last */
    char coding;
    while (rest.len) {
        size_t length = word_at(rest, &charset, &coding, &text);
        if (!length) {
            buf_byte(&out, rest.ptr[0]);
            rest = str_cut(rest, 1, rest.len);
            continue;
        }
        /* Blanks between two words are not part of the text. */
        if (words_end &&
            !str_trim(str_cut(buf_view(&out), words_end, out.len)).len)
            out.len = words_end;
        word_add(charset, coding, text, mem, &out);
        words_end = out.len;
        rest = str_cut(rest, length, rest.len);
    }
    const char *copy = arena_strndup(mem, out.ptr ? out.ptr : "", out.len);
    buf_done(&out);
    return copy;
}
