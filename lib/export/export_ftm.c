/* export_ftm.c - FollowTheMoney statements: an Event for each fact, an Article
 * for each source, a row for each thing that is said of one. */
#include "base/hash.h"
#include "export/one.h"
#include "export/table.h"
#include "fact/cells.h"
#include "fact/fact.h"
#include "fact/link.h"

#define DATASET "ibid"

static const struct column columns[] = {
    {"canonical_id", COLUMN_STRING, NULL, NULL},
    {"entity_id", COLUMN_STRING, NULL, NULL},
    {"prop", COLUMN_STRING, NULL, NULL},
    {"prop_type", COLUMN_STRING, NULL, NULL},
    {"schema", COLUMN_STRING, NULL, NULL},
    {"value", COLUMN_STRING, NULL, NULL},
    {"dataset", COLUMN_STRING, NULL, NULL},
    {"origin", COLUMN_STRING, NULL, NULL},
    {"lang", COLUMN_STRING, NULL, NULL},
    {"original_value", COLUMN_STRING, NULL, NULL},
    {"external", COLUMN_STRING, NULL, NULL},
    {"first_seen", COLUMN_STRING, NULL, NULL},
    {"last_seen", COLUMN_STRING, NULL, NULL},
    {"id", COLUMN_STRING, NULL, NULL},
};

/* Properties that fields of these names are, besides their description. */
static const struct {
    const char *field, *prop, *type;
} known[] = {{"place", "location", "address"}};

struct ftm {
    struct export *run;
    struct table table;
    struct buf key, text;
    const char *entity, *schema, *seen;
};

/* The id is a hash of what is said of whom, as the format wants it. */
static void statement(struct ftm *f, const char *prop, const char *type,
                      struct str value)
{
    char id[SHA1_HEX_BYTES];
    if (!value.len)
        return;
    buf_reset(&f->key);
    buf_printf(&f->key, DATASET ".%s.%s.", f->entity, prop);
    buf_str(&f->key, value);
    hash_sha1_hex(buf_view(&f->key), id);
    const char *const before[] = {f->entity, f->entity, prop, type, f->schema};
    const char *const after[] = {DATASET, f->run->head, "",      "",
                                 "f",     f->seen,      f->seen, id};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        table_text(&f->table, before[i]);
    table_cell(&f->table, value);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        table_text(&f->table, after[i]);
}

static void said(struct ftm *f, const char *prop, const char *type,
                 const char *value)
{
    statement(f, prop, type, str_of(value));
}

static void entity(struct ftm *f, const char *schema, const char *id,
                   const char *seen)
{
    f->schema = schema;
    f->entity = id;
    f->seen = seen;
    said(f, "id", "id", id);
}

/* ---- facts ------------------------------------------------------------- */

static const char *imported(const struct ibid_source *source,
                            const char *version)
{
    for (size_t i = 0; version && i < source->version_count; i++)
        if (strcmp(source->versions[i].id, version) == 0)
            return source->versions[i].imported;
    return source->version_count ? source->versions[0].imported : "";
}

/* What it is called: its kind and the values that tell it from others. */
static void put_name(struct ftm *f, const struct ibid_fact *fact)
{
    const struct codebook *book = f->run->codebook;
    const struct codebook_kind *kind =
        book ? codebook_kind(book, fact->kind) : NULL;
    const char *mark = ": ";
    buf_reset(&f->text);
    buf_text(&f->text, fact->kind);
    for (size_t i = 0; i < fact->field_count; i++) {
        const struct codebook_field *field =
            kind ? codebook_field(kind, fact->fields[i].name) : NULL;
        if (field && !field->key)
            continue;
        for (size_t v = 0; v < fact->fields[i].value_count; v++) {
            buf_printf(&f->text, "%s%s", mark, fact->fields[i].values[v].text);
            mark = ", ";
        }
    }
    statement(f, "name", "name", buf_view(&f->text));
}

/* A whole date, month or year, which is all that the format takes. */
static void put_date(struct ftm *f, const char *normalized)
{
    struct str json = str_of(normalized);
    char date[16];
    int parts[3];
    if (json.len < 3 || json.len > sizeof date || json.ptr[0] != '"')
        return;
    memcpy(date, json.ptr + 1, json.len - 2);
    date[json.len - 2] = '\0';
    if (one_date(date, parts))
        said(f, "date", "date", date);
}

