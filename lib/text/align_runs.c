/* align_runs.c - runs of words that occur once in either text. */
#include "text/align_parts.h"

enum { PROBES_MAX = 64 }; /* then a run is passed over */

/* Where a run occurs; SEVERAL when more than once. */
enum { NOWHERE = 0, SEVERAL = UINT32_MAX };

struct run {
    uint64_t hash;     /* 0: free */
    uint32_t old, new; /* piece + 1, NOWHERE or SEVERAL */
};

struct runs {
    struct run *slots;
    size_t room;   /* a power of two */
    size_t pieces; /* in a run */
};

/* A word's number spread over 64 bits, and a polynomial of them: the hash of
 * a run rolls on in constant time. */
static const uint64_t base = UINT64_C(0x9ddfea08eb382d69);

static uint64_t spread(uint32_t id)
{
    uint64_t h =
        (id + UINT64_C(0x632be59bd9b4e019)) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ (h >> 31);
}

static uint64_t power(size_t exponent)
{
    uint64_t p = 1;
    while (exponent--)
        p *= base;
    return p;
}

static struct run *run_at(const struct runs *runs, uint64_t hash)
{
    hash ^= hash >> 32;
    hash |= !hash;
    size_t at = (size_t)hash & (runs->room - 1);
    for (int i = 0; i < PROBES_MAX; i++, at = (at + 1) & (runs->room - 1)) {
        struct run *run = &runs->slots[at];
        if (!run->hash)
            run->hash = hash;
        if (run->hash == hash)
            return run;
    }
    return NULL;
}

static void note(uint32_t *where, uint32_t piece)
{
    *where = *where == NOWHERE ? piece + 1 : SEVERAL;
}

/* Note every run of [start, end): as the old text's, or as the new one's. */
static void note_all(const struct runs *runs, const struct pieces *pieces,
                     uint32_t start, uint32_t end, bool old)
{
    uint64_t hash = 0, out = power(runs->pieces);
    for (uint32_t i = start; i < end; i++) {
        hash = hash * base + spread(pieces->list[i].id);
        if (i - start >= runs->pieces)
            hash -= out * spread(pieces->list[i - runs->pieces].id);
        if (i - start + 1 < runs->pieces)
            continue;
        struct run *run = run_at(runs, hash);
        uint32_t first = i + 1 - (uint32_t)runs->pieces;
        if (run)
            note(old ? &run->old : &run->new, first);
    }
}

/* The same pieces, more than half of them words: a full stop, a line end and a
 * quotation mark are everywhere. */
static bool same_run(const struct align *a, const struct pair *pair)
{
    size_t words = 0;
    for (size_t i = 0; i < pair->pieces; i++) {
        if (!align_equal(a, pair->old + i, pair->new + i))
            return false;
        words += a->old.list[pair->old + i].kind == PIECE_WORD;
    }
    return 2 * words > pair->pieces;
}

/* Pairs come out in the order of slots: sort them by counting through the old
 * text. */
static void collect(const struct align *a, const struct gap *gap,
                    const struct runs *runs, struct arena *mem,
                    struct pairs *out)
{
    size_t count = gap->old_end - gap->old;
    uint32_t *of = arena_array(mem, count, sizeof *of); /* new piece + 1 */
    for (size_t i = 0; i < runs->room; i++) {
        const struct run *run = &runs->slots[i];
        if (run->hash && run->old != NOWHERE && run->old != SEVERAL &&
            run->new != NOWHERE && run->new != SEVERAL) {
            of[run->old - 1 - gap->old] = run->new;
            out->count++;
        }
    }
    out->list = arena_array(mem, out->count, sizeof *out->list);
    out->count = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct pair pair = {gap->old + i, of[i] - 1, (uint32_t)runs->pieces};
        if (of[i] && same_run(a, &pair))
            out->list[out->count++] = pair;
    }
}

/* How many of `piles` end with a smaller new piece than `new`. */
static size_t pile_for(const struct pairs *pairs, const uint32_t *piles,
                       size_t count, uint32_t new)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (pairs->list[piles[middle]].new < new)
            low = middle + 1;
        else
            count = middle;
    }
    return low;
}

void align_chain(struct pairs *pairs, struct arena *mem)
{
    uint32_t *piles = arena_array(mem, pairs->count, sizeof *piles);
    uint32_t *before = arena_array(mem, pairs->count, sizeof *before);
    size_t count = 0;
    pairs->chained = arena_array(mem, pairs->count, 1);
    for (uint32_t i = 0; i < pairs->count; i++) {
        size_t pile = pile_for(pairs, piles, count, pairs->list[i].new);
        before[i] = pile ? piles[pile - 1] : ALIGN_NONE;
        piles[pile] = i;
        count += pile == count;
    }
    for (uint32_t i = count ? piles[count - 1] : ALIGN_NONE; i != ALIGN_NONE;
         i = before[i])
        pairs->chained[i] = 1;
}

void align_runs(const struct align *a, const struct gap *gap, size_t pieces,
                struct arena *mem, struct pairs *out)
{
    struct runs runs = {.pieces = pieces, .room = 64};
    size_t old = gap->old_end - gap->old, new = gap->new_end - gap->new;
    *out = (struct pairs){0};
    if (old < pieces || new < pieces)
        return;
    while (runs.room < 2 * (old + new))
        runs.room *= 2;
    runs.slots = arena_array(mem, runs.room, sizeof *runs.slots);
    note_all(&runs, &a->old, gap->old, gap->old_end, true);
    note_all(&runs, &a->new, gap->new, gap->new_end, false);
    collect(a, gap, &runs, mem, out);
    align_chain(out, mem);
}
