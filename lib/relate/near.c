/* near.c - an index of tolls by the words that tell of their event. */
#include "relate/near.h"

#include <stdlib.h>

#include "corroborate/link.h"
#include "corroborate/pairs.h"
#include "store/brief.h"
#include "store/links.h"
#include "store/tolls.h"

/* A source of another story that shares keys. */
struct found {
    struct toll_place at;
    size_t shared;
};

struct near {
    struct within *w;
    struct within guests; /* those other sources */
    uint64_t keys[NEAR_KEYS_MAX];
    size_t key_count;
    struct found *found;
    size_t found_count, found_room;
    struct map by_source; /* -> size_t, where in `found` */
    size_t at, taken;     /* the claim whose links are written, and how many */
};

static bool is_wanted(const struct within *w, const struct claim *claim)
{
    return claim->kind == CLAIM_CASUALTY &&
           (!w->only || &w->members[claim->source] == w->only);
}

/* ---- Keys -------------------------------------------------------------- */

static enum ibid_status note_claim(struct near *n, const struct claim *claim,
                                   struct ibid_error *err)
{
    const struct member *m = &n->w->members[claim->source];
    uint64_t keys[MARKS_KEYS];
    size_t count = link_far_keys(claim, keys);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count && n->key_count < NEAR_KEYS_MAX;
         i++) {
        n->keys[n->key_count++] = keys[i];
        status = store_toll_add(n->w->st, (int64_t)keys[i], m->tie, m->no, err);
    }
    return status;
}

static enum ibid_status note(struct near *n, struct ibid_error *err)
{
    struct within *w = n->w;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < w->count; i++)
        if (!w->only || &w->members[i] == w->only)
            status = store_toll_drop(w->st, w->members[i].no, err);
    for (size_t i = 0; !status && i < w->claim_count; i++)
        if (is_wanted(w, w->claims[i]))
            status = note_claim(n, w->claims[i], err);
    return status;
}

/* ---- Others ------------------------------------------------------------ */

static bool is_member(const struct within *w, int64_t source)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->members[i].no == source)
            return true;
    return false;
}

static void take(struct near *n, const struct toll_place *place)
{
    struct arena *mem = &n->w->mem;
    struct str key = arena_str(
        mem, (struct str){(const char *)&place->source, sizeof place->source});
    n->by_source.mem = mem;
    const size_t *known = map_get(&n->by_source, key);
    if (known) {
        n->found[*known].shared++;
        return;
    }
    size_t *at = arena_new(mem, size_t);
    *at = n->found_count;
    *map_at(&n->by_source, key) = at;
    n->found = arena_grow(mem, n->found, &n->found_room, n->found_count + 1,
                          sizeof *n->found);
    n->found[n->found_count++] = (struct found){*place, 1};
}

/* Most shared first; even ones by tie, which no import changes. */
static int best_first(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->shared != y->shared)
        return x->shared < y->shared ? 1 : -1;
    if (x->at.tie != y->at.tie)
        return x->at.tie < y->at.tie ? -1 : 1;
    return (x->at.source > y->at.source) - (x->at.source < y->at.source);
}

static enum ibid_status look(struct near *n, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < n->key_count; i++) {
        struct toll_place places[NEAR_POSTINGS];
        size_t count = 0;
        status = store_toll_find(n->w->st, (int64_t)n->keys[i], NEAR_POSTINGS,
                                 places, &count, err);
        for (size_t k = 0; !status && k < count; k++)
            if (!is_member(n->w, places[k].source))
                take(n, &places[k]);
    }
    if (n->found_count)
        qsort(n->found, n->found_count, sizeof *n->found, best_first);
    return status;
}

static enum ibid_status invite(struct near *n, struct ibid_error *err)
{
    struct within *guests = &n->guests;
    for (size_t i = 0; i < n->found_count && i < WITHIN_SOURCES_MAX; i++)
        guests->members[guests->count++].no = n->found[i].at.source;
    enum ibid_status status = members_claims(guests, err);
    link_beside_mark(guests->claims, guests->claim_count);
    return status;
}

/* ---- Links ------------------------------------------------------------- */

static enum ibid_status put(void *ctx, size_t one, size_t other,
                            struct ibid_error *err)
{
    struct near *n = ctx;
    struct claim *const *claims = n->guests.claims;
    const struct claim *x = claims[one], *y = claims[other];
    bool first = strcmp(x->id, y->id) < 0;
    const struct claim *a = first ? x : y, *b = first ? y : x;
    struct link found;
    if (x->source >= n->w->count || y->source < n->w->count)
        return IBID_OK; /* not of one of ours and one of theirs */
    const struct member *theirs = &n->guests.members[y->source - n->w->count];
    if (theirs->story == n->w->story)
        return IBID_OK;
    if (one != n->at)
        n->taken = 0;
    n->at = one;
    link_far(a, b, &found);
    if (found.relation == LINK_NONE || n->taken == WITHIN_LINKS_MAX)
        return IBID_OK;
    n->taken++;
    struct link_row row = {.a = a->fact,
                           .b = b->fact,
                           .story = first ? n->w->story : theirs->story,
                           .relation = (int)found.relation,
                           .score = found.score,
                           .part = (int)found.part,
                           .reason = found.reason};
    return store_link_add(n->w->st, &row, err);
}

/* Ours first, then theirs, told apart by the numbers of their sources. */
static enum ibid_status compare(struct near *n, struct ibid_error *err)
{
    struct arena *mem = &n->w->mem;
    const struct within *w = n->w;
    struct within *guests = &n->guests;
    struct claim **all = arena_array(mem, w->claim_count + guests->claim_count,
                                     sizeof(struct claim *));
    size_t count = 0;
    for (size_t i = 0; i < w->claim_count; i++)
        if (is_wanted(w, w->claims[i]))
            all[count++] = w->claims[i];
    for (size_t i = 0; i < guests->claim_count; i++) {
        guests->claims[i]->source += w->count;
        all[count++] = guests->claims[i];
    }
    guests->claims = all;
    return pairs_each(all, count, mem, put, n, err);
}

enum ibid_status near_links(struct within *w, struct ibid_error *err)
{
    struct near *n = arena_new(&w->mem, struct near);
    n->w = w;
    n->guests = (struct within){.st = w->st,
                                .words = w->words,
                                .kind = claim_kind_name(CLAIM_CASUALTY)};
    link_beside_mark(w->claims, w->claim_count);
    enum ibid_status status = note(n, err);
    if (!status)
        status = look(n, err);
    if (!status && n->found_count)
        status = invite(n, err);
    if (!status && n->guests.claim_count)
        status = compare(n, err);
    arena_done(&n->guests.mem);
    return status;
}

/* ---- A source alone ---------------------------------------------------- */

static enum ibid_status is_any(void *ctx, int64_t no,
                               const struct ibid_fact *fact,
                               struct ibid_error *err)
{
    (void)no, (void)fact, (void)err;
    *(bool *)ctx = true;
    return IBID_OK;
}

enum ibid_status near_alone(struct within *w, struct ibid_error *err)
{
    bool any = false;
    w->kind = claim_kind_name(CLAIM_CASUALTY);
    enum ibid_status status =
        store_fact_brief(w->st, w->members[0].no, w->kind, is_any, &any, err);
    return status || !any ? status : members_claims(w, err);
}
