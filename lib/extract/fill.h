/* fill.h - what rules that only fill fields found, and statements that facts
 * stand in. */
#ifndef EXTRACT_FILL_H
#define EXTRACT_FILL_H

#include "extract/match.h"

/* Words [first, last) (tokens) that are the content of something else. */
struct holder {
    uint32_t first, last;
    uint8_t field;
    const struct proposal *by;
};

struct fills {
    const struct reading *reading;
    struct proposals loose; /* of rules that fill, by trigger */
    struct proposals drops; /* of rules that drop, by trigger */
    struct holder *holders; /* by first word */
    size_t holder_count, holder_capacity;
};

/* Take the proposals of rules that fill out of `all`. */
struct fills fills_start(const struct reading *reading, struct proposals *all);

/* Remove from `all` what rules that drop speak against: facts of their kind
 * in the same sentence. Calls back for each with the rule. */
typedef void fills_dropped(void *ctx, uint16_t rule);
void fills_drop(const struct fills *fills, struct proposals *all,
                fills_dropped *dropped, void *ctx);

/* What the other proposals hold: call it when all of them are final. */
void fills_hold(struct fills *fills, const struct proposals *all);

/* The nearest proposal that fills a field of what `p` found: in the same
 * sentence, and in (or outside) the same content. NULL: none. */
const struct proposal *fills_find(const struct fills *fills,
                                  const struct proposal *p, uint8_t field);

/* The content that the trigger of `p` stands in, the innermost; or NULL. */
const struct holder *fills_holder(const struct fills *fills,
                                  const struct proposal *p);

#endif
