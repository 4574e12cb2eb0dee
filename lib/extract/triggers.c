/* triggers.c - which patterns a word, a number, a quotation may trigger. */
#include "extract/triggers.h"

/* Patterns of the same trigger, each with the number of the next one + 1. */
struct sorting {
    struct codebook *codebook;
    uint16_t *next;    /* [pattern] */
    uint16_t *by_word; /* [word]: the first one + 1 */
    uint16_t by_list[VOCAB_LISTS_MAX], by_class[CLASS_START + 1];
    uint64_t lists[VOCAB_LIST_WORDS]; /* that trigger anything */
    size_t chained;
    bool full;
};

static uint16_t *first_of(struct sorting *s, const struct pattern *p)
{
    if (p->trigger_class == CLASS_WORD)
        return &s->by_word[p->trigger];
    if (p->trigger_class == CLASS_LIST)
        return &s->by_list[p->trigger];
    return &s->by_class[p->trigger_class];
}

static uint32_t insert(uint16_t pattern, uint16_t *out, uint32_t count)
{
    if (count == CANDIDATES_MAX)
        return count;
    uint32_t at = count++;
    for (; at && out[at - 1] > pattern; at--)
        out[at] = out[at - 1];
    out[at] = pattern;
    return count;
}

static uint32_t gather(const struct sorting *s, uint16_t first, uint16_t *out,
                       uint32_t count)
{
    for (uint32_t i = first; i; i = s->next[i - 1])
        count = insert((uint16_t)(i - 1), out, count);
    return count;
}

/* What a word triggers, alone and by its lists. */
static uint32_t gather_word(const struct sorting *s, size_t id, uint16_t *out)
{
    const struct vocab *v = &s->codebook->vocab;
    const struct vword *word = &v->words[id];
    uint32_t count = gather(s, s->by_word[id], out, 0);
    for (size_t w = 0; w < VOCAB_LIST_WORDS; w++)
        for (uint64_t bits = word->lists[w] & s->lists[w]; bits;
             bits &= bits - 1)
            count =
                gather(s, s->by_list[w * 64 + (size_t)__builtin_ctzll(bits)],
                       out, count);
    for (uint32_t i = word->phrases; i; i = v->phrases[i].other)
        if (!vword_on(word, v->phrases[i].list))
            count = gather(s, s->by_list[v->phrases[i].list], out, count);
    return count;
}

/* Keep them in the codebook, those of loose rules behind the others. */
static void keep(struct sorting *s, const uint16_t *patterns, uint32_t count,
                 struct trigger_chain chains[2])
{
    struct codebook *c = s->codebook;
    if (s->full || count > TRIGGERED_MAX - c->chained_count) {
        s->full = true;
        return;
    }
    c->chained = arena_grow(&c->mem, c->chained, &s->chained,
                            c->chained_count + count, sizeof *c->chained);
    for (int loose = 0; loose < 2; loose++) {
        chains[loose].first = (uint32_t)c->chained_count;
        for (uint32_t i = 0; i < count; i++)
            if (c->patterns[patterns[i]].loose == (loose != 0))
                c->chained[c->chained_count++] = patterns[i];
        chains[loose].count = (uint32_t)c->chained_count - chains[loose].first;
    }
}

/* What is asked of a pattern at every word. */
static void note(struct rule_pattern *p, const struct rule *rule)
{
    p->kind = rule->kind;
    p->loose = rule->loose;
    p->outside = rule->outside;
    p->fills = rule->fills;
    p->also = rule->also;
}

/* Each pattern behind its trigger, the first of them first. */
static void sort(struct sorting *s)
{
    const struct codebook *c = s->codebook;
    for (size_t i = c->pattern_count; i-- > 0;) {
        const struct pattern *p = &c->patterns[i].pattern;
        note(&c->patterns[i], &c->rules[c->patterns[i].rule]);
        uint16_t *first = first_of(s, p);
        s->next[i] = *first;
        *first = (uint16_t)(i + 1);
        if (p->trigger_class == CLASS_LIST)
            s->lists[p->trigger / 64] |= 1ull << (p->trigger % 64);
    }
}

void triggers_index(struct codebook *codebook, struct mistakes *mistakes)
{
    struct codebook *c = codebook;
    struct arena mem = {0};
    uint16_t found[CANDIDATES_MAX];
    struct sorting s = {.codebook = c};
    s.next = arena_array(&mem, c->pattern_count + 1, sizeof *s.next);
    s.by_word = arena_array(&mem, c->vocab.word_count, sizeof *s.by_word);
    c->by_word = arena_array(&c->mem, c->vocab.word_count, sizeof *c->by_word);
    sort(&s);
    for (size_t i = 0; i <= CLASS_START; i++)
        keep(&s, found, gather(&s, s.by_class[i], found, 0), c->by_class[i]);
    for (size_t i = 0; i < c->vocab.word_count; i++)
        keep(&s, found, gather_word(&s, i, found), c->by_word[i]);
    if (s.full) {
        struct codebook_file head = {.path = "codebook.txt"};
        struct script script = script_start(&head, mistakes, &mem);
        script_fail_at(&script, 0,
                       "words trigger more than %d patterns: put fewer words "
                       "on the lists that trigger them",
                       TRIGGERED_MAX);
    }
    arena_done(&mem);
}

/* ---- In a text --------------------------------------------------------- */

/* One more chain; a single one is not copied. */
static uint32_t add(const struct codebook *c, const struct trigger_chain *chain,
                    uint16_t *room, uint32_t count, const uint16_t **out)
{
    const uint16_t *list = c->chained + chain->first;
    if (!chain->count)
        return count;
    if (!count) {
        *out = list;
        return chain->count;
    }
    if (*out != room) {
        memcpy(room, *out, count * sizeof *room);
        *out = room;
    }
    for (uint32_t i = 0; i < chain->count; i++)
        count = insert(list[i], room, count);
    return count;
}

uint32_t triggers_of(const struct codebook *codebook, const struct item *item,
                     bool loose, uint16_t *room, const uint16_t **out)
{
    const struct codebook *c = codebook;
    const struct trigger_chain(*by_class)[2] = c->by_class;
    uint32_t count = 0;
    if (item->kind == ITEM_QUOTE) {
        count = add(c, &by_class[CLASS_QUOTE][loose], room, count, out);
        if (item->flags & ITEM_SPEECH)
            count = add(c, &by_class[CLASS_SPEECH][loose], room, count, out);
    }
    if (item->kind != ITEM_WORD)
        return count;
    if (item->word)
        count = add(c, &c->by_word[item->word][loose], room, count, out);
    if (item->ahead[PHRASE_NUMBER])
        count = add(c, &by_class[CLASS_NUMBER][loose], room, count, out);
    if (item->ahead[PHRASE_DATE])
        count = add(c, &by_class[CLASS_DATE][loose], room, count, out);
    return count;
}
