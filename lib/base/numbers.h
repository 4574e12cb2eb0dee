/* numbers.h - a set of whole numbers; a bit each where they stand close. */
#ifndef BASE_NUMBERS_H
#define BASE_NUMBERS_H

#include "base/map.h"

/* Zero-initialise with `blocks.mem` set; everything lives in that arena. */
struct numbers {
    struct map blocks;
};

void numbers_add(struct numbers *set, int64_t number);
bool numbers_has(const struct numbers *set, int64_t number);

#endif
