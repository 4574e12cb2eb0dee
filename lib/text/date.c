/* date.c - dates as written in news: ranges, whole texts, tense. */
#include "text/date.h"

#include <stdio.h>

#include "text/date_read.h"

enum {
    TENSE_BACK_TOKENS = 12, /* how far from a date its verb may stand */
    TENSE_AHEAD_TOKENS = 8,
    TENSE_AUXILIARY_TOKENS = 3, /* "will be announced" */
    ENDING_BYTES = 2,
    ENDING_WORD_BYTES_MIN = 5,
};

static bool is_behind(const struct point *a, const struct point *b)
{
    const struct day *x = &a->day, *y = &b->day;
    if (x->year != y->year)
        return x->year > y->year;
    return x->month != y->month ? x->month > y->month : x->day > y->day;
}

/* The year of the second end is the first's too: "Jan. 23 - Feb. 2, 2017". */
static bool join(const struct date_reader *r, struct when *first,
                 const struct when *last)
{
    const struct point *b = last->range ? &last->b : &last->a;
    if (first->range || first->a.level != b->level || b->level < LEVEL_DECADE)
        return false;
    struct point a = first->a, end = *b;
    if (first->relative && !last->relative && b->level >= LEVEL_MONTH) {
        a.day.year = end.day.year;
        if (is_behind(&a, &end))
            a.day.year--;
    } else if (is_behind(&a, &end) && r->published && end.level == LEVEL_DAY &&
               first->relative) {
        /* Monday to Wednesday: one week */
        if (r->tense == DATE_FUTURE)
            end.day = day_add(&end.day, DAYS_A_WEEK);
        else
            a.day = day_add(&a.day, -DAYS_A_WEEK);
    }
    if (is_behind(&a, &end))
        return false;
    *first = (struct when){.a = a,
                           .b = end,
                           .range = true,
                           .relative = last->relative,
                           .about = first->about || last->about};
    return true;
}

/* A single date, or a range of two. */
static uint32_t read_date(const struct date_reader *r, uint32_t at,
                          struct when *out)
{
    struct when last;
    uint32_t end = date_single(r, at, out);
    if (end == at || end >= r->end)
        return end;
    bool between = at > r->begin && date_is(r, at - 1, DATES_BETWEEN) &&
                   date_is(r, end, DATES_AND);
    if (!between && !date_is(r, end, DATES_TO) && !date_is_dash(r, end))
        return end;
    uint32_t next = date_single(r, end + 1, &last);
    return next > end + 1 && join(r, out, &last) ? next : end;
}

/* Where the sentence around token `at` ends, within reach. */
static uint32_t sentence_end(const struct tokens *tokens, uint32_t at)
{
    uint32_t end = at + 1;
    while (end < tokens->count && end - at < DATE_TOKENS_MAX &&
           !(tokens->list[end].flags & TOKEN_FIRST))
        end++;
    return end;
}

/* Lists on which the first word of a date may stand. */
static const uint32_t begin_lists = 1U << LIST_MONTHS | 1U << LIST_WEEKDAYS |
                                    1U << LIST_SEASONS | 1U << LIST_DATES |
                                    1U << LIST_NUMBERS | 1U << LIST_VAGUE |
                                    1U << LIST_QUALIFIERS;

bool date_at(const struct language *lang, const struct tokens *tokens,
             uint32_t at, const struct day *published, enum date_tense tense,
             struct date *out)
{
    if (!lexicon_may_begin(lang, &tokens->list[at], begin_lists))
        return false;
    bool whole = published && day_is_valid(published) && published->year > 0;
    struct date_reader r = {
        .lang = lang,
        .tokens = tokens->list,
        .begin = tokens->list[at].flags & TOKEN_FIRST ? at : at - (at > 0),
        .end = sentence_end(tokens, at),
        .published = whole ? published : NULL,
        .tense = tense};
    struct when when = {0};
    uint32_t end = read_date(&r, at, &when);
    if (end == at)
        return false;
    *out = (struct date){.first = at, .last = end, .relative = when.relative};
    edtf_write(&when, out->value);
    if (!edtf_valid(str_of(out->value)))
        out->value[0] = '\0'; /* counted past the year 9999 */
    return true;
}

