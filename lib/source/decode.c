/* decode.c - bytes in any encoding to UTF-8, with the way back. */
#include "source/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "source/read.h"
#include "text/utf8.h"

enum {
    UNITS = 4096,           /* UTF-16 units converted in one step */
    MOSTLY = 20,            /* good sequences a bad one may hide among */
    CONFIDENCE_MIN = 10,    /* percent: below it a guess is no better */
    CONFIDENCE_DEFAULT = 1, /* percent: windows-1252, for want of better */
};

/* What is known while one text is decoded. */
struct decoding {
    struct str bytes;
    struct buf text, runs;
    size_t replaced, first_replaced;
};

static void replaced_at(struct decoding *d, size_t at)
{
    if (!d->replaced++)
        d->first_replaced = at;
}

/* Bytes of the ill-formed sequence at `at` that one U+FFFD stands for. */
static size_t broken_length(struct str bytes, size_t at)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    unsigned char lead = p[at];
    size_t want = lead >= 0xF0 && lead <= 0xF4   ? 3
                  : lead >= 0xE0 && lead <= 0xEF ? 2
                                                 : 0;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    size_t length = 1;
    while (want-- && at + length < bytes.len && p[at + length] >= low &&
           p[at + length] <= high) {
        length++;
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

static void add_run(struct decoding *d, struct str text, size_t at,
                    size_t length)
{
    map_run_add(&d->runs,
                (struct map_run){(uint32_t)d->text.len, (uint32_t)text.len,
                                 (uint32_t)at, (uint32_t)length});
    buf_str(&d->text, text);
}

static void decode_utf8(struct decoding *d, size_t at)
{
    while (at < d->bytes.len) {
        struct str rest = str_cut(d->bytes, at, d->bytes.len);
        size_t good = utf8_invalid_at(rest);
        if (good)
            add_run(d, str_cut(rest, 0, good), at, good);
        at += good;
        if (at == d->bytes.len)
            break;
        size_t length = broken_length(d->bytes, at);
        replaced_at(d, at);
        add_run(d, STR("\xEF\xBF\xBD"), at, length);
        at += length;
    }
}

/* One code point out of UTF-16; *i goes behind it. */
static uint32_t point_next(const UChar *units, size_t count, size_t *i)
{
    uint32_t c = units[(*i)++];
    if (c >= 0xD800 && c < 0xDC00 && *i < count)
        return 0x10000 + ((c - 0xD800) << 10) + (units[(*i)++] - 0xDC00u);
    return c >= 0xD800 && c < 0xE000 ? 0xFFFD : c;
}

/* Take over converted units; `base` is where offsets count from, `end` how
 * far the converter has read. */
static void take_units(struct decoding *d, const UChar *units,
                       const int32_t *offsets, size_t count, size_t base,
                       size_t end)
{
    for (size_t i = 0; i < count;) {
        size_t start = i;
        uint32_t c = point_next(units, count, &i);
        size_t next = i;
        while (next < count && offsets[next] < 0)
            next++;
        size_t from = base + (size_t)(offsets[start] < 0 ? 0 : offsets[start]);
        size_t to = next < count ? base + (size_t)offsets[next] : end;
        char text[4];
        int length = utf8_put(c, text);
        if (c == 0xFFFD)
            replaced_at(d, from);
        add_run(d, (struct str){text, (size_t)length}, from,
                to > from ? to - from : 0);
    }
}

/* Convert from `at` on; false when ICU has no such converter. */
static bool decode_icu(struct decoding *d, const char *encoding, size_t at)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status))
        return false;
    const char *source = d->bytes.ptr + at,
               *limit = d->bytes.ptr + d->bytes.len;
    do {
        UChar units[UNITS + 2] = {0}, *target = units;
        int32_t offsets[UNITS + 2];
        size_t base = (size_t)(source - d->bytes.ptr);
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, units + UNITS, &source, limit,
                       offsets, true, &status);
        size_t count = (size_t)(target - units);
        /* Half a pair at the end: its other half waits in the converter. */
        if (status == U_BUFFER_OVERFLOW_ERROR && count &&
            (units[count - 1] & 0xFC00) == 0xD800) {
            UErrorCode more = U_ZERO_ERROR;
            ucnv_toUnicode(converter, &target, units + UNITS + 1, &source,
                           source, NULL, false, &more);
            if ((size_t)(target - units) > count)
                offsets[count++] = -1;
        }
        take_units(d, units, offsets, count, base,
                   (size_t)(source - d->bytes.ptr));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    ucnv_close(converter);
    return true;
}

/* The encoding a byte order mark says and the mark's length, or NULL. */
static const char *mark_encoding(struct str bytes, size_t *length)
{
    static const struct {
        struct str mark;
        const char *encoding;
    } marks[] = {
        {{"\xEF\xBB\xBF", 3}, "UTF-8"},    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
        {{"\0\0\xFE\xFF", 4}, "UTF-32BE"}, {{"\xFF\xFE", 2}, "UTF-16LE"},
        {{"\xFE\xFF", 2}, "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!str_starts(bytes, marks[i].mark))
            continue;
        *length = marks[i].mark.len;
        return marks[i].encoding;
    }
    return NULL;
}

static bool is_wide(const char *encoding)
{
    return encoding && (strncmp(encoding, "UTF-1", 5) == 0 ||
                        strncmp(encoding, "UTF-3", 5) == 0);
}

/* Are errors so rare among sequences of two and more bytes that it must be
 * UTF-8 all the same? */
static bool is_mostly_utf8(struct str bytes)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < bytes.len;) {
        struct str rest = str_cut(bytes, at, bytes.len);
        size_t valid = utf8_invalid_at(rest);
        for (size_t i = 0; i < valid; i++)
            good += (unsigned char)rest.ptr[i] >= 0xC0;
        at += valid;
        if (at < bytes.len) {
            bad++;
            at += broken_length(bytes, at);
        }
    }
    return good >= bad * MOSTLY || (bad <= 2 && good > bad);
}

