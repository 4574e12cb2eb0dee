/* undo.h - take operations back and do them again, as further entries. */
#ifndef HISTORY_UNDO_H
#define HISTORY_UNDO_H

#include "history/history.h"

/* Find the operation to undo or redo: `ref` an operation id, a unique entry
 * number as text, or NULL for the latest one that can be. IBID_NOT_FOUND when
 * there is none. */
enum ibid_status undo_find(struct store *st, const char *ref, bool redo,
                           struct arena *mem, const char **op,
                           struct ibid_error *err);

/* Take back operation `op`, or do it again, entry by entry. IBID_CONFLICT
 * names the later change that stands in the way. */
enum ibid_status undo_apply(struct history *h, const char *op, bool redo,
                            int64_t *changed, struct ibid_error *err);

#endif
