/* story.c - find kin of an article and keep the lists of both sides. */
#include "corroborate/story.h"

#include <stdlib.h>

#include "corroborate/story_kin.h"

/* ---- Nodes ------------------------------------------------------------- */

static enum ibid_status damaged(int64_t source, struct ibid_error *err)
{
    return err_set(err, IBID_DAMAGED,
                   "the profile of source number %lld is damaged",
                   (long long)source);
}

static enum ibid_status row_of(struct story_graph *graph, int64_t source,
                               struct story_row *out, struct ibid_error *err)
{
    *out = (struct story_row){.day = PROFILE_DAY_UNKNOWN};
    return graph->store.row(graph->store.ctx, source, out, err);
}

/* What is known without its words and its list of kin. */
static enum ibid_status node_read(struct story_graph *graph,
                                  struct story_node *node,
                                  struct ibid_error *err)
{
    struct story_row row;
    size_t count;
    enum ibid_status status = row_of(graph, node->source, &row, err);
    if (status || !row.exists)
        return status;
    if (row.tie < 0 || row.tie > UINT32_MAX ||
        !story_kin_count(row.kin, &count, &node->degree))
        return damaged(node->source, err);
    node->exists = true;
    node->tie = (uint32_t)row.tie;
    node->story = node->was_story = row.story;
    node->was_degree = node->degree;
    node->was_centre = node->story == node->source;
    return IBID_OK;
}

enum ibid_status story_node_get(struct story_graph *graph, int64_t source,
                                struct story_node **out, struct ibid_error *err)
{
    struct str key = {(const char *)&source, sizeof source};
    graph->by_source.mem = &graph->mem;
    *out = map_get(&graph->by_source, key);
    if (*out)
        return IBID_OK;
    struct story_node *node = arena_new(&graph->mem, struct story_node);
    node->source = source;
    enum ibid_status status = node_read(graph, node, err);
    if (status)
        return status;
    graph->list = arena_grow(&graph->mem, graph->list, &graph->room,
                             graph->count + 1, sizeof(struct story_node *));
    graph->list[graph->count++] = node;
    key.ptr = (const char *)&node->source;
    *map_at(&graph->by_source, key) = node;
    *out = node;
    return IBID_OK;
}

enum ibid_status story_node_profile(struct story_graph *graph,
                                    struct story_node *node,
                                    struct ibid_error *err)
{
    struct story_row row;
    if (node->profile)
        return IBID_OK;
    enum ibid_status status = row_of(graph, node->source, &row, err);
    if (status)
        return status;
    struct profile *profile = arena_new(&graph->mem, struct profile);
    if (!profile_read(row.terms, profile))
        return damaged(node->source, err);
    profile->day = row.day;
    node->profile = profile;
    return IBID_OK;
}

static enum ibid_status kin_read(struct story_graph *graph,
                                 const struct story_node *node,
                                 struct arena *mem, struct kin_list **out,
                                 struct ibid_error *err)
{
    struct story_row row;
    enum ibid_status status = row_of(graph, node->source, &row, err);
    if (status)
        return status;
    struct kin_list *kin = arena_new(mem, struct kin_list);
    if (!story_kin_read(row.kin, mem, kin))
        return damaged(node->source, err);
    *out = kin;
    return IBID_OK;
}

enum ibid_status story_node_kin(struct story_graph *graph,
                                struct story_node *node, struct ibid_error *err)
{
    return node->kin ? IBID_OK
                     : kin_read(graph, node, &graph->mem, &node->kin, err);
}

enum ibid_status story_node_glance(struct story_graph *graph,
                                   struct story_node *node,
                                   const struct kin_list **out,
                                   struct ibid_error *err)
{
    struct kin_list *kin = node->kin;
    enum ibid_status status = IBID_OK;
    if (!kin) {
        arena_reset(&graph->glance);
        status = kin_read(graph, node, &graph->glance, &kin, err);
    }
    *out = kin;
    return status;
}

/* A node with its kin. */
static enum ibid_status node_with_kin(struct story_graph *graph, int64_t source,
                                      struct story_node **out,
                                      struct ibid_error *err)
{
    enum ibid_status status = story_node_get(graph, source, out, err);
    return status ? status : story_node_kin(graph, *out, err);
}

/* ---- Lists ------------------------------------------------------------- */

static bool is_worse(const struct story_kin *a, const struct story_kin *b,
                     enum kin_bit list)
{
    if (list == KIN_LIKE && a->score != b->score)
        return a->score < b->score;
    return a->tie != b->tie ? a->tie > b->tie : a->other > b->other;
}

/* The worst of a list that has more than it may, else NULL. */
static struct story_kin *surplus(struct story_node *node, enum kin_bit list)
{
    struct story_kin *worst = NULL;
    size_t count = 0,
           most = list == KIN_LIKE ? STORY_NEAR_LIKE : STORY_NEAR_FIRST;
    for (size_t i = 0; i < node->kin->mine_count; i++) {
        struct story_kin *kin = &node->kin->list[i];
        if (!(kin->mine & list))
            continue;
        count++;
        if (!worst || is_worse(kin, worst, list))
            worst = kin;
    }
    return count > most ? worst : NULL;
}

static void kin_changes(struct story_node *node)
{
    node->changed = node->kin_changed = true;
}

/* `of` takes `kin` off one of its lists; kin in no list are kin no more. */
static enum ibid_status unlist(struct story_graph *graph, struct story_node *of,
                               struct story_kin *kin, enum kin_bit list,
                               struct ibid_error *err)
{
    struct story_node *other;
    enum ibid_status status = node_with_kin(graph, kin->other, &other, err);
    if (status)
        return status;
    struct story_kin *back = story_kin_find(graph, other, of->source);
    uint8_t mine = kin->mine & (uint8_t)~list;
    bool none = !mine && !kin->theirs;
    if (back)
        back->theirs = mine & 3U;
    kin_changes(other);
    kin_changes(of);
    story_kin_list(of->kin, kin, mine);
    if (none) {
        story_kin_drop(graph, of, other);
        story_kin_drop(graph, other, of);
    }
    return IBID_OK;
}

