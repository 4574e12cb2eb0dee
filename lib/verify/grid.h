/* grid.h - the rows of an exported table and their columns. Only for
 * lib/verify. */
#ifndef VERIFY_GRID_H
#define VERIFY_GRID_H

#include "export/rows.h"
#include "verify/file.h"

/* One table, or one workbook's tables, under check. */
struct grid {
    struct file_check *check;
    const char *sheet; /* "sheet casualty", or "" */
    struct cells header, row;
    int64_t row_no; /* as a spreadsheet counts, from 1 */
    /* What the database would export: set up for facts' tables. */
    struct export run;
    struct ibid_export_summary summary;
    struct rows rows;
    struct cells expected;
    struct buf typed;      /* a number or day as it must be */
    struct arena base_mem; /* of `base` */
    struct ibid_fact base; /* the fact as it was exported */
    char kind[64];         /* of `rows`, "" = long, or none yet */
    char fact[ID_BYTES];   /* whose rows are in `expected`... */
    int64_t revision;      /* ...as it was at this revision */
    bool is_long;
    size_t *column; /* header column -> expected column, or SIZE_MAX */
};

/* Where the column stands, SIZE_MAX when it is not there. */
size_t grid_column(const struct grid *grid, const char *name);

/* The cell of the row at hand; "" when there is no such column. */
struct str grid_cell(const struct grid *grid, const char *name);
const char *grid_text(const struct grid *grid, const char *name);

/* "FILE row N, COLUMN"; `column` may be NULL. */
const char *grid_subject(struct grid *grid, const char *column);

/* Does the cell say what was exported: the same, cut visibly, or written in
 * another way by a spreadsheet? When that lost something it is false, and
 * *how says what it was; *how is NULL for an edit. */
bool grid_same(struct grid *grid, struct str cell, struct str there,
               const char **how);

/* Check the row at hand. */
typedef enum ibid_status grid_row_fn(struct grid *grid, struct ibid_error *err);
grid_row_fn grid_check_fact, grid_check_citation, grid_check_source,
    grid_check_finding;

/* Without the database: are the quotes of the row words of some article? And
 * of a table that is not looked at now. */
grid_row_fn grid_check_quotes, grid_pass;

#endif
