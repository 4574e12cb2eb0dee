/* pairs.c - an index of what claims share, and the pairs that it gives. */
#include "corroborate/pairs.h"

#include <stdlib.h>

#include "corroborate/link.h"

struct key {
    uint64_t hash;
    uint32_t claim;
};

struct index {
    struct arena *mem;
    struct key *keys; /* by hash, then claim */
    size_t count, room;
    uint32_t claim; /* that is read */
};

/* ---- Keys -------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0x9e3779b97f4a7c15U;
    return hash ^ hash >> 32;
}

static void key_add(struct index *index, const struct claim *claim,
                    uint64_t hash)
{
    if (index->count == PAIRS_KEYS_MAX)
        return;
    index->keys = arena_grow(index->mem, index->keys, &index->room,
                             index->count + 1, sizeof *index->keys);
    index->keys[index->count++] =
        (struct key){mix(hash, (uint64_t)claim->kind), index->claim};
}

static void casualty_keys(struct index *index, const struct claim *claim)
{
    if (!claim->number.known)
        return;
    uint64_t harm = profile_hash(str_of(claim->harm));
    struct str number = {(const char *)&claim->number.min,
                         sizeof claim->number.min};
    key_add(index, claim, mix(harm, profile_hash(number)));
    if (link_may_clash(claim))
        key_add(index, claim, mix(harm, profile_hash(claim->group)));
}

static void role_keys(struct index *index, const struct claim *claim)
{
    if (claim->name)
        key_add(index, claim, claim->names->group[claim->name - 1]);
    for (size_t i = 0; i < claim->who.count; i++)
        if (!claim->who.common[i])
            key_add(index, claim, claim->who.list[i]);
}

static void statement_keys(struct index *index, const struct claim *claim)
{
    const struct claim_words *words = &claim->words;
    for (size_t i = 0; i + CLAIM_GRAM <= words->count; i++) {
        uint64_t hash = 0;
        for (size_t k = 0; k < CLAIM_GRAM; k++)
            hash = mix(hash, words->list[i + k]);
        key_add(index, claim, hash);
    }
    for (size_t i = 0; i < claim->decision_count; i++)
        key_add(index, claim, profile_hash(claim->decisions[i].predicate));
}

static void claim_keys(struct index *index, const struct claim *claim)
{
    if (claim->kind == CLAIM_CASUALTY)
        casualty_keys(index, claim);
    else if (claim->kind == CLAIM_EVENT && claim->date)
        key_add(index, claim, profile_hash(str_of(claim->date)));
    else if (claim->kind == CLAIM_ROLE)
        role_keys(index, claim);
    else if (claim->kind == CLAIM_STATEMENT)
        statement_keys(index, claim);
}

static int by_hash(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->claim > y->claim) - (x->claim < y->claim);
}

/* ---- Pairs ------------------------------------------------------------- */

/* Where the keys of each claim stand in the sorted index. */
struct places {
    uint32_t *at;    /* the keys of claim i: at[first[i]] to at[first[i + 1]] */
    uint32_t *first; /* count + 1 of them */
};

static struct places places_of(const struct index *index, size_t count)
{
    struct places out = {
        arena_array(index->mem, index->count + 1, sizeof *out.at),
        arena_array(index->mem, count + 2, sizeof *out.first)};
    for (size_t i = 0; i < index->count; i++)
        out.first[index->keys[i].claim + 2]++;
    for (size_t i = 2; i < count + 2; i++)
        out.first[i] += out.first[i - 1];
    for (size_t i = 0; i < index->count; i++)
        out.at[out.first[index->keys[i].claim + 1]++] = (uint32_t)i;
    return out;
}

/* The claims after this one that share its key `at`, those not `met` yet. */
static size_t meet(const struct index *index, struct claim *const *claims,
                   size_t at, uint32_t *met, uint32_t *out, size_t found)
{
    const struct key *own = &index->keys[at];
    for (size_t i = at + 1; i < index->count && found < PAIRS_OF_CLAIM_MAX &&
                            index->keys[i].hash == own->hash;
         i++) {
        uint32_t other = index->keys[i].claim;
        if (met[other] == own->claim + 1 ||
            claims[other]->source == claims[own->claim]->source)
            continue;
        met[other] = own->claim + 1;
        out[found++] = other;
    }
    return found;
}

enum ibid_status pairs_each(struct claim *const *claims, size_t count,
                            struct arena *mem, pairs_fn *each, void *ctx,
                            struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    struct index index = {.mem = mem};
    uint32_t others[PAIRS_OF_CLAIM_MAX];
    for (size_t i = 0; i < count; i++) {
        index.claim = (uint32_t)i;
        claim_keys(&index, claims[i]);
    }
    if (!index.count)
        return IBID_OK;
    qsort(index.keys, index.count, sizeof *index.keys, by_hash);
    struct places places = places_of(&index, count);
    uint32_t *met = arena_array(mem, count, sizeof *met);
    for (size_t i = 0; !status && i < count; i++) {
        size_t found = 0;
        for (size_t k = places.first[i]; k < places.first[i + 1]; k++)
            found = meet(&index, claims, places.at[k], met, others, found);
        for (size_t k = 0; !status && k < found; k++)
            status = each(ctx, i, others[k], err);
    }
    return status;
}
