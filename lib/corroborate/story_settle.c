/* story_settle.c - the centres of stories, and to which each article belongs:
 * re-done around what changed, from the highest rank down. */
#include "corroborate/story.h"

/* ---- Rank -------------------------------------------------------------- */

/* Does `a` come before `b`? Most kin first, then by tie: both are content. */
static bool is_before(const struct story_node *a, const struct story_node *b)
{
    if (a->degree != b->degree)
        return a->degree > b->degree;
    return a->tie != b->tie ? a->tie < b->tie : a->source < b->source;
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

/* ---- Centres ----------------------------------------------------------- */

typedef enum ibid_status kin_fn(struct story_graph *graph,
                                struct story_node *of, struct story_node *kin,
                                uint32_t score, void *ctx);

static enum ibid_status each_kin(struct story_graph *graph,
                                 struct story_node *of, kin_fn *each, void *ctx,
                                 struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < of->kin_count; i++) {
        struct story_node *kin;
        status = story_node_get(graph, of->kin[i].other, &kin, err);
        if (!status && kin->exists)
            status = each(graph, of, kin, of->kin[i].score, ctx);
    }
    return status;
}

static enum ibid_status wake(struct story_graph *graph, struct story_node *of,
                             struct story_node *kin, uint32_t score, void *ctx)
{
    (void)of, (void)score, (void)ctx;
    heap_add(graph, kin);
    kin->placing = true;
    return IBID_OK;
}

static enum ibid_status wake_lower(struct story_graph *graph,
                                   struct story_node *of,
                                   struct story_node *kin, uint32_t score,
                                   void *ctx)
{
    (void)score, (void)ctx;
    kin->placing = true;
    if (is_before(of, kin))
        heap_add(graph, kin);
    return IBID_OK;
}

static enum ibid_status yields(struct story_graph *graph, struct story_node *of,
                               struct story_node *kin, uint32_t score,
                               void *ctx)
{
    bool *found = ctx;
    (void)graph, (void)score;
    *found |= is_before(kin, of) && kin->was_centre;
    return IBID_OK;
}

/* A centre is one that has no centre before it among its kin. Whatever comes
 * before it is decided already. */
static enum ibid_status decide(struct story_graph *graph,
                               struct story_node *node, struct ibid_error *err)
{
    bool higher = false;
    enum ibid_status status = each_kin(graph, node, yields, &higher, err);
    if (status || node->was_centre == !higher)
        return status;
    node->was_centre = !higher;
    return each_kin(graph, node, wake_lower, NULL, err);
}

/* ---- Places ------------------------------------------------------------ */

struct best {
    const struct story_node *centre;
    uint32_t score;
};

static enum ibid_status choose(struct story_graph *graph, struct story_node *of,
                               struct story_node *kin, uint32_t score,
                               void *ctx)
{
    struct best *best = ctx;
    (void)graph, (void)of;
    if (kin->was_centre &&
        (!best->centre || score > best->score ||
         (score == best->score && kin->tie < best->centre->tie)))
        *best = (struct best){kin, score};
    return IBID_OK;
}

static enum ibid_status place(struct story_graph *graph,
                              struct story_node *node, struct ibid_error *err)
{
    struct best best = {0};
    enum ibid_status status = IBID_OK;
    node->placing = false;
    if (!node->was_centre)
        status = each_kin(graph, node, choose, &best, err);
    if (status)
        return status;
    int64_t story = best.centre ? best.centre->source : node->source;
    if (story != node->story) {
        node->story = story;
        node->changed = true;
    }
    return IBID_OK;
}

enum ibid_status story_settle(struct story_graph *graph, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    size_t touched = graph->count; /* what is loaded later has no new kin */
    graph->heap_count = 0;
    for (size_t i = 0; i < touched; i++) {
        struct story_node *node = graph->list[i];
        node->degree = 0;
        for (size_t k = 0; k < node->kin_count; k++)
            node->degree += node->kin[k].score;
    }
    for (size_t i = 0; !status && i < touched; i++)
        if (graph->list[i]->new_kin && graph->list[i]->exists) {
            heap_add(graph, graph->list[i]);
            graph->list[i]->placing = true;
            status = each_kin(graph, graph->list[i], wake, NULL, err);
        }
    while (!status && graph->heap_count)
        status = decide(graph, heap_take(graph), err);
    size_t loaded = graph->count;
    for (size_t i = 0; !status && i < loaded; i++)
        if (graph->list[i]->placing && graph->list[i]->exists)
            status = place(graph, graph->list[i], err);
    for (size_t i = 0; i < graph->count; i++)
        graph->list[i]->new_kin = graph->list[i]->pending = false;
    return status;
}

/* ---- Bytes ------------------------------------------------------------- */

void story_kin_write(const struct story_node *node, struct buf *out)
{
    for (size_t i = 0; i < node->kin_count; i++) {
        const struct story_kin *kin = &node->kin[i];
        buf_varint(out, (uint64_t)kin->other);
        buf_varint(out, (uint64_t)kin->tie);
        buf_varint(out,
                   kin->score << 4 | (uint32_t)(kin->mine << 2) | kin->theirs);
    }
}

bool story_kin_read(struct str bytes, struct arena *mem, struct story_node *out)
{
    for (size_t at = 0; at < bytes.len;) {
        uint64_t other, tie, rest;
        if (!varint_next(bytes, &at, &other) ||
            !varint_next(bytes, &at, &tie) || !varint_next(bytes, &at, &rest))
            return false;
        out->kin = arena_grow(mem, out->kin, &out->kin_room, out->kin_count + 1,
                              sizeof *out->kin);
        out->kin[out->kin_count++] = (struct story_kin){
            (int64_t)other, (int64_t)tie, (uint32_t)(rest >> 4),
            (uint8_t)(rest >> 2 & 3), (uint8_t)(rest & 3)};
        out->degree += (uint32_t)(rest >> 4);
    }
    return true;
}
