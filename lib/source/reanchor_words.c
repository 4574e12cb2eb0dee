/* reanchor_words.c - two stretches of words side by side. */
#include "source/reanchor_words.h"

enum {
    LONG_WORDS = 8,     /* a value so long may have lost a word */
    SENTENCE_WORDS = 6, /* a shorter one goes on to the next */
    SENTENCE_WORDS_MAX = 64,
};

static const double value_floor = 0.8;

static size_t count_words(const struct pieces *pieces, size_t first,
                          size_t last)
{
    size_t count = 0;
    for (size_t i = first; i <= last; i++)
        count += pieces->list[i].kind == PIECE_WORD;
    return count;
}

bool words_of_span(const struct pieces *pieces, uint32_t start, uint32_t end,
                   struct words *out)
{
    size_t first = piece_at(pieces, start);
    size_t last = piece_at(pieces, end - 1);
    if (start >= end || first == pieces->count)
        return false;
    if (last == pieces->count || pieces->list[last].start >= end)
        last = last ? last - 1 : 0;
    if (last < first || pieces->list[first].start >= end)
        return false;
    *out = (struct words){first, last, count_words(pieces, first, last), false};
    out->cuts = start > pieces->list[first].start ||
                end < piece_end(&pieces->list[last]);
    return true;
}

/* Names and numbers, which tell a sentence from others of its kind. */
static bool is_telling(const struct piece *piece)
{
    return piece->digits || piece->capital;
}

/* Where piece `i` of the span stands within `there`, or ALIGN_NONE. */
static uint32_t place(const struct align *a, size_t i,
                      const struct words *there)
{
    uint32_t to = a->to[i];
    return to >= there->first && to <= there->last ? to : ALIGN_NONE;
}

struct likeness {
    size_t same;    /* words in both */
    size_t telling; /* names and numbers of the span */
    size_t others;  /* those of either that are not in the other */
    bool in_order;  /* none stands before one that preceded it */
    bool digits;    /* a word with a digit is in one only */
};

static struct likeness compare(const struct align *a, const struct words *span,
                               const struct words *there)
{
    struct likeness like = {.in_order = true};
    uint32_t next = 0;
    size_t gone = 0, come = 0;
    for (size_t i = span->first; i <= span->last; i++) {
        uint32_t to = place(a, i, there);
        bool telling = is_telling(&a->old.list[i]);
        like.telling += telling;
        if (to == ALIGN_NONE) {
            gone += telling;
            like.digits = like.digits || a->old.list[i].digits;
            continue;
        }
        like.in_order = like.in_order && to >= next;
        next = to + 1;
        like.same += a->old.list[i].kind == PIECE_WORD;
    }
    for (size_t j = there->first; j <= there->last; j++) {
        uint32_t from = a->from[j];
        if (from != ALIGN_NONE && from >= span->first && from <= span->last)
            continue;
        come += is_telling(&a->new.list[j]);
        like.digits = like.digits || a->new.list[j].digits;
    }
    like.others = gone > come ? gone : come;
    return like;
}

/* One name or number may be another, of many up to a quarter. */
static bool tells_the_same(const struct likeness *like)
{
    return like->others <= 1 || like->others * 4 <= like->telling;
}

/* The share of the longer stretch that is in both; 0 when out of order. */
static double share_of(const struct likeness *like, const struct words *span,
                       const struct words *there)
{
    size_t most = span->words > there->words ? span->words : there->words;
    return most && like->in_order ? (double)like->same / (double)most : 0;
}

bool words_alike(const struct align *a, const struct words *span,
                 struct words *there, double floor)
{
    there->words = 0;
    for (size_t j = there->first;
         j <= there->last &&
         (double)there->words * floor <= (double)span->words;
         j++)
        there->words += a->new.list[j].kind == PIECE_WORD;
    if ((double)there->words * floor > (double)span->words)
        return false; /* so much more that it is another passage */
    struct likeness like = compare(a, span, there);
    return like.same && share_of(&like, span, there) >= floor &&
           tells_the_same(&like);
}

