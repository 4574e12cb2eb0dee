/* names.c - capitalised names and whose they are, by the words on them. */
#include "extract/reading.h"

enum { SHOUTED_NAME_BYTES = 4 };

/* "al-Nusra": small letters, then a capital behind the hyphen. */
static bool is_prefixed(const struct reading *r, const struct token *token)
{
    struct str word = str_cut(r->text, token->start, token->end);
    size_t hyphen = str_find(word, STR("-"));
    return hyphen >= 1 && hyphen <= 3 && hyphen + 1 < word.len &&
           word.ptr[hyphen + 1] >= 'A' && word.ptr[hyphen + 1] <= 'Z';
}

static bool is_name_word(const struct reading *r, uint32_t i)
{
    const struct item *item = &r->items[i];
    if (item->kind != ITEM_WORD || item->ahead[PHRASE_DATE])
        return false;
    const struct token *token = &r->tokens.list[item->first];
    if (token->kind != TOKEN_WORD)
        return false;
    if (item->flags & ITEM_SHOUT) /* capitals say nothing: unknown words do */
        return !r->codebook->vocab.words[item->word].tags &&
               token->word.len >= SHOUTED_NAME_BYTES;
    if (!(item->flags & ITEM_CAPITAL))
        return is_prefixed(r, token);
    const unsigned closed = TAG_BIT(TAG_DET) | TAG_BIT(TAG_PRON) |
                            TAG_BIT(TAG_WH) | TAG_BIT(TAG_CONJ) |
                            TAG_BIT(TAG_MODAL) | TAG_BIT(TAG_PREP) |
                            TAG_BIT(TAG_TO);
    if (TAG_BIT(item->tag) & closed)
        return false;
    return item->tag == TAG_NAME || !(item->flags & ITEM_FIRST);
}

struct name_lists {
    int title, given, org, place, particle, not_person;
};

static bool is_particle(const struct reading *r, const struct name_lists *l,
                        uint32_t i)
{
    return i + 1 < r->item_count && r->items[i].kind == ITEM_WORD &&
           reading_on(r, i, l->particle) && is_name_word(r, i + 1);
}

static uint32_t run_end(const struct reading *r, const struct name_lists *l,
                        uint32_t i)
{
    uint32_t start = i;
    while (i < r->item_count && reading_on(r, i, l->title) &&
           is_name_word(r, i))
        i++;
    while (i < r->item_count && i - start < PHRASE_ITEMS_MAX / 2 &&
           !reading_on(r, i, l->title) &&
           (is_name_word(r, i) || (i > start && is_particle(r, l, i))))
        i++;
    return i;
}

/* "Syria Staffan de Mistura" behind "for": a place, then somebody. */
static uint32_t cut_place(const struct reading *r, const struct name_lists *l,
                          uint32_t first, uint32_t last)
{
    bool after_prep = first && r->items[first - 1].kind == ITEM_WORD &&
                      r->items[first - 1].tag == TAG_PREP;
    if (!after_prep || last - first < 3)
        return last;
    uint32_t place = reading_list_ahead(r, first, (unsigned)l->place);
    if (place && place < last - first - 1 && !reading_on(r, last - 1, l->org))
        return first + place;
    return last;
}

static enum name_type type_of(const struct reading *r,
                              const struct name_lists *l, uint32_t first,
                              uint32_t last, bool titled)
{
    bool place =
        l->place >= 0 &&
        reading_list_ahead(r, first, (unsigned)l->place) == last - first;
    for (uint32_t i = first; i < last; i++)
        if (reading_on(r, i, l->org))
            return NAME_ORG;
    if (titled)
        return NAME_PERSON;
    if (place)
        return NAME_PLACE;
    if (reading_on(r, first, l->given))
        return NAME_PERSON;
    if (last - first == 1 && r->items[first].flags & ITEM_UPPER)
        return NAME_ORG;
    if (last - first >= 2 && last - first <= 4 &&
        !(reading_on(r, first, l->place) ||
          reading_on(r, first, l->not_person)))
        return NAME_PERSON;
    return NAME_OTHER;
}

static void add_name(struct reading *r, const struct name_lists *l,
                     uint32_t first, uint32_t last, bool titled)
{
    enum name_type type = type_of(r, l, first, last, titled);
    r->items[first].ahead[PHRASE_NAME] = (uint8_t)(last - first);
    r->items[last - 1].back[PHRASE_NAME] = (uint8_t)(last - first);
    for (uint32_t i = first; i < last; i++)
        r->items[i].name_type = (uint8_t)type;
    r->names = arena_grow(r->mem, r->names, &r->name_capacity,
                          r->name_count + 1, sizeof *r->names);
    r->names[r->name_count++] = (struct name){first, last - first, type};
}

void reading_names(struct reading *reading)
{
    struct reading *r = reading;
    const struct vocab *v = &r->codebook->vocab;
    const struct name_lists lists = {
        r->codebook->title_list,
        r->codebook->person_list,
        r->codebook->org_list,
        r->codebook->place_list,
        vocab_list(v, STR("name-particle")),
        vocab_list(v, STR("not-person")),
    };
    for (uint32_t i = 0; i < r->item_count; i++) {
        if (!is_name_word(r, i))
            continue;
        uint32_t first = i, end = run_end(r, &lists, i);
        while (first < end && reading_on(r, first, lists.title))
            first++;
        bool titled = first > i || (i && reading_on(r, i - 1, lists.title));
        if (first == end) { /* "President" alone */
            i = end - 1;
            continue;
        }
        if (lists.place >= 0)
            end = cut_place(r, &lists, first, end);
        add_name(r, &lists, first, end, titled);
        i = end - 1;
    }
}
