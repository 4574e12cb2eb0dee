/* entity.h - which names are one person, organisation or place, and why;
 * pure. */
#ifndef CORROBORATE_ENTITY_H
#define CORROBORATE_ENTITY_H

#include "corroborate/name.h"

enum { ENTITY_RUN_MAX = 64 }; /* names of like sound that are held together */

/* Why two names are one; earlier ones come first. ENTITY_APART: they are
 * not, whatever else speaks for it. */
enum entity_why {
    ENTITY_APART,   /* a person said so */
    ENTITY_SAID,    /* a person said so */
    ENTITY_WRITTEN, /* the same but for titles, articles, marks, case */
    ENTITY_LISTED,  /* in a list of the codebook */
    ENTITY_STATED,  /* an article says so */
    ENTITY_SPELT,   /* another spelling of the same consonants */
    ENTITY_ACRONYM, /* the initials of one name only */
    ENTITY_SHORT,   /* the last word of one person's name only */
};
const char *entity_why_name(enum entity_why why);

/* A name as it is written; `personal`: somebody who speaks, holds an office. */
struct entity_name {
    const char *text;
    bool personal;
    int64_t count; /* how often it is told */
};

/* What is known of two names (texts; however they are capitalized). */
struct entity_pair {
    const char *a, *b;
    enum entity_why why; /* APART, SAID, LISTED, STATED */
    int64_t fact;        /* of STATED: the number of the fact, else 0 */
};

/* That two names were made one: numbers of names. */
struct entity_merge {
    size_t a, b;
    enum entity_why why;
    int64_t fact;
};

struct entities {
    size_t count;
    const struct name_form *forms;
    size_t *group; /* of each name: the lowest number of its group */
    struct entity_merge *merges; /* one less than names, for each group */
    size_t merge_count;
    size_t (*apart)[2]; /* groups that a person said are two */
    size_t apart_count;
};

/* Names given in an order of their own give the same groups. Linear but for
 * sorting; everything in `mem`. */
void entities_make(const struct entity_name *names, size_t count,
                   const struct entity_pair *pairs, size_t pair_count,
                   struct arena *mem, struct entities *out);

/* Did a person say that these two names are of two? */
bool entities_are_apart(const struct entities *entities, size_t a, size_t b);

#endif
