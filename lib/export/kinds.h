/* kinds.h - the kinds of facts that an export has a table of each. */
#ifndef EXPORT_KINDS_H
#define EXPORT_KINDS_H

#include "export/export.h"

enum { EXPORT_KINDS_MAX = 256 };

struct kinds {
    struct arena *mem; /* where names go */
    const char *names[EXPORT_KINDS_MAX];
    size_t count;
};

/* The kind of the query; else those of the codebook in its order, then those
 * only facts know. IBID_INVALID for one that cannot name a table. */
enum ibid_status kinds_find(struct export *run, struct kinds *kinds,
                            struct ibid_error *err);

#endif
