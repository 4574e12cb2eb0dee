/* antecedent.c - pronouns, short names, acronyms and "the official". */
#include "extract/antecedent.h"

enum {
    NAMES_BACK_MAX = 400,   /* names looked at for a short one */
    SPEAKERS_BACK_MAX = 40, /* speakers looked at for "the official" */
    PARAGRAPHS_BACK_MAX = 2,
    ITEMS_BACK_MAX = 800, /* from a pronoun to who spoke before */
};

struct speakers speakers_start(const struct reading *reading)
{
    const struct vocab *v = &reading->codebook->vocab;
    return (struct speakers){
        .reading = reading,
        .person_pronoun = vocab_list(v, STR("person-pronoun")),
        .group_pronoun = vocab_list(v, STR("group-pronoun")),
        .person_noun = vocab_list(v, STR("person-noun"))};
}

void speakers_add(struct speakers *speakers, uint32_t first, uint32_t last)
{
    speakers->list =
        arena_grow(speakers->reading->mem, speakers->list, &speakers->capacity,
                   speakers->count + 1, sizeof *speakers->list);
    speakers->list[speakers->count++] = (struct antecedent){first, last};
}

/* The first person's name within [first, last), else the first name: "League
 * envoy Ann Berg". */
static const struct name *name_in(const struct reading *r, uint32_t first,
                                  uint32_t last)
{
    size_t low = 0, high = r->name_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->names[middle].item < first)
            low = middle + 1;
        else
            high = middle;
    }
    const struct name *found = NULL;
    for (; low < r->name_count && r->names[low].item < last; low++) {
        if (r->names[low].type == NAME_PERSON)
            return &r->names[low];
        if (!found)
            found = &r->names[low];
    }
    return found;
}

static bool same_word(const struct reading *r, uint32_t a, uint32_t b)
{
    return str_eq(r->tokens.list[r->items[a].first].word,
                  r->tokens.list[r->items[b].first].word);
}

static uint32_t paragraphs_between(const struct reading *r, uint32_t from,
                                   uint32_t to)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to && count <= PARAGRAPHS_BACK_MAX; i++)
        count += r->items[i].kind == ITEM_PARAGRAPH;
    return count;
}

/* A person named between the items who is not the one at `name`. */
static bool someone_else(const struct reading *r, const struct name *name,
                         uint32_t from, uint32_t to)
{
    uint32_t last = name->item + name->count - 1;
    const struct name *end = r->names + r->name_count;
    const struct name *at = name_in(r, from, to);
    for (; at && at < end && at->item < to; at++)
        if (at->type == NAME_PERSON &&
            !same_word(r, at->item + at->count - 1, last))
            return true;
    return false;
}

/* A full name of somebody who spoke, ending in the word at `last`. */
static bool speakers_name(const struct speakers *s, uint32_t last,
                          struct antecedent *out)
{
    const struct reading *r = s->reading;
    for (size_t i = 0; i < SPEAKERS_BACK_MAX && i < s->count; i++) {
        struct antecedent at = s->list[s->count - 1 - i];
        const struct name *name = name_in(r, at.first, at.last);
        if (name && at.last <= last && name->count > 1 &&
            name->type != NAME_ORG &&
            same_word(r, name->item + name->count - 1, last)) {
            *out = (struct antecedent){name->item, name->item + name->count};
            return true;
        }
    }
    return false;
}

/* "Malahifji", "Mr. Varmus": the fuller name that ends in the same word,
 * rather where it speaks itself. */
static bool fuller_name(const struct speakers *s, const struct name *name,
                        struct antecedent *out)
{
    const struct reading *r = s->reading;
    uint32_t last = name->item + name->count - 1;
    const struct name *at = name;
    if (name->count > 1 || name->type == NAME_PLACE)
        return false;
    if (speakers_name(s, last, out))
        return true;
    for (int i = 0; i < NAMES_BACK_MAX && at-- > r->names; i++)
        if (at->count > 1 && at->type != NAME_ORG &&
            same_word(r, at->item + at->count - 1, last)) {
            *out = (struct antecedent){at->item, at->item + at->count};
            return true;
        }
    return false;
}

