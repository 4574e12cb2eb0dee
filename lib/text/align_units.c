/* align_units.c - sentences and lines that occur once in either text. */
#include "text/align_parts.h"

enum { PROBES_MAX = 64, UNIT_WORDS_MIN = 3 };

/* What a sentence says and where; `count` of them in each text. */
struct unit {
    uint64_t hash; /* 0: free */
    uint32_t old, new, pieces;
    uint32_t olds, news;
};

struct units {
    struct unit *slots;
    size_t room; /* a power of two */
};

static struct unit *unit_at(const struct units *units, uint64_t hash)
{
    hash |= !hash;
    size_t at = (size_t)(hash >> 24) & (units->room - 1);
    for (int i = 0; i < PROBES_MAX; i++, at = (at + 1) & (units->room - 1)) {
        struct unit *unit = &units->slots[at];
        if (!unit->hash)
            unit->hash = hash;
        if (unit->hash == hash)
            return unit;
    }
    return NULL;
}

static void note(const struct units *units, const struct pieces *pieces,
                 uint32_t start, uint32_t end, bool old)
{
    uint64_t hash = UINT64_C(0x51a1b2c3d4e5f607);
    uint32_t words = 0;
    for (uint32_t i = start; i < end; i++) {
        hash = (hash ^ pieces->list[i].id) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
        words += pieces->list[i].kind == PIECE_WORD;
    }
    struct unit *unit = words < UNIT_WORDS_MIN ? NULL : unit_at(units, hash);
    if (!unit)
        return;
    *(old ? &unit->old : &unit->new) = start;
    *(old ? &unit->olds : &unit->news) += 1;
    unit->pieces = end - start;
}

/* Every unit of the stretch; counted only when `units` is NULL. */
static size_t note_all(const struct units *units, const struct pieces *pieces,
                       uint32_t start, uint32_t end, bool old)
{
    size_t count = 0;
    for (uint32_t i = start + 1; i <= end; i++)
        if (i == end || piece_begins(pieces, i)) {
            if (units)
                note(units, pieces, start, i, old);
            start = i;
            count++;
        }
    return count;
}

static bool same_unit(const struct align *a, const struct gap *gap,
                      const struct unit *unit)
{
    if (unit->olds != 1 || unit->news != 1 ||
        unit->old + unit->pieces > gap->old_end ||
        unit->new + unit->pieces > gap->new_end)
        return false;
    for (uint32_t i = 0; i < unit->pieces; i++)
        if (!align_equal(a, unit->old + i, unit->new + i))
            return false;
    return true;
}

/* Slots have no order: the pairs are put in that of the old text. */
static void collect(const struct align *a, const struct gap *gap,
                    const struct units *units, struct arena *mem,
                    struct pairs *out)
{
    size_t count = gap->old_end - gap->old;
    const struct unit **of = arena_array(mem, count, sizeof(struct unit *));
    for (size_t i = 0; i < units->room; i++)
        if (units->slots[i].hash && same_unit(a, gap, &units->slots[i])) {
            of[units->slots[i].old - gap->old] = &units->slots[i];
            out->count++;
        }
    out->list = arena_array(mem, out->count, sizeof *out->list);
    out->count = 0;
    for (size_t i = 0; i < count; i++)
        if (of[i])
            out->list[out->count++] =
                (struct pair){of[i]->old, of[i]->new, of[i]->pieces};
}

void align_units(const struct align *a, const struct gap *gap,
                 struct arena *mem, struct pairs *out)
{
    struct units units = {.room = 64};
    *out = (struct pairs){0};
    if (gap->old == gap->old_end || gap->new == gap->new_end)
        return;
    size_t count = note_all(NULL, &a->old, gap->old, gap->old_end, true) +
                   note_all(NULL, &a->new, gap->new, gap->new_end, false);
    while (units.room < 2 * count)
        units.room *= 2;
    units.slots = arena_array(mem, units.room, sizeof *units.slots);
    (void)note_all(&units, &a->old, gap->old, gap->old_end, true);
    (void)note_all(&units, &a->new, gap->new, gap->new_end, false);
    collect(a, gap, &units, mem, out);
    align_chain(out, mem);
}
