/* reanchor.c - articles edited at random: no citation is ever said to stand
 * where its words do not. One list of edits and what each must come to, so
 * longer than others. reanchor SEED CITATIONS FLOOR */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "desk.h"
#include "source/reanchor.h"

enum {
    SENTENCES_MAX = 400,
    PARAGRAPHS_MAX = 80,
    WORDS_MAX = 64, /* of a sentence */
    CITES = 40,     /* of an article */
    MISSED_PER_MILLE = 30,
};

/* A sentence of the article or of its edited form. */
struct sentence {
    const char *text;
    const char *plain; /* with straight quotation marks and the like */
    int origin;     /* number of the first old one with these words, -1: new */
    uint32_t start; /* byte of the text it was written to */
};

struct paragraph {
    struct sentence list[16];
    int count;
};

struct article {
    struct paragraph list[PARAGRAPHS_MAX];
    int count;
    struct buf text;
};

struct counts {
    int64_t points, bad, state[4], there, missed;
};

struct making {
    uint64_t seed;
    struct arena mem;
    int names; /* how many there are: few make for likenesses */
    int sentences;
    struct article old, new;
};

static unsigned any(struct making *m, unsigned below)
{
    return desk_random(&m->seed, below);
}

/* ---- Sentences --------------------------------------------------------- */

static const char *const names[] = {
    "Verrick",   "Brandvold", "Mikkelsen", "Müller",   "Castellane", "Okonjo",
    "Tamarov",   "Ó Briain",  "Halvorsen", "Ndiaye",   "Petrosyan",  "Laurier",
    "Szymańska", "Abe",       "Quist",     "de Groot", "O’Hara",     "Ibarra"};
static const char *const places[] = {
    "Dravik", "Łódź",   "Vessen", "Arvo",   "Berg", "Port Sable", "Kesh",
    "Imlil",  "Torsby", "Nadrag", "Halden", "Ruse", "Old Quarter"};
static const char *const days[] = {"Monday", "Tuesday", "Friday", "Sunday",
                                   "16 January"};
static const char *const things[] = {
    "the bridge over the river", "a market hall",   "two schools",
    "an empty barracks",         "the water works", "a row of houses 🔥",
    "the old — and only — road", "grain stores"};

#define PICK(m, list)                                                          \
    ((list)[any((m), (unsigned)(sizeof(list) / sizeof *(list)))])

static const char *name(struct making *m)
{
    return names[any(m, (unsigned)m->names)];
}

static const char *sentence(struct making *m)
{
    unsigned n = 2 + any(m, 200);
    struct arena *mem = &m->mem;
    switch (any(m, 9)) {
    case 0:
        return arena_printf(mem,
                            "At least %u people were killed in %s on %s, %s "
                            "told reporters.",
                            n, PICK(m, places), PICK(m, days), name(m));
    case 1:
        return arena_printf(mem, "“We saw %u of them near %s,” said %s.", n,
                            PICK(m, places), name(m));
    case 2:
        return arena_printf(mem, "%s, who leads the council of %s, denied it.",
                            name(m), PICK(m, places));
    case 3:
        return arena_printf(mem, "Shells hit %s in %s and wounded %u.",
                            PICK(m, things), PICK(m, places), n);
    case 4:
        return arena_printf(mem, "The hospital said on %s that %u had died.",
                            PICK(m, days), n);
    case 5:
        return arena_printf(mem,
                            "“%s will not be rebuilt,” %s said,"
                            "\xc2\xa0“before %s comes back.”",
                            PICK(m, places), name(m), name(m));
    case 6:
        return arena_printf(mem, "He declined to say more.");
    case 7:
        return arena_printf(mem, "%u lorries crossed %s.", n, PICK(m, things));
    default:
        return arena_printf(
            mem, "In %s, %s and %s signed for %u of the %u towns on %s.",
            PICK(m, places), name(m), name(m), n, n + any(m, 9), PICK(m, days));
    }
}

