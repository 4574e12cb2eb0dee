/* witness.h - the sources behind a fact, as rows: those it cites, and those
 * whose facts are linked to it as the same. */
#ifndef STORE_WITNESS_H
#define STORE_WITNESS_H

#include "store/store.h"

/* Strings are NULL when not known; `said_by` is the fact's attributed_to.
 * Bytes [start, end) of the source's newest text are the fact's evidence there;
 * equal: not known. */
struct witness_row {
    int64_t source, fact;
    uint32_t start, end;
    const char *outlet, *url, *said_by;
};
typedef enum ibid_status store_witness_fn(void *ctx,
                                          const struct witness_row *row,
                                          struct ibid_error *err);
/* `alone`: leave out those that are linked to it. */
enum ibid_status store_witness_each(struct store *st, int64_t fact, bool alone,
                                    store_witness_fn *each, void *ctx,
                                    struct ibid_error *err);

/* The values of attributed_to that stand before a fact in its version,
 * nearest first, in `mem`; up to `most`. */
enum ibid_status store_said_before(struct store *st, int64_t fact,
                                   struct arena *mem, const char **out,
                                   size_t most, size_t *count,
                                   struct ibid_error *err);

/* Does a citation or a link that was not dismissed dispute the fact? */
enum ibid_status store_fact_disputed(struct store *st, int64_t fact, bool *out,
                                     struct ibid_error *err);

#endif
