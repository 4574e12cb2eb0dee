/* xlsx_kind.c - the sheet of a kind: columns, rows, and the citations that go
 * onto a sheet of their own. */
#include <stdlib.h>

#include "export/xlsx_kind.h"
#include "fact/fact.h"
#include "fact/link.h"
#include "fact/typed.h"

/* ---- columns ----------------------------------------------------------- */

/* By the end of a column's name; what is longer is wrapped. */
static const struct {
    const char *end;
    double width; /* in characters */
} widths[] = {
    {"quote", 44},
    {"title", 40},
    {"prefix", 24},
    {"suffix", 24},
    {"source_url", 32},
    {"link", 24},
    {"_cite", 11},
    {"_id", 19},
    {"_no", 9},
    {"_value", 12},
    {"_precision", 12},
    {"_confidence", 16},
    {"fact_status", 12},
    {"fact_rank", 12},
    {"fact_kind", 12},
    {"_published", 17},
    {"start", 8},
    {"end", 8},
    {"stance", 10},
    {"anchor", 12},
    {"versions", 19},
    {"_sha256", 24},
    {"_imported", 21},
    {"_language", 10},
    {"independent_sources", 20},
    {"sources", 10},
    {"disputed", 10},
};

double xlsx_width(const char *name)
{
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (str_ends(str_of(name), str_of(widths[i].end)))
            return widths[i].width;
    return 24;
}

/* What machines read, and words that a comment shows, are folded away. */
static bool is_aside(const struct xlsx *x, const char *name,
                     const struct out_column *how)
{
    struct str text = str_of(name);
    if (how->role == ROLE_PRECISION)
        return true;
    if (how->role != ROLE_TEXT || !how->field)
        return false;
    return str_ends(text, STR("_normalized")) ||
           (str_ends(text, STR("_quote")) && x->comments);
}

static void column_add(struct xlsx *x, const char *name, struct out_column how)
{
    bool hidden =
        strcmp(name, "fact_id") == 0 || strcmp(name, "fact_revision") == 0;
    x->heads = arena_grow(&x->mem, x->heads, &x->room_heads, x->count + 1,
                          sizeof *x->heads);
    x->columns = arena_grow(&x->mem, x->columns, &x->room_columns, x->count + 1,
                            sizeof *x->columns);
    x->heads[x->count] = (struct sheet_column){
        .name = arena_strdup(&x->mem, name),
        .width = xlsx_width(name),
        .hidden = hidden,
        .plain = how.role == ROLE_NUMBER || how.role == ROLE_TYPED,
        .aside = is_aside(x, name, &how)};
    x->columns[x->count++] = how;
}

static enum role role_of(const struct column *column)
{
    if (column->type == COLUMN_INTEGER || column->type == COLUMN_NUMBER)
        return ROLE_NUMBER;
    return column->type == COLUMN_URL ? ROLE_LINK : ROLE_TEXT;
}

static void table_column(struct xlsx *x, size_t from)
{
    const struct column *column = &x->rows.table.columns[from];
    column_add(x, column->name,
               (struct out_column){role_of(column), from, NULL, 0});
}

static void field_column(struct xlsx *x, size_t from, enum role role,
                         const char *field)
{
    column_add(x, x->rows.table.columns[from].name,
               (struct out_column){role, from, field, 0});
}

/* Beside a number or date what a spreadsheet can count and sort by. */
static void typed_columns(struct xlsx *x, const char *kind,
                          const struct row_field *row_field)
{
    const struct codebook *codebook = x->run->codebook;
    const struct codebook_kind *k =
        codebook ? codebook_kind(codebook, kind) : NULL;
    const struct codebook_field *field =
        k ? codebook_field(k, row_field->name) : NULL;
    enum typed_kind typed = field ? codebook_typed(field) : TYPED_NOT;
    if (typed == TYPED_NOT || field->repeats)
        return;
    column_add(x, arena_printf(&x->mem, "%s_value", field->name),
               (struct out_column){ROLE_TYPED, 0, row_field->name, typed});
    column_add(x, arena_printf(&x->mem, "%s_precision", field->name),
               (struct out_column){ROLE_PRECISION, 0, row_field->name, typed});
}

