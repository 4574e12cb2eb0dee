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

/* What fact `now` (as the database has it) was at a revision, this one or an
 * earlier, with the words it cited then; *found is false when it had no such
 * revision. In `mem`. */
enum ibid_status history_state_at(struct store *st, const struct ibid_fact *now,
                                  int64_t revision, struct arena *mem,
                                  struct ibid_fact *out, bool *found,
                                  struct ibid_error *err);

/* What fact `id` was after the last change that `actor` ("user:ann") made to
 * it; *found is false when there is none. Quotes are NULL. In `mem`. */
enum ibid_status history_state_by(struct store *st, const char *id,
                                  const char *actor, struct arena *mem,
                                  struct ibid_fact *out, bool *found,
                                  struct ibid_error *err);

/* The revision that the fact had when entry `seq` was the newest; 0: it was
 * made later. */
enum ibid_status history_revision_at(struct store *st,
                                     const struct ibid_fact *now, int64_t seq,
                                     int64_t *out, struct ibid_error *err);

/* What was known of source `now` when entry `seq` was the newest, into `mem`;
 * *found is false when the journal does not tell. */
enum ibid_status history_source_at(struct store *st,
                                   const struct ibid_source *now, int64_t seq,
                                   struct arena *mem, struct ibid_source *out,
                                   bool *found, struct ibid_error *err);

/* How many entries an operation wrote, and the one it is named after: that of
 * a paragraph or source, from which changes of facts follow, else its last. */
enum ibid_status history_op_named(struct store *st, const char *op,
                                  struct arena *mem, struct op_span *span,
                                  struct entry *out, struct ibid_error *err);

/* Edits that come back in a table give it as their reason, "apply toll.csv" or
 * "apply toll.csv: checked by phone", and are called so; other operations as
 * the action of the entry, "edit". */
#define HISTORY_APPLY "apply "
const char *history_op_called(const struct entry *entry, struct arena *mem);

/* The id of a version that the fact cites, or whose words were judged by, and
 * that does not count now; *found is left alone when there is none. */
enum ibid_status history_withdrawn_cited(struct store *st,
                                         const struct ibid_fact *fact,
                                         struct arena *mem, const char **found,
                                         struct ibid_error *err);

#endif
