/* story_settle.c - the centres of stories, and to which each article belongs:
 * re-done around what changed, from the highest rank down. Of an article with
 * many kin only the new ones are looked at, unless that cannot do. */
#include "corroborate/story.h"

#include "corroborate/story_kin.h"

enum {
    EXACT =
        16384, /* degrees beyond are told apart by halves and doubles: one */
               /* with many kin keeps its rank for a while */
};

/* ---- Rank -------------------------------------------------------------- */

static uint64_t level_of(uint64_t degree)
{
    uint64_t level = EXACT;
    if (degree < EXACT)
        return degree;
    for (degree /= EXACT; degree > 1; degree /= 2)
        level++;
    return level;
}

static bool comes_before(const struct story_node *a, uint64_t a_degree,
                         const struct story_node *b, uint64_t b_degree)
{
    uint64_t x = level_of(a_degree), y = level_of(b_degree);
    if (x != y)
        return x > y;
    return a->tie != b->tie ? a->tie < b->tie : a->source < b->source;
}

/* Does `a` come before `b`? Most kin first, then by tie: both are content. */
static bool is_before(const struct story_node *a, const struct story_node *b)
{
    return comes_before(a, a->degree, b, b->degree);
}

static bool was_before(const struct story_node *a, const struct story_node *b)
{
    return comes_before(a, a->was_degree, b, b->was_degree);
}

static void heap_add(struct story_graph *graph, struct story_node *node)
{
    if (node->pending || !node->exists)
        return;
    node->pending = true;
    graph->heap =
        arena_grow(&graph->mem, graph->heap, &graph->heap_room,
                   graph->heap_count + 1, sizeof(struct story_node *));
    size_t at = graph->heap_count++;
    for (; at && is_before(node, graph->heap[(at - 1) / 2]); at = (at - 1) / 2)
        graph->heap[at] = graph->heap[(at - 1) / 2];
    graph->heap[at] = node;
}

static struct story_node *heap_take(struct story_graph *graph)
{
    struct story_node **heap = graph->heap, *first = heap[0];
    struct story_node *last = heap[--graph->heap_count];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < graph->heap_count; at = child) {
        if (child + 1 < graph->heap_count &&
            is_before(heap[child + 1], heap[child]))
            child++;
        if (!is_before(heap[child], last))
            break;
        heap[at] = heap[child];
    }
    heap[at] = last;
    first->pending = false;
    return first;
}

/* ---- Kin --------------------------------------------------------------- */

/* Is all its kin to be looked at? Else the fresh ones are enough. */
static bool is_whole(const struct story_node *node)
{
    return node->unsure || level_of(node->degree) != level_of(node->was_degree);
}

/* A look at one of the kin; false ends it. */
typedef bool kin_fn(struct story_graph *graph, struct story_node *of,
                    struct story_node *kin, const struct story_kin *how,
                    void *ctx);

static enum ibid_status each_kin(struct story_graph *graph,
                                 struct story_node *of, bool only_fresh,
                                 kin_fn *each, void *ctx,
                                 struct ibid_error *err)
{
    const struct kin_list *kin;
    if (only_fresh && !of->new_kin)
        return IBID_OK; /* there are none: nothing to read */
    enum ibid_status status = story_node_glance(graph, of, &kin, err);
    for (size_t i = 0; !status && i < kin->count; i++) {
        struct story_node *other;
        if (only_fresh && !kin->list[i].fresh)
            continue;
        status = story_node_get(graph, kin->list[i].other, &other, err);
        if (!status && other->exists &&
            !each(graph, of, other, &kin->list[i], ctx))
            break;
    }
    return status;
}

/* `of` has another rank or other kin. */
static bool wake(struct story_graph *graph, struct story_node *of,
                 struct story_node *kin, const struct story_kin *how, void *ctx)
{
    (void)ctx;
    kin->unsure |= !how->fresh && is_before(of, kin) != was_before(of, kin);
    kin->placing = true;
    heap_add(graph, kin);
    return true;
}

/* `of` is a centre now, or is none any more. */
static bool wake_lower(struct story_graph *graph, struct story_node *of,
                       struct story_node *kin, const struct story_kin *how,
                       void *ctx)
{
    (void)how, (void)ctx;
    kin->placing = kin->unsure = true;
    if (is_before(of, kin))
        heap_add(graph, kin);
    return true;
}

/* ---- Centres ----------------------------------------------------------- */

static bool yields(struct story_graph *graph, struct story_node *of,
                   struct story_node *kin, const struct story_kin *how,
                   void *ctx)
{
    bool *found = ctx;
    (void)graph, (void)how;
    *found = is_before(kin, of) && kin->was_centre;
    return !*found;
}

