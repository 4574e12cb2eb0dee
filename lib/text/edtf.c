/* edtf.c - write dates as EDTF (ISO 8601-2), and tell what is EDTF. */
#include <stdio.h>

#include "text/date_read.h"

static int write_year(int year, char *to, size_t room)
{
    if (year == YEAR_UNKNOWN)
        return snprintf(to, room, "XXXX");
    return snprintf(to, room, "%04d", year);
}

static int write_point(const struct point *point, char *to, size_t room)
{
    const struct day *day = &point->day;
    if (point->level == LEVEL_NOTHING)
        return 0;
    if (point->level == LEVEL_CENTURY)
        return snprintf(to, room, "%02dXX", day->year / 100);
    if (point->level == LEVEL_DECADE)
        return snprintf(to, room, "%03dX", day->year / 10);
    int len = write_year(day->year, to, room);
    if (point->level >= LEVEL_SEASON && day->month)
        len += snprintf(to + len, room - (size_t)len, "-%02d", day->month);
    else if (point->level >= LEVEL_SEASON)
        len += snprintf(to + len, room - (size_t)len, "-XX");
    if (point->level == LEVEL_DAY && day->day)
        len += snprintf(to + len, room - (size_t)len, "-%02d", day->day);
    else if (point->level == LEVEL_DAY)
        len += snprintf(to + len, room - (size_t)len, "-XX");
    return len;
}

static int write_end(const struct when *when, const struct point *point,
                     char *to, size_t room)
{
    int len = write_point(point, to, room);
    if (len && when->about)
        len += snprintf(to + len, room - (size_t)len, "~");
    return len;
}

void edtf_write(const struct when *when, char out[EDTF_BYTES])
{
    out[0] = '\0';
    int len = write_end(when, &when->a, out, EDTF_BYTES);
    if (!when->range || !len)
        return;
    out[len++] = '/';
    if (!write_end(when, &when->b, out + len, EDTF_BYTES - (size_t)len))
        out[0] = '\0'; /* half a stretch says nothing certain */
}

/* Two digits at `at`, or "XX" (-1); -2 when it is neither. */
static int pair(struct str text, size_t at)
{
    if (at + 2 > text.len)
        return -2;
    char a = text.ptr[at], b = text.ptr[at + 1];
    if (a == 'X' && b == 'X')
        return -1;
    if (a < '0' || a > '9' || b < '0' || b > '9')
        return -2;
    return (a - '0') * 10 + (b - '0');
}

/* Digits, then only X, four in all; YEAR_UNKNOWN when an X is among them. */
static bool year_valid(struct str text, int *year)
{
    *year = 0;
    if (text.len < 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        char c = text.ptr[i];
        if (c == 'X')
            *year = YEAR_UNKNOWN;
        else if (c < '0' || c > '9' || *year == YEAR_UNKNOWN)
            return false;
        else
            *year = *year * 10 + (c - '0');
    }
    return true;
}

static bool point_valid(struct str text)
{
    int year;
    if (text.len && byte_is_in(text.ptr[text.len - 1], "~?%"))
        text.len--;
    if (!year_valid(text, &year))
        return false;
    if (text.len == 4)
        return true;
    int month = pair(text, 5);
    bool season = month >= 21 && month <= 24 && text.len == 7;
    if (text.ptr[4] != '-' || month == -2 || month == 0 ||
        (month > 12 && !season))
        return false;
    if (text.len == 7)
        return true;
    int day = text.len == 10 ? pair(text, 8) : -2;
    if (text.ptr[7] != '-' || day == -2)
        return false;
    struct day whole = {year, month, day};
    return day == -1 ||
           (month == -1 ? day >= 1 && day <= 31 : day_is_valid(&whole));
}

bool edtf_valid(struct str text)
{
    struct str rest = text, from, to;
    if (!str_split(&rest, '/', &from))
        return false;
    if (!rest.ptr)
        return point_valid(from);
    if (!str_split(&rest, '/', &to) || rest.ptr)
        return false;
    bool open_from = from.len == 0 || str_eq(from, STR(".."));
    bool open_to = to.len == 0 || str_eq(to, STR(".."));
    return (open_from || point_valid(from)) && (open_to || point_valid(to)) &&
           !(open_from && open_to);
}
