/* align_parts.h - the steps of an alignment. Only for lib/text/align*.c. */
#ifndef TEXT_ALIGN_PARTS_H
#define TEXT_ALIGN_PARTS_H

#include "text/align.h"

enum {
    RUN_PIECES = 8,       /* that occur once: sure to be the same */
    SHORT_RUN_PIECES = 4, /* the same between two such */
};

/* Pieces [old, old_end) against [new, new_end). */
struct gap {
    uint32_t old, old_end, new, new_end;
};

/* `pieces` from here on are equal. */
struct pair {
    uint32_t old, new, pieces;
};

struct pairs {
    struct pair *list; /* by old */
    size_t count;
    uint8_t *chained; /* of each: part of the longest increasing chain */
};

/* Sentences of some words that occur once on either side of the gap; then
 * runs of so many pieces, most of them words, that do. Both find the longest
 * chain that is in order on both sides. */
void align_units(const struct align *a, const struct gap *gap,
                 struct arena *mem, struct pairs *out);
void align_runs(const struct align *a, const struct gap *gap, size_t pieces,
                struct arena *mem, struct pairs *out);

/* Patience: the longest chain in which the new pieces increase, too. */
void align_chain(struct pairs *pairs, struct arena *mem);

/* Match what is in the gap and still free with the fewest insertions and
 * deletions; nothing when that takes more than the budget. `mem` is scratch. */
void align_edit(struct align *a, const struct gap *gap, struct arena *mem);

static inline bool align_equal(const struct align *a, size_t old, size_t new)
{
    return a->old.list[old].id == a->new.list[new].id;
}

/* Equal, and neither matched with another. */
static inline bool align_free(const struct align *a, size_t old, size_t new)
{
    return a->to[old] == ALIGN_NONE && a->from[new] == ALIGN_NONE &&
           align_equal(a, old, new);
}

static inline void align_match(struct align *a, uint32_t old, uint32_t new,
                               enum align_how how)
{
    a->to[old] = new;
    a->from[new] = old;
    a->how[old] = (uint8_t)how;
}

#endif
