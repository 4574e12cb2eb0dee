/* html_date.c - the forms of dates that pages give to machines. */
#include <ctype.h>
#include <stdio.h>

#include "source/html_meta.h"
#include "text/day.h"

struct moment {
    int year, month, day, hour, minute, second;
    bool has_time, has_zone;
    int zone_minutes; /* east of Greenwich */
};

static bool digits(struct str text, size_t *at, int least, int most, int *out)
{
    int count = 0, value = 0;
    while (count < most && *at < text.len &&
           isdigit((unsigned char)text.ptr[*at])) {
        value = value * 10 + (text.ptr[(*at)++] - '0');
        count++;
    }
    *out = value;
    return count >= least;
}

static bool one_of(struct str text, size_t *at, const char *marks)
{
    if (*at >= text.len || !byte_is_in(text.ptr[*at], marks))
        return false;
    ++*at;
    return true;
}

static bool is_day(const struct moment *m)
{
    return m->year >= 1000 && m->month >= 1 && m->month <= 12 && m->day >= 1 &&
           m->day <= month_days(m->year, m->month);
}

static void zone_read(struct str text, size_t at, struct moment *m)
{
    while (one_of(text, &at, " "))
        continue;
    if (at < text.len && (text.ptr[at] == 'Z' || text.ptr[at] == 'z')) {
        m->has_zone = true;
        return;
    }
    struct str name = str_cut(text, at, text.len);
    if (str_starts(name, STR("GMT")) || str_starts(name, STR("UTC"))) {
        m->has_zone = true;
        return;
    }
    int sign = 1, hours = 0, minutes = 0;
    if (one_of(text, &at, "-"))
        sign = -1;
    else if (!one_of(text, &at, "+"))
        return;
    if (!digits(text, &at, 2, 2, &hours))
        return;
    (void)one_of(text, &at, ":");
    (void)digits(text, &at, 0, 2, &minutes);
    m->has_zone = hours <= 14 && minutes < 60;
    m->zone_minutes = sign * (hours * 60 + minutes);
}

static void time_read(struct str text, size_t at, struct moment *m)
{
    if (!one_of(text, &at, "T t"))
        return;
    while (one_of(text, &at, " "))
        continue;
    if (!digits(text, &at, 1, 2, &m->hour) || !one_of(text, &at, ":") ||
        !digits(text, &at, 2, 2, &m->minute) || m->hour > 23 || m->minute > 59)
        return;
    m->has_time = true;
    if (one_of(text, &at, ":") && !digits(text, &at, 2, 2, &m->second))
        return;
    if (one_of(text, &at, ".,"))
        while (at < text.len && isdigit((unsigned char)text.ptr[at]))
            at++;
    zone_read(text, at, m);
}

static bool numeric_read(struct str text, struct moment *m)
{
    size_t at = 0;
    if (!digits(text, &at, 4, 4, &m->year))
        return false;
    bool marked = one_of(text, &at, "-/.");
    if (!digits(text, &at, marked ? 1 : 2, 2, &m->month) ||
        (marked && !one_of(text, &at, "-/.")) ||
        !digits(text, &at, marked ? 1 : 2, 2, &m->day) ||
        (at < text.len && isdigit((unsigned char)text.ptr[at])))
        return false;
    time_read(text, at, m);
    return true;
}

static int month_named(struct str word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (word.len < 3)
        return 0;
    for (int month = 0; month < 12; month++)
        if (str_ieq(str_cut(word, 0, 3), (struct str){names + month * 3, 3}))
            return month + 1;
    return 0;
}

/* "Mon, 16 Jan 2017 09:30:00 +0300", "January 16, 2017": a month by its
 * English name, and a day and a year around it. */
static bool named_read(struct str text, struct moment *m)
{
    size_t at = 0;
    int number;
    while (at < text.len && !(m->year && m->month && m->day)) {
        size_t start = at;
        if (isdigit((unsigned char)text.ptr[at])) {
            if (!digits(text, &at, 1, 4, &number))
                return false;
            if (at - start == 4)
                m->year = number;
            else
                m->day = number;
        } else if (isalpha((unsigned char)text.ptr[at])) {
            while (at < text.len && isalpha((unsigned char)text.ptr[at]))
                at++;
            int month = month_named(str_cut(text, start, at));
            m->month = month ? month : m->month;
        } else {
            at++;
        }
    }
    time_read(text, at, m);
    return m->year && m->month && m->day;
}

/* Move to UTC. */
static void to_utc(struct moment *m)
{
    int minutes = m->hour * 60 + m->minute - m->zone_minutes;
    int step = minutes < 0 ? -1 : minutes >= 24 * 60 ? 1 : 0;
    minutes -= step * 24 * 60;
    m->hour = minutes / 60;
    m->minute = minutes % 60;
    struct day day = day_add(
        &(struct day){.year = m->year, .month = m->month, .day = m->day}, step);
    m->year = day.year;
    m->month = day.month;
    m->day = day.day;
}

const char *html_date(struct str text, struct arena *mem)
{
    enum { DATE_BYTES_MAX = 80 };
    struct moment m = {0};
    text = str_trim(text);
    if (!text.len || text.len > DATE_BYTES_MAX)
        return NULL;
    if (!numeric_read(text, &m)) {
        m = (struct moment){0};
        if (!named_read(text, &m))
            return NULL;
    }
    if (!is_day(&m))
        return NULL;
    if (!m.has_time || !m.has_zone)
        return arena_printf(mem, "%04d-%02d-%02d", m.year, m.month, m.day);
    to_utc(&m);
    return arena_printf(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", m.year, m.month,
                        m.day, m.hour, m.minute, m.second);
}
