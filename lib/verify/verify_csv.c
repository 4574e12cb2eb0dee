/* verify_csv.c - read an exported CSV file, as it is or as a spreadsheet
 * saved it, and have each row checked. */
#include <csv.h>

#include "verify/grid.h"
#include "verify/verify.h"

size_t grid_column(const struct grid *grid, const char *name)
{
    for (size_t i = 0; i < grid->header.count; i++)
        if (str_eq(cells_get(&grid->header, i), str_of(name)))
            return i;
    return SIZE_MAX;
}

struct str grid_cell(const struct grid *grid, const char *name)
{
    size_t at = grid_column(grid, name);
    return at < grid->row.count ? cells_get(&grid->row, at) : STR("");
}

const char *grid_text(const struct grid *grid, const char *name)
{
    struct str cell = grid_cell(grid, name);
    return arena_strndup(&grid->check->mem, cell.ptr, cell.len);
}

const char *grid_subject(struct grid *grid, const char *column)
{
    return file_subject(grid->check, "row %lld%s%s", (long long)grid->row_no,
                        column ? ", " : "", column ? column : "");
}

void grid_done(struct grid *grid)
{
    cells_done(&grid->header);
    cells_done(&grid->row);
    cells_done(&grid->expected);
    rows_done(&grid->rows);
    texts_done(&grid->run.texts);
    origins_done(&grid->run.origins);
}

/* ---- rows -------------------------------------------------------------- */

struct reader {
    struct grid grid;
    struct csv_parser parser;
    grid_row_fn *check;
    enum ibid_status status;
    struct ibid_error *err;
    size_t row_bytes; /* since the last row ended */
};

static void take_cell(void *bytes, size_t count, void *ctx)
{
    struct reader *r = ctx;
    struct cells *to = r->check ? &r->grid.row : &r->grid.header;
    if (to->count < GRID_COLUMNS_MAX)
        cells_add(to, (struct str){bytes ? bytes : "", count});
    r->row_bytes = 0;
}

/* Which table it is, by its columns. */
static grid_row_fn *table_of(struct grid *grid)
{
    if (grid_column(grid, "citation_id") != SIZE_MAX)
        return grid_check_citation;
    grid->is_long = grid_column(grid, "field") != SIZE_MAX &&
                    grid_column(grid, "field_cite") == SIZE_MAX;
    if (grid_column(grid, "fact_id") != SIZE_MAX)
        return grid_check_fact;
    if (grid_column(grid, "source_id") != SIZE_MAX)
        return grid_check_source;
    return NULL;
}

static bool is_empty(const struct cells *row)
{
    return row->bytes.len == 0;
}

static void take_header(struct reader *r)
{
    r->check = table_of(&r->grid);
    if (!r->check)
        r->status = err_set(r->err, IBID_INVALID,
                            "%s has no column fact_id, citation_id or "
                            "source_id: it is no export of ibid",
                            r->grid.check->name);
}

static void take_row(int c, void *ctx)
{
    struct reader *r = ctx;
    struct grid *grid = &r->grid;
    (void)c;
    grid->row_no++;
    if (r->status)
        return;
    if (!r->check) {
        take_header(r);
        return;
    }
    arena_reset(&grid->check->mem);
    if (grid->row.count != grid->header.count && !is_empty(&grid->row))
        verify_off(grid->check->v, "row", grid_subject(grid, NULL),
                   "it has %zu cells under %zu columns", grid->row.count,
                   grid->header.count);
    if (!is_empty(&grid->row))
        r->status = r->check(grid, r->err);
    cells_reset(&grid->row);
}

/* ---- the file ---------------------------------------------------------- */

static int no_blank(unsigned char c)
{
    (void)c;
    return 0;
}

/* Spreadsheets of many countries write semicolons: the mark that stands most
 * often between the names of the columns. */
static unsigned char delimiter_of(const struct feed *feed)
{
    static const char marks[] = ",;\t";
    size_t count[3] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = feed->at; i < feed->len; i++) {
        char c = feed->bytes[i];
        quoted ^= c == '"';
        const char *mark = c ? strchr(marks, c) : NULL;
        if (!quoted && (c == '\n' || c == '\r'))
            break;
        if (!quoted && mark)
            count[mark - marks]++;
    }
    for (size_t i = 1; i < 3; i++)
        if (count[i] > count[best])
            best = i;
    return (unsigned char)marks[best];
}

static enum ibid_status csv_failed(struct reader *r, struct feed *feed)
{
    if (csv_error(&r->parser) == CSV_ENOMEM)
        mem_exhausted(0);
    return err_set(r->err, IBID_INVALID, "%s, after row %lld: %s", feed->path,
                   (long long)r->grid.row_no,
                   csv_strerror(csv_error(&r->parser)));
}

static enum ibid_status read_all(struct reader *r, struct feed *feed)
{
    while (!r->status) {
        r->status = feed_more(feed, r->err);
        size_t bytes = feed->len - feed->at;
        if (r->status || !bytes)
            break;
        r->row_bytes += bytes;
        if (r->row_bytes > VERIFY_RECORD_BYTES_MAX)
            return err_set(r->err, IBID_LIMIT,
                           "%s, after row %lld: a cell has more than %d bytes",
                           feed->path, (long long)r->grid.row_no,
                           VERIFY_RECORD_BYTES_MAX);
        if (csv_parse(&r->parser, feed->bytes + feed->at, bytes, take_cell,
                      take_row, r) != bytes)
            return csv_failed(r, feed);
        feed->at = feed->len;
    }
    if (!r->status && csv_fini(&r->parser, take_cell, take_row, r) != 0)
        return csv_failed(r, feed);
    return r->status;
}

static void begin(struct reader *r, struct file_check *check)
{
    struct grid *grid = &r->grid;
    grid->check = check;
    grid->run = (struct export){.st = check->v->st,
                                .codebook = check->codebook,
                                .texts = {.st = check->v->st, .err = r->err},
                                .origins = {.st = check->v->st},
                                .summary = &grid->summary};
}

enum ibid_status file_check_csv(struct file_check *check, struct feed *feed,
                                struct ibid_error *err)
{
    struct reader *r = mem_alloc(sizeof *r);
    *r = (struct reader){.err = err};
    begin(r, check);
    if (csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        mem_exhausted(sizeof *r);
    csv_set_space_func(&r->parser, no_blank);
    csv_set_delim(&r->parser, delimiter_of(feed));
    enum ibid_status status = read_all(r, feed);
    if (!status && !r->check)
        status = err_set(err, IBID_INVALID,
                         "%s is empty: it is no export of ibid", feed->path);
    csv_free(&r->parser);
    grid_done(&r->grid);
    free(r);
    return status;
}
