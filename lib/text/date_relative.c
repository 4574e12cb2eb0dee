/* date_relative.c - dates counted from the article's own: last week, two
 * days ago. */
#include "text/amount.h"
#include "text/date_read.h"

enum {
    MONTHS_A_YEAR = 12,
    DECADE_YEARS = 10,
    SATURDAY = 6,
    SEASON_MONTHS = 3,
    SEASON_FIRST = 21,
    COUNT_MAX = 3000, /* of units in "so many units ago" */
};

static void set_day(struct when *out, struct day day)
{
    out->a = (struct point){LEVEL_DAY, day};
}

static void set_days(struct when *out, struct day first, struct day last)
{
    set_day(out, first);
    out->range = true;
    out->b = (struct point){LEVEL_DAY, last};
}

/* The year `count` years on, if years are counted that far. */
static void set_year(struct when *out, enum level level, int year)
{
    if (year >= 0)
        out->a = (struct point){level, {.year = year}};
}

static void week_shift(const struct day *from, int count, struct when *out)
{
    struct day monday =
        day_add(from, 1 - day_weekday(from) + count * DAYS_A_WEEK);
    set_days(out, monday, day_add(&monday, DAYS_A_WEEK - 1));
}

/* This weekend begins on the Saturday to come, or is under way. */
static void weekend_shift(const struct date_reader *r, int count, bool near,
                          struct when *out)
{
    int weekday = day_weekday(r->published);
    int days = SATURDAY - weekday + count * DAYS_A_WEEK;
    bool under_way = weekday >= SATURDAY;
    if (count > 0 && !under_way)
        days -= DAYS_A_WEEK; /* "next weekend" in the week before it */
    if (near && r->tense != DATE_FUTURE && !under_way)
        days -= DAYS_A_WEEK;
    struct day saturday = day_add(r->published, days);
    set_days(out, saturday, day_add(&saturday, 1));
}

/* The unit `count` on from the article's. */
static void unit_shift(const struct date_reader *r, int unit, int count,
                       struct when *out)
{
    const struct day *from = r->published;
    *out = (struct when){.relative = true};
    if (!from)
        return;
    switch (unit) {
    case DATE_UNIT_WEEK:
        week_shift(from, count, out);
        break;
    case DATE_UNIT_MONTH:
        out->a = (struct point){LEVEL_MONTH, month_add(from, count)};
        break;
    case DATE_UNIT_YEAR:
        set_year(out, LEVEL_YEAR, from->year + count);
        break;
    case DATE_UNIT_DECADE:
        set_year(out, LEVEL_DECADE,
                 (from->year / DECADE_YEARS + count) * DECADE_YEARS);
        break;
    case DATE_UNIT_WEEKEND:
        weekend_shift(r, count, false, out);
        break;
    default: /* "last day": of what? */
        break;
    }
}

/* last April, this September, next May */
static void month_shift(const struct date_reader *r, int month, int count,
                        struct when *out)
{
    *out = (struct when){.relative = true,
                         .a = {LEVEL_MONTH, {YEAR_UNKNOWN, month, 0}}};
    if (!r->published)
        return;
    int here = r->published->month, year = r->published->year;
    if (count < 0)
        year -= month >= here;
    else if (count > 0)
        year += month <= here;
    out->a.day.year = year;
}

static void weekday_shift(const struct date_reader *r, int weekday, int count,
                          struct when *out)
{
    *out = (struct when){.relative = true};
    if (!r->published)
        return;
    int days =
        (weekday - day_weekday(r->published) + DAYS_A_WEEK) % DAYS_A_WEEK;
    if (count < 0 || (count == 0 && days && r->tense == DATE_PAST))
        days -= DAYS_A_WEEK;
    else if (count > 0 && !days)
        days = DAYS_A_WEEK;
    set_day(out, day_add(r->published, days));
}

static void season_shift(const struct date_reader *r, int season, int count,
                         struct when *out)
{
    *out = (struct when){.relative = true};
    if (!r->published)
        return;
    int first = (season - SEASON_FIRST + 1) * SEASON_MONTHS;
    int year = r->published->year, here = r->published->month;
    if (count < 0)
        year -= here < first + SEASON_MONTHS;
    else if (count > 0)
        year += here >= first;
    out->a = (struct point){LEVEL_SEASON, {year, season, 0}};
}

