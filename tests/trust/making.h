/* making.h - articles made at random, and edited at random. */
#ifndef TRUST_MAKING_H
#define TRUST_MAKING_H

#include "base/arena.h"
#include "base/buf.h"

enum { PARAGRAPHS_MAX = 80 };

/* A sentence of the article or of its edited form. */
struct sentence {
    const char *text;
    const char *plain; /* with straight quotation marks and the like */
    int origin;     /* number of the first old one with these words, -1: new */
    uint32_t start; /* byte of the text it was written to */
};

struct paragraph {
    struct sentence list[16];
    int count;
};

struct article {
    struct paragraph list[PARAGRAPHS_MAX];
    int count;
    struct buf text;
};

struct making {
    uint64_t seed;
    struct arena mem;
    int names; /* how many there are: few make for likenesses */
    int sentences;
    struct article old, new;
};

/* Make `old`, and `new` from it by some edits. Zero-initialise but for the
 * seed; what they hold lasts until the next call. making_done() frees. */
void making_next(struct making *m);
void making_done(struct making *m);

#endif
