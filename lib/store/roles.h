/* roles.h - what paragraphs of a version are: as read, and as a person says. */
#ifndef STORE_ROLES_H
#define STORE_ROLES_H

#include "base/arena.h"
#include "ibid.h"
#include "source/article.h"
#include "store/store.h"

struct block_roles {
    enum block_role read; /* as the reader of its format had it */
    enum block_role now;  /* what it counts as */
    bool by_hand;         /* a person said so */
};

/* One for each paragraph of version `no`, in order, into `mem`; none once it
 * was redacted. IBID_DAMAGED: a role that there is not. */
enum ibid_status store_roles(struct store *st, int64_t no, struct arena *mem,
                             struct block_roles **out, size_t *count,
                             struct ibid_error *err);

#endif