/* From `count` units before the article's day up to it, or on from it. */
static void stretch(const struct date_reader *r, int unit, int count,
                    struct when *out)
{
    *out = (struct when){.relative = true};
    if (!r->published)
        return;
    struct day other = *r->published;
    if (unit == DATE_UNIT_DAY || unit == DATE_UNIT_WEEK) {
        other =
            day_add(&other, count * (unit == DATE_UNIT_DAY ? 1 : DAYS_A_WEEK));
    } else {
        int years = unit == DATE_UNIT_YEAR ? 1 : DECADE_YEARS;
        other = month_add(&other, unit == DATE_UNIT_MONTH
                                      ? count
                                      : count * years * MONTHS_A_YEAR);
        other.day = r->published->day;
        if (other.year < 0)
            return;
        int most = month_days(other.year, other.month);
        if (other.day > most)
            other.day = most;
    }
    if (other.year < 0)
        return;
    if (count < 0)
        set_days(out, other, *r->published);
    else
        set_days(out, *r->published, other);
}

/* "two", "a", "nearly four"; 0 when only vaguely known. */
static uint32_t count_at(const struct date_reader *r, uint32_t at, int *count,
                         bool *about)
{
    struct amount amount;
    *about = false;
    if (at >= r->end)
        return at;
    const struct entry *article =
        lexicon_word(r->lang, r->tokens[at].lexeme, LIST_NUMBERS);
    uint32_t end = amount_at(r->lang, r->tokens, at, r->end, &amount);
    if (end > at) {
        if (amount.ordinal || amount.min > COUNT_MAX)
            return at;
        bool exact = !amount.approximate && amount.min == (int)amount.min;
        *count = exact ? (int)amount.min : 0;
        return end;
    }
    if (!article || article->kind != NUMBER_ARTICLE)
        return at;
    *count = 1;
    return at + 1;
}

static uint32_t unit_at(const struct date_reader *r, uint32_t at, int *unit)
{
    const struct entry *entry = date_word(r, at);
    if (!entry || entry->kind != DATES_UNIT)
        return at;
    *unit = (int)entry->value;
    return at + entry->word_count;
}

/* `count` units from the article's day: a day, for weeks about that day, for
 * longer units the unit itself. */
static void set_distance(const struct date_reader *r, int unit, int count,
                         struct when *out)
{
    *out = (struct when){.relative = true};
    if (!r->published || !count)
        return;
    if (unit == DATE_UNIT_DAY || unit == DATE_UNIT_WEEK) {
        int days = unit == DATE_UNIT_DAY ? count : count * DAYS_A_WEEK;
        if (r->published->year > COUNT_MAX * DAYS_A_WEEK / 365)
            set_day(out, day_add(r->published, days));
        out->about = unit == DATE_UNIT_WEEK;
    } else if (unit == DATE_UNIT_MONTH &&
               r->published->year > COUNT_MAX / MONTHS_A_YEAR) {
        out->a = (struct point){LEVEL_MONTH, month_add(r->published, count)};
    } else if (unit == DATE_UNIT_YEAR || unit == DATE_UNIT_DECADE) {
        bool decades = unit == DATE_UNIT_DECADE;
        set_year(out, LEVEL_YEAR,
                 r->published->year + (decades ? count * DECADE_YEARS : count));
        out->about = decades;
    }
}

/* "two days ago", "nearly four years ago", "a week from now", "a year
 * earlier" */
static uint32_t distance(const struct date_reader *r, uint32_t at,
                         struct when *out)
{
    bool about = false, vague;
    int count, unit;
    uint32_t first = at;
    const struct entry *entry;
    while (first < r->end && (entry = lexicon_at(r->lang, r->tokens, first,
                                                 r->end, LIST_QUALIFIERS))) {
        first += entry->word_count;
        about = true;
    }
    uint32_t end = count_at(r, first, &count, &vague);
    uint32_t behind = unit_at(r, end, &unit);
    if (end == first || behind == end)
        return at;
    entry = behind < r->end
                ? lexicon_at(r->lang, r->tokens, behind, r->end, LIST_NUMBERS)
                : NULL;
    if (entry && entry->kind == NUMBER_ABOUT_OR) {
        behind += entry->word_count;
        about = true;
    }
    entry = date_word(r, behind);
    if (!entry || (entry->kind != DATES_AGO && entry->kind != DATES_HENCE &&
                   entry->kind != DATES_APART))
        return at;
    *out = (struct when){.relative = true};
    if (entry->kind != DATES_APART)
        set_distance(r, unit, entry->kind == DATES_AGO ? -count : count, out);
    out->about |= about;
    return behind + entry->word_count;
}