/* The columns of the wide table in their order, with those between. */
static void columns_lay(struct xlsx *x, const char *kind)
{
    const struct rows *rows = &x->rows;
    size_t from = 0;
    x->heads = NULL;
    x->columns = NULL;
    x->count = x->room_heads = x->room_columns = 0;
    x->comments = !x->run->options->no_comments &&
                  x->facts * (int64_t)rows->field_count <= BOOK_COMMENTS;
    while (from < ROWS_WIDE_HEAD)
        table_column(x, from++);
    for (size_t i = 0; i < rows->field_count; i++) {
        const struct row_field *field = &rows->fields[i];
        field_column(x, from++, ROLE_VALUE, field->name);
        if (field->normalized)
            field_column(x, from++, ROLE_TEXT, field->name);
        typed_columns(x, kind, field);
        field_column(x, from++, ROLE_TEXT, field->name);
        field_column(x, from++, ROLE_CITE, field->name);
    }
    while (from < rows->table.count)
        table_column(x, from++);
}

/* ---- rows -------------------------------------------------------------- */

static const struct place *
place_of(const struct xlsx *x, const struct ibid_fact *fact, const char *field)
{
    size_t at = fact->citation_count;
    for (size_t f = 0; f < fact->field_count; f++) {
        bool here = strcmp(fact->fields[f].name, field) == 0;
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            size_t count = fact->fields[f].values[v].citation_count;
            if (here && count && at < x->place_count)
                return &x->places[at];
            at += count;
        }
    }
    return NULL;
}

static void put_cite(struct xlsx *x, const struct ibid_fact *fact, size_t at,
                     struct str ids)
{
    const struct place *place = place_of(x, fact, x->columns[at].field);
    if (!place) {
        sheet_text(&x->book, x->sheet, at, ids);
        return;
    }
    sheet_link(&x->book, x->sheet, at, ids,
               arena_printf(&x->fact_mem, "internal:'%s'!A%u", place->title,
                            place->row + 1));
}

/* The words behind a value and where they stand, to see beside its cell. */
static void put_comment(struct xlsx *x, const struct ibid_field *field,
                        size_t at)
{
    struct buf text = {0};
    for (size_t v = 0; v < field->value_count; v++)
        for (size_t i = 0; i < field->values[v].citation_count; i++) {
            const struct ibid_citation *c = &field->values[v].citations[i];
            const struct origin *origin = NULL;
            if (!c->quote || origins_get(&x->run->origins, c->source, &origin,
                                         NULL) != IBID_OK)
                continue;
            const struct ibid_source *source = origin->source;
            const char *title = source->title ? source->title : source->name;
            buf_printf(&text, "%s\"%s\"\n%s%s%s%s%s", text.len ? "\n" : "",
                       c->quote, source->outlet ? source->outlet : "",
                       source->outlet ? ", " : "",
                       source->published ? source->published : "",
                       source->published ? ", " : "", title);
        }
    if (text.len)
        sheet_comment(&x->book, x->sheet, at, buf_view(&text));
    buf_done(&text);
}

static bool lacks_citation(const struct xlsx *x, const struct ibid_fact *fact,
                           const struct ibid_field *field)
{
    for (size_t v = 0; v < field->value_count; v++)
        if (!field->values[v].citation_count)
            return export_is_cited_field(x->run->codebook, fact->kind,
                                         field->name);
    return false;
}

static void put_value(struct xlsx *x, const struct ibid_fact *fact, size_t at)
{
    const struct out_column *column = &x->columns[at];
    const struct ibid_field *field = fact_field(fact, column->field);
    struct str cell = cells_get(&x->cells, column->from);
    if (!field)
        return;
    if (lacks_citation(x, fact, field))
        sheet_uncited(&x->book, x->sheet, at, cell);
    else
        sheet_text(&x->book, x->sheet, at, cell);
    if (!x->run->options->no_comments)
        put_comment(x, field, at);
}

static void put_typed(struct xlsx *x, const struct ibid_fact *fact, size_t at)
{
    const struct out_column *column = &x->columns[at];
    struct typed value =
        typed_value(column->typed, fact_field(fact, column->field));
    if (column->role == ROLE_PRECISION)
        sheet_text(&x->book, x->sheet, at, str_of(value.precision));
    else if (value.kind == TYPED_NUMBER)
        sheet_number(&x->book, x->sheet, at, value.number);
    else if (value.kind == TYPED_DAY)
        sheet_date(&x->book, x->sheet, at, &value.day);
}

static void put_number(struct xlsx *x, struct sheet *sheet, size_t at,
                       struct str digits)
{
    if (digits.len)
        sheet_number(
            &x->book, sheet, at,
            strtod(arena_strndup(&x->fact_mem, digits.ptr, digits.len), NULL));
}

