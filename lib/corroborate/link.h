/* link.h - how two facts of different sources bear on one another; pure. */
#ifndef CORROBORATE_LINK_H
#define CORROBORATE_LINK_H

#include "corroborate/claim.h"
#include "corroborate/group.h"

enum link_relation {
    LINK_SAME,
    LINK_CONTRADICTS,
    LINK_SUPERSEDES,
    LINK_NONE,
};
const char *link_relation_name(enum link_relation relation);
bool link_relation_parse(const char *name, enum link_relation *out);

enum { LINK_REASON_BYTES = 400, LINK_SCORE_MAX = 1000 };

/* `swap`: of the two given the second comes first (the newer of two that
 * supersede one another). */
struct link {
    enum link_relation relation;
    bool swap, exact;     /* exact: full agreement, fit to be taken unseen */
    enum group_part part; /* the same, but the first or second given holds it */
    uint32_t score;       /* 0 to LINK_SCORE_MAX */
    char reason[LINK_REASON_BYTES];
};

/* Compare two claims; relation LINK_NONE when they have nothing to do with
 * one another or are merely compatible. The reason says so in words. */
void link_compare(const struct claim *a, const struct claim *b,
                  struct link *out);

/* Compare two tolls of different stories, of which more is asked: reports
 * within three weeks, and words beside them that tell of one event. They are
 * the same or nothing, and never taken unseen. */
void link_far(const struct claim *a, const struct claim *b, struct link *out);

/* Let tolls of a source that stand together tell of one another. The claims of
 * a source stand together, in the order of their places. */
void link_beside_mark(struct claim *const *claims, size_t count);

/* What a toll can be found by from other stories, the same for both of every
 * two that link_far() links; how many there are. */
size_t link_far_keys(const struct claim *claim, uint64_t out[MARKS_KEYS]);

/* Can this toll contradict or supersede another? Quick; no false "no". */
bool link_may_clash(const struct claim *claim);

/* Mark the tolls of sources that list several, perhaps of several events, and
 * those that a source tells first: what contradicts and supersedes. The claims
 * of a source stand together, in the order of their places. */
void link_lists_mark(struct claim *const *claims, size_t count);

/* Of casualties, for link_compare(). */
void link_casualties(const struct claim *a, const struct claim *b,
                     struct link *out);

#endif
