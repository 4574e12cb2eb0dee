/* date_month.c - dates with the name of a month or weekday. */
#include "text/amount.h"
#include "text/date_read.h"

enum { DAYS_MAX = 31, SHORT_YEAR_TURN = 70 };

const struct entry *date_word(const struct date_reader *r, uint32_t at)
{
    return at < r->end ? lexicon_at(r->lang, r->tokens, at, r->end, LIST_DATES)
                       : NULL;
}

bool date_is(const struct date_reader *r, uint32_t at, int kind)
{
    const struct entry *entry = date_word(r, at);
    return entry && entry->kind == kind;
}

const struct entry *date_name(const struct date_reader *r, uint32_t at,
                              enum lexicon_list list)
{
    if (at >= r->end)
        return NULL;
    const struct entry *name =
        lexicon_word(r->lang, r->tokens[at].lexeme, list);
    bool small = list != LIST_SEASONS && !(r->tokens[at].flags & TOKEN_CAPITAL);
    return name && small && name->kind != NAME_SURE ? NULL : name;
}

/* 1..31 in `word`: "23" or "23rd". */
static int day_in_digits(const struct date_reader *r, struct str word)
{
    size_t at = 0;
    int day = 0;
    for (; at < word.len && at < 2; at++) {
        if (word.ptr[at] < '0' || word.ptr[at] > '9')
            break;
        day = day * 10 + (word.ptr[at] - '0');
    }
    if (!at || day < 1 || day > DAYS_MAX)
        return 0;
    if (at == word.len)
        return day;
    const struct entry *rank = lexicon_word(
        r->lang, lexicon_find(r->lang, str_cut(word, at, word.len)),
        LIST_NUMBERS);
    return rank && rank->kind == NUMBER_RANK ? day : 0;
}

int date_day_number(const struct date_reader *r, uint32_t at)
{
    struct amount amount;
    if (at >= r->end)
        return 0;
    if (r->tokens[at].kind == TOKEN_NUMBER)
        return day_in_digits(r, r->tokens[at].word);
    if (amount_at(r->lang, r->tokens, at, at + 1, &amount) == at ||
        !amount.ordinal || amount.min < 1 || amount.min > DAYS_MAX)
        return 0;
    return (int)amount.min;
}

/* "23-24" in one token. */
static bool day_range(const struct date_reader *r, uint32_t at, int *first,
                      int *last)
{
    struct str rest, low, high;
    if (at >= r->end || r->tokens[at].kind != TOKEN_NUMBER)
        return false;
    rest = r->tokens[at].word;
    if (!str_split(&rest, '-', &low) || !str_split(&rest, '-', &high) ||
        rest.ptr)
        return false;
    *first = day_in_digits(r, low);
    *last = day_in_digits(r, high);
    return *first && *first < *last;
}

bool date_is_dash(const struct date_reader *r, uint32_t at)
{
    if (at >= r->end || r->tokens[at].kind != TOKEN_PUNCT)
        return false;
    struct str word = r->tokens[at].word;
    return str_eq(word, STR("-")) || str_eq(word, STR("\xe2\x80\x93")) ||
           str_eq(word, STR("\xe2\x80\x94"));
}

static bool is_comma(const struct date_reader *r, uint32_t at)
{
    return at < r->end && str_eq(r->tokens[at].word, STR(","));
}

/* The day or days at `at`: "23", "23-24", "23 to 24", "23 and 24"; *last is 0
 * for one day. */
static uint32_t days_at(const struct date_reader *r, uint32_t at,
                        bool month_leads, int *first, int *last)
{
    *last = 0;
    if (day_range(r, at, first, last))
        return at + 1;
    *first = date_day_number(r, at);
    if (!*first)
        return at;
    bool joins = date_is_dash(r, at + 1) || date_is(r, at + 1, DATES_TO);
    bool and = date_is(r, at + 1, DATES_AND);
    int next = joins || and? date_day_number(r, at + 2) : 0;
    if (next <= *first || (and&&next != *first + 1) ||
        month_leads == (date_name(r, at + 3, LIST_MONTHS) != NULL))
        return at + 1;
    *last = next;
    return at + 3;
}

