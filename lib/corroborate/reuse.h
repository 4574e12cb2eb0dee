/* reuse.h - the words that two articles share: copies, parts, quotations;
 * pure. */
#ifndef CORROBORATE_REUSE_H
#define CORROBORATE_REUSE_H

#include "base/arena.h"
#include "base/buf.h"
#include "source/article.h"

enum {
    REUSE_WORDS_MAX = 20000,     /* of an article that are compared */
    REUSE_GRAM = 5,              /* words that make a fingerprint */
    REUSE_PASSAGE_WORDS_MIN = 8, /* shorter runs are chance */
    REUSE_PASSAGES_MAX = 200,    /* of a pair that are kept */
};

enum reuse_relation { REUSE_COPY, REUSE_PARTIAL, REUSE_QUOTES, REUSE_NONE };
const char *reuse_relation_name(enum reuse_relation relation);

/* A word of the article proper: bytes [start, end) of its text. */
struct reuse_word {
    uint32_t start, end;
    uint32_t hash;
    bool quoted; /* stands between quotation marks */
};

/* The words of an article and where its fingerprints (a hash of REUSE_GRAM
 * words) first occur, as a hash table. */
struct reuse_text {
    const struct reuse_word *words;
    size_t count, quoted;
    const uint32_t *table; /* word number + 1; 0 = free */
    size_t table_room;
};

/* Read the article proper; bylines, credits and rights lines (tables/
 * credits.txt) are left out. Linear; in `mem`. */
struct reuse_text reuse_read(struct str text, const struct block *blocks,
                             size_t count, struct arena *mem);

/* The same words: bytes [a, a_end) of one, [b, b_end) of the other. */
struct reuse_passage {
    uint32_t a, a_end, b, b_end;
};

struct reuse {
    enum reuse_relation relation;
    uint32_t share; /* per thousand of the shorter one's words */
    struct reuse_passage passages[REUSE_PASSAGES_MAX];
    size_t count;
};

/* Compare two; linear in both. The passages ascend in `b`. */
void reuse_compare(const struct reuse_text *a, const struct reuse_text *b,
                   struct reuse *out);

/* Passages as bytes and back; false when they are not. */
void reuse_write(const struct reuse *reuse, struct buf *out);
bool reuse_passages_read(struct str bytes, struct reuse *out);

#endif
