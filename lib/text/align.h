/* align.h - which words of a text are which of another: linear in both. */
#ifndef TEXT_ALIGN_H
#define TEXT_ALIGN_H

#include "text/pieces.h"

enum { ALIGN_NONE = UINT32_MAX };

enum align_how {
    ALIGN_LOST,
    ALIGN_IN_ORDER, /* with what stands before and after it */
    ALIGN_MOVED,    /* out of that order */
};

struct align {
    struct pieces old, new;
    uint32_t *to;   /* of each old piece: the new one, or ALIGN_NONE */
    uint32_t *from; /* of each new piece: the old one, or ALIGN_NONE */
    uint8_t *how;   /* of each old piece: enum align_how */
};

/* Align two valid UTF-8 texts. First what is equal at both ends and sentences
 * that occur once in each: the longest chain of them in the same order, the
 * others have moved. Between those, runs of words that occur once; between
 * these, the fewest insertions and deletions within a budget, and only where
 * half of the words agree. Everything is in `mem`. */
void align_texts(struct str old, struct str new, struct arena *mem,
                 struct align *out);

#endif
