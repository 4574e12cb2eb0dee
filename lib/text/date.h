/* date.h - dates as written in news, normalized to EDTF (ISO 8601-2). */
#ifndef TEXT_DATE_H
#define TEXT_DATE_H

#include "text/token.h"

enum { EDTF_BYTES = 64 };

/* A day of the proleptic Gregorian calendar; 0 in month or day: not known. */
struct day {
    int year, month, day;
};

/* Read "2017-01-16", "2017-01", "2017" (any time of day behind it is
 * ignored). False when it is none of these or no such day exists. */
bool day_parse(struct str text, struct day *out);

/* A date expression. `value` is EDTF ("2017-01-23", "2016-12-21/2016-12-31",
 * "2015~", "XXXX-12-29" when the year cannot be known), "" when the words are
 * a date but nothing more can be said without the article's own date. */
struct date {
    uint32_t first, last; /* tokens [first, last) */
    char value[EDTF_BYTES];
    bool relative; /* depends on the article's date */
};

/* Read the longest date that starts at token `at`: "January 23, 2017", "23
 * Jan.", "Monday", "last week", "late December", "the spring of 2011", "two
 * days ago". `published` is the article's own day, NULL when unknown; it is
 * never guessed. `past` says that the verb around it is in the past tense,
 * which decides "on Monday" and "January 23" without a year (nearest before,
 * else nearest after; without a hint, or within two months, nearest). */
enum date_tense { DATE_ANY, DATE_PAST, DATE_FUTURE };
bool date_at(const struct language *lang, const struct tokens *tokens,
             uint32_t at, const struct day *published, enum date_tense tense,
             struct date *out);

/* The tense that the verbs near tokens [first, last) show, those before them
 * first; DATE_ANY when none does. */
enum date_tense date_tense_near(const struct language *lang,
                                const struct tokens *tokens, uint32_t first,
                                uint32_t last);

/* date_at() with that tense. */
bool date_told(const struct language *lang, const struct tokens *tokens,
               uint32_t at, const struct day *published, struct date *out);

/* Read "since 2014", "until Friday" at token `at`: `value` is "2014/..",
 * "../2017-01-20". False when nothing of the kind, or no value, is there. */
bool date_open(const struct language *lang, const struct tokens *tokens,
               uint32_t at, const struct day *published, struct date *out);

/* All dates of the text, left to right, the longest at each place, as a list
 * in `mem`; how many. The tense is taken from the verbs around each. */
size_t text_dates(const struct language *lang, const struct tokens *tokens,
                  const struct day *published, struct arena *mem,
                  struct date **out);

/* The date in a whole text such as a curator's "January 23" or a value
 * stored earlier; false when the text is anything else. */
bool date_parse(const struct language *lang, struct str text,
                const struct day *published, enum date_tense tense,
                struct date *out);

/* Is `text` valid EDTF level 0 or 1 as ibid writes it? */
bool edtf_valid(struct str text);

#endif
