/* reanchor.h - where cited words of a version stand in a later one. */
#ifndef SOURCE_REANCHOR_H
#define SOURCE_REANCHOR_H

#include "ibid.h"
#include "text/align.h"

enum {
    REANCHOR_CONTEXT_POINTS = 32,  /* on either side: the surroundings */
    REANCHOR_DIFFERENCES_MAX = 64, /* told of one citation */
    REANCHOR_BYTES_MAX = 32 << 20, /* of a text that is compared */
};

/* Two texts aligned; NULL texts and too long ones have nothing in common. */
void reanchor_open(struct str old, struct str new, struct arena *mem,
                   struct align *out);

/* What a span of the old text is in the new one. */
struct reanchored {
    enum ibid_anchor anchor;
    uint32_t start, end; /* bytes of the new text; 0, 0 when lost */
    /* Of an approximate one: the words that differ. */
    const struct ibid_difference *differences;
    size_t difference_count;
    bool marks_only; /* only blanks and the shapes of marks differ */
};

/* Find bytes [start, end) of the old text in the new one. Exact: the same
 * bytes in the same order of things, the same surroundings within their line.
 * Moved: the same bytes, elsewhere or among others. Approximate: some words
 * differ. Lost: none of these can be told for certain.
 * `whole`: the span is the evidence of a fact, of which half the words may
 * differ; else it is the words of a value, of which only blanks and shapes of
 * marks may, or, in a long one, a few words that hold no digit. */
void reanchor_span(const struct align *a, uint32_t start, uint32_t end,
                   bool whole, struct arena *mem, struct reanchored *out);

#endif
