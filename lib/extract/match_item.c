/* match_item.c - does an item, or a phrase that begins or ends with it, pass
 * the test of an instruction? */
#include "extract/match_item.h"

enum { CLAUSE_ITEMS_MAX = 200 };

static bool is_break(const struct item *item)
{
    return item->kind == ITEM_BREAK || item->kind == ITEM_PARAGRAPH;
}

static bool is_mark(const struct reading *r, uint32_t item, const char *marks)
{
    const struct item *i = &r->items[item];
    const struct token *t = &r->tokens.list[i->first];
    return i->kind == ITEM_WORD && t->kind == TOKEN_PUNCT &&
           byte_is_in(r->text.ptr[t->start], marks);
}

/* A verb in -ing, but none that leads on as "including" does. */
static bool is_doing(const struct reading *r, uint32_t item)
{
    int on = r->codebook->clause_on_list;
    return r->items[item].tag == TAG_DOING &&
           !(on >= 0 && reading_on(r, item, on));
}

/* ", officials said" or ", urging" begins at this comma. */
static bool is_attribution(const struct reading *r, uint32_t comma)
{
    int verbs = r->codebook->verb_list;
    uint32_t at = comma + 1;
    if (!is_mark(r, comma, ",") || at >= r->item_count)
        return false;
    if (is_doing(r, at) && reading_on(r, at, verbs))
        return true;
    uint32_t end = at + r->items[at].ahead[PHRASE_NP];
    if (end == at || end + 1 >= r->item_count || !reading_on(r, end, verbs) ||
        r->items[end].kind != ITEM_WORD)
        return false;
    return is_mark(r, end + 1, ".,") || is_break(&r->items[end + 1]) ||
           r->items[end + 1].ahead[PHRASE_DATE];
}

/* A verb of the clause-verb list, finite, at `item`. */
static bool is_clause_verb(const struct reading *r, uint32_t item)
{
    return item < r->item_count && r->items[item].kind == ITEM_WORD &&
           TAG_BIT(r->items[item].tag) & TAGS_FINITE &&
           reading_on(r, item, r->codebook->clause_verb_list);
}

/* "and the mayor also said": somebody else speaks. */
static bool is_next_speaker(const struct reading *r, uint32_t item)
{
    const unsigned between = TAG_BIT(TAG_MODAL) | TAG_BIT(TAG_ADV);
    uint32_t at = item + 1;
    if (r->items[item].kind != ITEM_WORD || r->items[item].tag != TAG_CONJ ||
        at >= r->item_count || !r->items[at].ahead[PHRASE_NP])
        return false;
    at += r->items[at].ahead[PHRASE_NP];
    while (at < r->item_count && TAG_BIT(r->items[at].tag) & between)
        at++;
    return is_clause_verb(r, at);
}

/* A finite verb, or what stands before one. */
static bool is_finite(const struct reading *r, uint32_t item)
{
    return item < r->item_count && r->items[item].kind == ITEM_WORD &&
           TAG_BIT(r->items[item].tag) & (TAGS_FINITE | TAG_BIT(TAG_MODAL));
}

/* What was passed of a clause. */
struct passed {
    uint32_t start, commas, verbs;
    bool object;
};

/* A clause that has no verb yet is the object of one: "and praised", ",
 * praising" go on from that, ", a plan that" only adds to it. */
static bool object_ends(const struct reading *r, uint32_t end)
{
    const unsigned adds =
        TAG_BIT(TAG_WH) | TAG_BIT(TAG_DET) | TAG_BIT(TAG_PRON);
    uint32_t at = end + 1;
    if (at >= r->item_count || r->items[at].kind != ITEM_WORD)
        return false;
    if (is_mark(r, end, ","))
        return is_doing(r, at) || TAG_BIT(r->items[at].tag) & adds ||
               is_finite(r, at) ||
               (r->items[at].tag == TAG_CONJ && is_finite(r, at + 1));
    while (at < r->item_count && r->items[at].tag == TAG_ADV)
        at++;
    return r->items[end].kind == ITEM_WORD && r->items[end].tag == TAG_CONJ &&
           is_finite(r, at);
}

/* "to go there told Reuters": the verb belongs to whoever goes there. */
static bool is_outer_verb(const struct reading *r, const struct passed *p,
                          uint32_t end)
{
    const unsigned nominal = TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_NAME);
    return p->object && !p->verbs && !p->commas &&
           r->items[p->start].tag == TAG_BASE && is_clause_verb(r, end) &&
           TAG_BIT(r->items[end - 1].tag) & nominal;
}

static bool begins_entry(const struct reading *r, uint32_t item, int list)
{
    return list >= 0 && r->items[item].kind == ITEM_WORD &&
           reading_list_ahead(r, item, (unsigned)list);
}

/* Does the clause end before item `end`? Behind its first comma a verb
 * belongs to an outer one ("who backs the plan, said so"). */
static bool clause_ends(const struct reading *r, const struct passed *p,
                        uint32_t end)
{
    if (end <= p->start + 1)
        return false;
    return is_attribution(r, end) || is_next_speaker(r, end) ||
           is_outer_verb(r, p, end) ||
           (!p->commas && is_mark(r, end, ",") && is_clause_verb(r, end + 1)) ||
           (p->object && !p->verbs && object_ends(r, end)) ||
           (begins_entry(r, end, r->codebook->clause_list) &&
            !begins_entry(r, end, r->codebook->clause_on_list));
}

