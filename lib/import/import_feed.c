/* import_feed.c - entries of RSS and Atom feeds that hold whole articles. */
#include <expat.h>

#include "import/feed_entry.h"
#include "import/feed_value.h"
#include "import/import_page.h"
#include "import/input.h"
#include "source/decode.h"
#include "source/html_meta.h"
#include "source/read.h"
#include "source/said.h"

enum {
    SUMMARY_BYTES_MAX = 500,    /* a description up to this is no article */
    VALUE_BYTES_MAX = 2000,     /* of a title, an address, a name */
    PIECE_BYTES = 64 * 1024,    /* given to the parser at once */
    TAG_BYTES_MAX = 256 * 1024, /* of one tag, with its attributes */
};

/* What an entry holds to read. */
struct content {
    struct str text;
    struct source_map map; /* to the decoded feed */
    bool is_text;
};

struct reader {
    XML_Parser parser;
    struct arena mem;    /* of the feed: text, outlet */
    struct article file; /* decoded */
    const struct import_hints *hints;
    const struct article_sink *sink;
    int depth;
    int entry_depth;       /* 0: between entries */
    enum feed_field field; /* being read */
    int field_depth, field_rank;
    bool markup;      /* its elements are its content: xhtml */
    size_t markup_at; /* where that begins */
    bool is_text;     /* the content at hand is plain text */
    struct feed_value value;
    struct feed_entry entry;
    int ranks[FEED_COUNT];
    struct content content, summary;
    const char *outlet, *language;
    enum ibid_status status; /* of the sink */
    struct ibid_error *err;
    bool has_entities;
    bool is_tag_long;
};

static size_t here(const struct reader *r)
{
    return (size_t)XML_GetCurrentByteIndex(r->parser);
}

static const char *attribute(const XML_Char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i]; i += 2)
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    return NULL;
}

static void entry_begin(struct reader *r)
{
    arena_reset(r->sink->mem);
    r->entry_depth = r->depth;
    r->entry.at = here(r);
    r->entry.line = (int64_t)XML_GetCurrentLineNumber(r->parser);
    memset(r->entry.values, 0, sizeof r->entry.values);
    memset(r->ranks, 0, sizeof r->ranks);
    memset(r->entry.places, 0, sizeof r->entry.places);
    r->content.text = r->summary.text = (struct str){"", 0};
}

/* <link rel="alternate" href="..."> of Atom. */
static void link_take(struct reader *r, const XML_Char **attributes)
{
    const char *href = attribute(attributes, "href");
    const char *rel = attribute(attributes, "rel");
    if (!href || (rel && strcmp(rel, "alternate") != 0) ||
        r->entry.values[FEED_URL] || strlen(href) > VALUE_BYTES_MAX)
        return;
    r->entry.values[FEED_URL] = arena_strdup(r->sink->mem, href);
    r->entry.places[FEED_URL] = (struct map_run){
        .original = (uint32_t)here(r),
        .original_len = (uint32_t)XML_GetCurrentByteCount(r->parser)};
}

static void field_begin(struct reader *r, enum feed_field field, int rank,
                        const XML_Char **attributes)
{
    const char *type = attribute(attributes, "type");
    r->field = field;
    r->field_rank = rank;
    r->field_depth = r->depth;
    r->is_text =
        type && (strcmp(type, "text") == 0 || strcmp(type, "text/plain") == 0);
    r->markup = type && strcmp(type, "xhtml") == 0;
    r->markup_at = here(r) + (size_t)XML_GetCurrentByteCount(r->parser);
    buf_reset(&r->value.text);
    buf_reset(&r->value.runs);
}

static void entry_element(struct reader *r, const char *name,
                          const XML_Char **attributes)
{
    bool within_author = r->depth == r->entry_depth + 2;
    if (r->depth > r->entry_depth + 2)
        return;
    if (strcmp(name, "link") == 0)
        link_take(r, attributes);
    int rank = 0;
    enum feed_field field = feed_field_named(name, &rank);
    if (!field || within_author != (strcmp(name, "name") == 0) ||
        rank <= r->ranks[field])
        return;
    field_begin(r, field, rank, attributes);
}

/* The feed's own title and language: one or two elements deep. */
static void feed_element(struct reader *r, const char *name,
                         const XML_Char **attributes)
{
    const char *language = attribute(attributes, "xml:lang");
    if (r->depth == 1 && language && strlen(language) < 40)
        r->language = arena_strdup(&r->mem, language);
    if (r->depth < 2 || r->depth > 3)
        return;
    if (strcmp(name, "title") == 0 && !r->outlet)
        field_begin(r, FEED_OUTLET, 1, attributes);
    else if (strcmp(name, "language") == 0 && !r->language)
        field_begin(r, FEED_LANGUAGE, 1, attributes);
}

