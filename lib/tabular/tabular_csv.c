/* tabular_csv.c - rows of CSV, whoever saved it. */
#include <stdlib.h>

#include "tabular/csv.h"
#include "tabular/csv_strict.h"
#include "text/utf8.h"

struct reader {
    struct csv_parser parser;
    struct tabular_row row;
    struct buf bytes; /* of the row at hand */
    size_t *ends;
    struct str *cells;
    size_t room, cell_room;
    struct arena mem;
    size_t pending; /* bytes since the last cell ended */
    tabular_row_fn *each;
    void *ctx;
    enum ibid_status status;
    struct ibid_error *err;
};

static enum ibid_status invalid(struct reader *r, const char *what)
{
    enum ibid_status status = err_set(r->err, IBID_INVALID, "%s, row %lld: %s",
                                      r->row.table, (long long)r->row.no, what);
    err_at(r->err, r->row.table, r->row.no, -1);
    return status;
}

static void take_cell(void *bytes, size_t count, void *ctx)
{
    struct reader *r = ctx;
    r->pending = 0;
    if (r->status)
        return;
    if (r->row.count == TABULAR_COLUMNS_MAX) {
        r->status = err_set(r->err, IBID_LIMIT,
                            "%s, row %lld: more than %d columns", r->row.table,
                            (long long)r->row.no + 1, TABULAR_COLUMNS_MAX);
        return;
    }
    buf_add(&r->bytes, count ? bytes : "", count);
    r->ends = arena_grow(&r->mem, r->ends, &r->room, r->row.count + 1,
                         sizeof *r->ends);
    r->ends[r->row.count++] = r->bytes.len;
}

static enum ibid_status give(struct reader *r)
{
    struct str text = buf_view(&r->bytes);
    r->cells = arena_grow(&r->mem, r->cells, &r->cell_room, r->row.count,
                          sizeof *r->cells);
    for (size_t i = 0, from = 0; i < r->row.count; from = r->ends[i++]) {
        struct str cell = str_cut(text, from, r->ends[i]);
        if (utf8_invalid_at(cell) < cell.len)
            return invalid(r, "it is not UTF-8; save it as \"CSV UTF-8\" or "
                              "as a workbook (.xlsx)");
        r->cells[i] = cell;
    }
    r->row.cells = r->cells;
    return r->each(r->ctx, &r->row, r->err);
}

static void take_row(int end, void *ctx)
{
    struct reader *r = ctx;
    (void)end;
    r->row.no++;
    if (!r->status && r->bytes.len)
        r->status = give(r);
    buf_reset(&r->bytes);
    r->row.count = 0;
}

/* Spreadsheets of many countries write semicolons: the mark that stands most
 * often between the names of the columns. */
static unsigned char delimiter_of(struct str head)
{
    static const char marks[] = ",;\t|";
    size_t count[4] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < head.len; i++) {
        char c = head.ptr[i];
        quoted ^= c == '"';
        const char *mark = c ? strchr(marks, c) : NULL;
        if (!quoted && (c == '\n' || c == '\r'))
            break;
        if (!quoted && mark)
            count[mark - marks]++;
    }
    for (size_t i = 1; i < 4; i++)
        if (count[i] > count[best])
            best = i;
    return (unsigned char)marks[best];
}

static enum ibid_status failed(struct reader *r)
{
    if (csv_error(&r->parser) == CSV_ENOMEM)
        mem_exhausted(0);
    r->row.no++;
    return invalid(r, csv_strerror(csv_error(&r->parser)));
}

static enum ibid_status parse(struct reader *r, struct str piece)
{
    r->pending += piece.len;
    if (r->pending > TABULAR_CELL_BYTES_MAX)
        return err_set(r->err, IBID_LIMIT,
                       "%s, after row %lld: a cell has more than %d bytes",
                       r->row.table, (long long)r->row.no,
                       TABULAR_CELL_BYTES_MAX);
    if (csv_parse(&r->parser, piece.ptr, piece.len, take_cell, take_row, r) !=
        piece.len)
        return failed(r);
    return r->status;
}

/* The first piece, without its byte order mark, tells the delimiter. */
static enum ibid_status begin(struct reader *r, struct str *piece)
{
    if (str_starts(*piece, STR("\xff\xfe")) ||
        str_starts(*piece, STR("\xfe\xff")))
        return err_set(r->err, IBID_INVALID,
                       "%s is UTF-16; save it as \"CSV UTF-8\" or as a "
                       "workbook (.xlsx)",
                       r->row.table);
    if (str_starts(*piece, STR("\xef\xbb\xbf")))
        *piece = str_cut(*piece, 3, piece->len);
    csv_set_delim(&r->parser, delimiter_of(*piece));
    return IBID_OK;
}

static enum ibid_status read_all(struct reader *r, piece_fn *next, void *pieces)
{
    struct str piece = {"", 0};
    enum ibid_status status = next(pieces, &piece, r->err);
    if (!status)
        status = begin(r, &piece);
    while (!status && piece.len) {
        status = parse(r, piece);
        if (!status)
            status = next(pieces, &piece, r->err);
    }
    if (!status && csv_fini(&r->parser, take_cell, take_row, r) != 0)
        status = failed(r);
    return status ? status : r->status;
}

enum ibid_status csv_read(piece_fn *next, void *pieces, const char *name,
                          tabular_row_fn *each, void *ctx,
                          struct ibid_error *err)
{
    struct reader *r = mem_alloc(sizeof *r);
    *r = (struct reader){
        .row = {.table = name}, .each = each, .ctx = ctx, .err = err};
    csv_strict(&r->parser);
    enum ibid_status status = read_all(r, next, pieces);
    csv_free(&r->parser);
    buf_done(&r->bytes);
    arena_done(&r->mem);
    free(r);
    return status;
}
