/* grid.h - the rows of an exported CSV file and their columns. Only for
 * lib/verify. */
#ifndef VERIFY_GRID_H
#define VERIFY_GRID_H

#include "export/rows.h"
#include "verify/file.h"

enum { GRID_COLUMNS_MAX = 4096 };

/* One CSV file under check. */
struct grid {
    struct file_check *check;
    struct cells header, row;
    int64_t row_no; /* as a spreadsheet counts: the header is row 1 */
    /* What the database would export: set up for facts' tables. */
    struct export run;
    struct ibid_export_summary summary;
    struct rows rows;
    struct cells expected;
    char kind[64];       /* of `rows`, "" = long, or none yet */
    char fact[ID_BYTES]; /* whose rows are in `expected` */
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

/* Check the row at hand. */
typedef enum ibid_status grid_row_fn(struct grid *grid, struct ibid_error *err);
grid_row_fn grid_check_fact, grid_check_citation, grid_check_source;

void grid_done(struct grid *grid);

#endif
