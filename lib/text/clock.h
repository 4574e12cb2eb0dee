/* clock.h - times of day (2200 GMT, 8:30 p.m.) and lengths of time (two
 * weeks), as ISO 8601 writes them. */
#ifndef TEXT_CLOCK_H
#define TEXT_CLOCK_H

#include "text/token.h"

enum { CLOCK_BYTES = 32 };

/* What tokens [first, last) say. */
struct clock_words {
    uint32_t first, last;
    char value[CLOCK_BYTES];
};

/* Read the time of day at token `at`: "T22:00Z" (world time), "T20:30". False
 * when there is none. */
bool clock_at(const struct language *lang, const struct tokens *tokens,
              uint32_t at, struct clock_words *out);

/* Read the length of time at token `at`: "three days" is "P3D", "two-week"
 * "P2W", "90 minutes" "PT90M". False when there is none, or none exact. */
bool length_at(const struct language *lang, const struct tokens *tokens,
               uint32_t at, struct clock_words *out);

#endif