static void on_start(void *ctx, const XML_Char *name,
                     const XML_Char **attributes)
{
    struct reader *r = ctx;
    r->depth++;
    /* Within <author> of Atom its <name> takes over. */
    if (r->field == FEED_AUTHOR && strcmp(name, "name") == 0)
        r->field = FEED_NONE;
    if (r->field)
        return;
    if (r->entry_depth)
        entry_element(r, name, attributes);
    else if (strcmp(name, "item") == 0 || strcmp(name, "entry") == 0)
        entry_begin(r);
    else
        feed_element(r, name, attributes);
}

static void on_text(void *ctx, const XML_Char *text, int length)
{
    struct reader *r = ctx;
    if (!r->field || r->markup)
        return;
    bool long_value = r->field == FEED_CONTENT || r->field == FEED_SUMMARY;
    if (!long_value && r->value.text.len > VALUE_BYTES_MAX)
        return;
    feed_value_add(&r->value, (struct str){text, (size_t)length}, here(r),
                   (size_t)XML_GetCurrentByteCount(r->parser));
}

/* The markup of an xhtml element as it stands in the feed. */
static void markup_take(struct reader *r)
{
    size_t end = here(r);
    if (end > r->markup_at)
        feed_value_add(&r->value, str_cut(r->file.text, r->markup_at, end),
                       r->markup_at, end - r->markup_at);
}

static void value_take(struct reader *r, enum feed_field field,
                       const char *value, const struct source_map *map,
                       uint32_t bytes)
{
    uint32_t start = 0, end = 0;
    r->entry.values[field] = value;
    r->entry.places[field] = (struct map_run){0};
    if (map_span(map, 0, bytes, &start, &end))
        r->entry.places[field] =
            (struct map_run){.original = start, .original_len = end - start};
}

static void field_end(struct reader *r)
{
    struct source_map map;
    enum feed_field field = r->field;
    struct arena *mem = r->entry_depth ? r->sink->mem : &r->mem;
    r->field = FEED_NONE;
    if (r->markup)
        markup_take(r);
    struct str text = feed_value_take(&r->value, mem, &map);
    struct str trimmed = str_trim(text);
    if (!trimmed.len)
        return;
    r->ranks[field] = r->field_rank;
    if (field == FEED_CONTENT || field == FEED_SUMMARY) {
        struct content *content =
            field == FEED_CONTENT ? &r->content : &r->summary;
        *content = (struct content){text, map, r->is_text};
        return;
    }
    const char *value = arena_strndup(mem, trimmed.ptr, trimmed.len);
    if (field == FEED_OUTLET)
        r->outlet = value;
    else if (field == FEED_LANGUAGE)
        r->language = value;
    else
        value_take(r, field, value, &map, (uint32_t)text.len);
}

/* ---- An entry whole ---------------------------------------------------- */

/* The entry's bytes, and the map from its text to them. */
static void locate(const struct reader *r, struct feed_extent entry,
                   struct source_map to_feed, size_t known, struct article *out)
{
    struct arena *mem = r->sink->mem;
    struct source_map to_file = map_join(to_feed, r->file.map, mem);
    out->original =
        arena_str(mem, str_cut(r->file.original, entry.from, entry.to));
    article_rebase(out, map_from(to_file, entry.from, mem), known, mem);
}

static enum ibid_status entry_read(const struct reader *r, size_t end,
                                   struct article *out, struct ibid_error *why)
{
    struct arena *mem = r->sink->mem;
    bool whole = r->content.text.len > 0;
    const struct content *content = whole ? &r->content : &r->summary;
    if (!whole && content->text.len <= SUMMARY_BYTES_MAX)
        return err_set(why, IBID_INVALID,
                       content->text.len
                           ? "the entry is only a summary; save the page it "
                             "links to"
                           : "the entry holds no text; save the page it links "
                             "to");
    struct feed_extent entry = feed_entry_extent(&r->entry, &r->file, end);
    feed_entry_known(&r->entry, &r->file, entry, mem, out);
    article_said(out, mem, "outlet", str_of(r->outlet), "title of the feed", 0,
                 0);
    article_said(out, mem, "language", str_of(r->language),
                 "language of the feed", 0, 0);
    out->outlet = r->outlet;
    out->language = r->language;
    import_hints_apply(r->hints, mem, out);
    size_t known = out->said_count;
    enum ibid_status status =
        content->is_text ? read_text(content->text, "utf-8", mem, out, why)
                         : read_html(content->text, "utf-8", mem, out, why);
    if (status == IBID_OK)
        locate(r, entry, content->map, known, out);
    return status;
}

