/* claim.h - what of a fact can agree with another or contradict it; pure. */
#ifndef CORROBORATE_CLAIM_H
#define CORROBORATE_CLAIM_H

#include "base/arena.h"
#include "corroborate/entity.h"
#include "corroborate/marks.h"
#include "corroborate/name.h"
#include "corroborate/profile.h"
#include "ibid.h"

enum {
    CLAIM_WORDS_MAX = 200, /* of one value */
    CLAIM_DECISIONS_MAX = 4,
    CLAIM_GRAM = 3,        /* words that make a piece of what is said */
    CLAIM_GRAM_WORDS = 16, /* of 64 bits, for a statement's pieces */
};

enum claim_kind { CLAIM_CASUALTY, CLAIM_STATEMENT, CLAIM_EVENT, CLAIM_ROLE };

/* Words in order: hashes of their folded stems. */
struct claim_words {
    uint64_t list[CLAIM_WORDS_MAX];
    bool common[CLAIM_WORDS_MAX]; /* says little: the, said */
    size_t count, telling;        /* telling: those that are not common */
};

/* A decision that tables/decisions.txt knows: of whom (words), and yes or no.
 * `universal`: of all of them. */
struct claim_decision {
    struct str predicate;
    bool affirmed, universal;
    struct claim_words *subject;
};

/* A number with its bounds; `bounded` false: "at least", no upper end; `most`:
 * "up to", the lower end is not known and set to the upper one. */
struct claim_number {
    double min, max;
    bool known, bounded, most, approximate;
};

struct claim {
    int64_t fact;      /* its number */
    const char *id;    /* its id: an order that no import changes */
    size_t source;     /* which of the story's sources */
    int32_t published; /* day of that source, or PROFILE_DAY_UNKNOWN */
    int32_t minute;    /* on that day, or PROFILE_MINUTE_UNKNOWN */
    uint32_t start;    /* byte where its evidence starts */
    enum claim_kind kind;
    struct claim_words words;     /* content; name; role and organisation */
    struct claim_words who;       /* speaker, person; of whom a toll is */
    const char *text, *who_text;  /* as written, for reasons; never NULL */
    const struct entities *names; /* of the story, or NULL; whose name is: */
    size_t name;                  /* number of it + 1; 0: of nobody known;
                                     a toll's is its place's */
    const char *date;             /* normalized, or NULL */
    int32_t day;                  /* of it, or PROFILE_DAY_UNKNOWN */
    /* Of a casualty. */
    struct claim_number number;
    const char *harm;       /* normalized */
    struct str group;       /* of the victims; len 0: people at large */
    bool other_groups;      /* their words name several groups */
    bool at_large;          /* "people", or nothing: they could be anybody */
    bool named;             /* one victim, by name or pronoun, not a number */
    bool rest;              /* "others", "five of them": not all of them */
    struct name_form place; /* of a toll, as names are compared */
    const char *place_text;
    bool listed;         /* one of several tolls that its source lists */
    bool head;           /* its source tells no other of its kind before it */
    struct marks *marks; /* of a toll: what tells of its event */
    /* Of a statement: a bit for each piece, by its hash. */
    uint64_t grams[CLAIM_GRAM_WORDS];
    int gram_bits; /* that are set */
    struct claim_decision decisions[CLAIM_DECISIONS_MAX];
    size_t decision_count;
};

/* Take a fact apart; `around` is the text from its place on. NULL when nothing
 * of its kind is compared. In `mem`. */
struct claim *claim_make(const struct profile_words *words,
                         const struct ibid_fact *fact, struct str around,
                         struct arena *mem);

/* Is a fact of this kind compared? */
bool claim_is_of(const char *kind);
const char *claim_kind_name(enum claim_kind kind);

/* The words of a text. */
void claim_words_read(const struct profile_words *words, struct str text,
                      struct claim_words *out);

/* Can one statement hold most of the other's pieces? Quick; no false "no". */
bool claim_grams_meet(const struct claim *a, const struct claim *b);

/* Are they of one person or place as far as names tell? Not when a person said
 * that they are two (`*apart`). */
bool claim_same_entity(const struct claim *a, const struct claim *b,
                       bool *apart);

/* How many different telling words both have. */
size_t claim_shared(const struct claim_words *a, const struct claim_words *b);

#endif
