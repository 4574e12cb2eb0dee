/* grammar.h - parts of speech: what a word can be, from a lexicon of the
 * language (tools/train/lexicon.py), and what it is, from a trained model
 * (tools/train/tagger.py). */
#ifndef EXTRACT_GRAMMAR_H
#define EXTRACT_GRAMMAR_H

#include "extract/tagger.h"
#include "extract/vocab.h"
#include "text/token.h"

/* Parts of speech, in the order of GRAMMAR_LETTERS. */
enum tag {
    TAG_NOUN,
    TAG_NAME,     /* P: proper noun */
    TAG_BASE,     /* B: go */
    TAG_PRESENT,  /* Z: goes */
    TAG_PAST,     /* D: went */
    TAG_DONE,     /* K: gone */
    TAG_DOING,    /* G: going */
    TAG_ADJ,      /* J */
    TAG_ADV,      /* R */
    TAG_DET,      /* T: the, his */
    TAG_PREP,     /* I: of, that, because */
    TAG_TO,       /* O */
    TAG_PRON,     /* H: he, there */
    TAG_WH,       /* W: who, which, when */
    TAG_CONJ,     /* C: and */
    TAG_MODAL,    /* M: will */
    TAG_NUMBER,   /* # */
    TAG_GENITIVE, /* S: 's */
    TAG_PUNCT,    /* . */
    TAG_START,    /* ^: before the sentence */
    TAG_END,      /* $: behind it */
    TAG_COUNT,
};

#define GRAMMAR_LETTERS "NPBZDKGJRTIOHWCM#S.^$"

#define TAG_BIT(tag) (1u << (tag))
#define TAGS_FINITE (TAG_BIT(TAG_PRESENT) | TAG_BIT(TAG_PAST))
#define TAGS_VERB                                                              \
    (TAGS_FINITE | TAG_BIT(TAG_BASE) | TAG_BIT(TAG_DONE) | TAG_BIT(TAG_DOING))

enum {
    GRAMMAR_CLASSES_MAX = 512, /* distinct sets of tags */
    GRAMMAR_SUFFIXES_MAX = 64,
};

/* Immutable once loaded. */
struct grammar {
    struct str classes[GRAMMAR_CLASSES_MAX]; /* "NB"; "-NB" = by suffix */
    size_t class_count;                      /* class 0 is punctuation */
    struct str suffixes[GRAMMAR_SUFFIXES_MAX];
    uint16_t suffix_class[GRAMMAR_SUFFIXES_MAX];
    size_t suffix_count;
    uint16_t number_class;
    struct tagger tagger;
};

/* Load schema/languages/<tag>-grammar: parts of speech into `grammar`, word
 * lists into `vocab`. A language without these files has no parts of speech:
 * every word is then a noun, a capitalised one a name. */
void grammar_load(struct grammar *grammar, struct vocab *vocab,
                  const struct language *lang, struct mistakes *mistakes,
                  struct arena *mem);

/* The class of a token whose word has this id. */
uint16_t grammar_class(const struct grammar *grammar, const struct vocab *vocab,
                       uint32_t id, const struct token *token);

/* Has a class one tag for a word written so: numbers, marks, "the"? */
bool grammar_certain(const struct grammar *grammar, uint16_t class,
                     enum tagger_shape shape, enum tag *tag);

/* The likeliest tag of a class where no model tells more. */
enum tag grammar_guess(const struct grammar *grammar, uint16_t class,
                       enum tagger_shape shape);

#endif
