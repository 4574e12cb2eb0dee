/* day.c - the proleptic Gregorian calendar. */
#include "text/day.h"

enum {
    YEAR_MAX = 9999,
    DAYS_IN_400_YEARS = 146097,
    DAYS_IN_100_YEARS = 36524,
    DAYS_IN_4_YEARS = 1461,
};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int month_days(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};
    /* In a year not known, February may have 29. */
    bool leap = year == YEAR_UNKNOWN || is_leap(year);
    return days[month - 1] + (month == 2 && leap);
}

bool day_is_valid(const struct day *day)
{
    return day->year >= YEAR_UNKNOWN && day->year <= YEAR_MAX &&
           day->month >= 1 && day->month <= 12 && day->day >= 1 &&
           day->day <= month_days(day->year, day->month);
}

/* The year begins in March, so that the leap day is its last. */
int32_t day_number(const struct day *day)
{
    int year = day->year - (day->month <= 2);
    int month = (day->month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 +
           (153 * month + 2) / 5 + day->day - 1;
}

struct day day_from_number(int32_t number)
{
    int era = number / DAYS_IN_400_YEARS, rest = number % DAYS_IN_400_YEARS;
    int year = (rest - rest / (DAYS_IN_4_YEARS - 1) + rest / DAYS_IN_100_YEARS -
                rest / (DAYS_IN_400_YEARS - 1)) /
               365;
    rest -= 365 * year + year / 4 - year / 100;
    int month = (5 * rest + 2) / 153;
    return (struct day){.year = year + era * 400 + (month >= 10),
                        .month = month < 10 ? month + 3 : month - 9,
                        .day = rest - (153 * month + 2) / 5 + 1};
}

struct day day_add(const struct day *day, int days)
{
    return day_from_number(day_number(day) + days);
}

struct day month_add(const struct day *day, int months)
{
    int number = day->year * 12 + day->month - 1 + months;
    if (number < 0)
        return (struct day){.year = YEAR_UNKNOWN, .month = 1};
    return (struct day){.year = number / 12, .month = number % 12 + 1};
}

int day_weekday(const struct day *day)
{
    return (day_number(day) + 2) % DAYS_A_WEEK + 1; /* 0000-03-01: Wednesday */
}

/* `count` digits at `*at`, moving behind them; -1 when they are not there. */
static int digits(struct str text, size_t *at, int count)
{
    int value = 0;
    for (; count; count--, ++*at) {
        if (*at >= text.len || text.ptr[*at] < '0' || text.ptr[*at] > '9')
            return -1;
        value = value * 10 + (text.ptr[*at] - '0');
    }
    return value;
}

static bool hyphen(struct str text, size_t *at)
{
    bool there = *at < text.len && text.ptr[*at] == '-';
    *at += there;
    return there;
}

bool day_parse(struct str text, struct day *out)
{
    size_t at = 0;
    struct day day = {.year = digits(text, &at, 4)};
    if (day.year < 0)
        return false;
    if (hyphen(text, &at)) {
        day.month = digits(text, &at, 2);
        if (day.month < 1 || day.month > 12)
            return false;
        if (hyphen(text, &at)) {
            day.day = digits(text, &at, 2);
            if (!day_is_valid(&day))
                return false;
        }
    }
    bool time =
        day.day && at < text.len &&
        (text.ptr[at] == 'T' || text.ptr[at] == ' ' || text.ptr[at] == 't');
    if (at < text.len && !time)
        return false;
    *out = day;
    return true;
}