/* "(SNC)" behind a name: that name is what SNC stands for. */
static bool spelled_out(const struct reading *r, const struct name *name,
                        struct antecedent *out)
{
    const struct name *at = name;
    if (name->count > 1 || !(r->items[name->item].flags & ITEM_UPPER))
        return false;
    for (int i = 0; i < NAMES_BACK_MAX && at-- > r->names; i++) {
        if (at->count > 1 || at == r->names || at->item < 2 ||
            !same_word(r, at->item, name->item))
            continue;
        const struct item *mark = &r->items[at->item - 1];
        const struct name *full = at - 1;
        if (r->text.ptr[r->tokens.list[mark->first].start] == '(' &&
            full->item + full->count == at->item - 1 && full->count > 1) {
            *out = (struct antecedent){full->item, full->item + full->count};
            return true;
        }
    }
    return false;
}

static bool is_person(const struct reading *r, const struct antecedent *a)
{
    const struct name *name = name_in(r, a->first, a->last);
    return name && name->type == NAME_PERSON;
}

/* The noun a phrase is about: the last of its first noun phrase. */
static uint32_t head(const struct reading *r, uint32_t first)
{
    uint8_t length = r->items[first].ahead[PHRASE_NP];
    return length ? first + length - 1 : first;
}

/* "the official": the last speaker called an official. */
static bool same_noun(const struct speakers *s, uint32_t first,
                      struct antecedent *out)
{
    const struct reading *r = s->reading;
    uint32_t noun = head(r, first);
    for (size_t i = 0; i < SPEAKERS_BACK_MAX && i < s->count; i++) {
        struct antecedent at = s->list[s->count - 1 - i];
        if (at.last <= first && at.last - at.first > noun + 1 - first &&
            same_word(r, head(r, at.first), noun)) {
            *out = at;
            return true;
        }
    }
    return false;
}

static bool starts_with_the(const struct reading *r, uint32_t first)
{
    struct str word = r->tokens.list[r->items[first].first].word;
    return str_eq(word, STR("the")) && r->items[first].kind == ITEM_WORD;
}

/* "he", "she": who spoke last, if it was a person and nobody else came in. */
static bool last_person(const struct speakers *s, uint32_t first,
                        struct antecedent *out)
{
    const struct reading *r = s->reading;
    if (!s->count)
        return false;
    struct antecedent last = s->list[s->count - 1];
    const struct name *name = name_in(r, last.first, last.last);
    if (last.last > first || first - last.last > ITEMS_BACK_MAX ||
        paragraphs_between(r, last.last, first) > PARAGRAPHS_BACK_MAX)
        return false;
    if (!name || !is_person(r, &last)) {
        if (name || (s->person_noun >= 0 &&
                     !reading_on(r, head(r, last.first), s->person_noun)))
            return false;
        if (!starts_with_the(r, last.first) || !same_noun(s, last.first, out))
            *out = last;
        return true;
    }
    if (someone_else(r, name, last.last, first))
        return false;
    if (!fuller_name(s, name, out))
        *out = (struct antecedent){name->item, name->item + name->count};
    return true;
}

/* "talks in Malta, which": the talks or Malta. */
static bool is_either(const struct reading *r, const struct antecedent *a)
{
    const struct name *name = name_in(r, a->first, a->last);
    return name && name->type == NAME_PLACE && a->first &&
           r->items[a->first - 1].tag == TAG_PREP;
}

/* "the union, which": the phrase in front. */
static bool in_front(const struct reading *r, uint32_t first,
                     struct antecedent *out)
{
    uint32_t end = first;
    if (end && str_eq(r->tokens.list[r->items[end - 1].first].word, STR(",")))
        end--;
    if (!end || !r->items[end - 1].back[PHRASE_NP])
        return false;
    *out = (struct antecedent){end - r->items[end - 1].back[PHRASE_NP], end};
    return !is_either(r, out);
}

bool antecedent_find(const struct speakers *speakers, uint32_t first,
                     uint32_t last, struct antecedent *out)
{
    const struct reading *r = speakers->reading;
    if (last - first == 1 && reading_on(r, first, speakers->person_pronoun))
        return last_person(speakers, first, out);
    if (last - first == 1 && r->items[first].tag == TAG_WH)
        return in_front(r, first, out);
    const struct name *name = name_in(r, first, last);
    if (name && name->item + name->count == last && last - first <= 3 &&
        (fuller_name(speakers, name, out) || spelled_out(r, name, out)))
        return true;
    uint32_t phrase = r->items[first].ahead[PHRASE_NP];
    bool whole =
        first + phrase == last ||
        str_eq(r->tokens.list[r->items[first + phrase].first].word, STR(","));
    if (starts_with_the(r, first) && phrase && phrase <= 4 && whole &&
        !name_in(r, first, first + phrase))
        return same_noun(speakers, first, out);
    return false;
}
