/* reading.c - tokens, known words and parts of speech of an article. */
#include "extract/reading.h"

struct stretch reading_span(const struct reading *reading, uint32_t first,
                            uint32_t last)
{
    const struct token *tokens = reading->tokens.list;
    return (struct stretch){tokens[reading->items[first].first].start,
                            tokens[reading->items[last - 1].last - 1].end};
}

struct str reading_text(const struct reading *reading, uint32_t first,
                        uint32_t last)
{
    struct stretch span = reading_span(reading, first, last);
    return str_cut(reading->text, span.start, span.end);
}

static void tokenize(struct reading *r, const struct block *blocks,
                     size_t count)
{
    struct stretch *stretches =
        arena_array(r->mem, count + 1, sizeof *stretches);
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        if (block_role_has_facts(blocks[i].role))
            stretches[used++] =
                (struct stretch){blocks[i].start, blocks[i].end};
    r->tokens =
        text_tokens(r->codebook->lang, r->text, stretches, used, r->mem);
}

static void look_up(struct reading *r)
{
    r->words = arena_array(r->mem, r->tokens.count + 1, sizeof *r->words);
    for (uint32_t i = 0; i < r->tokens.count; i++)
        r->words[i] = vocab_find(&r->codebook->vocab, r->tokens.list[i].word);
}

/* Capitals say nothing where most words are all capitals. */
static bool is_shouted(const struct reading *r, const struct sentence *s)
{
    uint32_t upper = 0, words = 0;
    for (uint32_t i = s->first; i < s->last; i++)
        if (r->tokens.list[i].kind == TOKEN_WORD) {
            words++;
            upper += (r->tokens.list[i].flags & TOKEN_UPPER) != 0;
        }
    return words >= 3 && upper * 10 >= words * 7;
}

static enum grammar_case case_of(const struct token *token, bool shouted)
{
    if (shouted || !(token->flags & TOKEN_CAPITAL))
        return CASE_LOWER;
    return token->flags & TOKEN_FIRST ? CASE_FIRST : CASE_CAPITAL;
}

/* "a leading figure": what follows an article and can be a noun is one. */
static enum tag after_article(const struct codebook *c, enum tag tag,
                              uint16_t class, enum tag previous, bool *open)
{
    const unsigned between = TAG_BIT(TAG_ADJ) | TAG_BIT(TAG_DOING) |
                             TAG_BIT(TAG_DONE) | TAG_BIT(TAG_ADV) |
                             TAG_BIT(TAG_NUMBER) | TAG_BIT(TAG_DET);
    const unsigned verbs = TAGS_FINITE | TAG_BIT(TAG_BASE);
    const unsigned plain = TAG_BIT(TAG_BASE) | TAG_BIT(TAG_PRESENT);
    struct str name = c->grammar.classes[class];
    if ((*open && TAG_BIT(tag) & verbs && memchr(name.ptr, 'N', name.len)) ||
        (previous == TAG_DET && TAG_BIT(tag) & plain))
        tag = TAG_NOUN;
    *open = tag == TAG_DET || (*open && TAG_BIT(tag) & between);
    return tag;
}

/* "Berg answers.", "the mayor suspects that": what stands behind a name (in
 * no phrase with an article), or between a noun and "that", and is on the
 * codebook's list of verbs, is one. */
static bool is_verb_here(const struct reading *r, uint32_t i, enum tag tag,
                         enum tag previous, bool named)
{
    const struct codebook *c = r->codebook;
    const unsigned subjects = TAG_BIT(TAG_NAME) | TAG_BIT(TAG_PRON);
    const unsigned others = TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_ADJ);
    const struct token *token = &r->tokens.list[i];
    if (!(TAG_BIT(tag) & others) || token->flags & TOKEN_CAPITAL ||
        c->verb_list < 0 ||
        !vword_on(&c->vocab.words[r->words[i]], (unsigned)c->verb_list))
        return false;
    bool that = i + 1 < r->tokens.count && str_eq(token[1].word, STR("that"));
    return (!named && TAG_BIT(previous) & subjects) ||
           (that && previous == TAG_NOUN);
}

