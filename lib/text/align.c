/* align.c - which words of a text are which of another. */
#include "text/align.h"

#include "text/align_parts.h"

enum {
    BORDER_PIECES = 64, /* how far back a sentence may begin */
    SURE_WORDS = 8,     /* that are all there: the rest was put in */
};

static const double gap_floor = 0.5; /* of the words must agree */

/* The gaps of one level, and the scratch of the work on them. */
struct gaps {
    struct gap *list;
    size_t count, room;
    struct arena mem;
};

static void gap_add(struct gaps *to, struct gap gap)
{
    if (gap.old == gap.old_end || gap.new == gap.new_end)
        return;
    to->list = arena_grow(&to->mem, to->list, &to->room, to->count + 1,
                          sizeof *to->list);
    to->list[to->count++] = gap;
}

/* ---- Chains ------------------------------------------------------------ */

static void pair_match(struct align *a, const struct pair *pair,
                       enum align_how how)
{
    for (uint32_t i = 0; i < pair->pieces; i++)
        if (align_free(a, pair->old + i, pair->new + i))
            align_match(a, pair->old + i, pair->new + i, how);
}

/* The pair grown over equal pieces on both sides, within the gap. */
static struct pair grown(const struct align *a, const struct gap *in,
                         struct pair pair)
{
    uint32_t old_end = pair.old + pair.pieces;
    uint32_t new_end = pair.new + pair.pieces;
    while (old_end < in->old_end && new_end < in->new_end &&
           align_free(a, old_end, new_end)) {
        old_end++;
        new_end++;
    }
    while (pair.old > in->old &&
           pair.new > in->new &&align_free(a, pair.old - 1, pair.new - 1)) {
        pair.old--;
        pair.new --;
    }
    pair.pieces = old_end - pair.old;
    return pair;
}

/* Match the chain; what lies between its pairs are gaps. A pair that begins
 * within the one before it, once that has grown, is passed over. */
static void chain_match(struct align *a, const struct gap *gap,
                        const struct pairs *pairs, bool grow, struct gaps *out)
{
    struct gap left = *gap;
    for (size_t i = 0; i < pairs->count; i++) {
        struct pair pair = pairs->list[i];
        if (!pairs->chained[i] || pair.old < left.old || pair.new < left.new)
            continue;
        if (grow)
            pair = grown(a, &left, pair);
        pair_match(a, &pair, ALIGN_IN_ORDER);
        gap_add(out, (struct gap){left.old, pair.old, left.new, pair.new});
        left.old = pair.old + pair.pieces;
        left.new = pair.new + pair.pieces;
    }
    gap_add(out, left);
}

static bool pair_free(const struct align *a, const struct pair *pair)
{
    for (uint32_t i = 0; i < pair->pieces; i++)
        if (!align_free(a, pair->old + i, pair->new + i))
            return false;
    return true;
}

/* What is out of the chain stands elsewhere now. */
static void moved_match(struct align *a, const struct pairs *pairs, bool grow)
{
    struct gap all = {0, (uint32_t)a->old.count, 0, (uint32_t)a->new.count};
    for (size_t i = 0; i < pairs->count; i++)
        if (pair_free(a, &pairs->list[i])) {
            struct pair pair = pairs->list[i];
            if (grow)
                pair = grown(a, &all, pair);
            pair_match(a, &pair, ALIGN_MOVED);
        }
}

/* ---- Gaps -------------------------------------------------------------- */

/* Words of the gap that are or might be matched within it. */
struct tally {
    size_t old, new, same;
};

static struct tally gap_tally(const struct align *a, const struct gap *gap)
{
    struct tally t = {0};
    for (uint32_t i = gap->old; i < gap->old_end; i++)
        if (a->old.list[i].kind == PIECE_WORD && a->how[i] != ALIGN_MOVED) {
            t.old++;
            t.same += a->to[i] != ALIGN_NONE;
        }
    for (uint32_t j = gap->new; j < gap->new_end; j++)
        t.new +=
            a->new.list[j].kind == PIECE_WORD &&
            (a->from[j] == ALIGN_NONE || a->how[a->from[j]] != ALIGN_MOVED);
    return t;
}

/* Take the matches of the gap back where less than half of its words agree: a
 * few common words in order make no sentence the same. */
