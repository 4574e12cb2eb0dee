/* reanchor.c - where cited words of a version stand in a later one. */
#include "source/reanchor.h"

#include "source/reanchor_words.h"
#include "text/utf8.h"

enum { SUPPORT_WORDS = 8 }; /* a run so long is no chance */

/* The share of words that must agree, and the same around such a run. */
static const double floor_share = 0.8, run_floor = 0.6;

void reanchor_open(struct str old, struct str new, struct arena *mem,
                   struct align *out)
{
    bool fit = old.ptr && new.ptr &&old.len <= REANCHOR_BYTES_MAX &&new.len <=
                              REANCHOR_BYTES_MAX;
    align_texts(fit ? old : (struct str){0}, fit ? new : (struct str){0}, mem,
                out);
    out->old.text = old;
    out->new.text = new;
}

/* ---- The same words ---------------------------------------------------- */

static bool follows(const struct align *a, size_t i)
{
    return a->to[i] != ALIGN_NONE && a->to[i + 1] == a->to[i] + 1;
}

/* Does the whole span stand in one run? */
static bool in_one_run(const struct align *a, const struct words *span)
{
    if (a->to[span->first] == ALIGN_NONE)
        return false;
    for (size_t i = span->first; i < span->last; i++)
        if (!follows(a, i))
            return false;
    return true;
}

/* Words in a row that stand together before, too, up to `SUPPORT_WORDS`. */
static size_t longest_run(const struct align *a, const struct words *in)
{
    size_t run = 0, longest = 0;
    for (size_t i = in->first; i <= in->last && longest < SUPPORT_WORDS; i++) {
        if (a->to[i] == ALIGN_NONE || (i > in->first && !follows(a, i - 1)))
            run = 0;
        run += a->to[i] != ALIGN_NONE && a->old.list[i].kind == PIECE_WORD;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Where a stretch would lie: between the neighbours of its ends, or from its
 * first to its last word that is still there. False when there is nothing. */
static bool likely(const struct align *a, const struct words *span,
                   struct words *out)
{
    size_t first = span->first, last = span->last;
    while (first <= last && a->to[first] == ALIGN_NONE)
        first++;
    while (last > first && a->to[last] == ALIGN_NONE)
        last--;
    if (first > last)
        return false;
    out->first = a->to[first];
    out->last = a->to[last];
    if (first > span->first && span->first > 0 &&
        a->to[span->first - 1] < out->first)
        out->first = (size_t)a->to[span->first - 1] + 1;
    if (last < span->last && span->last + 1 < a->old.count &&
        a->to[span->last + 1] != ALIGN_NONE &&
        a->to[span->last + 1] > out->last)
        out->last = (size_t)a->to[span->last + 1] - 1;
    return out->first <= out->last && out->last < a->new.count;
}

/* Are they the same words, but for a few? The more agree in a row, the more of
 * the others may differ. */
static bool alike(const struct align *a, const struct words *span,
                  struct words *there)
{
    return likely(a, span, there) &&
           words_alike(a, span, there,
                       longest_run(a, span) >= SUPPORT_WORDS ? run_floor
                                                             : floor_share);
}

/* A word agrees by chance; its sentence does not. */
static bool is_supported(const struct align *a, const struct words *span)
{
    struct words sentence, there;
    words_sentence(&a->old, span, &sentence);
    return alike(a, &sentence, &there);
}

/* The text before `at` within its line, as far as surroundings reach. */
static struct str before(struct str text, size_t at)
{
    size_t start = at;
    for (int i = 0;
         i < REANCHOR_CONTEXT_POINTS && start && text.ptr[start - 1] != '\n';
         i++)
        do
            start--;
        while (!utf8_is_boundary(text, start));
    return str_cut(text, start, at);
}

static struct str after(struct str text, size_t at)
{
    size_t end = at;
    for (int i = 0;
         i < REANCHOR_CONTEXT_POINTS && end < text.len && text.ptr[end] != '\n';
         i++)
        (void)utf8_next(text, &end);
    return str_cut(text, at, end);
}

static bool same_surroundings(const struct align *a, uint32_t start,
                              uint32_t end, const struct reanchored *to)
{
    return str_eq(before(a->old.text, start), before(a->new.text, to->start)) &&
           str_eq(after(a->old.text, end), after(a->new.text, to->end));
}

/* The span carried over byte by byte from the pieces at its ends. False when
 * the bytes there are not the same. */
static bool same_bytes(const struct align *a, const struct words *span,
                       uint32_t start, uint32_t end, struct reanchored *out)
{
    struct str old = a->old.text, new = a->new.text;
    const struct piece *first = &a->new.list[a->to[span->first]];
    int64_t to =
        (int64_t)first->start + start - (int64_t)a->old.list[span->first].start;
    if (to < 0 || to + (end - start) > (int64_t) new.len ||
        memcmp(old.ptr + start, new.ptr + to, end - start) != 0)
        return false;
    out->start = (uint32_t)to;
    out->end = (uint32_t)to + (end - start);
    return utf8_is_boundary(new, out->start) && utf8_is_boundary(new, out->end);
}

/* Set when the words are the same but blanks or the shapes of marks differ. */
static bool same_words(const struct align *a, const struct words *span,
                       uint32_t start, uint32_t end, struct arena *mem,
                       struct reanchored *out)
{
    bool in_order = a->how[span->first] == ALIGN_IN_ORDER &&
                    a->how[span->last] == ALIGN_IN_ORDER;
    if (!in_one_run(a, span))
        return false;
    if (same_bytes(a, span, start, end, out)) {
        out->anchor = in_order && same_surroundings(a, start, end, out)
                          ? IBID_EXACT
                          : IBID_MOVED;
        return true;
    }
    if (span->cuts)
        return false;
    struct words there = {.first = a->to[span->first],
                          .last = a->to[span->last]};
    out->marks_only = true;
    return words_differ(a, span, &there, mem, out);
}

/* ---- All of it --------------------------------------------------------- */

void reanchor_span(const struct align *a, uint32_t start, uint32_t end,
                   bool whole, struct arena *mem, struct reanchored *out)
{
    struct words span, there;
    struct reanchored found = {0};
    *out = (struct reanchored){.anchor = IBID_LOST};
    if (!words_of_span(&a->old, start, end, &span))
        return;
    if (!is_supported(a, &span))
        return;
    if (same_words(a, &span, start, end, mem, &found)) {
        *out = found;
        return;
    }
    found = (struct reanchored){0};
    if (span.cuts || !alike(a, &span, &there) ||
        (!whole && !words_of_value(a, &span, &there)) ||
        !words_differ(a, &span, &there, mem, &found))
        return;
    *out = found;
    /* The same after all, where the alignment had given up. */
    if (str_eq(str_cut(a->old.text, start, end),
               str_cut(a->new.text, found.start, found.end)))
        *out = (struct reanchored){IBID_MOVED, found.start, found.end,
                                   NULL,       0,           false};
}
