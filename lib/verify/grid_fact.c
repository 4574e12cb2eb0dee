/* grid_fact.c - check a row of a table of facts against what the database
 * exported then. */
#include <stdio.h>

#include "fact/fact.h"
#include "fact/typed.h"
#include "history/states.h"
#include "verify/grid.h"

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
    if (status ||
        (strcmp(grid->fact, fact->id) == 0 && grid->revision == fact->revision))
        return status;
    cells_reset(&grid->expected);
    origins_trim(&grid->run.origins);
    grid->check->v->summary->facts++;
    grid->check->v->summary->citations += (int64_t)fact->citation_count;
    (void)snprintf(grid->fact, sizeof grid->fact, "%s", fact->id);
    grid->revision = fact->revision;
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

static void off(struct grid *grid, size_t i, const char *how, struct str cell,
                struct str there)
{
    struct file_check *check = grid->check;
    const char *subject = grid_subject(grid, column_name(grid, i));
    if (how)
        verify_off(check->v, "spreadsheet", subject,
                   "%s in the file, %s as exported: a spreadsheet changed "
                   "the %s",
                   file_shown(check, cell), file_shown(check, there), how);
    else
        verify_off(check->v, check_of(cells_get(&grid->header, i)), subject,
                   "%s in the file, %s %s", file_shown(check, cell),
                   file_shown(check, there),
                   grid->base.id ? "as exported" : "in the database");
}

/* Missing cells at the end of a sheet's row are empty. */
static struct str cell_at(const struct grid *grid, size_t i)
{
    return i < grid->row.count ? cells_get(&grid->row, i) : STR("");
}

static void compare_cells(struct grid *grid, size_t n)
{
    size_t base = n * grid->rows.table.count;
    size_t cells = *grid->sheet ? grid->header.count : grid->row.count;
    for (size_t i = 0; i < cells && i < grid->header.count; i++) {
        const char *how = NULL;
        if (grid->column[i] == SIZE_MAX)
            continue;
        struct str cell = cell_at(grid, i);
        struct str there = cells_get(&grid->expected, base + grid->column[i]);
        grid->check->v->summary->cells++;
        if (!grid_same(grid, cell, there, &how))
            off(grid, i, how, cell, there);
    }
}

/* ---- what a sheet has besides ------------------------------------------ */

/* The field that a column "number_value" is about, with `end` "_value". */
static const struct codebook_field *typed_field(struct grid *grid, size_t i,
                                                const char *end)
{
    const struct codebook *codebook = grid->check->codebook;
    const struct codebook_kind *kind =
        codebook ? codebook_kind(codebook, grid->kind) : NULL;
    struct str name = cells_get(&grid->header, i);
    if (!kind || grid->column[i] != SIZE_MAX || !str_ends(name, str_of(end)))
        return NULL;
    return codebook_field(kind, arena_strndup(&grid->check->mem, name.ptr,
                                              name.len - strlen(end)));
}

/* Numbers and days beside the words they were read from. */
static void compare_typed(struct grid *grid, const struct ibid_fact *fact)
{
    for (size_t i = 0; i < grid->header.count; i++) {
        const struct codebook_field *plain = typed_field(grid, i, "_value");
        const struct codebook_field *field =
            plain ? plain : typed_field(grid, i, "_precision");
        const char *how = NULL;
        if (!field)
            continue;
        struct typed value =
            typed_value(codebook_typed(field), fact_field(fact, field->name));
        buf_reset(&grid->typed);
        if (plain)
            typed_write(&value, &grid->typed);
        else
            buf_text(&grid->typed, value.precision);
        struct str there = buf_view(&grid->typed);
        grid->check->v->summary->cells++;
        if (!grid_same(grid, cell_at(grid, i), there, &how))
            off(grid, i, how, cell_at(grid, i), there);
    }
}

/* ---- the row ----------------------------------------------------------- */

/* The fact as it was exported: as it is, or, when it was changed since, as
 * the journal has it. */
static enum ibid_status base_of(struct grid *grid,
                                const struct ibid_fact **fact,
                                struct ibid_error *err)
{
    const struct ibid_fact *now = *fact;
    const char *text = grid_text(grid, "fact_revision");
    int64_t revision = 0;
    bool found = false;
    (void)str_number(str_of(text), &revision);
    grid->base.id = NULL;
    if (!*text || revision == now->revision)
        return IBID_OK;
    verify_off(grid->check->v, "stale", grid_subject(grid, "fact_revision"),
               "it has revision %s in the file, %lld in the database",
               file_shown(grid->check, str_of(text)), (long long)now->revision);
    arena_reset(&grid->base_mem);
    enum ibid_status status =
        history_state_at(grid->check->v->st, now, revision, &grid->base_mem,
                         &grid->base, &found, err);
    if (!status && found)
        *fact = &grid->base;
    return status;
}

static void compare_row(struct grid *grid, const struct ibid_fact *fact)
{
    size_t n = best_row(grid);
    if (n == SIZE_MAX) {
        verify_off(grid->check->v, "value", grid_subject(grid, "field"),
                   "the fact has no %s in the database",
                   file_shown(grid->check, grid_cell(grid, "field")));
        return;
    }
    compare_cells(grid, n);
    if (*grid->sheet && !grid->is_long)
        compare_typed(grid, fact);
}

enum ibid_status grid_check_fact(struct grid *grid, struct ibid_error *err)
{
    const struct ibid_fact *fact = NULL;
    const char *subject = grid_subject(grid, NULL);
    const char *id = grid_text(grid, "fact_id");
    if (!*id) {
        verify_off(grid->check->v, "fact", subject,
                   "it has no fact_id: it was not exported");
        return IBID_OK;
    }
    enum ibid_status status = file_fact(grid->check, subject, id, &fact, err);
    if (status || !fact)
        return status;
    status = base_of(grid, &fact, err);
    if (!status)
        status = expect(grid, fact, err);
    grid->run.texts.status = IBID_OK;
    if (status)
        return verify_damage(grid->check->v, status, subject, err);
    compare_row(grid, fact);
    return IBID_OK;
}
