/* align_edit.c - the fewest insertions and deletions between two stretches, up
 * to a budget (Myers's greedy algorithm). */
#include "text/align_parts.h"

enum {
    EDITS_MAX = 192,      /* insertions and deletions */
    STEPS_A_PIECE = 32,   /* comparisons that may be spent, and */
    STEPS_FREE = 1 << 16, /* these in any case */
};

struct edit {
    const struct align *a;
    const struct gap *gap;
    int64_t old, new;   /* pieces on either side */
    int64_t steps;      /* left */
    uint32_t *furthest; /* of each number of edits: by diagonal, see at() */
};

/* Rows are kept to walk back: row d has 2d + 1 diagonals, -d .. d, behind the
 * d * d cells of the rows before it. */
static uint32_t *at(const struct edit *e, int64_t d, int64_t diagonal)
{
    return &e->furthest[d * d + diagonal + d];
}

/* Where the best path of d - 1 edits leads on diagonal `k` by one more: a
 * deletion comes from k - 1, an insertion from k + 1. */
static bool inserted(const struct edit *e, int64_t d, int64_t k)
{
    if (k == -d)
        return true;
    if (k == d)
        return false;
    return *at(e, d - 1, k - 1) < *at(e, d - 1, k + 1);
}

static int64_t slide(struct edit *e, int64_t x, int64_t k)
{
    int64_t start = x;
    while (x < e->old &&
           x - k < e->new &&align_free(e->a, (size_t)(e->gap->old + x),
                                       (size_t)(e->gap->new + x - k)))
        x++;
    e->steps -= x - start + 1;
    return x;
}

/* Fill row `d`; true when it reaches the end. */
static bool row(struct edit *e, int64_t d)
{
    for (int64_t k = -d; k <= d; k += 2) {
        int64_t x = 0;
        if (d)
            x = inserted(e, d, k) ? *at(e, d - 1, k + 1)
                                  : (int64_t)*at(e, d - 1, k - 1) + 1;
        /* Off the edge: kept, so that neighbours can be read, never left. */
        bool inside = x <= e->old && x - k >= 0 && x - k <= e->new;
        if (inside)
            x = slide(e, x, k);
        *at(e, d, k) = (uint32_t)x;
        if (inside && x == e->old && x - k == e->new)
            return true;
    }
    return false;
}

/* Walk back from the end, matching the slides. */
static void match(const struct edit *e, struct align *a, int64_t d)
{
    int64_t x = e->old, k = e->old - e->new;
    for (; d >= 0; d--) {
        int64_t from = 0, next = 0;
        if (d) {
            bool in = inserted(e, d, k);
            next = in ? k + 1 : k - 1;
            from = (int64_t)*at(e, d - 1, next) + !in;
        }
        while (x > from) {
            x--;
            align_match(a, e->gap->old + (uint32_t)x,
                        e->gap->new + (uint32_t)(x - k), ALIGN_IN_ORDER);
        }
        if (d)
            x = *at(e, d - 1, next);
        k = next;
    }
}

void align_edit(struct align *a, const struct gap *gap, struct arena *mem)
{
    struct edit e = {
        .a = a,
        .gap = gap,
        .old = gap->old_end - gap->old,
        .new = gap->new_end - gap->new,
    };
    int64_t most = e.old + e.new < EDITS_MAX ? e.old + e.new : EDITS_MAX;
    int64_t apart = e.old > e.new ? e.old - e.new : e.new - e.old;
    if (apart > most)
        return;
    e.steps = STEPS_FREE + STEPS_A_PIECE * (e.old + e.new);
    e.furthest =
        arena_array(mem, (size_t)((most + 1) * (most + 1)), sizeof *e.furthest);
    for (int64_t d = 0; d <= most && e.steps > 0; d++)
        if (row(&e, d)) {
            match(&e, a, d);
            return;
        }
}
