/* earlier.h - facts that earlier versions of a source have already. */
#ifndef HISTORY_EARLIER_H
#define HISTORY_EARLIER_H

#include "history/history.h"
#include "store/entries.h"
#include "store/sources.h"

/* Take from `facts` those that a version of the source, other than `version`
 * (an id), has with the same kind and values: a changed article brings only
 * what is new, the others keep pointing at the text they were read in.
 * `*count` becomes how many are left. */
enum ibid_status earlier_drop(struct store *st, const struct source_row *source,
                              const char *version, struct ibid_fact *facts,
                              size_t *count, struct ibid_error *err);

/* The same for facts of `version` (a number) that stand in the database and
 * were not reviewed: those that other versions have no longer count, as
 * further changes under `h`. *dropped is how many they were. */
enum ibid_status earlier_withdraw(struct history *h,
                                  const struct source_row *source,
                                  int64_t version, int64_t *dropped,
                                  struct ibid_error *err);

/* Of an operation that was done again: IBID_CONFLICT when it brought a version
 * back whose facts another one has by now. */
enum ibid_status earlier_check(struct store *st, const char *op,
                               const struct op_span *span,
                               struct ibid_error *err);

#endif
