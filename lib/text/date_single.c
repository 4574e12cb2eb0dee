/* date_single.c - one date with what may stand before it: early, the, about. */
#include <stdlib.h>

#include "text/date_read.h"

enum {
    MONTHS_A_YEAR = 12,
    DAYS_A_MONTH = 30,
    PART_DAYS = 10,
    /* So near, a date is meant even if the verb beside it points the other
     * way: "declared a dividend payable Dec. 15". */
    NEAR_DAYS = 60,
};

/* Days between the article's day and a month (its nearest end) or day. */
static int distance(const struct date_reader *r, const struct day *day)
{
    if (day->day)
        return day_number(day) - day_number(r->published);
    return ((day->year - r->published->year) * MONTHS_A_YEAR + day->month -
            r->published->month) *
           DAYS_A_MONTH;
}

static bool is_wrong(enum date_tense tense, int days)
{
    return abs(days) > NEAR_DAYS && ((tense == DATE_PAST && days > 0) ||
                                     (tense == DATE_FUTURE && days < 0));
}

/* Is `a` days away better than `b`, for this tense? */
static bool is_nearer(enum date_tense tense, int a, int b)
{
    bool wrong_a = is_wrong(tense, a), wrong_b = is_wrong(tense, b);
    return wrong_a != wrong_b ? wrong_b : abs(a) < abs(b);
}

void date_choose_year(const struct date_reader *r, struct when *when)
{
    when->relative = true;
    if (!r->published)
        return;
    struct day best = when->a.day;
    best.year = r->published->year;
    for (int step = -1; step <= 1; step += 2) {
        struct day other = when->a.day;
        other.year = r->published->year + step;
        if (is_nearer(r->tense, distance(r, &other), distance(r, &best)))
            best = other;
    }
    if (best.year < 0 || (best.day && !day_is_valid(&best)))
        return; /* February 29 of another year: leave it open */
    when->a.day.year = when->b.day.year = best.year;
}

void date_cut(struct when *when, enum date_part part)
{
    struct day month = when->a.day;
    if (when->range || when->a.level != LEVEL_MONTH || !month.month)
        return;
    int last = month_days(month.year, month.month);
    int first = part == DATE_PART_EARLY    ? 1
                : part == DATE_PART_MIDDLE ? PART_DAYS + 1
                                           : 2 * PART_DAYS + 1;
    if (part != DATE_PART_LATE)
        last = first + PART_DAYS - 1;
    when->range = true;
    when->a = when->b = (struct point){LEVEL_DAY, month};
    when->a.day.day = first;
    when->b.day.day = last;
}

/* A date without anything before it. */
static uint32_t plain(const struct date_reader *r, uint32_t at,
                      struct when *out)
{
    static uint32_t (*const readers[])(const struct date_reader *, uint32_t,
                                       struct when *) = {
        date_weekday, date_month, date_relative, date_season,
        date_digits,  date_feast, date_share};
    uint32_t best = at;
    if (at >= r->end)
        return at;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct when when = {0};
        uint32_t end = readers[i](r, at, &when);
        if (end > best) {
            best = end;
            *out = when;
        }
    }
    return best;
}

/* "the" belongs to "the 1990s" and "the past week", not to "the January
 * meeting". */
static uint32_t with_article(const struct date_reader *r, uint32_t at,
                             struct when *out)
{
    if (!date_is(r, at, DATES_THE))
        return plain(r, at, out);
    uint32_t end = date_share(r, at + 1, out); /* "the last week of July" */
    if (end > at + 1)
        return end;
    end = date_relative(r, at, out); /* "the day before yesterday" */
    if (end > at)
        return end;
    end = plain(r, at + 1, out);
    bool name = date_name(r, at + 1, LIST_MONTHS) ||
                date_name(r, at + 1, LIST_WEEKDAYS);
    return end == at + 1 || name || out->a.level == LEVEL_YEAR ? at : end;
}

/* mid-November, early-1990s: read what stands behind the hyphen as if it were
 * a token of its own. */
static uint32_t hyphened(const struct date_reader *r, uint32_t at,
                         struct when *out)
{
    struct token tokens[DATE_TOKENS_MAX];
    struct str rest = r->tokens[at].word, head;
    if (r->tokens[at].kind != TOKEN_WORD || !str_split(&rest, '-', &head) ||
        !rest.len)
        return at;
    const struct entry *part =
        lexicon_word(r->lang, lexicon_find(r->lang, head), LIST_DATES);
    if (!part || part->kind != DATES_PART)
        return at;
    uint32_t count =
        r->end - at < DATE_TOKENS_MAX ? r->end - at : DATE_TOKENS_MAX;
    memcpy(tokens, &r->tokens[at], count * sizeof *tokens);
    tokens[0].word = rest;
    tokens[0].lexeme = lexicon_find(r->lang, rest);
    tokens[0].flags |= TOKEN_CAPITAL; /* nobody writes mid-march on foot */
    if (rest.ptr[0] >= '0' && rest.ptr[0] <= '9')
        tokens[0].kind = TOKEN_NUMBER;
    struct date_reader inner = *r;
    inner.tokens = tokens;
    inner.begin = 0;
    inner.end = count;
    uint32_t end = date_month(&inner, 0, out);
    if (!end)
        end = date_digits(&inner, 0, out);
    if (!end && lexicon_word(r->lang, tokens[0].lexeme, LIST_MONTHS)) {
        const struct entry *name = date_name(&inner, 0, LIST_MONTHS);
        *out = (struct when){
            .a = {LEVEL_MONTH, {YEAR_UNKNOWN, (int)name->value, 0}}};
        date_choose_year(r, out);
        end = 1;
    }
    if (end)
        date_cut(out, (enum date_part)part->value);
    return at + end;
}

/* "early", "the end of" before a date. */
static uint32_t with_part(const struct date_reader *r, uint32_t at,
                          struct when *out)
{
    uint32_t first = at;
    const struct entry *part = date_word(r, at);
    if (part && part->kind == DATES_THE) {
        first++;
        part = date_word(r, first);
    }
    if (!part || part->kind != DATES_PART)
        return at;
    first += part->word_count;
    first += date_is_dash(r, first);
    uint32_t end = with_article(r, first, out);
    if (end == first)
        return at;
    date_cut(out, (enum date_part)part->value);
    return end;
}

static uint32_t whole_day(const struct date_reader *r, uint32_t at,
                          struct when *out)
{
    uint32_t end = with_article(r, at, out);
    if (end > at)
        return end;
    end = with_part(r, at, out);
    if (end == at)
        end = hyphened(r, at, out);
    const struct entry *before = end == at ? date_word(r, at) : NULL;
    if (!before)
        return end;
    uint32_t next = at + before->word_count;
    if (before->kind == DATES_ABOUT) {
        end = date_digits(r, next, out);
        out->about = end > next;
        return end == next ? at : end;
    }
    if (before->kind == DATES_APART || before->kind == DATES_TIME) {
        end = date_relative(r, next, out);
        if (end == next)
            end = date_weekday(r, next, out);
        return end == next ? at : end;
    }
    return at;
}

/* With the part of the day behind it: "Monday night", "yesterday morning". */
uint32_t date_single(const struct date_reader *r, uint32_t at, struct when *out)
{
    uint32_t end = whole_day(r, at, out);
    bool day = out->a.level == LEVEL_DAY ||
               (out->a.level == LEVEL_NOTHING && out->relative);
    if (end > at && day && !out->range && date_is(r, end, DATES_TIME) &&
        date_word(r, end)->word_count == 1)
        end++;
    return end;
}
