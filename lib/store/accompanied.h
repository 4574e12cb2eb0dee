/* accompanied.h - which facts other facts or other sources speak of. */
#ifndef STORE_ACCOMPANIED_H
#define STORE_ACCOMPANIED_H

#include "store/facts.h"

/* Numbers of all facts that are linked to another one or cite another version
 * than their own; in no order, some several times. Behind every other fact
 * there is its own source alone. `each` may not use the store. */
enum ibid_status store_accompanied_each(struct store *st, store_no_fn *each,
                                        void *ctx, struct ibid_error *err);

#endif
