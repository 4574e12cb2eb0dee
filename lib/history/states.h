/* states.h - what facts were, as the journal has it. */
#ifndef HISTORY_STATES_H
#define HISTORY_STATES_H

#include "history/history.h"

/* The operation of the newest entry about `subject` with this action.
 * IBID_NOT_FOUND when there is none. */
enum ibid_status history_last(struct store *st, const char *subject,
                              const char *action, struct arena *mem,
                              const char **op, struct ibid_error *err);

/* The state of fact `id` before operation `op` changed it; *found is false
 * when it did not. Quotes are NULL. In `mem`. */
enum ibid_status history_state_before(struct store *st, const char *op,
                                      const char *id, struct arena *mem,
                                      struct ibid_fact *out, bool *found,
                                      struct ibid_error *err);

#endif
