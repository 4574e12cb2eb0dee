/* stats.h - counts over the tables. */
#ifndef STORE_STATS_H
#define STORE_STATS_H

#include "store/store.h"

struct store_counts {
    int64_t sources, versions, facts, reviewed, citations, changes;
};

enum ibid_status store_counts(struct store *st, struct store_counts *out,
                              struct ibid_error *err);

/* Groups "kind", "status", "outlet", "role", "anchor", "rule" (name
 * "RULE/STATUS"); strings live until the callback returns. */
typedef void store_count_fn(void *ctx, const char *group, const char *name,
                            int64_t count);
enum ibid_status store_stats(struct store *st, store_count_fn *each, void *ctx,
                             struct ibid_error *err);

/* What reviewers made of a kind's facts: for each rule how many of `all` were
 * right, a corrected one counting half. */
typedef void store_decisions_fn(void *ctx, const char *rule, double right,
                                double all);
enum ibid_status store_decisions(struct store *st, const char *kind,
                                 store_decisions_fn *each, void *ctx,
                                 struct ibid_error *err);

#endif
