/* members.h - the sources that are compared with one another, and what they
 * say. */
#ifndef RELATE_MEMBERS_H
#define RELATE_MEMBERS_H

#include "corroborate/claim.h"
#include "corroborate/reuse.h"
#include "relate/story_names.h"
#include "relate/within.h"
#include "store/sources.h"

/* A source of the story. */
struct member {
    int64_t no;
    struct source_row row;
    struct reuse_text text;
    struct str whole; /* of the version that was read */
    const char *version;
    int64_t version_no;
    int64_t tie, story;
    bool cut; /* has more facts than are compared, or nearly so */
    int32_t day, minute;
};

struct within {
    struct store *st;
    const struct profile_words *words;
    int64_t story;
    struct arena mem;
    struct member members[WITHIN_SOURCES_MAX];
    size_t count;
    struct claim **claims;
    size_t claim_count, claim_room;
    struct story_names names; /* whose stand in them */
    size_t at, taken; /* the member whose facts are read, and how many were; */
                      /* then the claim whose links are written, the same */
    const char *kind; /* of facts that are compared; NULL: all */
    const struct member *only; /* with whose facts; NULL: all */
};

/* The text that a member is read from, its day and its story. */
enum ibid_status members_text(struct within *w, struct member *m,
                              struct ibid_error *err);

/* Add the facts of a member whose text was read, of w->kind, to the claims. */
enum ibid_status members_facts(struct within *w, struct member *m,
                               struct ibid_error *err);

/* Texts and facts of all members, of w->kind. */
enum ibid_status members_claims(struct within *w, struct ibid_error *err);

#endif