static void tag_sentence(struct reading *r, const struct sentence *s)
{
    const struct codebook *c = r->codebook;
    bool shouted = is_shouted(r, s);
    enum tag previous = TAG_START;
    const unsigned nominal = TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NOUN) |
                             TAG_BIT(TAG_ADJ) | TAG_BIT(TAG_NUMBER);
    bool open = false, named = false; /* behind an article; in its phrase */
    const struct token *token = &r->tokens.list[s->first];
    uint16_t class =
        grammar_class(&c->grammar, &c->vocab, r->words[s->first], token);
    enum grammar_case cased = case_of(token, shouted);
    for (uint32_t i = s->first; i < s->last; i++) {
        uint16_t next_class = 0;
        enum grammar_case next_case = CASE_LOWER;
        enum tag next = TAG_END;
        if (i + 1 < s->last) {
            token = &r->tokens.list[i + 1];
            next_class =
                grammar_class(&c->grammar, &c->vocab, r->words[i + 1], token);
            next_case = case_of(token, shouted);
            next = grammar_guess(&c->grammar, next_class, next_case);
        }
        enum tag now = grammar_tag(&c->grammar, class, cased, previous, next);
        if (is_verb_here(r, i, now, previous, named))
            now = TAG_PRESENT;
        previous = after_article(c, now, class, previous, &open);
        named =
            open || (named && TAG_BIT(now) & nominal) || now == TAG_GENITIVE;
        r->tags[i] = (uint8_t)previous;
        class = next_class;
        cased = next_case;
    }
}

void reading_tags(struct reading *reading)
{
    struct reading *r = reading;
    r->tags = arena_array(r->mem, r->tokens.count + 1, sizeof *r->tags);
    for (uint32_t i = 0; i < r->tokens.sentence_count; i++) {
        const struct sentence *s = &r->tokens.sentences[i];
        if (s->first == s->last)
            continue;
        tag_sentence(r, s);
    }
}

void reading_make(struct reading *reading, const struct codebook *codebook,
                  struct str text, const struct block *blocks,
                  size_t block_count, const char *published, struct arena *mem)
{
    *reading = (struct reading){.codebook = codebook, .text = text, .mem = mem};
    if (published && day_parse(str_of(published), &reading->published_day))
        reading->published = &reading->published_day;
    tokenize(reading, blocks, block_count);
    look_up(reading);
    reading_tags(reading);
    reading_items(reading);
    reading_numbers(reading);
    reading_names(reading);
    reading_phrases(reading);
}

/* Do the words of an entry stand at `item`? */
static bool entry_at(const struct reading *r, const struct vphrase *p,
                     uint32_t item)
{
    if (item + p->count > r->item_count)
        return false;
    for (uint32_t i = 0; i < p->count; i++)
        if (r->items[item + i].word != p->words[i] ||
            r->items[item + i].kind != ITEM_WORD)
            return false;
    return true;
}

uint32_t reading_list_ahead(const struct reading *reading, uint32_t item,
                            unsigned list)
{
    const struct vocab *v = &reading->codebook->vocab;
    const struct vword *word = &v->words[reading->items[item].word];
    uint32_t alone = vword_on(word, list);
    if (!vword_may_begin(word, list))
        return alone;
    uint32_t i = word->phrases;
    while (i && v->phrases[i].list != list)
        i = v->phrases[i].other;
    for (; i; i = v->phrases[i].next)
        if (entry_at(reading, &v->phrases[i], item))
            return v->phrases[i].count;
    return alone;
}

uint32_t reading_list_back(const struct reading *reading, uint32_t item,
                           unsigned list)
{
    const struct vocab *v = &reading->codebook->vocab;
    const struct vword *word = &v->words[reading->items[item].word];
    uint32_t best = vword_on(word, list);
    for (uint32_t i = word->endings; i; i = v->phrases[i].next_ending) {
        const struct vphrase *p = &v->phrases[i];
        if (p->list == list && p->count > best && item + 1 >= p->count &&
            entry_at(reading, p, item + 1 - p->count))
            best = p->count;
    }
    return best;
}
