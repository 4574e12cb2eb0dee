/* reanchor_words.h - two stretches of words side by side. Only for
 * lib/source/reanchor*.c. */
#ifndef SOURCE_REANCHOR_WORDS_H
#define SOURCE_REANCHOR_WORDS_H

#include "source/reanchor.h"

/* Pieces [first, last] of a text. */
struct words {
    size_t first, last;
    size_t words; /* those of them that are words */
    bool cuts;    /* the span cuts a word in two */
};

/* The pieces that bytes [start, end) touch; false when there are none. */
bool words_of_span(const struct pieces *pieces, uint32_t start, uint32_t end,
                   struct words *out);

/* The sentence around the span, within its line. */
void words_sentence(const struct pieces *pieces, const struct words *span,
                    struct words *out);

/* Is this share of the words, of the longer of the two, in both, in the same
 * order? Counts the words of `there`. */
bool words_alike(const struct align *a, const struct words *span,
                 struct words *there, double floor);

/* May they serve for the same value: the same words, or, in a long one, all
 * but a few that hold no digit? */
bool words_of_value(const struct align *a, const struct words *span,
                    const struct words *there);

/* Set `out` to an approximate anchor at `there`, with what differs. False when
 * the two are further apart than can be told. */
bool words_differ(const struct align *a, const struct words *span,
                  const struct words *there, struct arena *mem,
                  struct reanchored *out);

#endif