/* A centre is one that has no centre before it among its kin. Whatever comes
 * before it is decided already. */
static enum ibid_status decide(struct story_graph *graph,
                               struct story_node *node, struct ibid_error *err)
{
    bool higher = false, whole = is_whole(node);
    if (!whole && !node->was_centre)
        return IBID_OK; /* the centre it yields to still stands */
    enum ibid_status status =
        each_kin(graph, node, !whole, yields, &higher, err);
    if (status || node->was_centre == !higher)
        return status;
    node->was_centre = !higher;
    return each_kin(graph, node, false, wake_lower, NULL, err);
}

/* ---- Places ------------------------------------------------------------ */

struct best {
    const struct story_node *centre;
    uint32_t score;
};

static bool choose(struct story_graph *graph, struct story_node *of,
                   struct story_node *kin, const struct story_kin *how,
                   void *ctx)
{
    struct best *best = ctx;
    (void)graph, (void)of;
    if (kin->was_centre &&
        (!best->centre || how->score > best->score ||
         (how->score == best->score && kin->tie < best->centre->tie)))
        *best = (struct best){kin, how->score};
    return true;
}

/* The kin in whose story it is, while that is the best of those before; looked
 * for without an index, which would take more than a look through them. */
static enum ibid_status best_before(struct story_graph *graph,
                                    struct story_node *node, struct best *best,
                                    struct ibid_error *err)
{
    const struct kin_list *kin;
    struct story_node *centre;
    size_t i = 0;
    enum ibid_status status = story_node_glance(graph, node, &kin, err);
    while (!status && i < kin->count && kin->list[i].other != node->story)
        i++;
    if (status || i == kin->count)
        return status;
    status = story_node_get(graph, node->story, &centre, err);
    if (!status && centre->exists)
        (void)choose(graph, node, centre, &kin->list[i], best);
    return status;
}

/* The best of all kin; or, where it has a place, of that and the fresh ones. */
static enum ibid_status best_of(struct story_graph *graph,
                                struct story_node *node, struct best *best,
                                struct ibid_error *err)
{
    enum ibid_status status =
        is_whole(node) ? IBID_OK : best_before(graph, node, best, err);
    return status
               ? status
               : each_kin(graph, node, best->centre != NULL, choose, best, err);
}

static enum ibid_status place(struct story_graph *graph,
                              struct story_node *node, struct ibid_error *err)
{
    struct best best = {0};
    enum ibid_status status = IBID_OK;
    node->placing = false;
    if (!node->was_centre)
        status = best_of(graph, node, &best, err);
    if (status)
        return status;
    int64_t story = best.centre ? best.centre->source : node->source;
    if (story != node->story) {
        node->story = story;
        node->changed = true;
    }
    return IBID_OK;
}

/* ---- All of it --------------------------------------------------------- */

static void degrees_count(struct story_graph *graph)
{
    for (size_t i = 0; i < graph->count; i++) {
        struct story_node *node = graph->list[i];
        if (!node->new_kin || !node->kin)
            continue;
        node->degree = 0;
        for (size_t k = 0; k < node->kin->count; k++)
            node->degree += node->kin->list[k].score;
    }
}

static enum ibid_status wake_all(struct story_graph *graph,
                                 struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    size_t touched = graph->count; /* what is loaded later has no new kin */
    for (size_t i = 0; !status && i < touched; i++) {
        struct story_node *node = graph->list[i];
        if (!node->new_kin || !node->exists)
            continue;
        node->placing = true;
        heap_add(graph, node);
        if (is_whole(node))
            status = each_kin(graph, node, false, wake, NULL, err);
    }
    return status;
}

/* As if nothing had changed. */
static void forget(struct story_node *node)
{
    for (size_t i = 0; node->new_kin && node->kin && i < node->kin->count; i++)
        node->kin->list[i].fresh = false;
    node->was_degree = node->degree;
    node->new_kin = node->unsure = node->pending = false;
}

enum ibid_status story_settle(struct story_graph *graph, struct ibid_error *err)
{
    graph->heap_count = 0;
    degrees_count(graph);
    enum ibid_status status = wake_all(graph, err);
    while (!status && graph->heap_count)
        status = decide(graph, heap_take(graph), err);
    size_t loaded = graph->count;
    for (size_t i = 0; !status && i < loaded; i++)
        if (graph->list[i]->placing && graph->list[i]->exists)
            status = place(graph, graph->list[i], err);
    for (size_t i = 0; i < graph->count; i++)
        forget(graph->list[i]);
    return status;
}
