/* rows.c - the columns that fact tables share, and how they are filled. */
#include "export/rows.h"

#include "fact/cells.h"
#include "fact/fact.h"
#include "fact/link.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const struct column wide_head[ROWS_WIDE_HEAD] = {
    {"fact_id", COLUMN_STRING, "stable id of the fact", NULL},
    {"fact_no", COLUMN_INTEGER, "short number in this database", NULL},
    {"fact_status", COLUMN_STRING,
     "extracted, accepted, corrected, rejected or merged", NULL},
    {"fact_rank", COLUMN_STRING, "preferred, normal or deprecated", NULL},
    {"fact_confidence", COLUMN_NUMBER, "of the extraction, 0 to 1", NULL},
    {"fact_revision", COLUMN_INTEGER, "one more with each change", NULL},
};
static const struct column long_head[] = {
    {"fact_id", COLUMN_STRING, "stable id of the fact", NULL},
    {"fact_no", COLUMN_INTEGER, "short number in this database", NULL},
    {"fact_kind", COLUMN_STRING, "kind, from the codebook", NULL},
    {"fact_status", COLUMN_STRING,
     "extracted, accepted, corrected, rejected or merged", NULL},
    {"fact_rank", COLUMN_STRING, "preferred, normal or deprecated", NULL},
    {"fact_confidence", COLUMN_NUMBER, "of the extraction, 0 to 1", NULL},
    {"fact_revision", COLUMN_INTEGER, "one more with each change", NULL},
    {"field", COLUMN_STRING, "field of the kind, from the codebook", NULL},
    {"value", COLUMN_STRING, "in the article's words", NULL},
    {"normalized", COLUMN_STRING, "for machines: JSON, EDTF or a name", NULL},
    {"quote", COLUMN_STRING, "the cited words", NULL},
    {"cite", COLUMN_STRING, "ids of the citations", " "},
};
static const struct column tail[] = {
    {"fact_quote", COLUMN_STRING, "the evidence passage", NULL},
    {"source_title", COLUMN_STRING, NULL, NULL},
    {"source_outlet", COLUMN_STRING, NULL, NULL},
    {"source_author", COLUMN_STRING, NULL, NULL},
    {"source_published", COLUMN_STRING, "EDTF", NULL},
    {"source_url", COLUMN_STRING, NULL, NULL},
    {"source_link", COLUMN_URL, "shows the passage in a browser", NULL},
    {"sources", COLUMN_INTEGER, "how many say so", NULL},
    {"independent_sources", COLUMN_INTEGER,
     "of them: no copies, one of a publisher or an origin", NULL},
    {"disputed", COLUMN_STRING, "yes when another source contradicts the fact",
     NULL},
};

/* ---- columns ----------------------------------------------------------- */

static void columns_add(struct rows *rows, const struct column *list,
                        size_t count, size_t *room)
{
    struct table *table = &rows->table;
    struct column *columns =
        arena_grow(&rows->mem, (void *)table->columns, room,
                   table->count + count, sizeof *list);
    memcpy(columns + table->count, list, count * sizeof *list);
    table->columns = columns;
    table->count += count;
}

static void field_add(struct rows *rows, const char *name, bool repeats,
                      bool normalized, size_t *room)
{
    rows->fields = arena_grow(&rows->mem, rows->fields, room,
                              rows->field_count + 1, sizeof *rows->fields);
    rows->fields[rows->field_count++] =
        (struct row_field){arena_strdup(&rows->mem, name), repeats, normalized};
}

/* A fact made with an earlier codebook may have fields of its own. */
struct scan {
    struct rows *rows;
    size_t *room;
};

static enum ibid_status scan_fact(void *ctx, int64_t no,
                                  const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct scan *scan = ctx;
    struct rows *rows = scan->rows;
    (void)no, (void)err;
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        struct row_field *known = NULL;
        for (size_t i = 0; i < rows->field_count; i++)
            if (strcmp(rows->fields[i].name, field->name) == 0)
                known = &rows->fields[i];
        if (!known) {
            field_add(rows, field->name, false, true, scan->room);
            known = &rows->fields[rows->field_count - 1];
        }
        for (size_t v = 0; v < field->value_count; v++)
            known->normalized |= field->values[v].normalized != NULL;
    }
    return IBID_OK;
}

