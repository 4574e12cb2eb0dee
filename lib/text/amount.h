/* amount.h - one number proper, in digits or words; for lib/text only. */
#ifndef TEXT_AMOUNT_H
#define TEXT_AMOUNT_H

#include "text/lexicon.h"

enum { DIGITS_BYTES_MAX = 32 };

/* A number without its qualifiers. */
struct amount {
    double min, max;
    double scale; /* the last multiplier in it, 1 when none */
    bool open;    /* no upper bound */
    bool approximate, ordinal;
};

/* Read the longest amount at token `at`, before `end`; where it ends, or `at`
 * when there is none. */
uint32_t amount_at(const struct language *lang, const struct token *tokens,
                   uint32_t at, uint32_t end, struct amount *out);

/* "28", "310,000", "4.5": nothing but digits, a point, commas at thousands. */
bool digits_parse(struct str text, double *out);

#endif
