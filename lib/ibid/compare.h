/* compare.h - what several sources say of the same thing.
 * A part of ibid.h: include that. */
#ifndef IBID_COMPARE_H
#define IBID_COMPARE_H

#include "ibid/change.h"

/* A fact of another source about the same thing, and how it bears on the one
 * asked about; that one stands first, without relation. */
struct ibid_other {
    struct ibid_fact fact;
    const char *relation; /* "same", "contradicts", "supersedes"; or NULL */
    const char *reason;   /* in words, or NULL */
    const char *status;   /* of the link: "suggested", "confirmed"; or NULL */
    const char *title, *outlet, *published; /* of its source, or NULL */
    const char *copy_of; /* id of the source its own copies, or NULL */
};
struct ibid_others {
    const struct ibid_other *list;
    size_t count;
    int64_t independent; /* sources that say the same, copies not counted */
    bool disputed;
};
IBID_API enum ibid_status
ibid_fact_others(ibid_db *db, const struct ibid_fact *fact, ibid_arena *mem,
                 struct ibid_others *out, struct ibid_error *err);

/* How two facts of different sources stand to one another: of `supersedes` a
 * is the newer. */
struct ibid_link {
    const char *a, *b;    /* ids of facts */
    const char *relation; /* "same", "contradicts", "supersedes" */
    const char *status;   /* "suggested", "confirmed" */
    double score;         /* 0..1 */
    bool exact;           /* full agreement */
    const char *reason;   /* in words */
};

/* Facts of one story, and tolls of others, that say the same. */
struct ibid_group {
    const struct ibid_fact *facts; /* by source and place */
    size_t fact_count;
    int64_t sources, publishers, independent; /* that say it */
    bool disputed;
    size_t band; /* groups that clash have the same, and stand together */
};

/* A source that is compared. */
struct ibid_compared {
    const char *id, *name;
    const char *title, *outlet, *published; /* or NULL */
    const char *copy_of;                    /* id of the one it copies */
};

/* What the sources of a story agree and disagree on; facts to which nothing
 * is linked are left out. */
struct ibid_comparison {
    const char *story; /* "y..." */
    const struct ibid_compared *sources;
    size_t source_count;
    const struct ibid_group *groups;
    size_t group_count;
    const struct ibid_link *links; /* by ids; not those dismissed */
    size_t link_count;
};

/* Of a story ("y...", or its beginning); of a fact (a reference): the group it
 * is in, and those that clash with it. IBID_NOT_FOUND. */
IBID_API enum ibid_status ibid_compare(ibid_db *db, const char *ref,
                                       ibid_arena *mem,
                                       struct ibid_comparison *out,
                                       struct ibid_error *err);

/* Every story in which sources contradict or supersede one another, with the
 * groups that clash; lives until `each` returns. */
typedef enum ibid_status ibid_comparison_fn(void *ctx,
                                            const struct ibid_comparison *story,
                                            struct ibid_error *err);
IBID_API enum ibid_status ibid_conflict_each(ibid_db *db,
                                             ibid_comparison_fn *each,
                                             void *ctx, struct ibid_error *err);

/* What a person says of links. Zero-initialised: they are as suggested. */
struct ibid_link_choice {
    bool dismissed; /* they are not */
    const char
        *relation; /* what they are instead ("supersedes": the first is */
                   /* the newer), or NULL */
    bool merge;    /* merge facts that are the same as well */
};

/* Say how fact `ref` and each of the others stand to one another, and with
 * choice->merge merge them into it: one undoable step. IBID_NOT_FOUND when no
 * such link was suggested and the choice names none. */
IBID_API enum ibid_status
ibid_link_decide(ibid_db *db, const char *ref, const char *const *others,
                 size_t count, const struct ibid_link_choice *choice,
                 const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* Confirm all suggested links by which facts are exactly the same, of a story
 * ("y..."), of a fact's story, or of all (NULL); with `merge` each group of
 * them becomes one fact. One undoable step. */
IBID_API enum ibid_status
ibid_link_confirm_exact(ibid_db *db, const char *ref, bool merge,
                        const struct ibid_change_options *options,
                        struct ibid_change_result *result,
                        struct ibid_error *err);

#endif
