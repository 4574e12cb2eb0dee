/* tagger.h - a trained model that names the parts of speech of a sentence. */
#ifndef EXTRACT_TAGGER_H
#define EXTRACT_TAGGER_H

#include "base/str.h"
#include "text/token.h"

enum {
    TAGGER_TAGS = 19,   /* those before TAG_START in extract/grammar.h */
    TAGGER_STRIDE = 24, /* bytes of a row */
};

/* Weights as tools/train/tagger.py writes them; used where they lie. */
struct tagger {
    const unsigned char *weights; /* rows of TAGGER_STRIDE; NULL: no model */
    uint32_t rows;                /* a power of two */
};

/* A model from the bytes of its file, which stay in use; false when they are
 * none. */
bool tagger_open(struct tagger *tagger, struct str bytes);

/* How a word is written, as features tell it. */
enum tagger_shape {
    SHAPE_LOWER,
    SHAPE_FIRST,   /* a capital at the beginning of the sentence */
    SHAPE_CAPITAL, /* ... inside it */
    SHAPE_UPPER,   /* all capitals */
    SHAPE_NUMBER,
    SHAPE_MARK, /* neither word nor number */
};

/* What the features of a word are made of. */
struct tagger_word {
    uint32_t word, last3, last2; /* hashes of the word, of its last bytes */
    uint32_t class;              /* of the name of its class in the lexicon */
    uint32_t shape;              /* enum tagger_shape * 2 + has a hyphen */
};

struct tagger_word tagger_word(struct str folded, struct str class,
                               enum tagger_shape shape);

/* The part of speech (a number below TAGGER_TAGS) of words[at] of a sentence
 * of `count` words, behind the tags `last` and, before that, `before`;
 * TAGGER_TAGS stands for none. */
unsigned tagger_tag(const struct tagger *tagger,
                    const struct tagger_word *words, uint32_t count,
                    uint32_t at, unsigned last, unsigned before);

#endif
