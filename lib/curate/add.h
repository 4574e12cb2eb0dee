/* add.h - a fact made by hand, within a step. Only for lib/curate. */
#ifndef CURATE_ADD_H
#define CURATE_ADD_H

#include "curate/curate.h"
#include "history/history.h"

/* As ibid_fact_add() has them. */
struct adding {
    const char *kind, *source;
    const struct ibid_assignment *values;
    size_t value_count;
    const struct ibid_cite *cites;
    size_t cite_count;
    const char *id; /* NULL: a random one */
    int64_t no;     /* of a fact with that id that was undone, or 0 */
};

/* Write it; its id is copied into `id`. Nothing was written on failure. */
enum ibid_status add_write(const struct curator *who, struct history *h,
                           const struct adding *adding, char id[ID_BYTES],
                           struct ibid_error *err);

#endif
