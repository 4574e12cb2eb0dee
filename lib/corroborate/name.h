/* name.h - a name as it is compared with others: without titles, articles and
 * marks, by its consonants, by its initials; pure. */
#ifndef CORROBORATE_NAME_H
#define CORROBORATE_NAME_H

#include "base/arena.h"
#include "base/str.h"

enum {
    NAME_BYTES_MAX = 400, /* of a name; longer ones are cut */
    NAME_WORDS_MAX = 16,
    NAME_CONSONANTS_MIN = 3, /* fewer are alike by chance */
    NAME_CONSONANTS = 4,     /* with fewer it must be nearly the same */
    NAME_INITIALS_MIN = 3,   /* of an acronym */
    NAME_ALIKE_MIN = 500,    /* per thousand: two spellings of one name */
    NAME_ALIKE_FEW = 750,    /* of one with few consonants */
};

/* Strings have length 0 where there is nothing to go by. */
struct name_form {
    struct str core;     /* "deir ezzor": small plain letters */
    struct str last;     /* its last word */
    struct str sounds;   /* "dar zar": consonants, as they may be spelt */
    struct str initials; /* "sohr" of the Syrian Observatory for ... */
    struct str acronym;  /* "sohr" of SOHR itself */
    size_t words;        /* of the name */
    size_t consonants;   /* in `sounds` */
    bool capitals;       /* it consists of them */
    bool linked;         /* "of", "and" stand in it: it is no person's */
};

/* Take a name apart; the strings live in `mem`. Titles and words before it are
 * left out. What has no word with a capital ("the official") or names somebody
 * else ("a friend of Brandt") is no name: all its strings are empty. */
struct name_form name_read(const char *text, struct arena *mem);

/* Is an acronym made of letters of the name (a core), in their order? */
bool name_abbreviates(struct str acronym, struct str name);

/* How alike two cores are spelt, 0 to 1000: one less the share of letters
 * that must change. Symmetric. */
unsigned name_alike(struct str a, struct str b);

#endif
