/* calendar.c - dates as spreadsheets show and take them. */
#include "tabular/calendar.h"

#include <stdint.h>

enum {
    PARTS_MAX = 3,
    READINGS_MAX = 3,
    YEAR_MAX = 9999,
    YEAR_DIGITS = 4,
    TIME_DIGITS = 9,
    DAY_SECONDS = 24 * 60 * 60
};

/* What stands in a date: numbers, and a month by name. Of a year with too many
 * digits a spreadsheet makes another, which tells nothing. */
struct parts {
    int number[PARTS_MAX];   /* -1: a month's name stands there */
    size_t width[PARTS_MAX]; /* digits */
    size_t count;
    int month; /* by name, else 0 */
};

/* 0: not said. */
struct reading {
    int year, month, day;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The names as spreadsheets write them, which are not the article's. */
static int month_named(struct str word)
{
    static const char *const names[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    for (int i = 0; i < 12; i++) {
        struct str name = str_of(names[i]);
        if (word.len >= 3 && word.len <= name.len &&
            str_ieq(word, str_cut(name, 0, word.len)))
            return i + 1;
    }
    return 0;
}

static bool is_between(char c)
{
    return c == '-' || c == '/' || c == '.' || c == ',' || c == ' ';
}

static bool number_take(struct str text, size_t *at, struct parts *out)
{
    int value = 0;
    size_t from = *at;
    if (out->count == PARTS_MAX)
        return false;
    for (; *at < text.len && byte_is_digit(text.ptr[*at]); ++*at)
        value = value <= YEAR_MAX ? value * 10 + (text.ptr[*at] - '0') : value;
    while (*at - from > YEAR_DIGITS && text.ptr[from] == '0')
        from++;
    out->width[out->count] = *at - from;
    out->number[out->count++] = value;
    return value <= YEAR_MAX || *at - from > YEAR_DIGITS;
}

static bool word_take(struct str text, size_t *at, struct parts *out)
{
    size_t from = *at;
    while (*at < text.len && is_letter(text.ptr[*at]))
        ++*at;
    if (out->month || out->count == PARTS_MAX)
        return false;
    out->month = month_named(str_cut(text, from, *at));
    out->width[out->count] = 0;
    out->number[out->count++] = -1;
    return out->month > 0;
}

/* "T00:00:00" and " 12:30" behind a date do not matter. */
static struct str without_time(struct str text)
{
    text = str_trim(text);
    size_t colon = str_find(text, STR(":"));
    if (colon == text.len)
        return text;
    while (colon > 0 && byte_is_digit(text.ptr[colon - 1]))
        colon--;
    bool divided =
        colon > 0 && (text.ptr[colon - 1] == 'T' || text.ptr[colon - 1] == ' ');
    return str_cut(text, 0, divided ? colon - 1 : 0);
}

static bool parts_read(struct str text, struct parts *out)
{
    *out = (struct parts){.count = 0};
    text = without_time(text);
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        if (byte_is_digit(c) ? !number_take(text, &at, out)
                             : is_letter(c) && !word_take(text, &at, out))
            return false;
        if (!byte_is_digit(c) && !is_letter(c)) {
            if (!is_between(c))
                return false;
            at++;
        }
    }
    return out->count >= 2;
}

/* Two digits of a year mean 1930 to 2029. */
static int year_of(int number, size_t width)
{
    if (width == 2)
        return number + (number < 30 ? 2000 : 1900);
    return width == 4 ? number : 0;
}

static void reading_add(struct reading *list, size_t *count, int year,
                        int month, int day)
{
    bool possible = month >= 1 && month <= 12 && day >= 0 && day <= 31;
    if (possible && *count < READINGS_MAX)
        list[(*count)++] = (struct reading){year, month, day};
}

static size_t read_named(const struct parts *p, struct reading *list)
{
    int numbers[2] = {0, 0};
    size_t widths[2] = {0, 0}, n = 0, count = 0;
    for (size_t i = 0; i < p->count; i++)
        if (p->number[i] >= 0) {
            numbers[n] = p->number[i];
            widths[n++] = p->width[i];
        }
    if (n == 1) {
        if (widths[0] <= 2)
            reading_add(list, &count, 0, p->month, numbers[0]);
        reading_add(list, &count, year_of(numbers[0], widths[0]), p->month, 0);
        return count;
    }
    if (n == 2 && widths[0] == 4)
        reading_add(list, &count, numbers[0], p->month, numbers[1]);
    else if (n == 2)
        reading_add(list, &count, year_of(numbers[1], widths[1]), p->month,
                    numbers[0]);
    return count;
}

static size_t read_numbers(const struct parts *p, struct reading *list)
{
    const int *n = p->number;
    const size_t *w = p->width;
    size_t count = 0;
    if (p->count == 3 && w[0] == 4) {
        reading_add(list, &count, n[0], n[1], n[2]);
    } else if (p->count == 3) {
        int year = year_of(n[2], w[2]);
        reading_add(list, &count, year, n[0], n[1]);
        reading_add(list, &count, year, n[1], n[0]);
    } else if (w[0] == 4) {
        reading_add(list, &count, n[0], n[1], 0);
    } else if (w[1] == 4) {
        reading_add(list, &count, n[1], n[0], 0);
    } else {
        reading_add(list, &count, 0, n[0], n[1]);
        reading_add(list, &count, 0, n[1], n[0]);
    }
    return count;
}

static bool agree(int a, int b)
{
    return a == 0 || b == 0 || a == b;
}

/* Said before: all of it must be there still. A day that was not said becomes
 * the first, a year the present one. */
static bool fits(const struct reading *was, const struct reading *now)
{
    bool day =
        was->day ? agree(was->day, now->day) : now->day == 0 || now->day == 1;
    return was->month == now->month && day && agree(was->year, now->year);
}

static bool same_order(const struct parts *a, const struct parts *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if ((a->number[i] < 0) != (b->number[i] < 0) ||
            (a->width[i] == 4) != (b->width[i] == 4))
            return false;
    return true;
}

static bool same_parts(const struct parts *a, const struct parts *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->number[i] != b->number[i])
            return false;
    return a->month == b->month;
}

