/* story.h - which articles tell one event: a graph of likeness and the stars
 * in it; pure, kept by the caller, who loads and saves nodes. */
#ifndef CORROBORATE_STORY_H
#define CORROBORATE_STORY_H

#include "base/error.h"
#include "base/map.h"
#include "corroborate/profile.h"

enum {
    STORY_LIKENESS_MIN = 180, /* of PROFILE_SCORE_MAX, to be kin at all */
    STORY_NEAR_LIKE = 6,      /* kin that an article keeps as most alike */
    STORY_NEAR_FIRST = 12,    /* and of lowest tie: hubs of large stories */
    STORY_POSTINGS = 48,      /* articles looked at for each key */
    STORY_CANDIDATES = 40,    /* of them: compared whole */
};

struct kin_list; /* story_kin.h */

/* An article. `story` is the article at the centre of its story. Thousands are
 * looked at for one that is new: most need neither their words nor their kin,
 * which are read when they are asked for. */
struct story_node {
    int64_t source, story;
    int64_t was_story;             /* as it was loaded */
    const struct profile *profile; /* NULL: not read yet */
    struct kin_list *kin;          /* NULL: not read yet */
    uint64_t degree, was_degree;   /* sum of the scores of its kin */
    uint32_t tie;
    bool exists;  /* false: no such article (any more) */
    bool new_kin; /* since the last settling */
    bool unsure;  /* a centre that it had may be none now */
    bool pending, placing, was_centre;
    bool changed;     /* to be saved */
    bool kin_changed; /* its kin, too */
};

/* What the caller keeps of an article: its profile and kin as bytes, which
 * hold until the next call. */
struct story_row {
    bool exists;
    int64_t tie, story;
    int32_t day; /* PROFILE_DAY_UNKNOWN: not known */
    struct str terms, kin;
};

/* Where nodes come from: `row` gives that of `source` (exists false when there
 * is none), `find` gives up to STORY_POSTINGS sources of lowest tie that have
 * the key. Both may fail. */
struct story_store {
    void *ctx;
    enum ibid_status (*row)(void *ctx, int64_t source, struct story_row *out,
                            struct ibid_error *err);
    enum ibid_status (*find)(void *ctx, uint64_t key,
                             int64_t out[STORY_POSTINGS], size_t *count,
                             struct ibid_error *err);
};

/* Zero-initialise with `store` set; everything lives in `mem`. */
struct story_graph {
    struct story_store store;
    struct arena mem, glance;
    struct map by_source;
    struct story_node **list; /* all that were loaded */
    size_t count, room;
    struct story_node **heap; /* pending ones, of highest rank first */
    size_t heap_count, heap_room;
};

/* The node of a source; `*out` exists or not. IBID_DAMAGED: its row is no
 * row. */
enum ibid_status story_node_get(struct story_graph *graph, int64_t source,
                                struct story_node **out,
                                struct ibid_error *err);

/* Read what was not asked for yet: its words, its kin. */
enum ibid_status story_node_profile(struct story_graph *graph,
                                    struct story_node *node,
                                    struct ibid_error *err);
enum ibid_status story_node_kin(struct story_graph *graph,
                                struct story_node *node,
                                struct ibid_error *err);

/* Its kin, to be looked at and not kept: they hold until the next call. */
enum ibid_status story_node_glance(struct story_graph *graph,
                                   struct story_node *node,
                                   const struct kin_list **out,
                                   struct ibid_error *err);

/* `node` exists from now on, with these words, alone in its story: look for its
 * kin. The profile is copied. */
enum ibid_status story_join(struct story_graph *graph, struct story_node *node,
                            uint32_t tie, const struct profile *profile,
                            struct ibid_error *err);

/* Take `node` out, whose kin were read before its row went: it exists no more;
 * those that lose it look for others. */
enum ibid_status story_leave(struct story_graph *graph, struct story_node *node,
                             struct ibid_error *err);

/* Choose centres and stories again where kin changed. Going from the article
 * with most kin down, one without a centre among its kin becomes a centre, and
 * the others belong to the centre most like them: the outcome depends on the
 * graph only, not on the order in which it came to be. */
enum ibid_status story_settle(struct story_graph *graph,
                              struct ibid_error *err);

void story_graph_done(struct story_graph *graph);

#endif
