/* group.h - facts that say the same as groups, groups that clash as bands;
 * pure. */
#ifndef CORROBORATE_GROUP_H
#define CORROBORATE_GROUP_H

#include "base/arena.h"

/* Does one fact hold what the other says, and more: perhaps several things? */
enum group_part { GROUP_WHOLE, GROUP_PART_OF_A, GROUP_PART_OF_B };

/* Facts number `a` and `b` say the same, or clash. */
struct group_edge {
    size_t a, b;
    bool same;
    enum group_part part;
    uint32_t score;
};

/* group[i] is the lowest fact of the group of fact i, band[i] the lowest of
 * all groups that clash with it or with one that does. A fact that holds
 * several others goes with the one it fits best, so that it does not make them
 * one. The order of edges makes no difference. */
void group_make(size_t count, const struct group_edge *edges, size_t edge_count,
                struct arena *mem, size_t *group, size_t *band);

#endif