static void put_value(struct ftm *f, const struct ibid_fact *fact,
                      const char *name, const struct ibid_value *value)
{
    const struct codebook *book = f->run->codebook;
    const struct codebook_kind *kind =
        book ? codebook_kind(book, fact->kind) : NULL;
    const struct codebook_field *field =
        kind ? codebook_field(kind, name) : NULL;
    bool cited =
        value->citation_count || !export_is_cited_field(book, fact->kind, name);
    buf_reset(&f->text);
    buf_printf(&f->text, "%s: %s", name, value->text);
    cell_resolved(value, " = ", &f->text);
    if (!cited)
        buf_text(&f->text, " [no citation]");
    statement(f, "description", "text", buf_view(&f->text));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].field) == 0)
            said(f, known[i].prop, known[i].type, value->text);
    if (field && field->type == FIELD_DATE)
        put_date(f, value->normalized);
}

/* The words, and the address at which a browser shows them. */
static enum ibid_status put_citations(struct ftm *f,
                                      const struct ibid_citation *list,
                                      size_t count, bool evidence,
                                      struct ibid_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct ibid_citation *c = &list[i];
        const struct origin *origin = NULL;
        enum ibid_status status =
            origins_get(&f->run->origins, c->source, &origin, err);
        if (status)
            return status;
        const struct utf8_index *index = texts_get(&f->run->texts, c->version);
        if (evidence) {
            said(f, "summary", "text", c->quote);
            said(f, "proof", "entity", c->source);
            said(f, "publisher", "string", origin->source->outlet);
        }
        buf_reset(&f->text);
        if (one_is_url(origin->source->url))
            link_write(origin->source->url, index ? index->text : STR(""),
                       c->start, c->end, &f->text);
        statement(f, "sourceUrl", "url", buf_view(&f->text));
    }
    return f->run->texts.status;
}

static enum ibid_status put_values(struct ftm *f, const struct ibid_fact *fact,
                                   struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < fact->field_count; i++) {
        const struct ibid_field *field = &fact->fields[i];
        for (size_t v = 0; !status && v < field->value_count; v++) {
            const struct ibid_value *value = &field->values[v];
            put_value(f, fact, field->name, value);
            status = put_citations(f, value->citations, value->citation_count,
                                   fact->citation_count == 0, err);
        }
    }
    return status;
}

static enum ibid_status put_fact(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct ftm *f = ctx;
    const struct origin *origin = NULL;
    enum ibid_status status =
        origins_get(&f->run->origins, fact->source, &origin, err);
    if (status)
        return status;
    export_count(f->run, fact);
    entity(f, "Event", fact->id, imported(origin->source, fact->version));
    put_name(f, fact);
    said(f, "keywords", "string", fact->kind);
    said(f, "keywords", "string", fact_status_name(fact->status));
    said(f, "recordId", "string", fact->id);
    status = put_citations(f, fact->citations, fact->citation_count, true, err);
    if (!status)
        status = put_values(f, fact, err);
    f->run->bytes = f->table.sink.bytes;
    return status ? status : sink_flush(&f->table.sink, err);
}

/* ---- sources ----------------------------------------------------------- */

static enum ibid_status put_source(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct ftm *f = ctx;
    int parts[3];
    const char *title = source->title ? source->title : source->name;
    entity(f, "Article", source->id, imported(source, NULL));
    said(f, "name", "name", title);
    said(f, "title", "string", title);
    said(f, "fileName", "string", source->name);
    said(f, "author", "string", source->author);
    said(f, "publisher", "string", source->outlet);
    if (one_date(source->published, parts))
        said(f, "publishedAt", "date", source->published);
    if (one_is_url(source->url))
        said(f, "sourceUrl", "url", source->url);
    for (size_t i = 0; i < source->version_count; i++) {
        buf_reset(&f->text);
        buf_printf(&f->text, "version %s, SHA-256 %s", source->versions[i].id,
                   source->versions[i].sha256);
        statement(f, "notes", "text", buf_view(&f->text));
    }
    return sink_flush(&f->table.sink, err);
}

static enum ibid_status write_ftm(struct export *run, struct ibid_error *err)
{
    struct ftm f = {.run = run};
    f.table = (struct table){.style = {.line_feeds = true},
                             .columns = columns,
                             .count = sizeof columns / sizeof *columns};
    enum ibid_status status = export_open(run, &f.table.sink, err);
    if (!status) {
        table_header(&f.table);
        status = export_sources(run, put_source, &f, err);
    }
    if (!status)
        status = export_facts(run, &run->query, put_fact, &f, err);
    if (!status)
        status = sink_finish(&f.table.sink, err);
    if (!status)
        status = sink_publish(&f.table.sink, err);
    run->summary->files = status ? 0 : 1;
    sink_done(&f.table.sink);
    buf_done(&f.key);
    buf_done(&f.text);
    return status;
}

const struct exporter export_ftm = {
    .name = "ftm",
    .extensions = "ftm.csv",
    .summary = "FollowTheMoney statements: events and the articles behind them",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_ftm,
};