static void entry_end(struct reader *r)
{
    size_t end = here(r) + (size_t)XML_GetCurrentByteCount(r->parser);
    struct article article = {0};
    struct ibid_error why = {0};
    r->entry_depth = 0;
    if (entry_read(r, end, &article, &why) == IBID_OK) {
        r->status = r->sink->put(r->sink->ctx, &article, NULL, r->err);
    } else {
        err_at(&why, r->file.name, r->entry.line, -1);
        r->status = r->sink->put(r->sink->ctx, NULL, &why, r->err);
    }
    if (r->status != IBID_OK)
        (void)XML_StopParser(r->parser, XML_FALSE);
}

static void on_end(void *ctx, const XML_Char *name)
{
    struct reader *r = ctx;
    (void)name;
    if (r->field && r->depth == r->field_depth)
        field_end(r);
    if (r->entry_depth && r->depth == r->entry_depth)
        entry_end(r);
    r->depth--;
}

/* ---- The feed ---------------------------------------------------------- */

/* Entities can make much of little; feeds have no need of their own. */
static void on_entity(void *ctx, const XML_Char *name, int is_parameter,
                      const XML_Char *value, int length, const XML_Char *base,
                      const XML_Char *system, const XML_Char *public_id,
                      const XML_Char *notation)
{
    struct reader *r = ctx;
    (void)name, (void)is_parameter, (void)value, (void)length, (void)base;
    (void)system, (void)public_id, (void)notation;
    r->has_entities = true;
    (void)XML_StopParser(r->parser, XML_FALSE);
}

static enum ibid_status say(struct reader *r, struct ibid_error *why)
{
    int64_t line = (int64_t)XML_GetCurrentLineNumber(r->parser);
    if (r->has_entities)
        (void)err_set(why, IBID_INVALID,
                      "a feed that declares entities is not read");
    else if (r->is_tag_long)
        (void)err_set(why, IBID_LIMIT,
                      "a tag or a comment of more than %d KiB; the rest of the "
                      "feed is not read",
                      TAG_BYTES_MAX >> 10);
    else
        (void)err_set(why, IBID_INVALID,
                      "broken XML: %s; the rest of the feed is not read",
                      XML_ErrorString(XML_GetErrorCode(r->parser)));
    err_at(why, r->file.name, line, -1);
    return r->sink->put(r->sink->ctx, NULL, why, r->err);
}

/* Piece by piece: what a tag costs the parser grows faster than its length, and
 * it cannot be told to stop at one. False: it is not to be read to its end. */
static bool parse_pieces(struct reader *r)
{
    struct str text = r->file.text;
    for (size_t at = 0;;) {
        size_t left = text.len - at;
        size_t now = left < PIECE_BYTES ? left : PIECE_BYTES;
        if (XML_Parse(r->parser, text.ptr + at, (int)now, now == left) !=
            XML_STATUS_OK)
            return false;
        at += now;
        if (now == left)
            return true;
        r->is_tag_long =
            (int64_t)at - XML_GetCurrentByteIndex(r->parser) > TAG_BYTES_MAX;
        if (r->is_tag_long)
            return false;
    }
}

static enum ibid_status parse(struct reader *r)
{
    struct ibid_error why = {0};
    r->parser = XML_ParserCreate("UTF-8");
    if (!r->parser)
        mem_exhausted(r->file.text.len);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetEntityDeclHandler(r->parser, on_entity);
    bool whole = parse_pieces(r);
    enum ibid_status status = r->status;
    if (status == IBID_OK && !whole)
        status = say(r, &why);
    XML_ParserFree(r->parser);
    return status;
}

static enum ibid_status read_feed(struct input *in,
                                  const struct import_hints *hints,
                                  const struct article_sink *sink,
                                  struct ibid_error *err)
{
    struct reader r = {.hints = hints, .sink = sink, .err = err};
    struct buf bytes = {0};
    struct ibid_error why = {0};
    enum ibid_status status = input_all(in, &bytes, &why);
    r.file.name = in->name;
    if (status == IBID_OK)
        status = decode(buf_view(&bytes), hints ? hints->charset : NULL, true,
                        &r.mem, &r.file, &why);
    if (status == IBID_OK) {
        status = parse(&r);
    } else if (status == IBID_IO) {
        if (err)
            *err = why;
    } else {
        err_at(&why, in->name, 0, why.byte);
        status = sink->put(sink->ctx, NULL, &why, err);
    }
    feed_value_done(&r.value);
    arena_done(&r.mem);
    buf_done(&bytes);
    return status;
}

const struct importer import_feed = {
    .name = "feed",
    .extensions = "rss atom xml",
    .summary = "RSS and Atom feeds, one article an entry that holds it all",
    .sniff = feed_sniff,
    .read = read_feed,
};