static enum ibid_status fields_find(struct rows *rows, const char *kind,
                                    struct ibid_error *err)
{
    const struct codebook *codebook = rows->run->codebook;
    const struct codebook_kind *k =
        codebook ? codebook_kind(codebook, kind) : NULL;
    size_t room = 0;
    bool several = false;
    for (size_t i = 0; k && i < k->field_count; i++)
        field_add(rows, k->fields[i].name, k->fields[i].repeats,
                  k->fields[i].type != FIELD_TEXT, &room);
    enum ibid_status status =
        export_several_codebooks(rows->run, &several, err);
    if (status || (k && !several))
        return status;
    struct ibid_query query = rows->run->query;
    struct scan scan = {rows, &room};
    query.kind = kind;
    return store_fact_each(rows->run->st, &query, scan_fact, &scan, err);
}

static void field_columns(struct rows *rows, const struct row_field *field,
                          size_t *room)
{
    struct arena *mem = &rows->mem;
    struct column list[4];
    size_t n = 0;
    list[n++] = (struct column){.name = field->name};
    if (field->normalized)
        list[n++] = (struct column){
            .name = arena_printf(mem, "%s_normalized", field->name)};
    list[n++] =
        (struct column){.name = arena_printf(mem, "%s_quote", field->name)};
    list[n++] = (struct column){
        .name = arena_printf(mem, "%s_cite", field->name), .separator = " "};
    columns_add(rows, list, n, room);
}

enum ibid_status rows_wide(struct rows *rows, struct export *run,
                           const char *kind, struct ibid_error *err)
{
    size_t room = 0;
    *rows = (struct rows){.run = run, .table = {.key = "fact_id"}};
    enum ibid_status status = fields_find(rows, kind, err);
    columns_add(rows, wide_head, LENGTH(wide_head), &room);
    for (size_t i = 0; i < rows->field_count; i++)
        field_columns(rows, &rows->fields[i], &room);
    columns_add(rows, tail, LENGTH(tail), &room);
    return status;
}

void rows_long(struct rows *rows, struct export *run)
{
    size_t room = 0;
    *rows = (struct rows){.run = run};
    columns_add(rows, long_head, LENGTH(long_head), &room);
    columns_add(rows, tail, LENGTH(tail), &room);
}

void rows_done(struct rows *rows)
{
    sink_done(&rows->table.sink);
    buf_done(&rows->cell);
    buf_done(&rows->head.bytes);
    buf_done(&rows->tail.bytes);
    arena_done(&rows->mem);
}

/* ---- cells ------------------------------------------------------------- */

static void cell_out(struct rows *rows)
{
    table_cell(&rows->table, buf_view(&rows->cell));
    buf_reset(&rows->cell);
}

static void put_head(struct rows *rows, const struct ibid_fact *fact, bool kind)
{
    struct table *table = &rows->table;
    struct jsonw to = jsonw_start(&rows->cell);
    table_text(table, fact->id);
    table_int(table, fact->no);
    if (kind)
        table_text(table, fact->kind);
    table_text(table, fact_status_name(fact->status));
    table_text(table, fact_rank_name(fact->rank));
    jsonw_real(&to, fact->confidence);
    cell_out(rows);
    table_int(table, fact->revision);
}

