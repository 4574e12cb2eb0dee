/* digest.h - the digest of a version's facts as they are now, or were. Only
 * for lib/history. */
#ifndef HISTORY_DIGEST_H
#define HISTORY_DIGEST_H

#include "base/map.h"
#include "history/history.h"

/* States that differ from the live ones: fact id -> struct str *, length 0
 * for a fact that did not exist. */

/* The digest over the facts whose home is version `no`, as `earlier` says or
 * (not in it, or NULL) as they are; those that do not exist and, without
 * `earlier`, the withdrawn ones are left out. */
enum ibid_status digest_of_version(struct store *st, int64_t no,
                                   const struct map *earlier,
                                   struct sha256 *out, int64_t *facts,
                                   struct ibid_error *err);

#endif