/* Does a quotation that ends the clause stand before item `at`: one before a
 * dash, a date, "and" with a verb, or with a comma at its end ("the very
 * best," referring to)? */
static bool behind_quote(const struct reading *r, uint32_t at)
{
    const unsigned on =
        TAG_BIT(TAG_CONJ) | TAG_BIT(TAG_DONE) | TAG_BIT(TAG_PREP);
    const struct item *quote = &r->items[at - 1], *next = &r->items[at];
    if (at >= r->item_count || quote->kind != ITEM_QUOTE ||
        quote->last - quote->first < 3 || next->kind != ITEM_WORD)
        return false;
    if (str_eq(r->tokens.list[next->first].word, STR("-")) ||
        next->ahead[PHRASE_DATE] ||
        (next->tag == TAG_CONJ && is_finite(r, at + 1)))
        return true;
    return !(TAG_BIT(next->tag) & on) &&
           str_eq(r->tokens.list[quote->last - 2].word, STR(","));
}

/* Items from `at` to the end of its clause, without closing marks. */
static uint32_t clause_ahead(const struct reading *r, uint32_t at, bool object)
{
    struct passed passed = {.start = at, .object = object};
    uint32_t end = at;
    while (end < r->item_count && end - at < CLAUSE_ITEMS_MAX &&
           !is_break(&r->items[end]) && !clause_ends(r, &passed, end) &&
           !(end && behind_quote(r, end))) {
        passed.commas += is_mark(r, end, ",");
        passed.verbs += is_finite(r, end);
        end++;
    }
    while (end > at && is_mark(r, end - 1, ".,;:?!-"))
        end--;
    return end - at;
}

static uint32_t clause_back(const struct reading *r, uint32_t at)
{
    uint32_t start = at;
    while (start && at - start < CLAUSE_ITEMS_MAX &&
           !is_break(&r->items[start - 1]) && !is_mark(r, start - 1, ";"))
        start--;
    return at - start;
}

bool match_at_edge(const struct reading *r, uint32_t at)
{
    if (at < r->item_count && is_mark(r, at, ".?!;:"))
        at++;
    return at >= r->item_count || is_break(&r->items[at]) ||
           is_mark(r, at - 1, ";");
}

/* Does a paragraph's end at `item` lead on, or out of the article? */
static bool leads_on(const struct reading *r, uint32_t item)
{
    return item && item + 1 < r->main_count;
}

static uint32_t phrase(const struct item *item, enum phrase which, bool forward)
{
    return forward ? item->ahead[which] : item->back[which];
}

static uint32_t name_of(const struct item *item, enum name_type type,
                        bool forward)
{
    return item->name_type == type ? phrase(item, PHRASE_NAME, forward) : 0;
}

/* Phrases may take several items. */
static uint32_t test_phrase(const struct reading *r, uint32_t i,
                            enum pattern_class class, bool forward)
{
    const struct item *item = &r->items[i];
    switch (class) {
    case CLASS_NP:
        return phrase(item, PHRASE_NP, forward);
    case CLASS_NAME:
        return phrase(item, PHRASE_NAME, forward);
    case CLASS_PERSON:
        return name_of(item, NAME_PERSON, forward);
    case CLASS_ORG:
        return name_of(item, NAME_ORG, forward);
    case CLASS_PLACE:
        return name_of(item, NAME_PLACE, forward);
    case CLASS_NUMBER:
        return phrase(item, PHRASE_NUMBER, forward);
    case CLASS_DATE:
        return phrase(item, PHRASE_DATE, forward);
    case CLASS_PAST:
        return item->kind == ITEM_WORD && item->flags & ITEM_PAST
                   ? phrase(item, PHRASE_DATE, forward)
                   : 0;
    case CLASS_CLAUSE:
    case CLASS_OBJECT:
        return forward ? clause_ahead(r, i, class == CLASS_OBJECT)
                       : clause_back(r, i + 1);
    default:
        return 0;
    }
}

uint32_t match_item_test(const struct reading *r, const struct instruction *in,
                         uint32_t i, bool forward)
{
    const struct item *item = &r->items[i];
    bool word = item->kind == ITEM_WORD, quote = item->kind == ITEM_QUOTE;
    switch ((enum pattern_class)in->class) {
    case CLASS_ANY:
        return word || quote;
    case CLASS_WORD:
        return word && item->word == in->arg;
    case CLASS_LIST:
        if (!word)
            return 0;
        return forward ? reading_list_ahead(r, i, in->arg)
                       : reading_list_back(r, i, in->arg);
    case CLASS_TAGS:
        return word && (TAG_BIT(item->tag) & in->arg);
    case CLASS_QUOTE:
        return quote;
    case CLASS_SPEECH:
        return quote && item->flags & ITEM_SPEECH;
    case CLASS_UNCLOSED:
        return quote && item->flags & ITEM_OPEN;
    case CLASS_CAPITAL:
        return word && item->flags & ITEM_CAPITAL;
    case CLASS_UPPER:
        return word && item->flags & ITEM_UPPER;
    case CLASS_BREAK:
        return item->kind == ITEM_BREAK;
    case CLASS_PARAGRAPH:
        return item->kind == ITEM_PARAGRAPH && leads_on(r, i);
    default:
        return test_phrase(r, i, (enum pattern_class)in->class, forward);
    }
}
