/* rows.h - the columns that fact tables share, and how they are filled. */
#ifndef EXPORT_ROWS_H
#define EXPORT_ROWS_H

#include "export/export.h"
#include "export/table.h"

/* Columns before those of the fields in a wide table. */
enum { ROWS_WIDE_HEAD = 6 };

/* A field of a kind as columns: F, F_normalized where it has one, F_quote,
 * F_cite. */
struct row_field {
    const char *name;
    bool repeats, normalized;
};

/* A table of facts being written, a row a fact (wide) or a value (long). */
struct rows {
    struct export *run;
    struct table table;
    struct row_field *fields; /* wide */
    size_t field_count;
    struct arena mem; /* columns and names */
    struct buf cell;
    struct table_piece head, tail; /* long: the same in all rows of a fact */
};

/* Columns of a wide table of `kind`: the codebook's fields, then those that
 * only facts made with an earlier codebook have. */
enum ibid_status rows_wide(struct rows *rows, struct export *run,
                           const char *kind, struct ibid_error *err);
void rows_long(struct rows *rows, struct export *run);
void rows_done(struct rows *rows);

/* ibid_fact_fn: write the row or rows of one fact; `ctx` is struct rows. */
enum ibid_status rows_put_wide(void *ctx, const struct ibid_fact *fact,
                               struct ibid_error *err);
enum ibid_status rows_put_long(void *ctx, const struct ibid_fact *fact,
                               struct ibid_error *err);

#endif
