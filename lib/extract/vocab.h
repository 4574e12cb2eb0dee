/* vocab.h - every word a codebook or its language's grammar knows, with the
 * word lists it is on. A text's words are looked up here once; from then on
 * matching compares numbers and bits. */
#ifndef EXTRACT_VOCAB_H
#define EXTRACT_VOCAB_H

#include "base/map.h"
#include "extract/script.h"

enum {
    VOCAB_LISTS_MAX = 256,
    VOCAB_LIST_WORDS = VOCAB_LISTS_MAX / 64,
    VOCAB_WORDS_MAX = 500000,
    VOCAB_ENTRY_WORDS_MAX = 12, /* words in one entry of a list */
    VOCAB_NONE = 0,             /* the word id of all unknown words */
};

/* A word and the lists it is on by itself. */
struct vword {
    struct str text;
    uint64_t lists[VOCAB_LIST_WORDS];
    uint32_t phrases; /* entries of several words that start with it, or 0:
                       * the first of each list, chained by `other` */
    uint32_t endings; /* ... that end with it */
    uint32_t starts;  /* bits list % 32 of the lists of `phrases` */
    uint16_t tags;    /* its class in the grammar, or 0 */
};

/* An entry of several words. */
struct vphrase {
    uint32_t next;        /* of the same first word and list, not longer */
    uint32_t other;       /* the first one of another list */
    uint32_t next_ending; /* of the same last word */
    uint16_t list, count;
    uint32_t words[VOCAB_ENTRY_WORDS_MAX];
};

/* A normal form: of an entry (its words joined by blanks) on a list. */
struct vnormal {
    struct vnormal *next; /* of the same entry, on another list */
    uint32_t list;
    struct str entry;
    const char *normal;
};

struct vocab {
    struct arena *mem;
    uint32_t *slots; /* open addressing; 0 = free, else word id */
    size_t slot_count;
    struct vword *words; /* [0] is VOCAB_NONE */
    size_t word_count, word_capacity;
    struct vphrase *phrases; /* [0] unused */
    size_t phrase_count, phrase_capacity;
    struct vnormal **normals; /* in the order of the files */
    size_t normal_count, normal_capacity;
    struct map by_entry; /* entry -> its first struct vnormal */
    struct str lists[VOCAB_LISTS_MAX];
    size_t list_count;
};

void vocab_init(struct vocab *vocab, struct arena *mem);

/* The id of a folded word, VOCAB_NONE when unknown. */
uint32_t vocab_find(const struct vocab *vocab, struct str word);

/* The same, adding it when unknown. */
uint32_t vocab_add(struct vocab *vocab, struct str word);

/* The number of a list, or -1; vocab_list_add makes it (-1 past the limit). */
int vocab_list(const struct vocab *vocab, struct str name);
int vocab_list_add(struct vocab *vocab, struct str name);

/* May an entry of several words on this list begin with the word? */
static inline bool vword_may_begin(const struct vword *word, unsigned list)
{
    return word->starts >> (list % 32) & 1;
}

static inline bool vword_on(const struct vword *word, unsigned list)
{
    return word->lists[list / 64] >> (list % 64) & 1;
}

/* Read a file of word lists (schema/codebooks/README.md, "Word lists"). */
void vocab_read(struct vocab *vocab, struct script *script,
                const struct language *lang);

/* The normal forms of an entry (folded words, single blanks), the first of a
 * chain; NULL when there is none. */
const struct vnormal *vocab_normal(const struct vocab *vocab, struct str entry);

#endif
