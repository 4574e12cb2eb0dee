/* changes.c - what one text says otherwise than another. */
#include "source/changes.h"

/* Both texts are walked at once: what is gone stands before what follows it. */
struct walk {
    const struct align *a;
    struct arena *mem;
    struct changes *out;
    struct ibid_paragraph *list;
    size_t room;
    struct ibid_part *parts; /* of the paragraph at hand */
    size_t part_count, part_room;
    uint32_t start, end; /* bytes of the part at hand */
    enum ibid_part_kind kind;
    bool open, blank;          /* is there one; was there a blank before it */
    uint32_t old_end, new_end; /* bytes behind what was walked */
};

static const struct pieces *text_of(const struct walk *w,
                                    enum ibid_part_kind kind)
{
    return kind == IBID_PART_REMOVED ? &w->a->old : &w->a->new;
}

static void part_end(struct walk *w)
{
    if (!w->open)
        return;
    w->open = false;
    w->parts = arena_grow(w->mem, w->parts, &w->part_room, w->part_count + 1,
                          sizeof *w->parts);
    w->parts[w->part_count++] = (struct ibid_part){
        w->kind, w->blank,
        arena_strndup(w->mem, text_of(w, w->kind)->text.ptr + w->start,
                      w->end - w->start)};
}

/* One piece on: part of the stretch at hand, or the first of another. */
static void piece(struct walk *w, const struct piece *at,
                  enum ibid_part_kind kind)
{
    uint32_t *end = kind == IBID_PART_REMOVED ? &w->old_end : &w->new_end;
    bool goes_on = w->open && w->kind == kind && w->end == *end;
    if (!goes_on) {
        part_end(w);
        w->open = true;
        w->kind = kind;
        w->start = at->start;
        /* What came stands right behind what it replaces. */
        bool replaces = kind == IBID_PART_ADDED && w->part_count &&
                        w->parts[w->part_count - 1].kind == IBID_PART_REMOVED;
        w->blank = at->start > *end && !replaces;
    }
    w->end = *end = piece_end(at);
}

static enum ibid_change_kind kind_of(const struct walk *w)
{
    size_t counts[IBID_PART_KIND_COUNT] = {0};
    for (size_t i = 0; i < w->part_count; i++)
        counts[w->parts[i].kind]++;
    for (int i = 0; i < IBID_PART_KIND_COUNT; i++)
        if (counts[i] == w->part_count)
            return (enum ibid_change_kind)i;
    return IBID_CHANGED;
}

static void paragraph_end(struct walk *w)
{
    part_end(w);
    if (!w->part_count)
        return;
    enum ibid_change_kind kind = kind_of(w);
    if (kind == IBID_UNCHANGED_PARAGRAPH) {
        w->out->same++;
        w->part_count = 0;
        return;
    }
    w->list = arena_grow(w->mem, w->list, &w->room, w->out->count + 1,
                         sizeof *w->list);
    w->list[w->out->count++] =
        (struct ibid_paragraph){kind, w->parts, w->part_count};
    w->parts = NULL;
    w->part_count = w->part_room = 0;
}

static bool only_removed(const struct walk *w)
{
    bool only = !w->open || w->kind == IBID_PART_REMOVED;
    for (size_t i = 0; only && i < w->part_count; i++)
        only = w->parts[i].kind == IBID_PART_REMOVED;
    return only;
}

/* What of the old text stands before its piece `to` and is nowhere now; what
 * moved shows where it went. */
static void removed(struct walk *w, size_t *old, size_t to)
{
    for (; *old < to; ++*old) {
        const struct piece *at = &w->a->old.list[*old];
        if (w->a->to[*old] != ALIGN_NONE)
            w->old_end = piece_end(at);
        else if (at->kind != PIECE_LINE)
            piece(w, at, IBID_PART_REMOVED);
        else {
            if (only_removed(w))
                paragraph_end(w);
            w->old_end = piece_end(at);
        }
    }
}

/* A word that is the same but for its letters: a straight quotation mark. */
static bool is_respelled(const struct walk *w, const struct piece *before,
                         const struct piece *at)
{
    return before->bytes != at->bytes ||
           memcmp(w->a->old.text.ptr + before->start,
                  w->a->new.text.ptr + at->start, at->bytes) != 0;
}

static void same(struct walk *w, const struct piece *before,
                 const struct piece *at)
{
    if (is_respelled(w, before, at)) {
        piece(w, before, IBID_PART_REMOVED);
        piece(w, at, IBID_PART_ADDED);
        return;
    }
    w->old_end = piece_end(before);
    piece(w, at, IBID_PART_SAME);
}

/* `next`: the old piece that follows in order, from here on. */
static void step(struct walk *w, size_t *old, size_t new, size_t next)
{
    const struct piece *at = &w->a->new.list[new];
    uint32_t from = w->a->from[new];
    bool in_order = from != ALIGN_NONE && w->a->how[from] == ALIGN_IN_ORDER;
    removed(w, old, next);
    if (in_order)
        *old = (size_t)from + 1;
    if (at->kind == PIECE_LINE) {
        paragraph_end(w);
        w->new_end = piece_end(at);
        if (in_order)
            w->old_end = piece_end(&w->a->old.list[from]);
    } else if (in_order)
        same(w, &w->a->old.list[from], at);
    else
        piece(w, at, from == ALIGN_NONE ? IBID_PART_ADDED : IBID_PART_MOVED);
}

/* Of each new piece: the old one that it or the next in order stands for. */
static const uint32_t *followers(const struct align *a, struct arena *mem)
{
    uint32_t *next = arena_array(mem, a->new.count, sizeof *next);
    uint32_t last = (uint32_t)a->old.count;
    for (size_t j = a->new.count; j-- > 0;) {
        uint32_t from = a->from[j];
        if (from != ALIGN_NONE && a->how[from] == ALIGN_IN_ORDER)
            last = from;
        next[j] = last;
    }
    return next;
}

void changes_list(const struct align *a, struct arena *mem, struct changes *out)
{
    struct walk w = {.a = a, .mem = mem, .out = out};
    size_t old = 0;
    const uint32_t *next = followers(a, mem);
    *out = (struct changes){0};
    for (size_t new = 0; new < a->new.count; new ++)
        step(&w, &old, new, next[new]);
    removed(&w, &old, a->old.count);
    paragraph_end(&w);
    out->list = w.list;
}
