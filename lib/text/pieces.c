/* pieces.c - cut a text into words, marks and line ends with numbers. */
#include "text/pieces.h"

#include <unicode/uchar.h>

#include "text/scan.h"
#include "text/utf8.h"

enum {
    PROBES_MAX = 64,     /* then a word gets a number of its own */
    WIDE_FIRST = 0x2e80, /* scripts written without spaces: a character is a */
    WIDE_LAST = 0xd7ff,  /* word */
};

struct name {
    uint64_t hash; /* 0: free */
    uint32_t id;
};

struct piece_names {
    struct arena *mem;
    struct name *slots;
    size_t room, count;
    uint32_t next; /* number */
};

struct piece_names *piece_names_new(struct arena *mem)
{
    struct piece_names *names = arena_new(mem, struct piece_names);
    names->mem = mem;
    return names;
}

/* ---- Numbers ----------------------------------------------------------- */

/* The slot of `hash` or a free one, NULL after too many others. */
static struct name *slot_of(const struct piece_names *names, uint64_t hash)
{
    size_t at = (size_t)(hash >> 20) & (names->room - 1);
    for (int i = 0; i < PROBES_MAX; i++, at = (at + 1) & (names->room - 1))
        if (!names->slots[at].hash || names->slots[at].hash == hash)
            return &names->slots[at];
    return NULL;
}

static void grow(struct piece_names *names)
{
    struct piece_names old = *names;
    names->room = old.room ? old.room * 2 : 1024;
    names->slots = arena_array(names->mem, names->room, sizeof *names->slots);
    for (size_t i = 0; i < old.room; i++) {
        struct name *slot =
            old.slots[i].hash ? slot_of(names, old.slots[i].hash) : NULL;
        if (slot)
            *slot = old.slots[i];
    }
}

static uint32_t number_of(struct piece_names *names, uint64_t hash)
{
    if (names->count >= names->room / 2)
        grow(names);
    hash |= !hash;
    struct name *slot = slot_of(names, hash);
    if (!slot)
        return names->next++;
    if (!slot->hash) {
        *slot = (struct name){hash, names->next++};
        names->count++;
    }
    return slot->id;
}

static uint64_t hash_add_point(uint64_t hash, uint32_t point)
{
    hash = (hash ^ point) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

/* ---- Cutting ----------------------------------------------------------- */

/* What a mark is compared as: its shape does not count. */
static uint32_t mark_shape(uint32_t point, enum char_class class)
{
    switch (class) {
    case CHAR_QUOTE:
    case CHAR_QUOTE_OPEN:
    case CHAR_QUOTE_CLOSE:
        return '"';
    case CHAR_APOSTROPHE:
    case CHAR_TICK:
        return '\'';
    case CHAR_HYPHEN:
        return '-';
    default:
        /* dashes: en, em, horizontal bar, minus */
        return (point >= 0x2012 && point <= 0x2015) || point == 0x2212 ? '-'
                                                                       : point;
    }
}

static bool is_wide(uint32_t point)
{
    return (point >= WIDE_FIRST && point <= WIDE_LAST) || point >= 0x20000;
}

static bool is_wordly(enum char_class class)
{
    return class == CHAR_LETTER || class == CHAR_DIGIT;
}

struct cutting {
    struct piece_names *names;
    struct str text;
    struct arena *mem;
    struct piece *list;
    size_t count, room;
};

static void add(struct cutting *c, size_t start, size_t end, uint64_t hash,
                enum piece_kind kind)
{
    c->list =
        arena_grow(c->mem, c->list, &c->room, c->count + 1, sizeof *c->list);
    c->list[c->count++] = (struct piece){
        .start = (uint32_t)start,
        .id = number_of(c->names, hash),
        .bytes = (uint8_t)(end - start),
        .kind = (uint8_t)kind,
    };
}

/* The word that begins at `start` with `point`; returns where it ends.
 * Invisible characters within a word do not count. */
static size_t word(struct cutting *c, size_t start, size_t at, uint32_t point)
{
    uint64_t hash = hash_add_point(PIECE_WORD, point);
    size_t end = at;
    bool capital = u_isupper((UChar32)point);
    bool digits = u_isdigit((UChar32)point);
    while (!is_wide(point) && at < c->text.len) {
        size_t next = at;
        point = utf8_next(c->text, &next);
        enum char_class class = char_class_of(point);
        if (next - start > PIECE_BYTES_MAX || is_wide(point) ||
            (!is_wordly(class) && class != CHAR_IGNORED))
            break;
        at = next;
        if (class == CHAR_IGNORED)
            continue;
        hash = hash_add_point(hash, point);
        digits = digits || u_isdigit((UChar32)point);
        end = at;
    }
    add(c, start, end, hash, PIECE_WORD);
    c->list[c->count - 1].capital = capital;
    c->list[c->count - 1].digits = digits;
    return end;
}

/* Several line ends in a row are one. */
static void line(struct cutting *c, size_t start, size_t end)
{
    if (c->count && c->list[c->count - 1].kind != PIECE_LINE)
        add(c, start, end, hash_add_point(PIECE_LINE, '\n'), PIECE_LINE);
}

static size_t cut(struct cutting *c, size_t start)
{
    size_t at = start;
    uint32_t point = utf8_next(c->text, &at);
    enum char_class class = char_class_of(point);
    if (is_wordly(class))
        return word(c, start, at, point);
    if (class == CHAR_LINE || class == CHAR_PARAGRAPH)
        line(c, start, at);
    else if (class != CHAR_BLANK && class != CHAR_IGNORED)
        add(c, start, at,
            hash_add_point(hash_add_point(PIECE_MARK, PIECE_MARK),
                           mark_shape(point, class)),
            PIECE_MARK);
    return at;
}

void pieces_cut(struct str text, struct piece_names *names, struct arena *mem,
                struct pieces *out)
{
    struct cutting c = {names, text, mem, NULL, 0, 0};
    for (size_t at = 0; at < text.len && c.count < PIECES_MAX;)
        at = cut(&c, at);
    *out = (struct pieces){text, c.list, c.count};
}

size_t piece_at(const struct pieces *pieces, uint32_t at)
{
    size_t low = 0, high = pieces->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (piece_end(&pieces->list[middle]) > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

bool piece_begins(const struct pieces *pieces, size_t at)
{
    if (!at || at >= pieces->count)
        return true;
    const struct piece *before = &pieces->list[at - 1];
    return before->kind == PIECE_LINE || pieces->list[at].kind == PIECE_LINE ||
           (before->kind == PIECE_MARK && before->bytes == 1 &&
            byte_is_in(pieces->text.ptr[before->start], ".!?"));
}
