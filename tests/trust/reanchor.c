/* reanchor.c - articles edited at random: no citation is ever said to stand
 * where its words do not. reanchor SEED CITATIONS FLOOR */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "making.h"
#include "source/reanchor.h"

enum {
    CITES = 40, /* of an article */
    MISSED_PER_MILLE = 30,
};

struct counts {
    int64_t points, bad, state[4], there, missed;
};

/* ---- Citations --------------------------------------------------------- */

/* Bytes of words [first, last] of a sentence; words stand between blanks,
 * joined or not. */
static bool words_at(const char *text, int first, int last, uint32_t *start,
                     uint32_t *end)
{
    int n = -1;
    bool in = false, found = false;
    size_t width = 1;
    for (size_t i = 0; text[i]; i += width) {
        bool nbsp = strncmp(text + i, "\xc2\xa0", 2) == 0;
        bool blank = text[i] == ' ' || nbsp;
        width = nbsp ? 2 : 1;
        if (!blank && !in && ++n == first) {
            *start = (uint32_t)i;
            found = true;
        }
        in = !blank;
        if (!blank && n == last)
            *end = (uint32_t)(i + 1);
    }
    return found && n >= last;
}

/* Bytes of whole words that two texts begin with, and end with. */
static size_t common_start(const char *a, const char *b)
{
    size_t same = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        same = a[i] == ' ' ? i + 1 : same;
    return same;
}

static size_t common_end(const char *a, size_t count, const char *b)
{
    size_t same = 0, other = strlen(b);
    for (size_t i = 1; i < count && i < other; i++) {
        if (a[count - i] != b[other - i])
            break;
        same = a[count - i] == ' ' ? i : same;
    }
    return same;
}

static int words_in(const char *text, size_t bytes)
{
    int words = bytes > 0;
    for (size_t i = 0; i < bytes; i++)
        words += text[i] == ' ';
    return words;
}

/* Whoever changes a name or number in a sentence, and who puts another in its
 * place that differs in that one name, do the same. */
static bool is_edit(const char *old, const char *new)
{
    size_t start = common_start(old, new);
    size_t a = strlen(old) - start, b = strlen(new) - start;
    size_t end = common_end(old + start, a, new + start);
    return words_in(old + start, a - end) <= 2 &&
           words_in(new + start, b - end) <= 2;
}

/* Words of an old sentence, by number and by bytes. */
struct cited {
    const struct sentence *in;
    int first, last;
    uint32_t start, end;
};

/* Where the words are in a sentence: word by word in one of the same origin,
 * anywhere in an edit of it. */
static bool is_at(const struct sentence *it, const struct cited *words,
                  const struct reanchored *to)
{
    uint32_t start, end, bytes = (uint32_t)strlen(it->text);
    if (to->anchor != IBID_APPROXIMATE && it->origin == words->in->origin &&
        words_at(it->text, words->first, words->last, &start, &end))
        return to->start == it->start + start && to->end == it->start + end;
    return to->start < it->start + bytes && it->start < to->end;
}

static bool is_right(const struct article *new, const struct cited *words,
                     const struct reanchored *to, bool *there)
{
    bool right = false;
    for (int p = 0; p < new->count; p++)
        for (int s = 0; s < new->list[p].count; s++) {
            const struct sentence *it = &new->list[p].list[s];
            if (it->origin != words->in->origin &&
                !is_edit(words->in->plain, it->plain))
                continue;
            *there = *there || strcmp(it->text, words->in->text) == 0;
            right = right || is_at(it, words, to);
        }
    return right;
}

/* Some words of the article, or a whole sentence. */
static bool choose(struct making *m, bool whole, struct cited *out)
{
    const struct paragraph *in =
        &m->old.list[desk_random(&m->seed, (unsigned)m->old.count)];
    out->in = &in->list[desk_random(&m->seed, (unsigned)in->count)];
    out->first = whole ? 0 : (int)desk_random(&m->seed, 9);
    out->last = whole ? 0 : out->first + (int)desk_random(&m->seed, 4);
    while (whole &&
           words_at(out->in->text, 0, out->last + 1, &out->start, &out->end))
        out->last++;
    return words_at(out->in->text, out->first, out->last, &out->start,
                    &out->end);
}

static void cite(struct making *m, const struct align *align,
                 struct counts *counts)
{
    bool whole = desk_random(&m->seed, 3) == 0, there = false;
    struct cited words;
    struct reanchored to;
    if (!choose(m, whole, &words))
        return;
    uint32_t start = words.in->start + words.start;
    uint32_t bytes = words.end - words.start;
    const char *old = m->old.text.ptr + start;
    reanchor_span(align, start, start + bytes, whole, &m->mem, &to);
    bool right = is_right(&m->new, &words, &to, &there);
    bool same = to.anchor > IBID_MOVED ||
                (to.end - to.start == bytes &&
                 memcmp(old, m->new.text.ptr + to.start, bytes) == 0);
    counts->points++;
    counts->state[to.anchor]++;
    counts->there += there;
    counts->missed += there && to.anchor == IBID_LOST;
    if (to.anchor == IBID_LOST || (right && same))
        return;
    counts->bad++;
    (void)fprintf(stderr, "'%.*s' of '%s' is said to be '%.*s' (%d)\n",
                  (int)bytes, old, words.in->text, (int)(to.end - to.start),
                  m->new.text.ptr + to.start, (int)to.anchor);
}

static void round_of(struct making *m, struct counts *counts)
{
    struct align align;
    making_next(m);
    reanchor_open(buf_view(&m->old.text), buf_view(&m->new.text), &m->mem,
                  &align);
    for (int i = 0; i < CITES; i++)
        cite(m, &align, counts);
}

static int property(uint64_t seed, int64_t citations, const char *floor)
{
    struct making *m = calloc(1, sizeof *m);
    struct counts counts = {0};
    if (!m)
        return 2;
    m->seed = seed;
    while (counts.points < citations)
        round_of(m, &counts);
    printf("exact %lld, moved %lld, approximate %lld, lost %lld; of %lld whose "
           "sentence is still there %lld were not found\n",
           (long long)counts.state[0], (long long)counts.state[1],
           (long long)counts.state[2], (long long)counts.state[3],
           (long long)counts.there, (long long)counts.missed);
    making_done(m);
    free(m);
    return desk_proved("reanchor", counts.points, counts.bad, floor) ||
           counts.missed * 1000 > counts.there * MISSED_PER_MILLE;
}

int main(int count, char **words)
{
    if (count != 4)
        return 2;
    return property(strtoull(words[1], NULL, 10), strtoll(words[2], NULL, 10),
                    words[3]);
}