/* "this morning" is today, "last night" yesterday. */
static void time_shift(const struct date_reader *r, int count, struct when *out)
{
    *out = (struct when){.relative = true};
    if (r->published)
        set_day(out, day_add(r->published, count));
}

/* What `count` units on means for the words at `at`. */
static uint32_t shifted(const struct date_reader *r, uint32_t at, int count,
                        struct when *out)
{
    int unit, units;
    bool vague;
    const struct entry *name;
    uint32_t end = unit_at(r, at, &unit);
    if (end > at) {
        unit_shift(r, unit, count, out);
        return unit == DATE_UNIT_DAY && count <= 0 ? at : end;
    }
    if (count <= 0 && date_is(r, at, DATES_TIME)) {
        time_shift(r, count, out);
        return at + 1;
    }
    if ((name = date_name(r, at, LIST_MONTHS)))
        month_shift(r, (int)name->value, count, out);
    else if ((name = date_name(r, at, LIST_WEEKDAYS)))
        weekday_shift(r, (int)name->value, count, out);
    else if ((name = date_name(r, at, LIST_SEASONS)))
        season_shift(r, (int)name->value, count, out);
    if (name)
        return at + 1;
    end = count ? count_at(r, at, &units, &vague) : at;
    uint32_t behind = unit_at(r, end, &unit);
    if (end == at || behind == end)
        return at;
    if (units && unit <= DATE_UNIT_DECADE)
        stretch(r, unit, count * units, out);
    else
        *out = (struct when){.relative = true};
    return behind;
}

uint32_t date_relative(const struct date_reader *r, uint32_t at,
                       struct when *out)
{
    const struct entry *entry = date_word(r, at), *name;
    if (!entry)
        return distance(r, at, out);
    uint32_t next = at + entry->word_count, end;
    int unit;
    *out = (struct when){.relative = true};
    switch (entry->kind) {
    case DATES_DAY:
        if (r->published)
            set_day(out, day_add(r->published, (int)entry->value));
        return next;
    case DATES_SHIFT:
        end = shifted(r, next, (int)entry->value, out);
        return end == next ? at : end;
    case DATES_OTHER:
        end = unit_at(r, next, &unit);
        name = end == next ? date_name(r, next, LIST_WEEKDAYS) : NULL;
        if (name && name->kind == NAME_SURE)
            end = next + 1;
        return end == next ? at : end;
    default:
        return distance(r, at, out);
    }
}

uint32_t date_year_shift(const struct date_reader *r, uint32_t at, int *year)
{
    uint32_t first = at + date_is(r, at, DATES_OF);
    const struct entry *shift = date_word(r, first);
    int unit;
    if (!shift || shift->kind != DATES_SHIFT)
        return at;
    uint32_t next = first + shift->word_count;
    uint32_t end = unit_at(r, next, &unit);
    if (end == next || unit != DATE_UNIT_YEAR)
        return at;
    *year =
        r->published ? r->published->year + (int)shift->value : YEAR_UNKNOWN;
    return end;
}

uint32_t date_season(const struct date_reader *r, uint32_t at, struct when *out)
{
    const struct entry *name = date_name(r, at, LIST_SEASONS);
    int year, unit;
    if (!name) {
        /* over the weekend */
        uint32_t end = unit_at(r, at, &unit);
        bool near = end > at && unit == DATE_UNIT_WEEKEND && at > r->begin &&
                    date_is(r, at - 1, DATES_THE);
        if (!near)
            return at;
        *out = (struct when){.relative = true};
        if (r->published)
            weekend_shift(r, 0, true, out);
        return end;
    }
    uint32_t first = at + 1 + date_is(r, at + 1, DATES_OF);
    uint32_t end = date_year(r, first, &year);
    bool shifted_year = end == first;
    if (shifted_year)
        end = date_year_shift(r, at + 1, &year);
    if (end <= first)
        return at;
    *out = (struct when){.relative = shifted_year};
    out->a = (struct point){LEVEL_SEASON, {year, (int)name->value, 0}};
    return end;
}
