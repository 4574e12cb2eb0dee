/* number.h - numbers as written in news: digits, words, vague amounts. */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "text/token.h"

/* A number as an interval. "28" is 28..28; "at least 28" 28..; "up to 40"
 * ..40; "dozens" 24.. approximate; "28 to 30" 28..30; "about 50" 50..50
 * approximate. */
struct number {
    double min, max; /* only where has_min, has_max */
    bool has_min, has_max;
    bool approximate;
    bool ordinal;         /* "third", "29th" */
    bool percent;         /* "12 percent" (both tokens belong to it) */
    uint32_t first, last; /* tokens [first, last), qualifiers included */
    uint32_t core;        /* first token of the number proper */
};

/* Read the longest number that starts at token `at` (qualifiers such as "at
 * least" or "more than" may come first). False when there is none; dates and
 * clock times are not numbers, "one" as a pronoun is. */
bool number_at(const struct language *lang, const struct tokens *tokens,
               uint32_t at, struct number *out);

/* The number in a whole text such as a curator's "at least 28"; false when
 * the text is anything else. */
bool number_parse(const struct language *lang, struct str text,
                  struct number *out);

/* All numbers of the text that overlap none of the `date_count` dates, left
 * to right, the longest at each place, as a list in `mem`; how many. */
struct date;
size_t text_numbers(const struct language *lang, const struct tokens *tokens,
                    const struct date *dates, size_t date_count,
                    struct arena *mem, struct number **out);

struct jsonw;

/* Write {"min":28,"max":28} or {"min":24,"approximate":true}: whole numbers
 * without a fraction, absent bounds left out. */
void number_json(const struct number *number, struct jsonw *to);

#endif
