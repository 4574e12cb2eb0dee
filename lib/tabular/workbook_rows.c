/* workbook_rows.c - the rows of a sheet, streaming. */
#include "tabular/workbook.h"

enum cell_type {
    CELL_NUMBER,
    CELL_SHARED, /* the number of a shared string */
    CELL_TEXT,   /* in the cell itself, or a formula's */
    CELL_TRUTH,
    CELL_OTHER, /* an error, an ISO date: as it is written */
};

struct sheet_rows {
    struct workbook *book;
    struct tabular_row row;
    struct buf bytes; /* of the cells of the row */
    struct span {
        size_t start, end;
    } * spans;
    size_t span_room, cell_room;
    struct str *cells;
    struct arena mem;
    /* Of the cell at hand: */
    size_t column, style;
    enum cell_type type;
    struct buf value, formula;
    struct buf *into; /* where text goes now, or NULL */
    int phonetic;
    tabular_row_fn *each;
    void *ctx;
};

static size_t digits_of(const char *text)
{
    size_t number = 0;
    for (; text && *text >= '0' && *text <= '9' && number < 1U << 28; text++)
        number = number * 10 + (size_t)(*text - '0');
    return number;
}

/* "BC12" is column 54. */
static size_t column_of(const char *reference)
{
    size_t column = 0;
    for (const char *at = reference; *at >= 'A' && *at <= 'Z'; at++) {
        column = column * 26 + (size_t)(*at - 'A') + 1;
        if (column > TABULAR_COLUMNS_MAX)
            break;
    }
    return column ? column - 1 : SIZE_MAX;
}

static enum cell_type type_of(const char *name)
{
    static const struct {
        const char *name;
        enum cell_type type;
    } types[] = {{"n", CELL_NUMBER},
                 {"s", CELL_SHARED},
                 {"str", CELL_TEXT},
                 {"inlineStr", CELL_TEXT},
                 {"b", CELL_TRUTH}};
    if (!name)
        return CELL_NUMBER;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return CELL_OTHER;
}

/* ---- cells ------------------------------------------------------------- */

static enum ibid_status row_start(struct sheet_rows *r, const char **attrs,
                                  struct ibid_error *err)
{
    const char *number = pack_attribute(attrs, "r");
    int64_t no = number ? (int64_t)digits_of(number) : r->row.no + 1;
    if (no <= r->row.no)
        return err_set(err, IBID_INVALID,
                       "%s, sheet %s: row %lld follows "
                       "row %lld",
                       r->book->pack->name, r->row.table, (long long)no,
                       (long long)r->row.no);
    if (no > XLSX_ROWS_MAX)
        return err_set(err, IBID_LIMIT, "%s, sheet %s: more than %d rows",
                       r->book->pack->name, r->row.table, XLSX_ROWS_MAX);
    r->row.no = no;
    r->row.count = 0;
    r->column = SIZE_MAX;
    buf_reset(&r->bytes);
    return IBID_OK;
}

static enum ibid_status cell_start(struct sheet_rows *r, const char **attrs,
                                   struct ibid_error *err)
{
    const char *reference = pack_attribute(attrs, "r");
    size_t column = reference ? column_of(reference) : r->column + 1;
    /* The first column is 0, and SIZE_MAX + 1 is too. */
    if (column >= TABULAR_COLUMNS_MAX || column + 1 <= r->column + 1)
        return err_set(err, IBID_INVALID,
                       "%s, sheet %s, row %lld: a cell is out of place",
                       r->book->pack->name, r->row.table, (long long)r->row.no);
    r->column = column;
    r->style = digits_of(pack_attribute(attrs, "s"));
    r->type = type_of(pack_attribute(attrs, "t"));
    buf_reset(&r->value);
    buf_reset(&r->formula);
    return IBID_OK;
}

/* What the file says, in words. */
static enum ibid_status cell_text(struct sheet_rows *r, struct buf *out,
                                  struct ibid_error *err)
{
    struct str value = buf_view(&r->value), shared = {"", 0};
    enum ibid_status status = IBID_OK;
    if (!r->value.len) {
        if (r->formula.len) /* never calculated */
            buf_printf(out, "=%s", r->formula.ptr);
        return IBID_OK;
    }
    switch (r->type) {
    case CELL_SHARED:
        status = strings_get(&r->book->strings, digits_of(r->value.ptr),
                             &shared, err);
        buf_str(out, shared);
        break;
    case CELL_TEXT:
        workbook_unescape(value, out);
        break;
    case CELL_TRUTH:
        buf_text(out, value.ptr[0] == '1' ? "TRUE" : "FALSE");
        break;
    case CELL_NUMBER:
        workbook_number(r->book, r->style, value, out);
        break;
    case CELL_OTHER:
        buf_str(out, value);
        break;
    }
    return status;
}

