/* diff.h - what a newer version of an article says otherwise.
 * A part of ibid.h: include that. */
#ifndef IBID_DIFF_H
#define IBID_DIFF_H

#include "ibid/anchor.h"

/* A stretch of words within a paragraph. */
enum ibid_part_kind {
    IBID_PART_SAME,
    IBID_PART_REMOVED,
    IBID_PART_ADDED,
    IBID_PART_MOVED, /* from elsewhere */
    IBID_PART_KIND_COUNT,
};
struct ibid_part {
    enum ibid_part_kind kind;
    bool blank; /* a blank stands before it */
    const char *text;
};

/* What became of a paragraph; the first ones as its parts are. */
enum ibid_change_kind {
    IBID_UNCHANGED_PARAGRAPH,
    IBID_REMOVED,
    IBID_ADDED,
    IBID_MOVED_PARAGRAPH,
    IBID_CHANGED,
};
struct ibid_paragraph {
    enum ibid_change_kind kind;
    const struct ibid_part *parts;
    size_t part_count;
};

/* What version `to` of a source says otherwise than version `from`. */
struct ibid_diff {
    const char *source, *from, *to;          /* ids */
    const struct ibid_paragraph *paragraphs; /* those that differ, in order */
    size_t paragraph_count, unchanged;
    const struct ibid_anchoring *facts; /* citations of `from`, of facts that */
    size_t fact_count;                  /* are not rejected or merged */
};

/* Compare two versions (ids or unique beginnings; NULL: the newest and the one
 * before it) of a source. IBID_NOT_FOUND also when there is one only, or a text
 * was removed. */
IBID_API enum ibid_status ibid_diff_get(ibid_db *db, const char *ref,
                                        const char *from, const char *to,
                                        ibid_arena *mem, struct ibid_diff *out,
                                        struct ibid_error *err);

#endif
