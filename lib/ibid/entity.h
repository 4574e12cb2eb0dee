/* entity.h - whose names stand in facts.
 * A part of ibid.h: include that. */
#ifndef IBID_ENTITY_H
#define IBID_ENTITY_H

#include "ibid/change.h"

/* A name as it is written in facts, and how many of them. */
struct ibid_name {
    const char *text;
    int64_t facts;
};

/* Why two names are taken for one. */
struct ibid_name_merge {
    const char *a, *b;
    const char *why;    /* "said" by a person, "written", "listed", "stated", */
                        /* "spelt", "acronym" or "short" */
    const char *reason; /* the same in words */
    int64_t fact;       /* its number, of "stated"; else 0 */
};

/* A person, organisation or place. Strings live until the callback returns. */
struct ibid_entity {
    const char *name;              /* the one that is told most */
    int64_t facts;                 /* of all names */
    const struct ibid_name *names; /* most told first */
    size_t name_count;
    const struct ibid_name_merge *merges; /* one less than there are names, */
    size_t merge_count; /* unless names that no fact holds hang between */
};
typedef enum ibid_status ibid_entity_fn(void *ctx,
                                        const struct ibid_entity *entity,
                                        struct ibid_error *err);

/* The names in facts, those of one person, organisation or place together, by
 * name: those with several names (`several`) or all; of one of its names only
 * (IBID_NOT_FOUND when no fact holds it) unless `name` is NULL. */
IBID_API enum ibid_status ibid_entity_each(ibid_db *db, const char *name,
                                           bool several, ibid_entity_fn *each,
                                           void *ctx, struct ibid_error *err);

/* Say, as one undoable step, that the first of `names` and each of the others
 * are one, or (`apart`) are not, whatever speaks for it. IBID_NOT_FOUND for a
 * name that no fact holds, IBID_INVALID for two that are written the same. */
IBID_API enum ibid_status
ibid_entity_decide(ibid_db *db, const char *const *names, size_t count,
                   bool apart, const struct ibid_change_options *options,
                   struct ibid_change_result *result, struct ibid_error *err);

#endif