static void gap_judge(struct align *a, const struct gap *gap)
{
    struct tally t = gap_tally(a, gap);
    size_t most = t.old > t.new ? t.old : t.new;
    if ((double)t.same >= gap_floor * (double)most ||
        (t.same == t.old && t.old >= SURE_WORDS))
        return;
    for (uint32_t i = gap->old; i < gap->old_end; i++)
        if (a->how[i] == ALIGN_IN_ORDER) {
            a->from[a->to[i]] = ALIGN_NONE;
            a->to[i] = ALIGN_NONE;
            a->how[i] = ALIGN_LOST;
        }
}

/* Between sentences: runs, between those short runs, between those edits. */
static void gap_edit(struct align *a, const struct gap *gap, struct arena *edit)
{
    struct gaps inner = {0};
    struct pairs pairs;
    align_runs(a, gap, SHORT_RUN_PIECES, &inner.mem, &pairs);
    chain_match(a, gap, &pairs, true, &inner);
    for (size_t i = 0; i < inner.count; i++) {
        arena_reset(edit);
        align_edit(a, &inner.list[i], edit);
    }
    arena_done(&inner.mem);
    gap_judge(a, gap);
}

static void gap_work(struct align *a, const struct gap *gap, struct arena *edit)
{
    struct gaps inner = {0};
    struct pairs pairs;
    align_runs(a, gap, RUN_PIECES, &inner.mem, &pairs);
    chain_match(a, gap, &pairs, true, &inner);
    for (size_t i = 0; i < inner.count; i++)
        gap_edit(a, &inner.list[i], edit);
    arena_done(&inner.mem);
}

/* ---- All of it --------------------------------------------------------- */

/* Back to where a sentence begins, when it does so nearby: half of one may
 * be that of another. */
static uint32_t border_before(const struct pieces *pieces, uint32_t at)
{
    for (uint32_t i = 0; i < BORDER_PIECES && i <= at; i++)
        if (piece_begins(pieces, at - i))
            return i;
    return 0;
}

static uint32_t border_behind(const struct pieces *pieces, uint32_t at)
{
    for (uint32_t i = 0; i < BORDER_PIECES && at + i <= pieces->count; i++)
        if (piece_begins(pieces, at + i))
            return i;
    return 0;
}

/* What is equal at both ends; returns what lies between. */
static struct gap trim(struct align *a)
{
    struct gap gap = {0, (uint32_t)a->old.count, 0, (uint32_t)a->new.count};
    while (gap.old < gap.old_end &&
           gap.new < gap.new_end &&align_equal(a, gap.old, gap.new)) {
        gap.old++;
        gap.new ++;
    }
    bool same = gap.old == gap.old_end && gap.new == gap.new_end;
    uint32_t back = same ? 0 : border_before(&a->old, gap.old);
    gap.old -= back;
    gap.new -= back;
    while (gap.old < gap.old_end &&
           gap.new <
               gap.new_end &&align_equal(a, gap.old_end - 1, gap.new_end - 1)) {
        gap.old_end--;
        gap.new_end--;
    }
    uint32_t on = border_behind(&a->old, gap.old_end);
    gap.old_end += on;
    gap.new_end += on;
    pair_match(a, &(struct pair){0, 0, gap.old}, ALIGN_IN_ORDER);
    pair_match(a,
               &(struct pair){gap.old_end, gap.new_end,
                              (uint32_t)a->old.count - gap.old_end},
               ALIGN_IN_ORDER);
    return gap;
}

static void start(struct align *a, struct arena *mem)
{
    a->to = arena_array(mem, a->old.count, sizeof *a->to);
    a->from = arena_array(mem, a->new.count, sizeof *a->from);
    a->how = arena_array(mem, a->old.count, 1);
    if (a->old.count)
        memset(a->to, 0xff, a->old.count * sizeof *a->to);
    if (a->new.count)
        memset(a->from, 0xff, a->new.count * sizeof *a->from);
}

void align_texts(struct str old, struct str new, struct arena *mem,
                 struct align *out)
{
    struct gaps gaps = {0};
    struct pairs pairs;
    struct arena edit = {0};
    struct piece_names *names = piece_names_new(&gaps.mem);
    *out = (struct align){0};
    pieces_cut(old, names, mem, &out->old);
    pieces_cut(new, names, mem, &out->new);
    start(out, mem);
    struct gap gap = trim(out);
    align_units(out, &gap, &gaps.mem, &pairs);
    chain_match(out, &gap, &pairs, false, &gaps);
    moved_match(out, &pairs, false);
    for (size_t i = 0; i < gaps.count; i++)
        gap_work(out, &gaps.list[i], &edit);
    align_runs(out, &gap, RUN_PIECES, &gaps.mem, &pairs);
    moved_match(out, &pairs, true);
    arena_done(&gaps.mem);
    arena_done(&edit);
}