static enum ibid_status cell_end(struct sheet_rows *r, struct ibid_error *err)
{
    size_t start = r->bytes.len;
    enum ibid_status status = cell_text(r, &r->bytes, err);
    if (status || r->bytes.len == start)
        return status;
    if (r->bytes.len > XLSX_ROW_BYTES_MAX)
        return err_set(err, IBID_LIMIT,
                       "%s, sheet %s, row %lld: more than %d bytes",
                       r->book->pack->name, r->row.table, (long long)r->row.no,
                       XLSX_ROW_BYTES_MAX);
    r->spans = arena_grow(&r->mem, r->spans, &r->span_room, r->column + 1,
                          sizeof *r->spans);
    while (r->row.count < r->column)
        r->spans[r->row.count++] = (struct span){start, start};
    r->spans[r->row.count++] = (struct span){start, r->bytes.len};
    return IBID_OK;
}

static enum ibid_status row_end(struct sheet_rows *r, struct ibid_error *err)
{
    if (!r->row.count)
        return IBID_OK;
    r->cells = arena_grow(&r->mem, r->cells, &r->cell_room, r->row.count,
                          sizeof *r->cells);
    for (size_t i = 0; i < r->row.count; i++)
        r->cells[i] =
            str_cut(buf_view(&r->bytes), r->spans[i].start, r->spans[i].end);
    r->row.cells = r->cells;
    return r->each(r->ctx, &r->row, err);
}

/* ---- elements ---------------------------------------------------------- */

static enum ibid_status on_start(void *ctx, const char *name,
                                 const char **attrs, struct ibid_error *err)
{
    struct sheet_rows *r = ctx;
    if (strcmp(name, "row") == 0)
        return row_start(r, attrs, err);
    if (strcmp(name, "c") == 0)
        return cell_start(r, attrs, err);
    if (strcmp(name, "rPh") == 0)
        r->phonetic++;
    else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !r->phonetic))
        r->into = &r->value;
    else if (strcmp(name, "f") == 0)
        r->into = &r->formula;
    return IBID_OK;
}

static enum ibid_status on_end(void *ctx, const char *name,
                               struct ibid_error *err)
{
    struct sheet_rows *r = ctx;
    r->into = NULL;
    if (strcmp(name, "rPh") == 0)
        r->phonetic--;
    if (strcmp(name, "c") == 0)
        return cell_end(r, err);
    return strcmp(name, "row") == 0 ? row_end(r, err) : IBID_OK;
}

static enum ibid_status on_text(void *ctx, struct str text,
                                struct ibid_error *err)
{
    struct sheet_rows *r = ctx;
    if (!r->into)
        return IBID_OK;
    if (r->into->len + text.len > XLSX_TEXT_BYTES_MAX)
        return err_set(err, IBID_LIMIT,
                       "%s, sheet %s, row %lld: a cell has more than %d bytes",
                       r->book->pack->name, r->row.table, (long long)r->row.no,
                       XLSX_TEXT_BYTES_MAX);
    buf_str(r->into, text);
    return IBID_OK;
}

enum ibid_status workbook_rows(struct workbook *book,
                               const struct workbook_sheet *sheet,
                               tabular_row_fn *each, void *ctx,
                               struct ibid_error *err)
{
    struct sheet_rows r = {
        .book = book,
        .row = {.table = sheet->name, .is_sheet = true},
        .column = SIZE_MAX,
        .each = each,
        .ctx = ctx,
    };
    const struct pack_reader reader = {&r, on_start, on_end, on_text};
    enum ibid_status status = pack_parse(book->pack, sheet->part, &reader, err);
    buf_done(&r.bytes);
    buf_done(&r.value);
    buf_done(&r.formula);
    arena_done(&r.mem);
    return status == IBID_NOT_FOUND ? IBID_OK : status;
}
