/* import_jsonl.c - one JSON object a line is one article a line. */
#include <jansson.h>

#include "import/import_page.h"
#include "import/json_member.h"
#include "import/record.h"
#include "source/read.h"
#include "source/said.h"

enum {
    CHUNK_BYTES = 64 * 1024,
    KEY_BYTES_MAX = 60,
    MEMBERS_MAX = 50000, /* of a record, in all its depths */
};

struct reader {
    struct input *in;
    const struct import_hints *hints;
    const struct article_sink *sink;
    int64_t line; /* from 1 */
    struct buf bytes;
    bool too_long;
};

static enum ibid_status broken(const json_error_t *error, struct str line,
                               struct ibid_error *why)
{
    size_t length = strlen(error->text);
    const char *near = strstr(error->text, " near ");
    switch (json_error_code(error)) {
    case json_error_duplicate_key:
        return err_set(why, IBID_INVALID, "%.100s: each may stand once",
                       error->text);
    case json_error_null_character:
        return err_set(why, IBID_INVALID,
                       "a NUL character (\\u0000) at column %d: text cannot "
                       "hold it",
                       error->position);
    default:
        if (near)
            length = (size_t)(near - error->text);
        if (line.len && memchr(line.ptr, '\0', line.len))
            return err_set(
                why, IBID_INVALID, "a NUL byte at column %zu: not JSON",
                (size_t)((const char *)memchr(line.ptr, '\0', line.len) -
                         line.ptr) +
                    1);
        return err_set(why, IBID_INVALID, "broken JSON at column %d: %.*s",
                       error->position, (int)(length < 120 ? length : 120),
                       error->text);
    }
}

/* Colons outside strings: a parser's tables grow with them, and with what they
 * cost. */
static bool has_too_many_members(struct str line)
{
    size_t members = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == '"')
            quoted = !quoted;
        else if (c == '\\' && quoted)
            i++;
        else
            members += c == ':' && !quoted;
    }
    return members > MEMBERS_MAX;
}

/* Numbers too large for 64 bits spoil a document only where they matter. */
static json_t *parse(struct str line, struct ibid_error *why)
{
    json_error_t error;
    if (has_too_many_members(line)) {
        (void)err_set(why, IBID_INVALID,
                      "more than %d members: not a record of an article",
                      MEMBERS_MAX);
        return NULL;
    }
    json_t *root =
        json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, &error);
    if (!root && json_error_code(&error) == json_error_numeric_overflow)
        root = json_loadb(line.ptr, line.len,
                          JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL,
                          &error);
    if (!root) {
        (void)broken(&error, line, why);
        return NULL;
    }
    if (!json_is_object(root)) {
        (void)err_set(
            why, IBID_INVALID,
            "not an object: a record is {\"id\": ..., \"text\": ...}");
        json_decref(root);
        return NULL;
    }
    return root;
}

/* A string member that may be absent or null. */
static enum ibid_status text_field(const json_t *record, const char *key,
                                   struct arena *mem, const char **out,
                                   struct ibid_error *why)
{
    const json_t *value = json_object_get(record, key);
    if (!value || json_is_null(value))
        return IBID_OK;
    if (!json_is_string(value))
        return err_set(why, IBID_INVALID, "\"%s\" must be a string", key);
    struct str text = str_trim(str_of(json_string_value(value)));
    if (text.len)
        *out = arena_strndup(mem, text.ptr, text.len);
    return IBID_OK;
}

static enum ibid_status id_field(const json_t *record,
                                 const struct unread *from, struct arena *mem,
                                 const char **out, struct ibid_error *why)
{
    const json_t *value = json_object_get(record, "id");
    if (json_is_integer(value)) {
        *out = arena_printf(mem, "%lld", (long long)json_integer_value(value));
        return IBID_OK;
    }
    if (value && !json_is_string(value) && !json_is_null(value))
        return err_set(why, IBID_INVALID,
                       "\"id\" must be a string or a whole number of at most "
                       "63 bits");
    enum ibid_status status = text_field(record, "id", mem, out, why);
    if (status == IBID_OK && !*out)
        *out = arena_printf(mem, "%s:%lld", from->name, (long long)from->line);
    return status;
}

/* Note where the record says it. */
static void member_said(struct str line, const char *key, const char *value,
                        struct article *out, struct arena *mem)
{
    struct str text;
    struct source_map map;
    uint32_t start = 0, end = 0;
    if (json_member(line, key, mem, &text, &map) &&
        !map_span(&map, 0, (uint32_t)text.len, &start, &end))
        start = end = 0;
    article_said(out, mem, key, str_of(value), "member of the record", start,
                 end);
}

static enum ibid_status metadata(const json_t *record,
                                 const struct unread *from, struct arena *mem,
                                 struct article *out, struct ibid_error *why)
{
    static const char *const keys[] = {"title",   "url",       "outlet",
                                       "author",  "published", "language",
                                       "licence", "section",   "agency"};
    enum ibid_status status = id_field(record, from, mem, &out->name, why);
    for (size_t i = 0; status == IBID_OK && i < sizeof keys / sizeof *keys;
         i++) {
        const char **slot = record_slot(out, str_of(keys[i]));
        status = text_field(record, keys[i], mem, slot, why);
        if (status == IBID_OK && *slot)
            member_said(from->bytes, keys[i], *slot, out, mem);
    }
    if (status == IBID_OK)
        record_check(out, mem);
    import_hints_apply(from->hints, mem, out);
    return status;
}

