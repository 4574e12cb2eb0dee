/* grid_finding.c - check a row of a table of findings against what the
 * database finds now. */
#include "verify/grid.h"

static const char *check_of(struct str column)
{
    if (str_eq(column, STR("quotes")))
        return "quote";
    return str_eq(column, STR("citations")) ? "citation" : "value";
}

static void compare(struct grid *grid, size_t i, struct str cell,
                    struct str there)
{
    struct file_check *check = grid->check;
    struct str name = cells_get(&grid->header, i);
    const char *how = NULL, *subject;
    check->v->summary->cells++;
    if (grid_same(grid, cell, there, &how))
        return;
    subject =
        grid_subject(grid, arena_strndup(&check->mem, name.ptr, name.len));
    verify_off(check->v, how ? "spreadsheet" : check_of(name), subject,
               "%s in the file, %s in the database%s%s",
               file_shown(check, cell), file_shown(check, there),
               how ? ": a spreadsheet changed the " : "", how ? how : "");
}

enum ibid_status grid_check_finding(struct grid *grid, struct ibid_error *err)
{
    struct file_check *check = grid->check;
    const char *subject = grid_subject(grid, NULL);
    size_t row = SIZE_MAX;
    enum ibid_status status =
        finding_row(check, subject, grid_text(grid, "finding_id"),
                    grid_cell(grid, "facts"), &row, err);
    if (status || row == SIZE_MAX)
        return status;
    struct str ids = finding_cell(check, row, STR("facts")), id;
    while (ids.len && str_split(&ids, ' ', &id))
        check->v->summary->facts++;
    for (size_t i = 0; i < grid->header.count; i++) {
        struct str there =
            finding_cell(check, row, cells_get(&grid->header, i));
        struct str cell =
            i < grid->row.count ? cells_get(&grid->row, i) : STR("");
        if (there.ptr && (i < grid->row.count || *grid->sheet))
            compare(grid, i, cell, there);
    }
    return IBID_OK;
}