bool words_of_value(const struct align *a, const struct words *span,
                    const struct words *there)
{
    struct likeness like = compare(a, span, there);
    double share = share_of(&like, span, there);
    if (like.same == span->words && like.same == there->words)
        return true; /* a comma more or less */
    return span->words >= LONG_WORDS && share >= value_floor && !like.digits;
}

/* ---- Sentences --------------------------------------------------------- */

/* Does the stretch go on over the border before piece `at`? Never past the
 * line; past full stops while it has less than `least` words. */
static bool goes_on(const struct pieces *pieces, size_t at, size_t words,
                    size_t least)
{
    if (!at || at >= pieces->count || pieces->list[at - 1].kind == PIECE_LINE ||
        pieces->list[at].kind == PIECE_LINE)
        return false;
    return words < least ||
           (words < SENTENCE_WORDS_MAX && !piece_begins(pieces, at));
}

static void grow(const struct pieces *pieces, size_t least, struct words *out)
{
    bool left, right;
    do {
        left = goes_on(pieces, out->first, out->words, least);
        if (left)
            out->words += pieces->list[--out->first].kind == PIECE_WORD;
        right = goes_on(pieces, out->last + 1, out->words, least);
        if (right)
            out->words += pieces->list[++out->last].kind == PIECE_WORD;
    } while (left || right);
}

void words_sentence(const struct pieces *pieces, const struct words *span,
                    struct words *out)
{
    *out = *span;
    grow(pieces, 0, out);
    if (out->words < SENTENCE_WORDS)
        grow(pieces, SENTENCE_WORDS, out);
}

/* ---- What differs ------------------------------------------------------ */

/* Bytes from the first to the last of some pieces, as a string. */
static const char *text_of(const struct pieces *pieces, size_t first,
                           size_t count, struct arena *mem)
{
    if (!count)
        return "";
    uint32_t start = pieces->list[first].start;
    return arena_strndup(mem, pieces->text.ptr + start,
                         piece_end(&pieces->list[first + count - 1]) - start);
}

static bool piece_same(const struct align *a, size_t i, size_t j)
{
    const struct piece *x = &a->old.list[i], *y = &a->new.list[j];
    return x->bytes == y->bytes &&
           memcmp(a->old.text.ptr + x->start, a->new.text.ptr + y->start,
                  x->bytes) == 0;
}

struct differing {
    const struct align *a;
    struct arena *mem;
    struct ibid_difference *list;
    size_t count, room;
};

static bool differ(struct differing *d, size_t old, size_t olds, size_t new,
                   size_t news)
{
    if (!olds && !news)
        return true;
    if (d->count == REANCHOR_DIFFERENCES_MAX)
        return false;
    d->list =
        arena_grow(d->mem, d->list, &d->room, d->count + 1, sizeof *d->list);
    d->list[d->count++] =
        (struct ibid_difference){text_of(&d->a->old, old, olds, d->mem),
                                 text_of(&d->a->new, new, news, d->mem)};
    return true;
}

bool words_differ(const struct align *a, const struct words *span,
                  const struct words *there, struct arena *mem,
                  struct reanchored *out)
{
    struct differing d = {.a = a, .mem = mem};
    size_t i = span->first, j = there->first;
    for (size_t at = i; at <= span->last; at++) {
        uint32_t to = place(a, at, there);
        if (to == ALIGN_NONE || to < j || !piece_same(a, at, to))
            continue;
        if (!differ(&d, i, at - i, j, to - j))
            return false;
        i = at + 1;
        j = (size_t)to + 1;
    }
    if (!differ(&d, i, span->last + 1 - i, j, there->last + 1 - j))
        return false;
    out->anchor = IBID_APPROXIMATE;
    out->start = a->new.list[there->first].start;
    out->end = piece_end(&a->new.list[there->last]);
    out->differences = d.list;
    out->difference_count = d.count;
    return true;
}
