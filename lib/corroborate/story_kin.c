/* story_kin.c - the kin of an article: those in its own lists first, each found
 * at once however many there are. */
#include "corroborate/story_kin.h"

enum { INDEXED = 32 }; /* from so many on there is an index */

/* ---- Index ------------------------------------------------------------- */

/* The slot of `other`, or the free one where it would be. */
static size_t slot_of(const struct story_node *node, int64_t other)
{
    size_t mask = node->slot_room - 1;
    size_t at = (size_t)((uint64_t)other * 0x9e3779b97f4a7c15U >> 32) & mask;
    while (node->slots[at] && node->kin[node->slots[at] - 1].other != other)
        at = (at + 1) & mask;
    return at;
}

static void index_make(struct story_graph *graph, struct story_node *node)
{
    size_t room = INDEXED * 4;
    while (room < node->kin_count * 4)
        room *= 2;
    node->slots = arena_array(&graph->mem, room, sizeof *node->slots);
    node->slot_room = room;
    for (size_t i = 0; i < node->kin_count; i++)
        node->slots[slot_of(node, node->kin[i].other)] = (uint32_t)i + 1;
}

/* Keep at most half of it full. */
static void index_add(struct story_graph *graph, struct story_node *node)
{
    if (!node->slots && node->kin_count < INDEXED)
        return;
    if (node->kin_count * 2 > node->slot_room)
        index_make(graph, node);
    else
        node->slots[slot_of(node, node->kin[node->kin_count - 1].other)] =
            (uint32_t)node->kin_count;
}

/* Free a slot; those behind it that could be meant for it find theirs again. */
static void index_drop(struct story_node *node, size_t at)
{
    size_t mask = node->slot_room - 1;
    node->slots[at] = 0;
    for (at = (at + 1) & mask; node->slots[at]; at = (at + 1) & mask) {
        uint32_t entry = node->slots[at];
        node->slots[at] = 0;
        node->slots[slot_of(node, node->kin[entry - 1].other)] = entry;
    }
}

/* ---- Kin --------------------------------------------------------------- */

struct story_kin *story_kin_find(struct story_node *node, int64_t other)
{
    if (node->slots) {
        uint32_t entry = node->slots[slot_of(node, other)];
        return entry ? &node->kin[entry - 1] : NULL;
    }
    for (size_t i = 0; i < node->kin_count; i++)
        if (node->kin[i].other == other)
            return &node->kin[i];
    return NULL;
}

struct story_kin *story_kin_at(struct story_graph *graph,
                               struct story_node *node,
                               const struct story_node *other, uint32_t score)
{
    struct story_kin *kin = story_kin_find(node, other->source);
    if (kin)
        return kin;
    node->kin = arena_grow(&graph->mem, node->kin, &node->kin_room,
                           node->kin_count + 1, sizeof *node->kin);
    kin = &node->kin[node->kin_count++];
    *kin = (struct story_kin){.other = other->source,
                              .tie = other->tie,
                              .score = score,
                              .fresh = true};
    index_add(graph, node);
    return kin;
}

static void swap(struct story_node *node, size_t a, size_t b)
{
    struct story_kin was = node->kin[a];
    if (a == b)
        return;
    if (node->slots) {
        size_t of_a = slot_of(node, was.other);
        size_t of_b = slot_of(node, node->kin[b].other);
        node->slots[of_a] = (uint32_t)b + 1;
        node->slots[of_b] = (uint32_t)a + 1;
    }
    node->kin[a] = node->kin[b];
    node->kin[b] = was;
}

void story_kin_list(struct story_node *node, struct story_kin *kin,
                    uint8_t mine)
{
    size_t at = (size_t)(kin - node->kin);
    bool was = kin->mine != 0;
    kin->mine = mine;
    if (mine && !was)
        swap(node, at, node->mine_count++);
    else if (!mine && was)
        swap(node, at, --node->mine_count);
}

void story_kin_drop(struct story_node *node, const struct story_node *other)
{
    struct story_kin *kin = story_kin_find(node, other->source);
    node->changed = node->new_kin = true;
    if (!kin)
        return;
    node->unsure |= other->was_centre;
    story_kin_list(node, kin, 0);
    kin = story_kin_find(node, other->source);
    size_t last = node->kin_count - 1;
    swap(node, (size_t)(kin - node->kin), last);
    if (node->slots)
        index_drop(node, slot_of(node, other->source));
    node->kin_count = last;
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

bool story_kin_read(struct str bytes, struct story_graph *graph,
                    struct story_node *out)
{
    for (size_t at = 0; at < bytes.len;) {
        uint64_t other, tie, rest;
        if (!varint_next(bytes, &at, &other) ||
            !varint_next(bytes, &at, &tie) || !varint_next(bytes, &at, &rest))
            return false;
        out->kin = arena_grow(&graph->mem, out->kin, &out->kin_room,
                              out->kin_count + 1, sizeof *out->kin);
        out->kin[out->kin_count++] =
            (struct story_kin){.other = (int64_t)other,
                               .tie = (int64_t)tie,
                               .score = (uint32_t)(rest >> 4),
                               .theirs = (uint8_t)(rest & 3)};
        story_kin_list(out, &out->kin[out->kin_count - 1],
                       (uint8_t)(rest >> 2 & 3));
        out->degree += (uint32_t)(rest >> 4);
    }
    if (out->kin_count >= INDEXED)
        index_make(graph, out);
    return true;
}
