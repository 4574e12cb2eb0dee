/* date_read.h - reading dates from tokens, piece by piece; for lib/text. */
#ifndef TEXT_DATE_READ_H
#define TEXT_DATE_READ_H

#include "text/day.h"
#include "text/lexicon.h"

enum {
    DATE_TOKENS_MAX = 16, /* of one expression */
};

/* How much of a point in time is known. */
enum level {
    LEVEL_NOTHING, /* the words are a date; which is not known */
    LEVEL_CENTURY, /* year: its first */
    LEVEL_DECADE,  /* year: its first */
    LEVEL_YEAR,
    LEVEL_SEASON, /* month: the season's number, 21..24 */
    LEVEL_MONTH,
    LEVEL_DAY,
};

struct point {
    enum level level;
    struct day day; /* year may be YEAR_UNKNOWN */
};

/* What an expression means: a point, or a stretch from `a` to `b`. */
struct when {
    struct point a, b;
    bool range, relative, about;
};

/* Where an expression is being read. */
struct date_reader {
    const struct language *lang;
    const struct token *tokens;
    uint32_t begin, end; /* of what may be read: the sentence */
    const struct day *published;
    enum date_tense tense;
};

/* ---- EDTF (edtf.c) ---- */

void edtf_write(const struct when *when, char out[EDTF_BYTES]);

/* ---- the pieces; each returns where it ends, or `at` ---- */

const struct entry *date_word(const struct date_reader *r, uint32_t at);
bool date_is(const struct date_reader *r, uint32_t at, int kind);

bool date_is_dash(const struct date_reader *r, uint32_t at);

/* "23", "23rd", "eighth" as the day of a month; 0 when it is none. */
int date_day_number(const struct date_reader *r, uint32_t at);
/* A year in digits or words at `at`. */
uint32_t date_year(const struct date_reader *r, uint32_t at, int *year);
/* The name of a month, weekday, season with a capital (season: without);
 * NULL when there is none. */
const struct entry *date_name(const struct date_reader *r, uint32_t at,
                              enum lexicon_list list);

/* January 23, 2017; 23 January; January 2017; January. (date_month.c) */
uint32_t date_month(const struct date_reader *r, uint32_t at, struct when *out);
/* Christmas Day, New Year's Eve 2016. (date_month.c) */
uint32_t date_feast(const struct date_reader *r, uint32_t at, struct when *out);
/* The third quarter of 2017, the last week of July. (date_share.c) */
uint32_t date_share(const struct date_reader *r, uint32_t at, struct when *out);
/* 2017-01-16, 16/01/2017, 2017, 1990s, 20th century. (date_digits.c) */
uint32_t date_digits(const struct date_reader *r, uint32_t at,
                     struct when *out);
/* Yesterday, last week, two days ago. (date_relative.c) */
uint32_t date_relative(const struct date_reader *r, uint32_t at,
                       struct when *out);
/* Spring 2011. */
uint32_t date_season(const struct date_reader *r, uint32_t at,
                     struct when *out);
/* "[of] last year" behind a month: its year; YEAR_UNKNOWN without the
 * article's date. */
uint32_t date_year_shift(const struct date_reader *r, uint32_t at, int *year);
/* The day of this weekday that the tense asks for. */
struct day date_weekday_near(const struct date_reader *r, int weekday);
/* Monday; Monday, January 23. (date_month.c) */
uint32_t date_weekday(const struct date_reader *r, uint32_t at,
                      struct when *out);

/* The longest single date, no range of two. (date_single.c) */
uint32_t date_single(const struct date_reader *r, uint32_t at,
                     struct when *out);

/* Choose the year of a month (and day) by tense; marks `when` relative. */
void date_choose_year(const struct date_reader *r, struct when *when);
/* `when` cut to its early, middle, late part. */
void date_cut(struct when *when, enum date_part part);

#endif