static enum ibid_status enlist(struct story_graph *graph,
                               struct story_node *node,
                               struct story_node *other, uint32_t score,
                               struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    static const enum kin_bit lists[] = {KIN_LIKE, KIN_FIRST};
    struct story_kin *kin = story_kin_at(graph, node, other, score);
    story_kin_list(node->kin, kin, KIN_LIKE | KIN_FIRST);
    story_kin_at(graph, other, node, score)->theirs = KIN_LIKE | KIN_FIRST;
    kin_changes(node);
    kin_changes(other);
    node->new_kin = other->new_kin = true;
    for (size_t i = 0; !status && i < 2; i++) {
        struct story_kin *worst = surplus(node, lists[i]);
        if (worst)
            status = unlist(graph, node, worst, lists[i], err);
    }
    return status;
}

static enum ibid_status compare(struct story_graph *graph,
                                struct story_node *node,
                                struct story_node *other,
                                struct ibid_error *err)
{
    enum ibid_status status = story_node_profile(graph, other, err);
    if (status)
        return status;
    uint32_t score = profile_likeness(node->profile, other->profile);
    if (score < STORY_LIKENESS_MIN)
        return IBID_OK;
    status = story_node_kin(graph, other, err);
    if (!status)
        status = enlist(graph, node, other, score, err);
    return status ? status : enlist(graph, other, node, score, err);
}

/* ---- Candidates -------------------------------------------------------- */

struct candidate {
    int64_t source;
    uint64_t shared; /* weight of the keys that both have */
};

enum { CANDIDATES_ROOM = 1024 }; /* a power of two */
_Static_assert(PROFILE_KEYS *STORY_POSTINGS < CANDIDATES_ROOM,
               "a slot is left free");

struct candidates {
    struct candidate list[PROFILE_KEYS * STORY_POSTINGS];
    size_t count;
    uint16_t at[CANDIDATES_ROOM]; /* by source: number in the list + 1 */
};

/* Several keys may lead to the same one: they add up. */
static void candidate_add(struct candidates *all, int64_t source,
                          uint32_t weight)
{
    size_t slot = (size_t)((uint64_t)source * 0x9e3779b97f4a7c15U >> 54);
    while (all->at[slot] && all->list[all->at[slot] - 1].source != source)
        slot = (slot + 1) % CANDIDATES_ROOM;
    if (!all->at[slot]) {
        all->list[all->count++] = (struct candidate){.source = source};
        all->at[slot] = (uint16_t)all->count;
    }
    all->list[all->at[slot] - 1].shared += weight;
}

static int best_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->shared != y->shared)
        return x->shared < y->shared ? 1 : -1;
    return (x->source > y->source) - (x->source < y->source);
}

static enum ibid_status candidates_find(struct story_graph *graph,
                                        const struct story_node *node,
                                        struct candidates *out,
                                        struct ibid_error *err)
{
    const struct profile *profile = node->profile;
    enum ibid_status status = IBID_OK;
    *out = (struct candidates){0};
    for (size_t k = 0; !status && k < profile->count && k < PROFILE_KEYS; k++) {
        int64_t found[STORY_POSTINGS];
        size_t count = 0;
        status = graph->store.find(graph->store.ctx, profile->terms[k].word,
                                   found, &count, err);
        for (size_t i = 0; !status && i < count; i++)
            if (found[i] != node->source)
                candidate_add(out, found[i], profile->terms[k].weight);
    }
    qsort(out->list, out->count, sizeof *out->list, best_first);
    if (out->count > STORY_CANDIDATES)
        out->count = STORY_CANDIDATES;
    return status;
}

/* Look for kin of `node`. */
static enum ibid_status seek(struct story_graph *graph, struct story_node *node,
                             struct ibid_error *err)
{
    struct candidates found;
    enum ibid_status status = story_node_kin(graph, node, err);
    if (!status)
        status = story_node_profile(graph, node, err);
    if (!status)
        status = candidates_find(graph, node, &found, err);
    kin_changes(node);
    node->new_kin = true;
    for (size_t i = 0; !status && i < found.count; i++) {
        struct story_node *other;
        status = story_node_get(graph, found.list[i].source, &other, err);
        if (!status && other->exists)
            status = compare(graph, node, other, err);
    }
    return status;
}

enum ibid_status story_join(struct story_graph *graph, struct story_node *node,
                            uint32_t tie, const struct profile *profile,
                            struct ibid_error *err)
{
    struct profile *own = arena_new(&graph->mem, struct profile);
    *own = *profile;
    node->exists = true;
    node->tie = tie;
    node->story = node->source;
    node->profile = own;
    if (!node->kin) /* its row may not be there yet */
        node->kin = arena_new(&graph->mem, struct kin_list);
    return seek(graph, node, err);
}

enum ibid_status story_leave(struct story_graph *graph, struct story_node *node,
                             struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    struct kin_list *kin = node->kin;
    node->exists = false;
    kin_changes(node);
    while (!status && kin->count) {
        struct story_node *other;
        int64_t source = kin->list[kin->count - 1].other;
        status = node_with_kin(graph, source, &other, err);
        if (status)
            break;
        story_kin_drop(graph, other, node);
        story_kin_drop(graph, node, other);
        status = seek(graph, other, err);
    }
    return status;
}

void story_graph_done(struct story_graph *graph)
{
    arena_done(&graph->glance);
    arena_done(&graph->mem);
}
