/* marks.c - the telling words beside a toll. */
#include "corroborate/marks.h"

#include <math.h>

#include "source/table.h"

enum {
    TELLING = 31, /* weight from which on a word tells something, */
    NAMING = 55,  /* and from which on it is nearly a name */
    /* What shared words must weigh together, each less TELLING: */
    WEIGH_ANY = 68,
    WEIGH_NAMED = 34,  /* when one of them names the victims of several; */
    WEIGH_HALVED = 10, /* so much less for each doubling beyond SEVERAL, */
    WEIGH_LEAST = 15,  /* down to this; */
    WEIGH_ROUND = 20,  /* more for a round figure. */
    SEVERAL = 3,
    MANY = 20,
    BRACKET_BYTES = 400, /* what is longer is not set apart by brackets */
    /* What a figure weighs that stands beside both. */
    BESIDE_FEW = 12,
    BESIDE_MORE = 34,
};

static bool is_rarer(const struct mark *a, const struct mark *b)
{
    return a->weight != b->weight ? a->weight > b->weight : a->word < b->word;
}

static void mark_add(struct marks *marks, struct mark mark)
{
    for (size_t i = 0; i < marks->count; i++)
        if (marks->list[i].word == mark.word)
            return;
    if (marks->count == MARKS_MAX) {
        if (!is_rarer(&mark, &marks->list[MARKS_MAX - 1]))
            return;
        marks->count--;
    }
    size_t at = marks->count++;
    for (; at && is_rarer(&mark, &marks->list[at - 1]); at--)
        marks->list[at] = marks->list[at - 1];
    marks->list[at] = mark;
}

/* Where the bracket that opens at `at` closes; `at` when it does not, soon. */
static size_t bracket_end(struct str text, size_t at)
{
    char close = text.ptr[at] == '(' ? ')' : ']';
    size_t end = at, most = text.len - at;
    if (most > BRACKET_BYTES)
        most = BRACKET_BYTES;
    while (end < at + most && text.ptr[end] != close)
        end++;
    return end == at + most ? at : end;
}

/* The text without what stands in brackets, and "M-19" as one word. */
static struct str plain(struct str text, struct buf *out)
{
    buf_reset(out);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '(' || c == '[')
            i = bracket_end(text, i);
        else if (c != '-' || !i || text.ptr[i - 1] == ' ')
            buf_byte(out, c);
    }
    return buf_view(out);
}

static void read_words(const struct profile_words *words, struct str text,
                       bool victims, struct marks *out)
{
    char room[PROFILE_WORD_ROOM];
    struct str table = table_open("tables/toll_words.txt"), value, word;
    struct str groups = table_open("tables/victims.txt"); /* name nobody */
    struct buf without = {0};
    bool capital;
    text = plain(text, &without);
    for (size_t at = 0;
         (word = profile_next_word(text, &at, &capital, room)).len;) {
        uint64_t id = profile_word_id(word);
        unsigned weight = profile_weight(words, id);
        if (weight >= TELLING && word.len > 1 && !byte_is_digit(word.ptr[0]) &&
            !table_find(table, word, &value))
            mark_add(out, (struct mark){id, (uint16_t)weight,
                                        victims &&
                                            !table_find(groups, word, &value)});
    }
    buf_done(&without);
}

void marks_read(const struct profile_words *words, struct str victims,
                struct str around, struct marks *out)
{
    *out = (struct marks){0};
    read_words(words, victims, true, out);
    read_words(words, around, false, out);
}

void marks_beside(struct marks *marks, uint64_t harm, double number)
{
    int weight = number >= SEVERAL ? BESIDE_MORE : BESIDE_FEW;
    struct str bytes = {(const char *)&number, sizeof number};
    mark_add(marks, (struct mark){harm ^ profile_hash(bytes),
                                  (uint16_t)(TELLING + weight), false});
}

/* What a figure tells by itself, other words need not. */
static int needed(double number)
{
    int weight = WEIGH_ANY;
    bool round = number >= MANY && fmod(number, 10) == 0;
    while (number >= 2 * SEVERAL && weight > WEIGH_LEAST) {
        number /= 2;
        weight -= WEIGH_HALVED;
    }
    if (weight < WEIGH_LEAST)
        weight = WEIGH_LEAST;
    return weight + (round ? WEIGH_ROUND : 0);
}

/* `*named`: one of them names the victims of both. */
static int shared(const struct marks *a, const struct marks *b, bool *named)
{
    int weighs = 0;
    *named = false;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            const struct mark *x = &a->list[i], *y = &b->list[k];
            if (x->word != y->word)
                continue;
            weighs += x->weight - TELLING;
            *named |= x->weight >= NAMING && x->victims && y->victims;
        }
    return weighs;
}

int marks_shared(const struct marks *a, const struct marks *b)
{
    bool named;
    return shared(a, b, &named);
}

bool marks_meet(const struct marks *a, const struct marks *b, double number)
{
    bool named;
    int weighs = shared(a, b, &named);
    return weighs >= needed(number) ||
           (number >= SEVERAL && named && weighs >= WEIGH_NAMED);
}

size_t marks_keys(const struct marks *marks, uint64_t of, double number,
                  uint64_t out[MARKS_KEYS])
{
    size_t count = 0;
    if (number >= MANY) /* there are few of so many */
        out[count++] = of;
    for (int victims = 1; victims >= 0; victims--)
        for (size_t i = 0; i < marks->count && count < MARKS_KEYS; i++)
            if (marks->list[i].victims == (victims != 0) &&
                marks->list[i].weight >= NAMING)
                out[count++] = (of ^ marks->list[i].word) * 0x9e3779b97f4a7c15U;
    return count;
}
