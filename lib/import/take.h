/* take.h - one article: who it is, what of it is new, its facts. */
#ifndef IMPORT_TAKE_H
#define IMPORT_TAKE_H

#include "import/batch.h"

/* Who the article is; the item gets a copy of it. `article` may go after the
 * call. */
void take_article(struct waiting *item, const struct article *article);

/* All of an item that needs no database: read it, if it is unread, and look
 * for its facts where `eager`. It changes nothing else and may run in any
 * thread. */
void take_ahead(const struct codebook *codebook, struct waiting *item,
                bool eager, struct arena *scratch);

/* Put an item into the batch as new, as a new version (with the facts that
 * earlier versions do not have), as unchanged, or as what it failed by.
 * `record` is memory for the call. The item is the batch's even on failure. */
enum ibid_status take_in(struct batch *batch, struct waiting *item,
                         struct arena *record, struct ibid_error *err);

/* Look again at an item whose source is known by now: what is known of it is
 * merged, facts that its versions have already are dropped. */
enum ibid_status take_again(struct batch *batch, struct waiting *item,
                            struct ibid_error *err);

#endif
