/* tolls.h - derived rows: by which words sources are found that tell the toll
 * of one event. */
#ifndef STORE_TOLLS_H
#define STORE_TOLLS_H

#include "store/store.h"

/* A source under a key; `tie` as in its profile. */
struct toll_place {
    int64_t source, tie;
};

enum ibid_status store_toll_add(struct store *st, int64_t key, int64_t tie,
                                int64_t source, struct ibid_error *err);
/* All keys of a source. */
enum ibid_status store_toll_drop(struct store *st, int64_t source,
                                 struct ibid_error *err);
/* Up to `most` sources with the key, of lowest tie. */
enum ibid_status store_toll_find(struct store *st, int64_t key, size_t most,
                                 struct toll_place *out, size_t *count,
                                 struct ibid_error *err);

#endif
