/* pattern.h - the pattern language of rules: parsed, and compiled to small
 * programs that run forwards and backwards from a trigger. The language is
 * described in schema/codebooks/README.md. */
#ifndef EXTRACT_PATTERN_H
#define EXTRACT_PATTERN_H

#include "extract/vocab.h"

enum {
    PATTERN_DEPTH_MAX = 24,      /* of groups and macros in one another */
    PATTERN_REPEAT_MAX = 64,     /* in {m,n} and ..n */
    PATTERN_PROGRAM_MAX = 16000, /* instructions of one pattern */
    PATTERN_NODES_MAX = 64000,   /* of a whole codebook */
    PATTERN_MACROS_MAX = 256,
    PATTERN_CAPTURES_MAX = 24, /* in one match */
    PATTERN_NO_FIELD = 255,
};

/* What one item of the text can be tested for: a word, a word list, or a
 * class of items. */
enum pattern_class {
    CLASS_ANY,  /* any item but a sentence's end */
    CLASS_WORD, /* arg: word id */
    CLASS_LIST, /* arg: list */
    CLASS_TAGS, /* arg: bits of enum tag */
    CLASS_NP,   /* a noun phrase */
    CLASS_NAME, /* a name of anything */
    CLASS_PERSON,
    CLASS_ORG,
    CLASS_PLACE,
    CLASS_NUMBER, /* a number with its qualifiers */
    CLASS_DATE,
    CLASS_PAST,     /* a date long before the article's */
    CLASS_QUOTE,    /* words in quotation marks */
    CLASS_SPEECH,   /* the same, a sentence or more */
    CLASS_UNCLOSED, /* a speech whose paragraph does not close it */
    CLASS_CLAUSE,   /* from here to the end (start) of the clause */
    CLASS_OBJECT,   /* the same, of a verb's object */
    CLASS_CAPITAL,
    CLASS_UPPER,
    CLASS_BREAK,     /* <s>: between two sentences */
    CLASS_PARAGRAPH, /* <p>: between two paragraphs */
    CLASS_EDGE,      /* <end>: a sentence ends here; nothing is consumed */
    CLASS_START,     /* <start>: a sentence begins here; the same */
};

enum op {
    OP_TEST,     /* consume one item or phrase */
    OP_NOT_NEXT, /* the next item is not; consumes nothing */
    OP_NOT_LAST, /* the item before is not */
    OP_IS_NEXT,  /* the next item is; consumes nothing */
    OP_SPLIT,    /* try `to`, then `other` */
    OP_JUMP,
    OP_OPEN, /* capture `arg` begins, ends (in running direction) */
    OP_CLOSE,
    OP_MATCH,
};

struct instruction {
    uint8_t op, class;
    uint16_t to, other;
    uint32_t arg;
};

struct program {
    const struct instruction *code;
    uint32_t count;
    bool quotes; /* every way takes words in quotation marks before the end of
                  * the sentence */
};

/* Matches are found from the trigger: `ahead` runs forward from behind it,
 * `behind` backward from before it. */
struct pattern {
    uint8_t trigger_class; /* word, list, speech, quote or number */
    uint32_t trigger;
    struct program ahead, behind;
};

/* A definition: its text, parsed anew where it is used, so that captures in
 * it are fields of the kind at hand. */
struct pattern_macro {
    struct str name, body;
};

struct emitter; /* pattern.c */

/* What patterns may refer to: one a codebook. */
struct pattern_space {
    struct vocab *vocab;
    const struct language *lang;
    struct arena *mem;
    struct pattern_macro macros[PATTERN_MACROS_MAX];
    size_t macro_count, node_count;
    struct emitter *emitter; /* made at the first pattern */
};

/* Read "define NAME = ..." (name and body). */
bool pattern_define(struct pattern_space *space, struct script *script,
                    struct str name, struct str body);

/* Compile `text` for a kind; false when a mistake was reported. */
bool pattern_compile(struct pattern_space *space, struct script *script,
                     const struct codebook_kind *kind, struct str text,
                     struct pattern *out);

#endif
