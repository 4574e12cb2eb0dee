/* describe.h - what a journal entry changed, in words. */
#ifndef HISTORY_DESCRIBE_H
#define HISTORY_DESCRIBE_H

#include "history/history.h"

/* "number: at least 28 -> 31; status: extracted -> corrected"; of an import
 * "12 facts". Appended to `out`. */
void history_describe(const struct entry *entry, struct buf *out);

#endif
