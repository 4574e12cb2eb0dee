/* verify_table.c - read an exported table or workbook, as it is or as a
 * spreadsheet saved it, and have each row checked. */
#include <stdlib.h>

#include "fact/cells.h"
#include "tabular/tabular.h"
#include "verify/grid.h"
#include "verify/verify.h"

enum { HEADER_ROWS = 20 }; /* a header stands among the first rows */

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
    return file_subject(grid->check, "%s%srow %lld%s%s", grid->sheet,
                        *grid->sheet ? " " : "", (long long)grid->row_no,
                        column ? ", " : "", column ? column : "");
}

bool grid_same(struct grid *grid, struct str cell, struct str there,
               const char **how)
{
    struct str part;
    bool lossy = false;
    *how = NULL;
    if (file_same(cell, there))
        return true;
    if (cell_is_cut(cell, &part) && tabular_begins(there, part))
        return true;
    *how = tabular_damage(there, cell, &lossy);
    if (!*how)
        return false;
    grid->check->v->summary->reshaped++;
    return !lossy;
}

static void grid_done(struct grid *grid)
{
    cells_done(&grid->header);
    cells_done(&grid->row);
    cells_done(&grid->expected);
    rows_done(&grid->rows);
    texts_done(&grid->run.texts);
    origins_done(&grid->run.origins);
    standings_done(&grid->run.standings);
    buf_done(&grid->typed);
    arena_done(&grid->base_mem);
}

/* ---- rows -------------------------------------------------------------- */

struct reader {
    struct grid grid;
    struct arena mem;
    char *table;        /* the table at hand */
    grid_row_fn *check; /* its rows; NULL: the header comes yet */
    bool passed;        /* it is none of ours */
    size_t tables;      /* that were ours */
    int64_t first;      /* row */
};

/* Which table it is, by its columns. */
static grid_row_fn *table_of(struct grid *grid)
{
    if (grid_column(grid, "finding_id") != SIZE_MAX)
        return grid_check_finding;
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

static void copy(const struct grid *grid, const struct tabular_row *row,
                 struct cells *to)
{
    cells_reset(to);
    for (size_t i = 0; i < row->count; i++)
        cells_add(to, grid->check->escaped ? tabular_unescape(row->cells[i])
                                           : row->cells[i]);
}

/* What a workbook says of itself. */
static enum ibid_status about(struct reader *r, const struct tabular_row *row,
                              struct ibid_error *err)
{
    struct grid *grid = &r->grid;
    if (!row->is_sheet || row->count < 2 || grid->check->articles ||
        !str_eq(row->cells[0], STR("head of the journal")))
        return IBID_OK;
    struct str head = row->cells[1];
    return verify_head(grid->check->v,
                       arena_strndup(&grid->check->mem, head.ptr, head.len),
                       grid_subject(grid, NULL), err);
}

/* Sources tell which versions are cited: they are read first. */
static grid_row_fn *without_database(struct articles *articles,
                                     grid_row_fn *check)
{
    bool source = check == grid_check_source;
    if (articles->first != source)
        return grid_pass;
    return check == grid_check_fact || check == grid_check_finding
               ? grid_check_quotes
               : check;
}

static void take_header(struct reader *r, const struct tabular_row *row)
{
    copy(&r->grid, row, &r->grid.header);
    r->check = table_of(&r->grid);
    if (r->check && r->grid.check->articles)
        r->check = without_database(r->grid.check->articles, r->check);
    r->grid.column = NULL;
    r->tables += r->check != NULL;
    r->passed = !r->check && row->no >= r->first + HEADER_ROWS;
}

static void take_table(struct reader *r, const struct tabular_row *row)
{
    r->table = arena_strdup(&r->mem, row->table);
    r->grid.sheet =
        row->is_sheet ? arena_printf(&r->mem, "sheet %s", row->table) : "";
    r->check = NULL;
    r->passed = false;
    r->first = row->no;
}

static bool is_empty(const struct cells *row)
{
    return row->bytes.len == 0;
}

static enum ibid_status check_row(struct reader *r,
                                  const struct tabular_row *row,
                                  struct ibid_error *err)
{
    struct grid *grid = &r->grid;
    copy(grid, row, &grid->row);
    if (is_empty(&grid->row))
        return IBID_OK;
    if (!row->is_sheet && grid->row.count != grid->header.count)
        verify_off(grid->check->v, "row", grid_subject(grid, NULL),
                   "it has %zu cells under %zu columns", grid->row.count,
                   grid->header.count);
    return r->check(grid, err);
}

static enum ibid_status take_row(void *ctx, const struct tabular_row *row,
                                 struct ibid_error *err)
{
    struct reader *r = ctx;
    arena_reset(&r->grid.check->mem);
    if (!r->table || strcmp(r->table, row->table) != 0)
        take_table(r, row);
    r->grid.row_no = row->no;
    if (r->check)
        return check_row(r, row, err);
    if (!r->passed)
        take_header(r, row);
    return r->check ? IBID_OK : about(r, row, err);
}

/* ---- the file ---------------------------------------------------------- */

static void begin(struct reader *r, struct file_check *check,
                  struct ibid_error *err)
{
    struct grid *grid = &r->grid;
    grid->check = check;
    grid->sheet = "";
    grid->run = (struct export){.st = check->v->st,
                                .codebook = check->codebook,
                                .texts = {.st = check->v->st, .err = err},
                                .origins = {.st = check->v->st},
                                .summary = &grid->summary};
}

enum ibid_status file_check_table(struct file_check *check, const char *path,
                                  struct sha256 *sha256, struct ibid_error *err)
{
    struct reader *r = mem_alloc(sizeof *r);
    *r = (struct reader){.tables = 0};
    begin(r, check, err);
    enum ibid_status status = tabular_read(path, take_row, r, sha256, err);
    if (!status && !r->tables)
        status = err_set(err, IBID_INVALID,
                         "%s has no column fact_id, finding_id, citation_id "
                         "or source_id: it is no export of ibid",
                         check->name);
    grid_done(&r->grid);
    arena_done(&r->mem);
    free(r);
    return status;
}