/* What divides the parts; words and numbers are skipped. */
static bool same_marks(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        while (i < a.len && (byte_is_digit(a.ptr[i]) || is_letter(a.ptr[i])))
            i++;
        while (j < b.len && (byte_is_digit(b.ptr[j]) || is_letter(b.ptr[j])))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.ptr[i++] != b.ptr[j++])
            return false;
    }
}

bool calendar_same(struct str before, struct str now)
{
    struct parts was, is;
    struct reading old[READINGS_MAX], new[READINGS_MAX];
    if (!parts_read(before, &was) || !parts_read(now, &is))
        return false;
    if (same_order(&was, &is) &&
        same_marks(without_time(before), without_time(now)))
        return same_parts(&was, &is);
    size_t olds = was.month ? read_named(&was, old) : read_numbers(&was, old);
    size_t news = is.month ? read_named(&is, new) : read_numbers(&is, new);
    for (size_t i = 0; i < olds; i++)
        for (size_t j = 0; j < news; j++)
            if (fits(&old[i], &new[j]))
                return true;
    return false;
}

/* ---- times ------------------------------------------------------------- */

/* " PM" goes from its end; 12 hours to be added, or 0; -1: there is none. */
static int half_take(struct str *text)
{
    struct str end =
        text->len > 3 ? str_cut(*text, text->len - 3, text->len) : STR("");
    bool before = str_ieq(end, STR(" am")), behind = str_ieq(end, STR(" pm"));
    if (!before && !behind)
        return -1;
    text->len -= 3;
    return behind ? 12 : 0;
}

/* The next number of a time; what is behind a point in it is dropped, and a
 * number with more digits than spreadsheets count with is none to them. False
 * when none stands there. */
static bool time_part(struct str *text, int64_t *out)
{
    size_t at = 0;
    for (; at < text->len && byte_is_digit(text->ptr[at]); at++)
        if (at < TIME_DIGITS)
            *out = *out * 10 + (text->ptr[at] - '0');
    bool some = at > 0;
    if (at > TIME_DIGITS)
        *out = 0;
    if (at > 0 && at < text->len && text->ptr[at] == '.')
        for (at++; at < text->len && byte_is_digit(text->ptr[at]);)
            at++;
    bool more = at < text->len;
    if (!some || (more && text->ptr[at] != ':' && text->ptr[at] != ' '))
        return false;
    *text = str_cut(*text, at + more, text->len);
    return true;
}

/* "12:30", "14 12:30", "02:12:30 PM" as seconds. */
static bool time_read(struct str text, int64_t *out)
{
    int64_t part[PARTS_MAX] = {0};
    size_t count = 0;
    int half = half_take(&text);
    bool negative = text.len && text.ptr[0] == '-';
    if (negative)
        text = str_cut(text, 1, text.len);
    if (str_find(text, STR(":")) == text.len)
        return false;
    for (; text.len; count++)
        if (count == PARTS_MAX || !time_part(&text, &part[count]))
            return false;
    if (half >= 0)
        part[0] = part[0] % 12 + half;
    *out = part[0] * 3600 + part[1] * 60 + part[2];
    *out = negative ? -*out : *out;
    return count >= 2;
}

/* ---- times that became a day ------------------------------------------- */

/* Days from 1970-01-01 on. */
static int64_t days_to(const struct reading *day)
{
    int64_t year = day->month <= 2 ? day->year - 1 : day->year;
    int64_t month = (day->month + 9) % 12; /* from March on */
    int64_t era = year / 400, rest = year % 400;
    int64_t of_year = (153 * month + 2) / 5 + day->day - 1;
    return era * 146097 + rest * 365 + rest / 4 - rest / 100 + of_year - 719468;
}

/* "32905 12:30" is so many hours, which a spreadsheet shows as the moment
 * they end, counted from its first day: "10/02/1903 01:12:30". */
static bool is_moment(int64_t was, struct str now)
{
    static const struct reading first = {1899, 12, 30};
    struct parts parts;
    struct reading day[READINGS_MAX];
    int64_t of_day = 0;
    size_t blank = str_find(now, STR(" "));
    if (blank == now.len || !parts_read(now, &parts) || parts.month ||
        !time_read(str_cut(now, blank + 1, now.len), &of_day))
        return false;
    size_t count = read_numbers(&parts, day);
    for (size_t i = 0; i < count; i++)
        if (day[i].year && day[i].day &&
            was == (days_to(&day[i]) - days_to(&first)) * DAY_SECONDS + of_day)
            return true;
    return false;
}

bool calendar_same_time(struct str before, struct str now)
{
    int64_t was, is;
    return time_read(before, &was) &&
           (is_moment(was, now) || (time_read(now, &is) && was == is));
}
