/* phrases.c - numbers, dates and noun phrases over items. */
#include "extract/reading.h"

static void set_phrase(struct reading *r, enum phrase which, uint32_t first,
                       uint32_t last)
{
    uint32_t length = last - first;
    if (!length || length > PHRASE_ITEMS_MAX)
        return;
    r->items[first].ahead[which] = (uint8_t)length;
    r->items[last - 1].back[which] = (uint8_t)length;
}

/* The item behind those that hold tokens up to `token`, from `item` on; 0
 * when items do not end there. */
static uint32_t item_of_token(const struct reading *r, uint32_t item,
                              uint32_t token)
{
    while (item < r->item_count && r->items[item].kind == ITEM_WORD &&
           r->items[item].last < token)
        item++;
    bool there = item < r->item_count && r->items[item].kind == ITEM_WORD &&
                 r->items[item].last == token;
    return there ? item + 1 : 0;
}

static uint32_t date_here(struct reading *r, uint32_t item)
{
    struct date date;
    if (!date_at(r->codebook->lang, &r->tokens, r->items[item].first,
                 r->published, DATE_ANY, &date))
        return 0;
    uint32_t end = item_of_token(r, item, date.last);
    if (end)
        set_phrase(r, PHRASE_DATE, item, end);
    return end;
}

static uint32_t number_here(struct reading *r, uint32_t item)
{
    struct number number;
    if (!number_at(r->codebook->lang, &r->tokens, r->items[item].first,
                   &number) ||
        number.ordinal)
        return 0;
    uint32_t end = item_of_token(r, item, number.last);
    if (end)
        set_phrase(r, PHRASE_NUMBER, item, end);
    return end;
}

void reading_numbers(struct reading *reading)
{
    struct reading *r = reading;
    for (uint32_t i = 0; i < r->item_count; i++) {
        if (r->items[i].kind != ITEM_WORD)
            continue;
        uint32_t end = date_here(r, i);
        if (!end)
            end = number_here(r, i);
        if (end)
            i = end - 1;
    }
}

static bool has_tag(const struct item *item, unsigned tags)
{
    return TAG_BIT(item->tag) & tags;
}

enum {
    NP_INSIDE = TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_NAME) | TAG_BIT(TAG_ADJ) |
                TAG_BIT(TAG_NUMBER) | TAG_BIT(TAG_DET),
    NP_LAST = TAG_BIT(TAG_NOUN) | TAG_BIT(TAG_NAME) | TAG_BIT(TAG_NUMBER),
    NP_PARTICIPLE = TAG_BIT(TAG_DOING) | TAG_BIT(TAG_DONE),
};

static bool starts_np(const struct reading *r, uint32_t i)
{
    const struct item *item = &r->items[i];
    if (item->kind == ITEM_QUOTE)
        return !(item->flags & ITEM_SPEECH);
    return item->kind == ITEM_WORD &&
           (has_tag(item, NP_INSIDE) || item->ahead[PHRASE_NUMBER] ||
            item->ahead[PHRASE_NAME]);
}

/* May the phrase that runs from `first` take in item `i`? */
static bool continues_np(const struct reading *r, uint32_t first, uint32_t i)
{
    const struct item *item = &r->items[i];
    const struct item *before = &r->items[i - 1];
    if (item->kind == ITEM_QUOTE)
        return !(item->flags & ITEM_SPEECH);
    if (item->kind != ITEM_WORD || item->ahead[PHRASE_DATE])
        return false;
    if (item->tag == TAG_DET)
        return has_tag(before, TAG_BIT(TAG_DET)) && !has_tag(before, NP_LAST);
    if (has_tag(item, NP_INSIDE) || item->tag == TAG_GENITIVE)
        return true;
    bool more = i + 1 < r->item_count &&
                has_tag(&r->items[i + 1], NP_INSIDE & ~TAG_BIT(TAG_DET)) &&
                r->items[i + 1].kind == ITEM_WORD;
    bool modifies = !has_tag(before, NP_LAST);
    if (has_tag(item, NP_PARTICIPLE))
        return more && modifies && i > first;
    return item->tag == TAG_ADV && more && modifies &&
           r->items[i + 1].tag == TAG_ADJ;
}

/* "(SNC)" behind a phrase belongs to it. */
static uint32_t with_acronym(const struct reading *r, uint32_t end)
{
    if (end + 3 <= r->item_count && r->items[end].kind == ITEM_WORD &&
        r->items[end + 1].kind == ITEM_WORD &&
        r->items[end + 2].kind == ITEM_WORD &&
        r->items[end + 1].flags & (ITEM_UPPER | ITEM_CAPITAL) &&
        r->text.ptr[r->tokens.list[r->items[end].first].start] == '(' &&
        r->text.ptr[r->tokens.list[r->items[end + 2].first].start] == ')')
        return end + 3;
    return end;
}

static uint32_t np_end(const struct reading *r, uint32_t first)
{
    uint32_t end = 0, i = first;
    if (r->items[first].ahead[PHRASE_DATE])
        return 0;
    for (; i < r->item_count && i - first < PHRASE_ITEMS_MAX - 4; i++) {
        uint32_t phrase = r->items[i].ahead[PHRASE_NAME];
        if (r->items[i].ahead[PHRASE_NUMBER] > phrase)
            phrase = r->items[i].ahead[PHRASE_NUMBER];
        if (phrase && (i == first || !r->items[i].ahead[PHRASE_DATE])) {
            i += phrase - 1;
            end = i + 1;
            continue;
        }
        if (i > first && !continues_np(r, first, i))
            break;
        if (r->items[i].kind == ITEM_QUOTE || has_tag(&r->items[i], NP_LAST))
            end = i + 1;
    }
    return end ? with_acronym(r, end) : 0;
}

void reading_phrases(struct reading *reading)
{
    struct reading *r = reading;
    for (uint32_t i = 0; i < r->item_count; i++) {
        const struct item *item = &r->items[i];
        uint32_t end = 0;
        if (item->kind == ITEM_WORD && item->tag == TAG_PRON)
            end = i + 1;
        else if (starts_np(r, i))
            end = np_end(r, i);
        if (!end && item->kind == ITEM_WORD && item->tag == TAG_DET)
            end = i + 1; /* "this", "some", "both" alone */
        if (end) {
            set_phrase(r, PHRASE_NP, i, end);
            i = end - 1;
        }
    }
}