/* Straight quotation marks, plain dashes and blanks. */
static const char *plain_of(const char *text, struct arena *mem)
{
    static const char *const from[] = {"“", "”", "’", "—", "\xc2\xa0"};
    static const char *const to[] = {"\"", "\"", "'", "-", " "};
    struct buf out = {0};
    while (*text) {
        size_t i = 0;
        while (i < 5 && strncmp(text, from[i], strlen(from[i])) != 0)
            i++;
        if (i < 5) {
            buf_text(&out, to[i]);
            text += strlen(from[i]);
        } else
            buf_byte(&out, *text++);
    }
    const char *plain = arena_strdup(mem, out.ptr);
    buf_done(&out);
    return plain;
}

/* ---- Articles ---------------------------------------------------------- */

static void write_out(struct article *article)
{
    buf_reset(&article->text);
    for (int p = 0; p < article->count; p++) {
        for (int s = 0; s < article->list[p].count; s++) {
            struct sentence *it = &article->list[p].list[s];
            buf_text(&article->text, s ? " " : "");
            it->start = (uint32_t)article->text.len;
            buf_text(&article->text, it->text);
        }
        buf_text(&article->text, "\n\n");
    }
}

static int origin_of(const struct article *old, int known, const char *plain)
{
    int n = 0;
    for (int p = 0; p < old->count; p++)
        for (int s = 0; s < old->list[p].count && n < known; s++, n++)
            if (strcmp(old->list[p].list[s].plain, plain) == 0)
                return old->list[p].list[s].origin;
    return known;
}

static void make_old(struct making *m)
{
    m->old.count = 3 + (int)any(m, 14);
    m->sentences = 0;
    for (int p = 0; p < m->old.count; p++) {
        m->old.list[p].count = 0;
        for (unsigned left = 1 + any(m, 5); left--; m->sentences++) {
            const char *text = sentence(m), *plain = plain_of(text, &m->mem);
            int origin = origin_of(&m->old, m->sentences, plain);
            m->old.list[p].list[m->old.list[p].count++] =
                (struct sentence){text, plain, origin, 0};
        }
    }
    write_out(&m->old);
}

/* ---- Edits ------------------------------------------------------------- */

static struct paragraph *any_paragraph(struct making *m)
{
    return m->new.count ? &m->new.list[any(m, (unsigned)m->new.count)] : NULL;
}

static void paragraph_insert(struct making *m, const struct paragraph *it)
{
    if (m->new.count == PARAGRAPHS_MAX)
        return;
    int at = (int)any(m, (unsigned)m->new.count + 1);
    memmove(&m->new.list[at + 1], &m->new.list[at],
            (size_t)(m->new.count - at) * sizeof *m->new.list);
    m->new.list[at] = *it;
    m->new.count++;
}

static struct paragraph paragraph_take(struct making *m)
{
    int at = (int)any(m, (unsigned)m->new.count);
    struct paragraph taken = m->new.list[at];
    m->new.count--;
    memmove(&m->new.list[at], &m->new.list[at + 1],
            (size_t)(m->new.count - at) * sizeof *m->new.list);
    return taken;
}

static void sentence_insert(struct making *m, struct paragraph *to)
{
    if (to->count == 16)
        return;
    const char *text = sentence(m), *plain = plain_of(text, &m->mem);
    /* The same words by chance are the same sentence. */
    int origin = origin_of(&m->old, m->sentences, plain);
    int at = (int)any(m, (unsigned)to->count + 1);
    memmove(&to->list[at + 1], &to->list[at],
            (size_t)(to->count - at) * sizeof *to->list);
    to->list[at] =
        (struct sentence){text, plain, origin < m->sentences ? origin : -1, 0};
    to->count++;
}

static void sentence_delete(struct making *m, struct paragraph *from)
{
    int at = (int)any(m, (unsigned)from->count);
    if (from->count < 2)
        return;
    from->count--;
    memmove(&from->list[at], &from->list[at + 1],
            (size_t)(from->count - at) * sizeof *from->list);
}

