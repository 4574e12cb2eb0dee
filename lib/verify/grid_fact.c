/* grid_fact.c - check a row of a table of facts against what the database
 * would export now. */
#include "verify/grid.h"

#include <stdio.h>

static bool ends(struct str name, struct str end)
{
    return str_ends(name, end);
}

/* Which check a column belongs to. */
static const char *check_of(struct str column)
{
    if (ends(column, STR("quote")))
        return "quote";
    if (ends(column, STR("cite")))
        return "citation";
    if (str_starts(column, STR("source_")))
        return "source";
    return "value";
}

static const char *column_name(struct grid *grid, size_t i)
{
    struct str name = cells_get(&grid->header, i);
    return arena_strndup(&grid->check->mem, name.ptr, name.len);
}

/* ---- what the database says -------------------------------------------- */

static void map_columns(struct grid *grid)
{
    const struct table *table = &grid->rows.table;
    grid->column =
        arena_array(&grid->rows.mem, grid->header.count, sizeof *grid->column);
    for (size_t i = 0; i < grid->header.count; i++) {
        grid->column[i] = SIZE_MAX;
        for (size_t k = 0; k < table->count; k++)
            if (str_eq(cells_get(&grid->header, i),
                       str_of(table->columns[k].name)))
                grid->column[i] = k;
    }
}

/* Rows of the fact's kind; the columns of long tables are always the same. */
static enum ibid_status prepare(struct grid *grid, const char *kind,
                                struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (grid->column && (grid->is_long || strcmp(grid->kind, kind) == 0))
        return IBID_OK;
    rows_done(&grid->rows);
    grid->fact[0] = '\0';
    (void)snprintf(grid->kind, sizeof grid->kind, "%s", kind);
    if (grid->is_long)
        rows_long(&grid->rows, &grid->run);
    else
        status = rows_wide(&grid->rows, &grid->run, kind, err);
    grid->rows.table.keep = &grid->expected;
    map_columns(grid);
    return status;
}

static enum ibid_status expect(struct grid *grid, const struct ibid_fact *fact,
                               struct ibid_error *err)
{
    enum ibid_status status = prepare(grid, fact->kind, err);
    if (status || strcmp(grid->fact, fact->id) == 0)
        return status;
    cells_reset(&grid->expected);
    grid->check->v->summary->facts++;
    grid->check->v->summary->citations += (int64_t)fact->citation_count;
    (void)snprintf(grid->fact, sizeof grid->fact, "%s", fact->id);
    return grid->is_long ? rows_put_long(&grid->rows, fact, err)
                         : rows_put_wide(&grid->rows, fact, err);
}

/* ---- comparing --------------------------------------------------------- */

/* How many cells equal those of row `n` of what is expected; -1 when it is of
 * another field. */
static int64_t likeness(const struct grid *grid, size_t n)
{
    size_t base = n * grid->rows.table.count;
    int64_t same = 0;
    for (size_t i = 0; i < grid->row.count && i < grid->header.count; i++) {
        if (grid->column[i] == SIZE_MAX)
            continue;
        bool equal =
            file_same(cells_get(&grid->row, i),
                      cells_get(&grid->expected, base + grid->column[i]));
        if (!equal && str_eq(cells_get(&grid->header, i), STR("field")))
            return -1;
        same += equal;
    }
    return same;
}

/* The expected row that this one must be, SIZE_MAX when there is none. */
static size_t best_row(const struct grid *grid)
{
    size_t rows = grid->expected.count / grid->rows.table.count;
    size_t best = SIZE_MAX;
    int64_t most = -1;
    for (size_t n = 0; n < rows; n++) {
        int64_t same = likeness(grid, n);
        if (same > most) {
            most = same;
            best = n;
        }
    }
    return best;
}

static void compare_cells(struct grid *grid, size_t n)
{
    size_t base = n * grid->rows.table.count;
    for (size_t i = 0; i < grid->row.count && i < grid->header.count; i++) {
        if (grid->column[i] == SIZE_MAX)
            continue;
        struct str cell = cells_get(&grid->row, i);
        struct str there = cells_get(&grid->expected, base + grid->column[i]);
        grid->check->v->summary->cells++;
        if (!file_same(cell, there))
            verify_off(grid->check->v, check_of(cells_get(&grid->header, i)),
                       grid_subject(grid, column_name(grid, i)),
                       "%s in the file, %s in the database",
                       file_shown(grid->check, cell),
                       file_shown(grid->check, there));
    }
}

/* Of a fact that was changed since, the quotes must still be words of an
 * article it cites. */
static bool is_quoted(struct grid *grid, const struct ibid_citation *list,
                      size_t count, struct str words)
{
    const char *last = "";
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].version, last) == 0)
            continue;
        last = list[i].version;
        const struct utf8_index *index = texts_get(&grid->check->texts, last);
        grid->check->texts.status = IBID_OK;
        if (!index || str_find(index->text, words) < index->text.len)
            return true;
    }
    return false;
}

static bool is_cited(struct grid *grid, const struct ibid_fact *fact,
                     struct str words)
{
    if (is_quoted(grid, fact->citations, fact->citation_count, words))
        return true;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            if (is_quoted(grid, fact->fields[f].values[v].citations,
                          fact->fields[f].values[v].citation_count, words))
                return true;
    return false;
}

static void check_stale(struct grid *grid, const struct ibid_fact *fact,
                        const char *revision)
{
    struct file_check *check = grid->check;
    verify_off(check->v, "stale", grid_subject(grid, "fact_revision"),
               "it has revision %s in the file, %lld in the database",
               file_shown(check, str_of(revision)), (long long)fact->revision);
    for (size_t i = 0; i < grid->row.count && i < grid->header.count; i++) {
        struct str cell = cells_get(&grid->row, i);
        if (!cell.len || !ends(cells_get(&grid->header, i), STR("quote")) ||
            str_find(cell, STR("|")) < cell.len) /* a list: not one quote */
            continue;
        check->v->summary->cells++;
        if (!is_cited(grid, fact, cell))
            verify_off(check->v, "quote",
                       grid_subject(grid, column_name(grid, i)),
                       "%s stands in no article that the fact cites",
                       file_shown(check, cell));
    }
}

enum ibid_status grid_check_fact(struct grid *grid, struct ibid_error *err)
{
    const struct ibid_fact *fact = NULL;
    const char *subject = grid_subject(grid, NULL);
    const char *revision = grid_text(grid, "fact_revision");
    char now[24];
    enum ibid_status status =
        file_fact(grid->check, subject, grid_text(grid, "fact_id"), &fact, err);
    if (status || !fact)
        return status;
    status = expect(grid, fact, err);
    grid->run.texts.status = IBID_OK;
    if (status)
        return verify_damage(grid->check->v, status, subject, err);
    (void)snprintf(now, sizeof now, "%lld", (long long)fact->revision);
    if (*revision && strcmp(revision, now) != 0) {
        check_stale(grid, fact, revision);
        return IBID_OK;
    }
    size_t n = best_row(grid);
    if (n == SIZE_MAX)
        verify_off(grid->check->v, "value", grid_subject(grid, "field"),
                   "the fact has no %s in the database",
                   file_shown(grid->check, grid_cell(grid, "field")));
    else
        compare_cells(grid, n);
    return IBID_OK;
}
