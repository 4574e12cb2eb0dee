/* verify.h - check a database, or an exported file against it. */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "extract/codebook.h"
#include "store/store.h"

enum {
    VERIFY_RECORD_BYTES_MAX = 64 * 1024 * 1024, /* a fact, a row, a line */
};

/* As ibid_verify() and ibid_verify_file() promise: the thin calls under
 * them. Damage is reported through `each`; a status other than IBID_OK says
 * that the check itself could not be done. `summary` is valid whatever the
 * status. */
enum ibid_status verify_database(struct store *st, const char *expect_head,
                                 ibid_finding_fn *each, void *ctx,
                                 struct ibid_verify_summary *summary,
                                 struct ibid_error *err);

/* How a file is checked. */
struct verify_how {
    const struct codebook *codebook; /* NULL allowed */
    bool escaped; /* cells as --for-spreadsheet has them, whatever stands */
                  /* beside the file */
    bool articles_only; /* the store holds articles; it did not export this */
};

/* `path`: a JSON, JSONL or CSV file, a workbook, or a folder of CSV tables.
 * Rows may have been sorted, filtered, and columns removed or added. */
enum ibid_status verify_file(struct store *st, const struct verify_how *how,
                             const char *path, ibid_finding_fn *each, void *ctx,
                             struct ibid_verify_summary *summary,
                             struct ibid_error *err);

#endif