static void put_row(struct xlsx *x, const struct ibid_fact *fact)
{
    sheet_next(&x->book, x->sheet);
    for (size_t i = 0; i < x->count; i++) {
        const struct out_column *column = &x->columns[i];
        if (column->role == ROLE_TYPED || column->role == ROLE_PRECISION) {
            put_typed(x, fact, i);
            continue;
        }
        struct str cell = cells_get(&x->cells, column->from);
        if (column->role == ROLE_VALUE)
            put_value(x, fact, i);
        else if (column->role == ROLE_NUMBER)
            put_number(x, x->sheet, i, cell);
        else if (column->role == ROLE_CITE)
            put_cite(x, fact, i, cell);
        else if (column->role == ROLE_LINK)
            sheet_link(&x->book, x->sheet, i, cell,
                       arena_strndup(&x->fact_mem, cell.ptr, cell.len));
        else
            sheet_text(&x->book, x->sheet, i, cell);
    }
}

/* ---- citations --------------------------------------------------------- */

static enum ibid_status cited_source(struct xlsx *x,
                                     const struct ibid_citation *c,
                                     struct ibid_error *err)
{
    const struct origin *origin = NULL;
    struct buf url = {0};
    enum ibid_status status =
        origins_get(&x->run->origins, c->source, &origin, err);
    if (status)
        return status;
    const struct utf8_index *index = texts_get(&x->run->texts, c->version);
    link_write(origin->source->url, index ? index->text : STR(""), c->start,
               c->end, &url);
    sheet_link(&x->book, &x->citations, XLSX_CITED_LINK, buf_view(&url),
               url.ptr);
    sheet_text(&x->book, &x->citations, XLSX_CITED_TITLE,
               str_of(origin->source->title));
    buf_done(&url);
    return IBID_OK;
}

static void place_add(struct xlsx *x)
{
    x->places = arena_grow(&x->fact_mem, x->places, &x->place_room,
                           x->place_count + 1, sizeof *x->places);
    struct place *place = &x->places[x->place_count++];
    memcpy(place->title, x->citations.title, sizeof place->title);
    place->row = x->citations.row;
}

void xlsx_aside(struct xlsx *x, struct sheet *sheet,
                const struct column *columns, size_t count,
                const struct cells *cells, size_t first)
{
    sheet_next(&x->book, sheet);
    for (size_t i = 0; i < count; i++)
        if (columns[i].type == COLUMN_INTEGER)
            put_number(x, sheet, i, cells_get(cells, first + i));
        else
            sheet_text(&x->book, sheet, i, cells_get(cells, first + i));
}

static enum ibid_status put_citations(struct xlsx *x,
                                      const struct ibid_citation *list,
                                      size_t count, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        xlsx_aside(x, &x->citations, aside_citation_columns,
                   ASIDE_CITATION_COLUMNS, &x->cited,
                   x->place_count * ASIDE_CITATION_COLUMNS);
        place_add(x);
        status = cited_source(x, &list[i], err);
    }
    return status;
}

static enum ibid_status cite_fact(struct xlsx *x, const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    cells_reset(&x->cited);
    enum ibid_status status = aside_citations(&x->citing, fact, err);
    if (!status)
        status = put_citations(x, fact->citations, fact->citation_count, err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count; v++)
            status =
                put_citations(x, fact->fields[f].values[v].citations,
                              fact->fields[f].values[v].citation_count, err);
    return status;
}

/* ---- sheets ------------------------------------------------------------ */

static enum ibid_status put_fact(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct xlsx *x = ctx;
    arena_reset(&x->fact_mem);
    x->places = NULL;
    x->place_count = x->place_room = 0;
    cells_reset(&x->cells);
    enum ibid_status status = rows_put_wide(&x->rows, fact, err);
    if (!status)
        status = cite_fact(x, fact, err);
    if (status)
        return status;
    put_row(x, fact);
    return book_status(&x->book, err);
}

enum ibid_status xlsx_kind(struct xlsx *x, struct sheet *sheet,
                           const char *kind, struct ibid_error *err)
{
    struct ibid_query query = x->run->query;
    query.kind = kind;
    x->sheet = sheet;
    enum ibid_status status = rows_wide(&x->rows, x->run, kind, err);
    x->rows.table.keep = &x->cells;
    if (!status) {
        columns_lay(x, kind);
        sheet_head(&x->book, sheet, x->heads, x->count);
        status = export_facts(x->run, &query, put_fact, x, err);
    }
    if (!status)
        sheet_end(&x->book, sheet);
    rows_done(&x->rows);
    return status;
}
