/* verdicts.h - a person's word on a link between facts or on two names: rows
 * that the journal writes. */
#ifndef STORE_VERDICTS_H
#define STORE_VERDICTS_H

#include "store/store.h"

/* As schema/003_corroborate.sql; `id` NULL: there is none. */
struct verdict_row {
    const char *id, *a, *b, *relation, *says;
};

/* The one with this id, in `mem`. */
enum ibid_status store_verdict_get(struct store *st, const char *id,
                                   struct arena *mem, struct verdict_row *out,
                                   struct ibid_error *err);

/* The next by id after `after`; id NULL at the end. */
enum ibid_status store_verdict_next(struct store *st, const char *after,
                                    struct arena *mem, struct verdict_row *out,
                                    struct ibid_error *err);

enum ibid_status store_verdict_set(struct store *st,
                                   const struct verdict_row *row,
                                   struct ibid_error *err);
enum ibid_status store_verdict_drop(struct store *st, const char *id,
                                    struct ibid_error *err);

/* The sources of these facts (ids) are to be looked at again. */
enum ibid_status store_verdict_stale(struct store *st, const char *a,
                                     const char *b, struct ibid_error *err);

/* The sources of facts that hold one of these names are, too. */
enum ibid_status store_verdict_stale_names(struct store *st, const char *a,
                                           const char *b,
                                           struct ibid_error *err);

/* What was confirmed of the facts of a story stands, whatever was found by
 * comparing them. */
enum ibid_status store_verdict_apply(struct store *st, int64_t story,
                                     struct ibid_error *err);

#endif
