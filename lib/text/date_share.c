/* date_share.c - parts of a year or month that are told by their number: the
 * third quarter of 2017, the last week of July. */
#include "text/amount.h"
#include "text/date_read.h"

enum { MONTHS_A_YEAR = 12, WEEKS_A_MONTH = 4 };

/* The third quarter of 2017, the first half of last year. */
static uint32_t share_of_year(const struct date_reader *r, uint32_t at,
                              struct when *out)
{
    struct amount amount;
    const struct entry *share;
    int year = 0;
    if (at + 1 >= r->end || !(share = date_word(r, at + 1)) ||
        share->kind != DATES_SHARE ||
        amount_at(r->lang, r->tokens, at, at + 1, &amount) == at ||
        !amount.ordinal || amount.min < 1 || amount.min > share->value)
        return at;
    uint32_t behind = at + 1 + share->word_count;
    uint32_t first = behind + date_is(r, behind, DATES_OF);
    uint32_t end = date_year(r, first, &year);
    bool shifted = end == first;
    if (shifted)
        end = date_year_shift(r, behind, &year);
    if (end <= first)
        return at;
    int months = MONTHS_A_YEAR / (int)share->value;
    int last = months * (int)amount.min;
    *out = (struct when){.relative = shifted, .range = true};
    out->a = (struct point){LEVEL_MONTH, {year, last - months + 1, 0}};
    out->b = (struct point){LEVEL_MONTH, {year, last, 0}};
    return end;
}

/* The month behind "the first week of". */
static uint32_t month_at(const struct date_reader *r, uint32_t at,
                         struct when *out)
{
    uint32_t end = at;
    if (date_name(r, at, LIST_MONTHS))
        end = date_month(r, at, out);
    else if (date_is(r, at, DATES_SHIFT))
        end = date_relative(r, at, out);
    return end > at && !out->range && out->a.level == LEVEL_MONTH ? end : at;
}

/* "first", "last" of so many weeks: its number; 0 when it is none. */
static int week_number(const struct date_reader *r, uint32_t at)
{
    struct amount amount;
    const struct entry *word = date_word(r, at);
    if (word && word->kind == DATES_SHIFT && word->value < 0 &&
        word->word_count == 1)
        return WEEKS_A_MONTH + 1;
    if (amount_at(r->lang, r->tokens, at, at + 1, &amount) == at ||
        !amount.ordinal || amount.min < 1 || amount.min > WEEKS_A_MONTH)
        return 0;
    return (int)amount.min;
}

/* The first week of October: its first seven days. */
static uint32_t week_of_month(const struct date_reader *r, uint32_t at,
                              struct when *out)
{
    int week = week_number(r, at);
    const struct entry *unit = date_word(r, at + 1);
    struct when month = {0};
    if (!week || !unit || unit->kind != DATES_UNIT ||
        unit->value != DATE_UNIT_WEEK || !date_is(r, at + 2, DATES_OF))
        return at;
    uint32_t end = month_at(r, at + 3, &month);
    if (end == at + 3)
        return at;
    *out = (struct when){.relative = month.relative, .range = true};
    out->a = out->b = (struct point){LEVEL_DAY, month.a.day};
    out->b.day.day = week > WEEKS_A_MONTH
                         ? month_days(month.a.day.year, month.a.day.month)
                         : week * DAYS_A_WEEK;
    out->a.day.day = out->b.day.day - DAYS_A_WEEK + 1;
    return end;
}

/* Most words are neither "third" nor "last". */
static bool may_number(const struct date_reader *r, const struct token *token)
{
    return token->kind == TOKEN_NUMBER ||
           lexicon_word(r->lang, token->lexeme, LIST_NUMBERS) ||
           lexicon_word(r->lang, token->lexeme, LIST_DATES);
}

uint32_t date_share(const struct date_reader *r, uint32_t at, struct when *out)
{
    if (at + 2 >= r->end || !may_number(r, &r->tokens[at]))
        return at;
    uint32_t end = share_of_year(r, at, out);
    return end > at ? end : week_of_month(r, at, out);
}