bool date_parse(const struct language *lang, struct str text,
                const struct day *published, enum date_tense tense,
                struct date *out)
{
    struct str trimmed = str_trim(text);
    if (trimmed.len < EDTF_BYTES && edtf_valid(trimmed)) {
        *out = (struct date){0};
        memcpy(out->value, trimmed.ptr, trimmed.len);
        return true;
    }
    struct arena mem = {0};
    struct stretch all = {0, (uint32_t)text.len};
    struct date date = {0};
    bool found = false;
    if (text.len <= UINT32_MAX) {
        struct tokens tokens = text_tokens(lang, text, &all, 1, &mem);
        found = tokens.count &&
                (date_at(lang, &tokens, 0, published, tense, &date) ||
                 date_open(lang, &tokens, 0, published, &date)) &&
                date.last == tokens.count;
    }
    arena_done(&mem);
    if (found)
        *out = date;
    return found;
}

/* What tense token `at` shows, DATE_ANY when none. */
static enum date_tense tense_of(const struct language *lang,
                                const struct token *token)
{
    if (token->kind != TOKEN_WORD && token->kind != TOKEN_CLITIC)
        return DATE_ANY;
    const struct entry *known = lexicon_word(lang, token->lexeme, LIST_TENSE);
    if (known && known->kind != TENSE_PAST_ENDING)
        return known->kind == TENSE_PAST ? DATE_PAST : DATE_FUTURE;
    struct str word = token->word;
    if (word.len < ENDING_WORD_BYTES_MIN || token->flags & TOKEN_CAPITAL)
        return DATE_ANY;
    uint16_t ending =
        lexicon_find(lang, str_cut(word, word.len - ENDING_BYTES, word.len));
    known = lexicon_word(lang, ending, LIST_TENSE);
    return known && known->kind == TENSE_PAST_ENDING ? DATE_PAST : DATE_ANY;
}

/* The tense of the verb nearest before the date, else behind it; a future
 * auxiliary shortly before a past form outweighs it. */
enum date_tense date_tense_near(const struct language *lang,
                                const struct tokens *tokens, uint32_t first,
                                uint32_t last)
{
    const struct token *list = tokens->list;
    enum date_tense tense = DATE_ANY;
    uint32_t steps = 0, at = first;
    while (at > 0 && !(list[at].flags & TOKEN_FIRST) &&
           steps++ < TENSE_BACK_TOKENS) {
        enum date_tense here = tense_of(lang, &list[--at]);
        if (here == DATE_FUTURE)
            return here;
        if (here == DATE_PAST && tense == DATE_ANY) {
            tense = here;
            steps = TENSE_BACK_TOKENS - TENSE_AUXILIARY_TOKENS;
        }
    }
    if (tense != DATE_ANY)
        return tense;
    uint32_t end = last;
    for (steps = 0; end < tokens->count && steps < TENSE_AHEAD_TOKENS &&
                    !(list[end].flags & TOKEN_FIRST) && tense == DATE_ANY;
         steps++)
        tense = tense_of(lang, &list[end++]);
    return tense;
}

bool date_told(const struct language *lang, const struct tokens *tokens,
               uint32_t at, const struct day *published, struct date *out)
{
    if (!date_at(lang, tokens, at, published, DATE_ANY, out))
        return false;
    enum date_tense tense = DATE_ANY;
    if (out->relative && published)
        tense = date_tense_near(lang, tokens, out->first, out->last);
    if (tense != DATE_ANY)
        (void)date_at(lang, tokens, at, published, tense, out);
    return true;
}

bool date_open(const struct language *lang, const struct tokens *tokens,
               uint32_t at, const struct day *published, struct date *out)
{
    const struct entry *word =
        lexicon_at(lang, tokens->list, at, tokens->count, LIST_CLOCK);
    struct date date;
    if (!word || (word->kind != CLOCK_SINCE && word->kind != CLOCK_UNTIL) ||
        at + word->word_count >= tokens->count ||
        !date_told(lang, tokens, at + word->word_count, published, &date) ||
        !date.value[0])
        return false;
    bool since = word->kind == CLOCK_SINCE;
    struct str to = str_of(date.value), from;
    str_split(&to, '/', &from);
    *out = date;
    out->first = at;
    if (since)
        snprintf(out->value, sizeof out->value, "%.*s/..", (int)from.len,
                 from.ptr);
    else
        snprintf(out->value, sizeof out->value, "../%.*s",
                 (int)(to.ptr ? to : from).len, (to.ptr ? to : from).ptr);
    return true;
}

size_t text_dates(const struct language *lang, const struct tokens *tokens,
                  const struct day *published, struct arena *mem,
                  struct date **out)
{
    struct date *list = NULL, date;
    size_t count = 0, room = 0;
    for (uint32_t at = 0; at < tokens->count; at++) {
        if (!date_told(lang, tokens, at, published, &date))
            continue;
        list = arena_grow(mem, list, &room, count + 1, sizeof *list);
        list[count++] = date;
        at = date.last - 1;
    }
    *out = list;
    return count;
}
