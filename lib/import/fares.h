/* fares.h - how citations of earlier versions fare in one that came now. */
#ifndef IMPORT_FARES_H
#define IMPORT_FARES_H

#include "import/batch.h"

/* Count them by enum ibid_anchor, whether the new version was written yet or
 * (in a dry run) not. */
enum ibid_status fares_count(struct store *st, const struct waiting *item,
                             int64_t counts[IBID_ANCHOR_COUNT],
                             struct ibid_error *err);

#endif
