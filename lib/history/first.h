/* first.h - a fact as it was made. */
#ifndef HISTORY_FIRST_H
#define HISTORY_FIRST_H

#include "history/history.h"

/* The state in which fact `id` was made, by extraction or by hand, into `mem`.
 * IBID_NOT_FOUND when it was never changed: then that is its state now. */
enum ibid_status history_first_state(struct store *st, const char *id,
                                     struct arena *mem, struct ibid_fact *out,
                                     struct ibid_error *err);

#endif
