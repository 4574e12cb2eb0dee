/* import_warc.c - the HTML pages of a web archive, one article a response. */
#include <stdlib.h>

#include "import/http_head.h"
#include "import/import_page.h"
#include "source/read.h"
#include "source/said.h"

enum {
    CHUNK_BYTES = 64 * 1024,
    HEAD_BYTES_MAX = 64 * 1024, /* of a record's header block */
    LENGTH_DIGITS_MAX = 18,
};

struct reader {
    struct input *in;
    const struct import_hints *hints;
    const struct article_sink *sink;
    char *chunk;
    size_t at, len;   /* what is left of the chunk */
    struct buf head;  /* of the record */
    struct buf block; /* its content */
    int64_t records;  /* so far */
    int64_t pages;    /* that were put or named */
};

static enum ibid_status fill(struct reader *r, struct ibid_error *err)
{
    if (r->at < r->len)
        return IBID_OK;
    r->at = r->len = 0;
    return r->in->read(r->in, r->chunk, CHUNK_BYTES, &r->len, err);
}

static enum ibid_status cut_off(const struct reader *r, struct ibid_error *err)
{
    return err_set(err, IBID_INVALID,
                   "record %lld ends too early: the archive is cut off",
                   (long long)r->records);
}

/* The next record's header block; head.len 0 at the end of the archive. */
static enum ibid_status head_read(struct reader *r, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    bool line_empty = true;
    buf_reset(&r->head);
    for (;;) {
        status = fill(r, err);
        if (status != IBID_OK)
            return status;
        if (!r->len)
            return r->head.len ? cut_off(r, err) : IBID_OK;
        char c = r->chunk[r->at++];
        if (!r->head.len && (c == '\r' || c == '\n'))
            continue; /* what stands between records */
        buf_byte(&r->head, c);
        if (c == '\n' && line_empty)
            return IBID_OK;
        line_empty = c == '\n' || (c == '\r' && line_empty);
        if (r->head.len > HEAD_BYTES_MAX)
            return err_set(err, IBID_LIMIT,
                           "the header of record %lld is longer than %d KiB",
                           (long long)r->records, HEAD_BYTES_MAX >> 10);
    }
}

/* Take the record's `length` bytes, or pass over them. */
static enum ibid_status block_read(struct reader *r, uint64_t length, bool keep,
                                   struct ibid_error *err)
{
    buf_reset(&r->block);
    while (length) {
        enum ibid_status status = fill(r, err);
        if (status != IBID_OK)
            return status;
        if (!r->len)
            return cut_off(r, err);
        size_t have = r->len - r->at;
        size_t take = have < length ? have : (size_t)length;
        if (keep)
            buf_add(&r->block, r->chunk + r->at, take);
        r->at += take;
        length -= take;
    }
    return IBID_OK;
}

static bool length_of(struct str head, uint64_t *length)
{
    struct str value;
    if (!http_header(head, "Content-Length", &value) || !value.len ||
        value.len > LENGTH_DIGITS_MAX)
        return false;
    *length = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9')
            return false;
        *length = *length * 10 + (uint64_t)(value.ptr[i] - '0');
    }
    return true;
}

static bool is_page_type(struct str content_type)
{
    struct str kind;
    if (!str_split(&content_type, ';', &kind))
        return false;
    kind = str_trim(kind);
    return str_ieq(kind, STR("text/html")) ||
           str_ieq(kind, STR("application/xhtml+xml"));
}

/* A record's header as a string without <>, or NULL. */
static const char *header_text(struct str head, const char *name,
                               struct arena *mem)
{
    struct str value;
    if (!http_header(head, name, &value))
        return NULL;
    if (str_starts(value, STR("<")) && str_ends(value, STR(">")))
        value = str_cut(value, 1, value.len - 1);
    return value.len ? arena_strndup(mem, value.ptr, value.len) : NULL;
}

/* A page as it was sent: its bytes and what was said of them. */
struct payload {
    struct str http;  /* header of the response; empty: it was none */
    struct str bytes; /* as they were sent, maybe packed */
    struct str type;  /* content type; empty: it was not said */
};

static enum ibid_status unpack(struct str head, struct arena *mem,
                               struct str *body, struct ibid_error *why)
{
    struct str coding;
    if (http_header(head, "Transfer-Encoding", &coding) &&
        str_ieq(coding, STR("chunked")))
        (void)http_dechunk(*body, mem, body); /* or it was undone already */
    if (!http_header(head, "Content-Encoding", &coding) || !coding.len ||
        str_ieq(coding, STR("identity")))
        return IBID_OK;
    bool known = str_ieq(coding, STR("gzip")) ||
                 str_ieq(coding, STR("x-gzip")) ||
                 str_ieq(coding, STR("deflate"));
    if (!known)
        return err_set(why, IBID_INVALID, "packed as %.*s, which is not read",
                       (int)(coding.len < 20 ? coding.len : 20), coding.ptr);
    if (!http_inflate(*body, ARTICLE_BYTES_MAX, mem, body))
        return err_set(why, IBID_INVALID,
                       "the page's %.*s data is broken or too large",
                       (int)coding.len, coding.ptr);
    return IBID_OK;
}

