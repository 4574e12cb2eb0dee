/* groups.h - what the sources of a story agree and disagree on. */
#ifndef RELATE_GROUPS_H
#define RELATE_GROUPS_H

#include "relate/standing.h"
#include "store/links.h"

enum {
    GROUPS_STORIES_MAX = 64,  /* that are looked at together, */
    GROUPS_LINKS_MAX = 20000, /* and links of all of them */
};

/* By which links facts are held to say the same: all but those dismissed; only
 * those that agree exactly or were confirmed; the same, and not of this story
 * alone but of all that confirmed ones reach. */
enum groups_by { GROUPS_SUGGESTED, GROUPS_SURE, GROUPS_SURE_BEYOND };

/* A fact that is linked to another. */
struct grouped_fact {
    int64_t no;
    const char *id;
    int64_t source; /* number */
    size_t group;   /* the first fact of its group */
    size_t band;    /* the first fact of all that clash with it */
};

/* Links that nobody dismissed, and the facts at their ends: by source, place
 * and number. */
struct groups {
    struct grouped_fact *facts;
    size_t fact_count;
    struct link_row *links; /* by the ids of their facts */
    size_t (*ends)[2];      /* of each link: which facts */
    size_t link_count;
};

/* Those of the story of this number; everything in `mem`. */
enum ibid_status groups_of_story(struct store *st, int64_t story,
                                 enum groups_by by, struct arena *mem,
                                 struct groups *out, struct ibid_error *err);

/* How many sources stand behind the group of fact number `group`. */
enum ibid_status groups_standing(struct store *st, const struct groups *groups,
                                 size_t group, struct standing *out,
                                 struct ibid_error *err);

#endif
