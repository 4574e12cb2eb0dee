/* brief.h - facts with their values only: quick to read many. */
#ifndef STORE_BRIEF_H
#define STORE_BRIEF_H

#include "store/facts.h"

/* The facts of all versions of a source that count and were not rejected or
 * merged, of one kind or (NULL) all, by number: id, kind, version, start,
 * values; no citations. `fact` lives until `each` returns. */
enum ibid_status store_fact_brief(struct store *st, int64_t source,
                                  const char *kind, store_fact_fn *each,
                                  void *ctx, struct ibid_error *err);

/* How many those of all kinds are. */
enum ibid_status store_fact_counting(struct store *st, int64_t source,
                                     int64_t *out, struct ibid_error *err);

#endif
