/* describe.h - what a journal entry changed, in words. */
#ifndef HISTORY_DESCRIBE_H
#define HISTORY_DESCRIBE_H

#include "history/history.h"

/* "number: at least 28 -> 31; status: extracted -> corrected"; of an import
 * "12 facts". Appended to `out`; the same piece by piece in `mem`. */
void history_describe(const struct entry *entry, struct arena *mem,
                      struct buf *out, const struct ibid_changed **list,
                      size_t *count);

#endif
