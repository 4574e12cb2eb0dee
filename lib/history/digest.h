/* digest.h - the digest of a version's facts as they are now, or were. Only
 * for lib/history. */
#ifndef HISTORY_DIGEST_H
#define HISTORY_DIGEST_H

#include "base/map.h"
#include "history/history.h"

/* A state that differs from the live one, or did in between. */
struct known_state {
    struct str state; /* length 0: there was none */
    int64_t changes;  /* by which it became the live one */
};

/* Gets each fact as it is now, with the flag of its row. */
typedef void digest_each(void *ctx, const struct ibid_fact *fact,
                         int withdrawn);

/* The digest over the facts whose home is version `no` as they are; those
 * withdrawn for themselves are left out. */
enum ibid_status digest_of_version(struct store *st, int64_t no,
                                   struct sha256 *out, int64_t *facts,
                                   struct ibid_error *err);

/* The same of facts as they were: as `earlier` (id -> struct known_state *)
 * says, or as they are when it does not know them. */
struct digest_before {
    const struct map *earlier;
    digest_each *each;
    void *ctx;
};
enum ibid_status digest_of_earlier(struct store *st, int64_t no,
                                   const struct digest_before *before,
                                   struct sha256 *out, int64_t *facts,
                                   struct ibid_error *err);

#endif
