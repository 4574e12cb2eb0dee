/* phrases.c - numbers, dates and noun phrases over items. */
#include "extract/reading.h"

enum { RECENT_MONTHS = 2 };

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

/* Does the date name its year, and lie some months before the article? A
 * day needs the article's own date to be long ago. */
static bool is_past(const struct reading *r, const struct date *date)
{
    struct day day;
    size_t dashes = 0;
    for (const char *c = date->value; *c; c++)
        dashes += *c == '-';
    if (date->relative || strchr(date->value, '/') ||
        !day_parse(str_of(date->value), &day))
        return false;
    const struct day *now = r->published;
    if (!now)
        return dashes < 2;
    int months = (now->year - day.year) * 12 + now->month - day.month;
    return day.month ? months > RECENT_MONTHS : now->year > day.year;
}

static uint32_t date_here(struct reading *r, uint32_t item)
{
    struct date date;
    if (!date_at(r->codebook->lang, &r->tokens, r->items[item].first,
                 r->published, DATE_ANY, &date))
        return 0;
    uint32_t end = item_of_token(r, item, date.last);
    if (!end)
        return 0;
    set_phrase(r, PHRASE_DATE, item, end);
    if (is_past(r, &date)) {
        r->items[item].flags |= ITEM_PAST;
        r->items[end - 1].flags |= ITEM_PAST;
    }
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

/* Words in quotation marks as part of a phrase, with no comma at their end. */
static bool is_quoted_part(const struct reading *r, const struct item *item)
{
    const struct token *tokens = r->tokens.list;
    return !(item->flags & ITEM_SPEECH) && item->last - item->first > 2 &&
           !str_eq(tokens[item->last - 2].word, STR(","));
}

static bool starts_np(const struct reading *r, uint32_t i)
{
    const struct item *item = &r->items[i];
    if (item->kind == ITEM_QUOTE)
        return is_quoted_part(r, item);
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
        return is_quoted_part(r, item);
    if (item->kind != ITEM_WORD || item->ahead[PHRASE_DATE])
        return false;
    if (item->tag == TAG_DET)
        return has_tag(before, TAG_BIT(TAG_DET)) && !has_tag(before, NP_LAST);
    if (has_tag(item, NP_INSIDE) || item->tag == TAG_GENITIVE)
        return true;
    bool more = i + 1 < r->item_count &&
                has_tag(&r->items[i + 1], NP_INSIDE & ~TAG_BIT(TAG_DET)) &&
                r->items[i + 1].kind == ITEM_WORD;
    struct str word = r->tokens.list[before->first].word;
    bool hyphen = word.len && memchr(word.ptr, '-', word.len) != NULL;
    bool modifies = hyphen || !has_tag(before, NP_LAST);
    if (has_tag(item, NP_PARTICIPLE))
        return more && modifies && i > first;
    return item->tag == TAG_ADV && more && modifies &&
           r->items[i + 1].tag == TAG_ADJ;
}

static bool is_sign(const struct reading *r, uint32_t item, char sign)
{
    return item < r->item_count && r->items[item].kind == ITEM_WORD &&
           r->text.ptr[r->tokens.list[r->items[item].first].start] == sign;
}

/* "(SNC)", "(Army of Islam)" behind a phrase belongs to it. */
static uint32_t with_acronym(const struct reading *r, uint32_t end)
{
    if (!is_sign(r, end, '(') || end + 2 >= r->item_count ||
        !(r->items[end + 1].flags & (ITEM_UPPER | ITEM_CAPITAL)))
        return end;
    for (uint32_t i = end + 2; i < end + 6; i++)
        if (is_sign(r, i, ')'))
            return i + 1;
    return end;
}

/* "the Nov. 8 election": items of a date between article and noun, or 0. */
static uint32_t date_inside(const struct reading *r, uint32_t first, uint32_t i)
{
    uint32_t length = r->items[i].ahead[PHRASE_DATE];
    if (!length || i == first || r->items[first].tag != TAG_DET ||
        has_tag(&r->items[i - 1], NP_LAST) || i + length >= r->item_count)
        return 0;
    const struct item *behind = &r->items[i + length];
    bool noun = behind->kind == ITEM_WORD && behind->tag == TAG_NOUN;
    return noun ? length : 0;
}

static uint32_t np_end(const struct reading *r, uint32_t first)
{
    uint32_t end = 0, i = first, adjective = 0; /* "the official" */
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
        if (end == i && i > first && with_acronym(r, i) > i) {
            end = with_acronym(r, i);
            i = end - 1;
            continue;
        }
        uint32_t dated = date_inside(r, first, i);
        if (dated) {
            i += dated - 1;
            continue;
        }
        if (i > first && !continues_np(r, first, i))
            break;
        if (r->items[i].kind == ITEM_QUOTE || has_tag(&r->items[i], NP_LAST))
            end = i + 1;
        else if (r->items[i].tag == TAG_ADJ && r->items[first].tag == TAG_DET)
            adjective = i + 1;
    }
    return end ? end : adjective;
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
        } else if (item->ahead[PHRASE_DATE]) {
            i += item->ahead[PHRASE_DATE] - 1u; /* "2011" of "March 2011" */
        }
    }
}
