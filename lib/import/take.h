/* take.h - one article: who it is, what of it is new, its facts. */
#ifndef IMPORT_TAKE_H
#define IMPORT_TAKE_H

#include "import/batch.h"

/* Put the article into the batch as new, as a new version (with the facts
 * that earlier versions do not have), or as unchanged. `article` may go after
 * the call; `record` is memory for the call. */
enum ibid_status take_article(struct batch *batch,
                              const struct article *article,
                              struct arena *record, struct ibid_error *err);

/* Read a waiting article again, whose source is known by now: what is known of
 * it is merged, facts that its versions have already are dropped. */
enum ibid_status take_again(struct batch *batch, struct waiting *item,
                            struct ibid_error *err);

#endif
