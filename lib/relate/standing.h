/* standing.h - how a fact stands among sources: who says the same, how many
 * of them are independent, whether another contradicts. */
#ifndef RELATE_STANDING_H
#define RELATE_STANDING_H

#include "ibid.h"
#include "store/store.h"

struct standing {
    int64_t sources;     /* that it cites, or whose facts say the same */
    int64_t publishers;  /* of different publishers */
    int64_t independent; /* of different origins, too */
    bool disputed;       /* by a citation, or by a link not dismissed */
};

/* Of the fact with this number. What people dismissed does not count. */
enum ibid_status standing_of(struct store *st, int64_t fact,
                             struct standing *out, struct ibid_error *err);

/* Of several that say the same together, whatever else is linked to them. */
enum ibid_status standing_of_group(struct store *st, const int64_t *facts,
                                   size_t fact_count, struct standing *out,
                                   struct ibid_error *err);

#endif
