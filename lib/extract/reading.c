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

static enum tagger_shape shape_of(const struct token *token, bool shouted,
                                  bool first)
{
    if (token->kind == TOKEN_NUMBER)
        return SHAPE_NUMBER;
    if (token->kind != TOKEN_WORD && token->kind != TOKEN_CLITIC)
        return SHAPE_MARK;
    if (shouted || !(token->flags & TOKEN_CAPITAL))
        return SHAPE_LOWER;
    if (token->flags & TOKEN_UPPER)
        return SHAPE_UPPER;
    return first ? SHAPE_FIRST : SHAPE_CAPITAL;
}

/* "that", or a quotation, with or without a comma. */
static bool begins_object(const struct reading *r, uint32_t i)
{
    const struct token *token = &r->tokens.list[i];
    bool more = i + 1 < r->tokens.count;
    return str_eq(token->word, STR("that")) || token->kind == TOKEN_OPEN ||
           (more && token[1].kind == TOKEN_OPEN && token->kind == TOKEN_PUNCT &&
            byte_is_in(r->text.ptr[token->start], ",:"));
}

/* "Berg answers.", "the mayor suspects that": what stands behind a name (in
 * no phrase with an article), or between a noun and "that" or a quotation,
 * and is on the codebook's list of verbs, is one. */
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
    bool object = i + 1 < r->tokens.count && begins_object(r, i + 1);
    return (!named && TAG_BIT(previous) & subjects) ||
           (object && previous == TAG_NOUN);
}

/* "Cook said": what could be an order, before a verb of saying, is a name. */
static bool is_name_here(const struct reading *r, const struct sentence *s,
                         uint32_t i, enum tag tag)
{
    const struct codebook *c = r->codebook;
    return tag == TAG_BASE && i == s->first && i + 1 < s->last &&
           r->tokens.list[i].flags & TOKEN_CAPITAL && c->verb_list >= 0 &&
           vword_on(&c->vocab.words[r->words[i + 1]], (unsigned)c->verb_list);
}

_Static_assert((int)TAGGER_TAGS == (int)TAG_START,
               "the model's tags are the first");

/* The words of a sentence for the model, and what needs none: numbers, marks,
 * "the"; without a model the likeliest. TAG_COUNT: the model is to say. */
static void words_read(struct reading *r, const struct sentence *s,
                       struct tagger_word *out)
{
    const struct grammar *g = &r->codebook->grammar;
    bool shouted = is_shouted(r, s), first = true;
    for (uint32_t i = s->first; i < s->last; i++) {
        const struct token *token = &r->tokens.list[i];
        enum tagger_shape shape = shape_of(token, shouted, first);
        uint16_t class =
            grammar_class(g, &r->codebook->vocab, r->words[i], token);
        enum tag tag = TAG_COUNT;
        if (!grammar_certain(g, class, shape, &tag) && !g->tagger.weights)
            tag = grammar_guess(g, class, shape);
        r->tags[i] = (uint8_t)tag;
        *out++ = tagger_word(token->word, g->classes[class], shape);
        first = first && shape >= SHAPE_NUMBER;
    }
}

static void tag_sentence(struct reading *r, const struct sentence *s,
                         struct tagger_word *words)
{
    const struct tagger *tagger = &r->codebook->grammar.tagger;
    const unsigned nominal = TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NOUN) |
                             TAG_BIT(TAG_ADJ) | TAG_BIT(TAG_NUMBER);
    bool named = false; /* in a phrase with an article */
    enum tag last = TAG_START, before = TAG_START, previous = TAG_START;
    words_read(r, s, words);
    for (uint32_t i = s->first; i < s->last; i++) {
        enum tag now = (enum tag)r->tags[i];
        if (now == TAG_COUNT)
            now = (enum tag)tagger_tag(tagger, words, s->last - s->first,
                                       i - s->first, last, before);
        if (is_name_here(r, s, i, now))
            now = TAG_NAME;
        before = last;
        last = now;
        if (is_verb_here(r, i, now, previous, named))
            now = TAG_PRESENT;
        named = now == TAG_DET || now == TAG_GENITIVE ||
                (named && TAG_BIT(now) & nominal);
        previous = now;
        r->tags[i] = (uint8_t)now;
    }
}

void reading_tags(struct reading *reading)
{
    struct reading *r = reading;
    struct tagger_word *words =
        arena_array(r->mem, r->tokens.count + 1, sizeof *words);
    r->tags = arena_array(r->mem, r->tokens.count + 1, sizeof *r->tags);
    for (uint32_t i = 0; i < r->tokens.sentence_count; i++)
        if (r->tokens.sentences[i].first < r->tokens.sentences[i].last)
            tag_sentence(r, &r->tokens.sentences[i], words);
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