/* The page in the record, if it may be one: false when it is none. */
static bool payload_of(struct str head, struct str block, struct payload *out)
{
    struct str type;
    if (!http_header(head, "WARC-Type", &type))
        return false;
    *out = (struct payload){.http = STR(""), .bytes = block};
    if (str_ieq(type, STR("resource")))
        return http_header(head, "Content-Type", &out->type) &&
               is_page_type(out->type);
    size_t end = http_head_end(block);
    out->http = str_cut(block, 0, end);
    int code = http_status(out->http);
    if (!end || code < 200 || code > 299)
        return false;
    out->bytes = str_cut(block, end, block.len);
    bool typed = http_header(out->http, "Content-Type", &out->type);
    return out->bytes.len && (!typed || is_page_type(out->type));
}

/* Of a page whose type was not said its bytes must tell. */
static bool is_page(const struct payload *page)
{
    struct arena mem = {0};
    struct str bytes = page->bytes;
    bool yes = page->type.len || unpack(page->http, &mem, &bytes, NULL) ||
               looks_like_html(bytes);
    arena_done(&mem);
    return yes;
}

static void known(const struct unread *record, struct str head,
                  struct arena *mem, struct article *out)
{
    out->name = header_text(head, "WARC-Record-ID", mem);
    out->url = header_text(head, "WARC-Target-URI", mem);
    article_said(out, mem, "url", str_of(out->url), "WARC-Target-URI", 0, 0);
    const char *record_id = out->name;
    article_said(out, mem, "record", str_of(record_id), "WARC-Record-ID", 0, 0);
    article_said(out, mem, "retrieved",
                 str_of(header_text(head, "WARC-Date", mem)), "WARC-Date", 0,
                 0);
    if (!out->name)
        out->name =
            arena_printf(mem, "%s:%lld", record->name, (long long)record->line);
    if (header_text(head, "WARC-Truncated", mem))
        article_warn(out, mem, "the archive holds only part of the page");
    import_hints_apply(record->hints, mem, out);
}

/* The record's header goes up to the split, its content follows. */
static enum ibid_status page_read(const struct unread *record,
                                  struct arena *mem, struct article *out,
                                  struct ibid_error *why)
{
    struct article article = {0};
    struct str head = str_cut(record->bytes, 0, record->split);
    struct str block = str_cut(record->bytes, record->split, record->bytes.len);
    struct payload page = {0};
    (void)payload_of(head, block, &page);
    known(record, head, mem, &article);
    struct str said = http_charset(page.type);
    const char *charset = record->hints && record->hints->charset
                              ? record->hints->charset
                          : said.len ? arena_strndup(mem, said.ptr, said.len)
                                     : NULL;
    enum ibid_status status = unpack(page.http, mem, &page.bytes, why);
    if (status == IBID_OK)
        status = read_html(page.bytes, charset, mem, &article, why);
    if (status == IBID_OK)
        *out = article;
    else
        err_at(why, article.name, 0, -1);
    return status;
}

static enum ibid_status page_put(struct reader *r, struct ibid_error *err)
{
    struct payload page = {0};
    size_t split = r->head.len;
    if (!payload_of(buf_view(&r->head), buf_view(&r->block), &page) ||
        !is_page(&page))
        return IBID_OK;
    r->pages++;
    buf_str(&r->head, buf_view(&r->block));
    struct unread record = {.bytes = buf_view(&r->head),
                            .split = split,
                            .name = r->in->name,
                            .line = r->records,
                            .hints = r->hints,
                            .read = page_read};
    return import_unread(r->sink, &record, err);
}

/* Could the record hold a page? The others are passed over. */
static bool is_wanted(const struct reader *r, uint64_t length)
{
    struct str type;
    return length <= RECORD_BYTES_MAX &&
           http_header(buf_view(&r->head), "WARC-Type", &type) &&
           (str_ieq(type, STR("response")) || str_ieq(type, STR("resource")));
}

/* The next record; `*end` behind the last. */
static enum ibid_status record_read(struct reader *r, bool *end,
                                    struct ibid_error *err)
{
    uint64_t length;
    r->records++;
    enum ibid_status status = head_read(r, err);
    if (status != IBID_OK)
        return status;
    struct str head = buf_view(&r->head);
    *end = !head.len;
    if (*end)
        return IBID_OK;
    if (!str_starts(head, STR("WARC/")) || !length_of(head, &length))
        return err_set(err, IBID_INVALID,
                       "record %lld is no WARC record; the rest of the "
                       "archive is not read",
                       (long long)r->records);
    bool wanted = is_wanted(r, length);
    status = block_read(r, length, wanted, err);
    return status == IBID_OK && wanted ? page_put(r, err) : status;
}

static enum ibid_status read_archive(struct input *in,
                                     const struct import_hints *hints,
                                     const struct article_sink *sink,
                                     struct ibid_error *err)
{
    struct reader r = {.in = in, .hints = hints, .sink = sink};
    enum ibid_status status = IBID_OK;
    bool end = false;
    r.chunk = mem_alloc(CHUNK_BYTES);
    while (status == IBID_OK && !end)
        status = record_read(&r, &end, err);
    if (status == IBID_OK && !r.pages)
        status = err_set(err, IBID_INVALID, "no HTML page in the archive");
    free(r.chunk);
    buf_done(&r.head);
    buf_done(&r.block);
    return status;
}

static int sniff(struct str head)
{
    return str_starts(head, STR("WARC/")) && http_head_end(head) ? 95 : 0;
}

const struct importer import_warc = {
    .name = "warc",
    .extensions = "warc",
    .summary = "web archives, one article an HTML response",
    .binary = true,
    .sniff = sniff,
    .read = read_archive,
};
