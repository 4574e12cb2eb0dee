/* reading.h - everything that cites a version, as rows. */
#ifndef STORE_READING_H
#define STORE_READING_H

#include "ibid.h"
#include "store/store.h"

/* One citation and the fact it belongs to; strings until `each` returns. */
struct reading_row {
    int64_t no;
    const char *id, *kind;
    enum ibid_fact_status status;
    int64_t k;         /* which value; 0: the evidence */
    const char *field; /* of value k; NULL: the evidence */
    uint32_t before;   /* values of that field in front of it */
    uint32_t start, end;
    enum ibid_stance stance;
    enum ibid_anchor anchor;
};
typedef void reading_row_fn(void *ctx, const struct reading_row *row);

/* Citations, of facts that count, that touch bytes [start, end): those at home
 * in the version by fact, then those of other facts. */
enum ibid_status store_reading_each(struct store *st, int64_t version,
                                    uint32_t start, uint32_t end,
                                    reading_row_fn *each, void *ctx,
                                    struct ibid_error *err);

/* How many citations of the version stand in each anchor state. */
enum ibid_status store_reading_anchors(struct store *st, int64_t version,
                                       int64_t counts[IBID_LOST + 1],
                                       struct ibid_error *err);

#endif
