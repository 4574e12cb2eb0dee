/* anchor.h - what becomes of citations when their source has a newer
 * version. */
#ifndef CURATE_ANCHOR_H
#define CURATE_ANCHOR_H

#include "curate/curate.h"
#include "store/behind.h"
#include "store/search.h"

/* As ibid_anchor_decide() and ibid_anchor_set() in ibid.h. */
enum ibid_status curate_anchors(const struct curator *who,
                                const struct ibid_query *query,
                                unsigned anchors, enum ibid_anchor_do what,
                                struct ibid_change_result *result,
                                struct ibid_error *err);
enum ibid_status curate_anchor(const struct curator *who, const char *ref,
                               const char *citation, enum ibid_anchor_do what,
                               const struct ibid_cite *instead,
                               struct ibid_change_result *result,
                               struct ibid_error *err);

#endif
