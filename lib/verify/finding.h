/* finding.h - what the database finds now, to hold exported findings against.
 * Only for lib/verify. */
#ifndef VERIFY_FINDING_H
#define VERIFY_FINDING_H

#include "base/map.h"
#include "export/findings.h"

struct file_check;

/* Every finding there is, as the cells of its table; gathered when the first
 * one is asked for. Memory: that of the table. Zero-initialise. */
struct finding_rows {
    struct cells cells;
    struct map rows; /* id -> where in `cells` its row begins */
    struct arena mem;
    bool gathered;
};

/* The row of a finding, as the number of its first cell in *row; SIZE_MAX, and
 * a report that names `subject`, when there is none. Then each of `facts`
 * (ids, with blanks between) that does not count any more is reported too. */
enum ibid_status finding_row(struct file_check *check, const char *subject,
                             const char *id, struct str facts, size_t *row,
                             struct ibid_error *err);

/* What the database has under a column, by its name; ptr NULL: there is no
 * such column. */
struct str finding_cell(const struct file_check *check, size_t row,
                        struct str column);

void finding_rows_done(struct finding_rows *rows);

#endif
