/* anchor.h - how citations fare in newer versions, and deciding on them.
 * A part of ibid.h: include that. */
#ifndef IBID_ANCHOR_H
#define IBID_ANCHOR_H

#include "ibid/change.h"
#include "ibid/query.h"

/* Words that stand in place of others; "" where there are none. */
struct ibid_difference {
    const char *before, *after;
};

/* How a citation of an earlier version fares in the newest one of its source:
 * a proposal, until someone decides. */
struct ibid_anchoring {
    const char *fact; /* id */
    int64_t no;       /* of the fact */
    const char *kind;
    const char *field; /* NULL: the evidence */
    size_t value;      /* which of the field's values, from 0 */
    struct ibid_citation from;
    struct ibid_citation to; /* `anchor` says how; of a lost one only version */
                             /* and source are set; it has no id yet */
    const struct ibid_difference *differences; /* of an approximate one */
    size_t difference_count;
    bool marks_only; /* only blanks and the shapes of marks differ */
};

typedef enum ibid_status ibid_anchoring_fn(void *ctx,
                                           const struct ibid_anchoring *it,
                                           struct ibid_error *err);

/* Citations of facts selected (rejected and merged ones are left out) that
 * point into a version that is not the newest, and were not decided on since
 * that came. `anchors`: bit 1 << enum ibid_anchor of what they come to; 0 =
 * all. Lifetimes and statuses as in ibid_fact_each(). */
IBID_API enum ibid_status
ibid_anchoring_each(ibid_db *db, const struct ibid_query *query,
                    unsigned anchors, ibid_anchoring_fn *each, void *ctx,
                    struct ibid_error *err);

/* One as JSON (offsets in code points), one line without newline. */
IBID_API enum ibid_status
ibid_anchoring_json(ibid_db *db, const struct ibid_anchoring *it,
                    ibid_arena *mem, const char **json, struct ibid_error *err);

/* What to do with such citations. */
enum ibid_anchor_do {
    IBID_ANCHOR_ACCEPT, /* point into the newest version; a lost one stays and
                         */
                        /* says so */
    IBID_ANCHOR_KEEP,   /* stay as it is, whatever the newest version says */
    IBID_ANCHOR_REMOVE, /* take the citation from its value */
};

/* Decide on all citations that ibid_anchoring_each() would give, as one
 * undoable step; `changed` counts citations. */
IBID_API enum ibid_status
ibid_anchor_decide(ibid_db *db, const struct ibid_query *query,
                   unsigned anchors, enum ibid_anchor_do what,
                   const struct ibid_change_options *options,
                   struct ibid_change_result *result, struct ibid_error *err);

/* Decide on one citation of fact `ref` by its id, or point it at other words
 * (`instead`, its field unused; NULL: do `what`). IBID_NOT_FOUND: the fact has
 * no such citation (any more), or, to accept it, it is not behind.
 * IBID_INVALID: without it nothing would be left that the fact rests on. */
IBID_API enum ibid_status
ibid_anchor_set(ibid_db *db, const char *ref, const char *citation,
                enum ibid_anchor_do what, const struct ibid_cite *instead,
                const struct ibid_change_options *options,
                struct ibid_change_result *result, struct ibid_error *err);

#endif
