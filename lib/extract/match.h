/* match.h - run a codebook's patterns over a reading. */
#ifndef EXTRACT_MATCH_H
#define EXTRACT_MATCH_H

#include "extract/reading.h"

enum {
    MATCH_STEPS_PER_ITEM = 150, /* earned with every item of the text */
    MATCH_STEPS_FIRST = 20000,  /* given: short texts earn too little */
    MATCH_STEPS_MAX = 60000,    /* saved up, at most: bounds all work */
    MATCH_STACK_MAX = 512,
    MATCH_SEEN_SLOTS = 1024, /* states known to lead nowhere */
};

/* Items [first, last) captured for a field. */
struct capture {
    uint32_t first, last;
    uint8_t field;
};

/* What a rule found. */
struct proposal {
    uint32_t first, last; /* items it matched */
    uint32_t trigger;
    uint16_t rule, pattern;
    uint16_t capture_count;
    struct capture *captures; /* by position */
};

struct proposals {
    struct proposal *list;
    size_t count, capacity;
};

/* Called for each attempt when debugging: did the pattern match? */
typedef void match_watch(void *ctx, uint32_t item, uint16_t pattern,
                         bool matched);

/* All proposals for the reading, by trigger. Linear: see the limits. */
void match_all(const struct reading *reading, match_watch *watch, void *ctx,
               struct proposals *out);

#endif