/* ", 2017", "2017", "of 2017", "'17", and behind a wire's day "90". */
static uint32_t year_behind(const struct date_reader *r, uint32_t at,
                            bool short_too, int *year)
{
    uint32_t first = at + (is_comma(r, at) || date_is(r, at, DATES_OF));
    uint32_t end = date_year(r, first, year);
    if (end > first)
        return end;
    if (first >= r->end || r->tokens[first].kind != TOKEN_NUMBER)
        return at;
    struct str word = r->tokens[first].word;
    bool elided = word.len == 3 && word.ptr[0] == '\'';
    double value;
    if (!(elided || (short_too && first == at && word.len == 2)) ||
        !digits_parse(str_cut(word, elided, word.len), &value))
        return at;
    *year = (int)value + (value < SHORT_YEAR_TURN ? 2000 : 1900);
    return first + 1;
}

static void set_days(struct when *out, int year, int month, int first, int last)
{
    *out = (struct when){.a = {LEVEL_DAY, {year, month, first}}};
    if (!first)
        out->a = (struct point){LEVEL_MONTH, {year, month, 0}};
    if (last) {
        out->range = true;
        out->b = (struct point){LEVEL_DAY, {year, month, last}};
    }
}

static bool are_valid(int year, int month, int first, int last)
{
    struct day a = {year, month, first}, b = {year, month, last};
    return day_is_valid(&a) && (!last || day_is_valid(&b));
}

/* "January 23, 2017" from the month at `at`. */
static uint32_t month_first(const struct date_reader *r, uint32_t at, int month,
                            struct when *out)
{
    int first = 0, last = 0, year = YEAR_UNKNOWN;
    uint32_t the = at + 1 + date_is(r, at + 1, DATES_THE);
    uint32_t end = days_at(r, the, true, &first, &last);
    if (end == the)
        end = at + 1;
    uint32_t dated = year_behind(r, end, false, &year);
    if (first && !are_valid(year, month, first, last)) {
        first = last = 0;
        dated = at + 1;
        year = YEAR_UNKNOWN;
    }
    set_days(out, year, month, first, last);
    return dated;
}

/* "23 January 2017", "the 23rd of January" from the day at `at`. */
static uint32_t day_first(const struct date_reader *r, uint32_t at,
                          struct when *out)
{
    int first, last, year = YEAR_UNKNOWN;
    uint32_t end = days_at(r, at, false, &first, &last);
    if (end == at)
        return at;
    end += date_is(r, end, DATES_OF);
    const struct entry *name = date_name(r, end, LIST_MONTHS);
    if (!name)
        return at;
    uint32_t dated = year_behind(r, end + 1, true, &year);
    if (!are_valid(year, (int)name->value, first, last))
        return at;
    set_days(out, year, (int)name->value, first, last);
    return dated;
}

/* "May" alone: only behind words that time follows. */
static bool in_company(const struct date_reader *r, uint32_t at)
{
    if (at == r->begin)
        return false;
    const struct entry *before =
        lexicon_word(r->lang, r->tokens[at - 1].lexeme, LIST_DATES);
    return before &&
           (before->kind == DATES_BEFORE || before->kind == DATES_SHIFT ||
            before->kind == DATES_TO || before->kind == DATES_PART ||
            before->kind == DATES_OF || before->kind == DATES_APART);
}

/* "of next month" behind the day at `at`. */
static uint32_t of_month(const struct date_reader *r, uint32_t at,
                         struct when *out)
{
    int first, last;
    uint32_t end = days_at(r, at, true, &first, &last);
    if (end == at || !date_is(r, end, DATES_OF))
        return at;
    const struct entry *shift = date_word(r, end + 1);
    if (!shift || shift->kind != DATES_SHIFT)
        return at;
    const struct entry *unit = date_word(r, end + 1 + shift->word_count);
    if (!unit || unit->kind != DATES_UNIT || unit->value != DATE_UNIT_MONTH)
        return at;
    *out = (struct when){.relative = true};
    if (r->published) {
        struct day month = month_add(r->published, (int)shift->value);
        if (!are_valid(month.year, month.month, first, last))
            return at;
        set_days(out, month.year, month.month, first, last);
    }
    return end + 1 + shift->word_count + unit->word_count;
}

