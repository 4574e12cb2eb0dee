/* annotate.h - which change gave a fact what it says now. */
#ifndef HISTORY_ANNOTATE_H
#define HISTORY_ANNOTATE_H

#include "history/history.h"

/* The newest entry that changed the values or citations of each field of
 * `now` (as the database has it), in *fields, and its status, in *status_by:
 * else the one that made it. They live in `mem`. */
enum ibid_status history_annotate(struct store *st, const struct ibid_fact *now,
                                  struct arena *mem, struct entry **fields,
                                  struct entry *status_by,
                                  struct ibid_error *err);

#endif
