/* runs.h - executions of an import or extraction, as rows. */
#ifndef STORE_RUNS_H
#define STORE_RUNS_H

#include "base/hash.h"
#include "store/store.h"

struct run_row {
    const char *op;         /* its operation in the journal */
    const char *program;    /* "ibid 0.1.0" */
    const char *parameters; /* JSON: options given */
    const char *codebook;   /* its name... */
    struct sha256 codebook_sha256;
};

/* Each one, oldest first; strings live until `each` returns, which may not
 * use the store. */
typedef enum ibid_status store_run_fn(void *ctx, const struct run_row *run,
                                      struct ibid_error *err);
enum ibid_status store_run_each(struct store *st, store_run_fn *each, void *ctx,
                                struct ibid_error *err);

#endif