/* Which member holds the article, or NULL with the reason. */
static const char *content_key(const json_t *record, struct ibid_error *why)
{
    static const char *const keys[] = {"text", "html"};
    for (size_t i = 0; i < 2; i++) {
        const json_t *value = json_object_get(record, keys[i]);
        if (!value || json_is_null(value))
            continue;
        if (!json_is_string(value)) {
            (void)err_set(why, IBID_INVALID, "\"%s\" must be a string",
                          keys[i]);
            return NULL;
        }
        if (str_trim(str_of(json_string_value(value))).len)
            return keys[i];
        (void)err_set(why, IBID_INVALID, "\"%s\" is empty", keys[i]);
        return NULL;
    }
    (void)err_set(why, IBID_INVALID,
                  "no \"text\" and no \"html\": nothing to read");
    return NULL;
}

static enum ibid_status content_read(const struct unread *from,
                                     struct arena *mem, struct article *out,
                                     struct ibid_error *why)
{
    struct str line = from->bytes, content;
    struct source_map escapes;
    json_t *record = parse(line, why);
    if (!record)
        return IBID_INVALID;
    const char *key = content_key(record, why);
    enum ibid_status status =
        key ? metadata(record, from, mem, out, why) : IBID_INVALID;
    json_decref(record);
    if (status != IBID_OK)
        return status;
    if (!json_member(line, key, mem, &content, &escapes))
        return err_set(why, IBID_INVALID, "\"%s\" cannot be found", key);
    size_t known = out->said_count;
    status = key[0] == 't' ? read_text(content, "utf-8", mem, out, why)
                           : read_html(content, "utf-8", mem, out, why);
    if (status != IBID_OK)
        return status;
    out->original = line;
    article_rebase(out, escapes, known, mem);
    return IBID_OK;
}

static enum ibid_status record_read(const struct unread *from,
                                    struct arena *mem, struct article *out,
                                    struct ibid_error *why)
{
    struct article article = {0};
    enum ibid_status status = content_read(from, mem, &article, why);
    if (status == IBID_OK)
        *out = article;
    else
        err_at(why, from->name, from->line, -1);
    return status;
}

static enum ibid_status line_put(struct reader *r, struct ibid_error *err)
{
    struct str line = str_trim(buf_view(&r->bytes));
    struct ibid_error why = {0};
    if (r->line == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
        line = str_trim(str_cut(line, 3, line.len));
    if (r->too_long) {
        err_set(&why, IBID_LIMIT,
                "longer than the %d MiB a record may have (RECORD_BYTES_MAX)",
                RECORD_BYTES_MAX >> 20);
        err_at(&why, r->in->name, r->line, -1);
        return r->sink->put(r->sink->ctx, NULL, &why, err);
    }
    if (!line.len)
        return IBID_OK;
    struct unread record = {.bytes = line,
                            .name = r->in->name,
                            .line = r->line,
                            .hints = r->hints,
                            .read = record_read};
    return import_unread(r->sink, &record, err);
}

/* Add bytes to the line; past the limit they are dropped. */
static void line_add(struct reader *r, struct str bytes)
{
    if (r->bytes.len + bytes.len > RECORD_BYTES_MAX) {
        r->too_long = true;
        buf_done(&r->bytes);
        r->bytes = (struct buf){0};
    }
    if (!r->too_long)
        buf_str(&r->bytes, bytes);
}

static enum ibid_status line_done(struct reader *r, struct ibid_error *err)
{
    r->line++;
    enum ibid_status status = line_put(r, err);
    buf_reset(&r->bytes);
    r->too_long = false;
    return status;
}

static enum ibid_status chunk_take(struct reader *r, struct str chunk,
                                   struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    while (chunk.len && status == IBID_OK) {
        const char *end = memchr(chunk.ptr, '\n', chunk.len);
        size_t length = end ? (size_t)(end - chunk.ptr) : chunk.len;
        line_add(r, str_cut(chunk, 0, length));
        if (end)
            status = line_done(r, err);
        chunk = str_cut(chunk, end ? length + 1 : length, chunk.len);
    }
    return status;
}

static enum ibid_status read_lines(struct input *in,
                                   const struct import_hints *hints,
                                   const struct article_sink *sink,
                                   struct ibid_error *err)
{
    struct reader r = {.in = in, .hints = hints, .sink = sink};
    char *chunk = mem_alloc(CHUNK_BYTES);
    enum ibid_status status = IBID_OK;
    size_t got = 1;
    while (status == IBID_OK && got) {
        status = in->read(in, chunk, CHUNK_BYTES, &got, err);
        if (status == IBID_OK)
            status = chunk_take(&r, (struct str){chunk, got}, err);
    }
    if (status == IBID_OK && (r.bytes.len || r.too_long))
        status = line_done(&r, err);
    buf_done(&r.bytes);
    free(chunk);
    return status;
}

/* An object at the start, with a member in it. */
static int sniff(struct str head)
{
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_cut(head, 3, head.len);
    head = str_trim(head);
    if (!head.len || head.ptr[0] != '{')
        return 0;
    head = str_trim(str_cut(head, 1, head.len));
    return head.len && (head.ptr[0] == '"' || head.ptr[0] == '}') ? 90 : 0;
}

const struct importer import_jsonl = {
    .name = "jsonl",
    .extensions = "jsonl ndjson json",
    .summary = "one JSON record a line: id, text or html, title, url...",
    .sniff = sniff,
    .read = read_lines,
};