uint32_t date_month(const struct date_reader *r, uint32_t at, struct when *out)
{
    const struct entry *name = date_name(r, at, LIST_MONTHS);
    uint32_t end;
    if (!name) {
        uint32_t first = at + date_is(r, at, DATES_THE);
        end = day_first(r, first, out);
        if (end == first)
            end = of_month(r, first, out);
        if (end == first)
            return at;
    } else {
        end = month_first(r, at, (int)name->value, out);
        if (end == at + 1 && name->kind == NAME_DOUBTFUL && !in_company(r, at))
            return at;
    }
    int year;
    uint32_t shifted = end > at && out->a.day.year == YEAR_UNKNOWN
                           ? date_year_shift(r, end, &year)
                           : end;
    if (shifted > end) {
        out->a.day.year = out->b.day.year = year;
        out->relative = true;
        return shifted;
    }
    if (end > at && out->a.day.year == YEAR_UNKNOWN)
        date_choose_year(r, out);
    return end;
}

/* "of last week" behind a weekday: that week's. */
static uint32_t of_week(const struct date_reader *r, uint32_t at, int weekday,
                        struct when *out)
{
    uint32_t first = at + date_is(r, at, DATES_OF);
    const struct entry *shift = date_word(r, first);
    if (!shift || shift->kind != DATES_SHIFT)
        return at;
    const struct entry *unit = date_word(r, first + shift->word_count);
    if (!unit || unit->kind != DATES_UNIT || unit->value != DATE_UNIT_WEEK)
        return at;
    *out = (struct when){.relative = true};
    if (r->published) {
        int days = weekday - day_weekday(r->published) +
                   (int)shift->value * DAYS_A_WEEK;
        out->a = (struct point){LEVEL_DAY, day_add(r->published, days)};
    }
    return first + shift->word_count + unit->word_count;
}

/* Christmas Day, with or without its year. */
uint32_t date_feast(const struct date_reader *r, uint32_t at, struct when *out)
{
    const struct entry *feast =
        r->tokens[at].flags & TOKEN_CAPITAL ? date_word(r, at) : NULL;
    int year = YEAR_UNKNOWN, day;
    if (!feast || feast->kind != DATES_FEAST)
        return at;
    day = (int)feast->value;
    uint32_t end = year_behind(r, at + feast->word_count, false, &year);
    set_days(out, year, day / 100, day % 100, 0);
    if (year == YEAR_UNKNOWN)
        date_choose_year(r, out);
    return end;
}

struct day date_weekday_near(const struct date_reader *r, int weekday)
{
    int back =
        (day_weekday(r->published) - weekday + DAYS_A_WEEK) % DAYS_A_WEEK;
    int days = -back;
    if (back && (r->tense == DATE_FUTURE ||
                 (r->tense == DATE_ANY && back > DAYS_A_WEEK / 2)))
        days += DAYS_A_WEEK;
    return day_add(r->published, days);
}

uint32_t date_weekday(const struct date_reader *r, uint32_t at,
                      struct when *out)
{
    const struct entry *name = date_name(r, at, LIST_WEEKDAYS);
    if (!name)
        return at;
    uint32_t next = at + 1 + is_comma(r, at + 1);
    uint32_t end = date_month(r, next, out);
    if (end == next)
        end = date_digits(r, next, out);
    if (end > next && out->a.level == LEVEL_DAY)
        return end;
    end = of_week(r, at + 1, (int)name->value, out);
    if (end > at + 1)
        return end;
    if (name->kind == NAME_DOUBTFUL)
        return at;
    *out = (struct when){.relative = true};
    if (r->published)
        out->a =
            (struct point){LEVEL_DAY, date_weekday_near(r, (int)name->value)};
    return at + 1;
}