static const char *detect(struct str bytes, bool html, struct arena *mem,
                          int *confidence)
{
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&status);
    const char *name = NULL;
    size_t length =
        bytes.len < DECODE_DETECT_BYTES ? bytes.len : DECODE_DETECT_BYTES;
    if (U_FAILURE(status))
        return NULL;
    ucsdet_setText(detector, bytes.ptr, (int32_t)length, &status);
    ucsdet_enableInputFilter(detector, (UBool)html);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    if (match && U_SUCCESS(status)) {
        name = ucsdet_getName(match, &status);
        *confidence = ucsdet_getConfidence(match, &status);
    }
    /* What calls itself latin-1 has the quotes of windows-1252. */
    const char *known = name ? encoding_named(str_of(name), mem) : NULL;
    ucsdet_close(detector);
    return *confidence >= CONFIDENCE_MIN && !is_wide(known) ? known : NULL;
}

/* What the bytes are encoded in, and how sure that is; `*skip` bytes of mark
 * belong to the encoding. */
static const char *choose(struct str bytes, const char *charset, bool html,
                          struct arena *mem, struct article *out, size_t *skip)
{
    const char *mark = mark_encoding(bytes, skip);
    out->encoding_confidence = 100;
    if (mark) {
        if (!html && !is_wide(mark))
            *skip = 0;
        return mark;
    }
    struct str label = str_of(charset);
    const char *declared = encoding_named(label, mem);
    if (!declared && html && !is_wide(declared)) {
        label = encoding_declared(bytes, mem);
        declared = encoding_named(label, mem);
        if (is_wide(declared)) /* it could not be read if it were */
            declared = "UTF-8";
    }
    bool escapes = declared && strcmp(declared, "ISO-2022-JP") == 0;
    if (!is_wide(declared) && !escapes && utf8_invalid_at(bytes) == bytes.len)
        return "UTF-8";
    if (declared)
        return declared;
    if (label.len)
        article_warn(out, mem, "the declared encoding \"%.*s\" is not known",
                     (int)(label.len < 40 ? label.len : 40), label.ptr);
    if (is_mostly_utf8(bytes))
        return "UTF-8";
    int confidence = 0;
    const char *guess = detect(bytes, html, mem, &confidence);
    out->encoding_confidence = guess ? confidence : CONFIDENCE_DEFAULT;
    article_warn(out, mem,
                 "the encoding is not declared; it was read as %s (%d %% sure)",
                 guess ? guess : "windows-1252", out->encoding_confidence);
    return guess ? guess : "windows-1252";
}

static enum ibid_status nul_error(size_t at, struct ibid_error *err)
{
    enum ibid_status status = err_set(
        err, IBID_INVALID,
        "looks like binary data (NUL byte at %zu); give text or HTML, or, if "
        "it is UTF-16, save it with a byte order mark",
        at);
    err_at(err, NULL, 0, (int64_t)at);
    return status;
}

static void finish(struct decoding *d, const char *encoding, struct arena *mem,
                   struct article *out)
{
    if (d->replaced)
        article_warn(out, mem,
                     "%zu %s not valid %s and became U+FFFD, the first at "
                     "byte %zu",
                     d->replaced,
                     d->replaced == 1 ? "sequence of bytes is"
                                      : "sequences of bytes are",
                     encoding, d->first_replaced);
    out->encoding = arena_strdup(mem, encoding);
    out->original = d->bytes;
    out->text = (struct str){
        arena_strndup(mem, d->text.len ? d->text.ptr : "", d->text.len),
        d->text.len};
    out->map = map_done(&d->runs, mem);
    buf_done(&d->text);
}

enum ibid_status decode(struct str original, const char *charset, bool html,
                        struct arena *mem, struct article *out,
                        struct ibid_error *err)
{
    if (original.len > ARTICLE_BYTES_MAX)
        return err_set(err, IBID_LIMIT,
                       "larger than the %d MiB an article may have",
                       ARTICLE_BYTES_MAX >> 20);
    struct article read = *out;
    size_t skip = 0;
    const char *encoding = choose(original, charset, html, mem, &read, &skip);
    const char *nul = original.len && !is_wide(encoding)
                          ? memchr(original.ptr, '\0', original.len)
                          : NULL;
    if (nul)
        return nul_error((size_t)(nul - original.ptr), err);
    bool utf8 = strcmp(encoding, "UTF-8") == 0;
    if (utf8 && !skip && utf8_invalid_at(original) == original.len) {
        read.encoding = "UTF-8";
        read.original = read.text = original;
        read.map = (struct source_map){.identity = true};
        *out = read;
        return IBID_OK;
    }
    struct decoding d = {.bytes = original};
    if (utf8 || !decode_icu(&d, encoding, skip)) {
        encoding = "UTF-8";
        decode_utf8(&d, skip);
    }
    nul = d.text.len ? memchr(d.text.ptr, '\0', d.text.len) : NULL;
    size_t at = nul ? (size_t)(nul - d.text.ptr) : 0;
    finish(&d, encoding, mem, &read);
    if (nul) {
        uint32_t start = 0, end = 0;
        (void)map_span(&read.map, (uint32_t)at, (uint32_t)at + 1, &start, &end);
        return nul_error(start, err);
    }
    *out = read;
    return IBID_OK;
}
