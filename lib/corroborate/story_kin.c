/* story_kin.c - the kin of an article: those in its own lists first, each found
 * at once however many there are. */
#include "corroborate/story_kin.h"

enum {
    INDEXED = 32,  /* from so many on there is an index */
    MORE_PART = 8, /* of what is read: room for more */
};

/* ---- Index ------------------------------------------------------------- */

/* The slot of `other`, or the free one where it would be. */
static size_t slot_of(const struct kin_list *kin, int64_t other)
{
    size_t mask = kin->slot_room - 1;
    size_t at = (size_t)((uint64_t)other * 0x9e3779b97f4a7c15U >> 32) & mask;
    while (kin->slots[at] && kin->list[kin->slots[at] - 1].other != other)
        at = (at + 1) & mask;
    return at;
}

static void index_make(struct story_graph *graph, struct kin_list *kin)
{
    size_t room = INDEXED * 4;
    while (room < kin->count * 2 + kin->count / 4)
        room *= 2;
    kin->slots = arena_array(&graph->mem, room, sizeof *kin->slots);
    kin->slot_room = room;
    for (size_t i = 0; i < kin->count; i++)
        kin->slots[slot_of(kin, kin->list[i].other)] = (uint32_t)i + 1;
}

/* Keep at most half of it full. */
static void index_add(struct story_graph *graph, struct kin_list *kin)
{
    if (!kin->slots)
        return;
    if (kin->count * 2 > kin->slot_room)
        index_make(graph, kin);
    else
        kin->slots[slot_of(kin, kin->list[kin->count - 1].other)] =
            (uint32_t)kin->count;
}

/* Free a slot; those behind it that could be meant for it find theirs again. */
static void index_drop(struct kin_list *kin, size_t at)
{
    size_t mask = kin->slot_room - 1;
    kin->slots[at] = 0;
    for (at = (at + 1) & mask; kin->slots[at]; at = (at + 1) & mask) {
        uint32_t entry = kin->slots[at];
        kin->slots[at] = 0;
        kin->slots[slot_of(kin, kin->list[entry - 1].other)] = entry;
    }
}

/* ---- Kin --------------------------------------------------------------- */

struct story_kin *story_kin_find(struct story_graph *graph,
                                 struct story_node *node, int64_t other)
{
    struct kin_list *kin = node->kin;
    if (!kin->slots && kin->count >= INDEXED)
        index_make(graph, kin);
    if (kin->slots) {
        uint32_t entry = kin->slots[slot_of(kin, other)];
        return entry ? &kin->list[entry - 1] : NULL;
    }
    for (size_t i = 0; i < kin->count; i++)
        if (kin->list[i].other == other)
            return &kin->list[i];
    return NULL;
}

struct story_kin *story_kin_at(struct story_graph *graph,
                               struct story_node *node,
                               const struct story_node *other, uint32_t score)
{
    struct kin_list *kin = node->kin;
    struct story_kin *found = story_kin_find(graph, node, other->source);
    if (found)
        return found;
    kin->list = arena_grow(&graph->mem, kin->list, &kin->room, kin->count + 1,
                           sizeof *kin->list);
    found = &kin->list[kin->count++];
    *found = (struct story_kin){.other = other->source,
                                .tie = other->tie,
                                .score = (uint16_t)score,
                                .fresh = true};
    index_add(graph, kin);
    return found;
}

static void swap(struct kin_list *kin, size_t a, size_t b)
{
    struct story_kin was = kin->list[a];
    if (a == b)
        return;
    if (kin->slots) {
        size_t of_a = slot_of(kin, was.other);
        size_t of_b = slot_of(kin, kin->list[b].other);
        kin->slots[of_a] = (uint32_t)b + 1;
        kin->slots[of_b] = (uint32_t)a + 1;
    }
    kin->list[a] = kin->list[b];
    kin->list[b] = was;
}

void story_kin_list(struct kin_list *list, struct story_kin *kin, uint8_t mine)
{
    size_t at = (size_t)(kin - list->list);
    bool was = kin->mine != 0;
    kin->mine = mine & 3U;
    if (mine && !was)
        swap(list, at, list->mine_count++);
    else if (!mine && was)
        swap(list, at, --list->mine_count);
}

void story_kin_drop(struct story_graph *graph, struct story_node *node,
                    const struct story_node *other)
{
    struct kin_list *kin = node->kin;
    struct story_kin *gone = story_kin_find(graph, node, other->source);
    node->changed = node->kin_changed = node->new_kin = true;
    if (!gone)
        return;
    node->unsure |= other->was_centre;
    story_kin_list(kin, gone, 0);
    gone = story_kin_find(graph, node, other->source);
    size_t last = kin->count - 1;
    swap(kin, (size_t)(gone - kin->list), last);
    if (kin->slots)
        index_drop(kin, slot_of(kin, other->source));
    kin->count = last;
}

/* ---- Bytes ------------------------------------------------------------- */

void story_kin_write(const struct story_node *node, struct buf *out)
{
    for (size_t i = 0; i < node->kin->count; i++) {
        const struct story_kin *kin = &node->kin->list[i];
        buf_varint(out, (uint64_t)kin->other);
        buf_varint(out, kin->tie);
        buf_varint(out,
                   (uint32_t)(kin->score << 4 | kin->mine << 2 | kin->theirs));
    }
}

/* The next of them; false when there is none in the bytes. */
static bool kin_next(struct str bytes, size_t *at, struct story_kin *out)
{
    uint64_t other, tie, rest;
    if (!varint_next(bytes, at, &other) || !varint_next(bytes, at, &tie) ||
        !varint_next(bytes, at, &rest) || tie > UINT32_MAX ||
        rest >> 4 > PROFILE_SCORE_MAX)
        return false;
    *out = (struct story_kin){.other = (int64_t)other,
                              .tie = (uint32_t)tie,
                              .score = (uint16_t)(rest >> 4),
                              .mine = rest >> 2 & 3,
                              .theirs = rest & 3};
    return true;
}

bool story_kin_count(struct str bytes, size_t *count, uint64_t *degree)
{
    struct story_kin kin;
    *count = 0;
    *degree = 0;
    for (size_t at = 0; at < bytes.len; ++*count) {
        if (!kin_next(bytes, &at, &kin))
            return false;
        *degree += kin.score;
    }
    return true;
}

bool story_kin_read(struct str bytes, struct arena *mem, struct kin_list *out)
{
    uint64_t degree;
    *out = (struct kin_list){0};
    if (!story_kin_count(bytes, &out->room, &degree))
        return false;
    out->room += out->room / MORE_PART; /* for those to come */
    out->list = arena_array(mem, out->room, sizeof *out->list);
    for (size_t at = 0; at < bytes.len;) {
        struct story_kin *kin = &out->list[out->count++];
        if (!kin_next(bytes, &at, kin))
            return false;
        uint8_t mine = kin->mine;
        kin->mine = 0;
        story_kin_list(out, kin, mine);
    }
    return true;
}