static enum ibid_status put_source(struct rows *rows,
                                   const struct ibid_fact *fact,
                                   struct ibid_error *err)
{
    static const struct ibid_source none;
    const struct ibid_citation *c = fact_shown(fact);
    const struct origin *origin = NULL;
    enum ibid_status status = IBID_OK;
    const char *id = c ? c->source : fact->source;
    if (id)
        status = origins_get(&rows->run->origins, id, &origin, err);
    if (status)
        return status;
    const struct ibid_source *source = origin ? origin->source : &none;
    table_text(&rows->table, source->title);
    table_text(&rows->table, source->outlet);
    table_text(&rows->table, source->author);
    table_text(&rows->table, source->published);
    table_text(&rows->table, source->url);
    const struct utf8_index *index = NULL;
    if (c && source->url)
        index = texts_get(&rows->run->texts, c->version);
    link_write(source->url, index ? index->text : STR(""), c ? c->start : 0,
               c ? c->end : 0, &rows->cell);
    cell_out(rows);
    return rows->run->texts.status;
}

static enum ibid_status put_tail(struct rows *rows,
                                 const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct standing counts = {0};
    enum ibid_status status =
        standings_get(&rows->run->standings, rows->run->st, fact, &counts, err);
    origins_trim(&rows->run->origins);
    if (status)
        return status;
    cell_evidence(fact->citations, fact->citation_count, &rows->cell);
    cell_out(rows);
    status = put_source(rows, fact, err);
    table_int(&rows->table, counts.sources);
    table_int(&rows->table, counts.independent);
    table_text(&rows->table, counts.disputed ? "yes" : "");
    return status;
}

static enum ibid_status put_done(struct rows *rows,
                                 const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    export_count(rows->run, fact);
    enum ibid_status status = sink_flush(&rows->table.sink, err);
    rows->run->bytes = rows->table.sink.bytes;
    return status;
}

enum ibid_status rows_put_wide(void *ctx, const struct ibid_fact *fact,
                               struct ibid_error *err)
{
    struct rows *rows = ctx;
    put_head(rows, fact, false);
    for (size_t i = 0; i < rows->field_count; i++) {
        const struct row_field *column = &rows->fields[i];
        const struct ibid_field *field = fact_field(fact, column->name);
        cell_value(field, column->repeats, &rows->cell);
        cell_out(rows);
        if (column->normalized) {
            cell_normalized(field, column->repeats, &rows->cell);
            cell_out(rows);
        }
        cell_quote(field, column->repeats, &rows->cell);
        cell_out(rows);
        cell_cite(field, &rows->cell);
        cell_out(rows);
    }
    enum ibid_status status = put_tail(rows, fact, err);
    return status ? status : put_done(rows, fact, err);
}

/* One value as a field by itself, so that its cells are plain. */
static void put_value(struct rows *rows, const struct ibid_field *field)
{
    table_text(&rows->table, field ? field->name : "");
    cell_value(field, false, &rows->cell);
    cell_out(rows);
    cell_normalized(field, false, &rows->cell);
    cell_out(rows);
    cell_quote(field, false, &rows->cell);
    cell_out(rows);
    cell_cite(field, &rows->cell);
    cell_out(rows);
}

/* The first row of a fact says what all of them do. */
static enum ibid_status put_first(struct rows *rows,
                                  const struct ibid_fact *fact,
                                  const struct ibid_field *field,
                                  struct ibid_error *err)
{
    table_piece_begin(&rows->table, &rows->head);
    put_head(rows, fact, true);
    table_piece_end(&rows->table, &rows->head);
    put_value(rows, field);
    table_piece_begin(&rows->table, &rows->tail);
    enum ibid_status status = put_tail(rows, fact, err);
    table_piece_end(&rows->table, &rows->tail);
    return status;
}

enum ibid_status rows_put_long(void *ctx, const struct ibid_fact *fact,
                               struct ibid_error *err)
{
    struct rows *rows = ctx;
    enum ibid_status status = IBID_OK;
    bool any = false;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count; v++) {
            struct ibid_field one = {fact->fields[f].name,
                                     &fact->fields[f].values[v], 1};
            if (!any) {
                status = put_first(rows, fact, &one, err);
                any = true;
                continue;
            }
            table_piece_again(&rows->table, &rows->head);
            put_value(rows, &one);
            table_piece_again(&rows->table, &rows->tail);
        }
    if (!status && !any)
        status = put_first(rows, fact, NULL, err);
    return status ? status : put_done(rows, fact, err);
}