/* Another number in place of the first. */
static void number_change(struct making *m, struct sentence *it)
{
    size_t at = strcspn(it->text, "0123456789");
    if (!it->text[at])
        return;
    unsigned long old = strtoul(it->text + at, NULL, 10);
    const char *text = arena_printf(
        &m->mem, "%.*s%lu%s", (int)at, it->text, old + 1 + any(m, 90),
        it->text + at + strspn(it->text + at, "0123456789"));
    it->text = text;
    it->plain = plain_of(text, &m->mem);
    int same = origin_of(&m->old, m->sentences, it->plain);
    it->origin = same < m->sentences ? same : it->origin;
}

static void paragraph_split(struct making *m, struct paragraph *it)
{
    struct paragraph rest = {.count = 0};
    if (it->count < 2 || m->new.count == PARAGRAPHS_MAX)
        return;
    rest.list[rest.count++] = it->list[--it->count];
    paragraph_insert(m, &rest);
}

static void edit(struct making *m)
{
    struct paragraph *it = any_paragraph(m), new = {0};
    if (!it)
        return;
    switch (any(m, 9)) {
    case 0:
        sentence_insert(m, &new);
        paragraph_insert(m, &new);
        break;
    case 1:
        (void)paragraph_take(m);
        break;
    case 2:
        new = paragraph_take(m);
        paragraph_insert(m, &new);
        break;
    case 3:
        new = *it;
        paragraph_insert(m, &new);
        break;
    case 4:
        sentence_insert(m, it);
        break;
    case 5:
        sentence_delete(m, it);
        break;
    case 6:
        number_change(m, &it->list[any(m, (unsigned)it->count)]);
        break;
    case 7:
        for (int p = 0; p < m->new.count; p++)
            for (int s = 0; s < m->new.list[p].count; s++)
                m->new.list[p].list[s].text = m->new.list[p].list[s].plain;
        break;
    default:
        paragraph_split(m, it);
    }
}

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
    const struct paragraph *in = &m->old.list[any(m, (unsigned)m->old.count)];
    out->in = &in->list[any(m, (unsigned)in->count)];
    out->first = whole ? 0 : (int)any(m, 9);
    out->last = whole ? 0 : out->first + (int)any(m, 4);
    while (whole &&
           words_at(out->in->text, 0, out->last + 1, &out->start, &out->end))
        out->last++;
    return words_at(out->in->text, out->first, out->last, &out->start,
                    &out->end);
}

static void cite(struct making *m, const struct align *align,
                 struct counts *counts)
{
    bool whole = any(m, 3) == 0, there = false;
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
    arena_reset(&m->mem);
    m->names = any(m, 3) ? (int)(sizeof names / sizeof *names) : 2;
    make_old(m);
    m->new.count = m->old.count;
    memcpy(m->new.list, m->old.list, sizeof m->old.list);
    for (unsigned i = 1 + any(m, 7); i--;)
        edit(m);
    write_out(&m->new);
    reanchor_open(buf_view(&m->old.text), buf_view(&m->new.text), &m->mem,
                  &align);
    for (int i = 0; i < CITES; i++)
        cite(m, &align, counts);
}

static int property(uint64_t seed, int64_t citations, int64_t floor)
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
    printf("reanchor points=%lld bad=%lld\n", (long long)counts.points,
           (long long)counts.bad);
    buf_done(&m->old.text);
    buf_done(&m->new.text);
    arena_done(&m->mem);
    free(m);
    return counts.bad || counts.points < floor ||
           counts.missed * 1000 > counts.there * MISSED_PER_MILLE;
}

int main(int count, char **words)
{
    if (count != 4)
        return 2;
    return property(strtoull(words[1], NULL, 10), strtoll(words[2], NULL, 10),
                    strtoll(words[3], NULL, 10));
}
