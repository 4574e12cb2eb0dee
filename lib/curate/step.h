/* step.h - begin and end one undoable step. Only for lib/curate. */
#ifndef CURATE_STEP_H
#define CURATE_STEP_H

#include "curate/curate.h"
#include "history/history.h"

/* A step in the making. */
struct step {
    const struct curator *who;
    struct history h;
    struct arena mem;                  /* given back at the end */
    struct ibid_change_result *result; /* a label in it stays */
    int64_t changed;                   /* -1: as many as there are entries */
    const char *noun;                  /* what was changed: "fact" */
};

/* What a step writes. */
typedef enum ibid_status step_work(struct step *s, void *ctx,
                                   struct ibid_error *err);

/* All of a step: begin, `work`, commit. It is taken back after a failure, when
 * nothing changed, and in a dry run; an operation that was done before is not
 * done again. Fills the result; its label says `verb`. */
enum ibid_status step_run(const struct curator *who, step_work *work, void *ctx,
                          const char *verb, struct ibid_change_result *result,
                          struct ibid_error *err);

/* The result of an operation that was done before, from the journal. */
enum ibid_status step_repeated(const struct curator *who,
                               struct ibid_change_result *result,
                               struct ibid_error *err);

/* The fact that `ref` names, into `mem`; IBID_NOT_FOUND also for one that no
 * longer counts. */
enum ibid_status step_fact(const struct curator *who, const char *ref,
                           struct arena *mem, struct ibid_fact *out,
                           struct ibid_error *err);

/* The same; IBID_STALE when it is not as the one who asks has seen it. */
enum ibid_status step_fact_seen(const struct curator *who, const char *ref,
                                struct arena *mem, struct ibid_fact *out,
                                struct ibid_error *err);

/* Numbers of facts, gathered before any of them is written. */
struct step_facts {
    int64_t *list;
    size_t count, room;
    struct arena mem;
};

/* Add one; it must be as the one who asks has seen it. IBID_STALE, IBID_LIMIT
 * (CURATE_DECIDE_MAX). */
enum ibid_status step_gather(const struct curator *who,
                             struct step_facts *facts,
                             const struct ibid_fact *fact,
                             struct ibid_error *err);

/* Merge facts into one within a step. */
enum ibid_status step_merge(struct step *s, const char *into,
                            const char *const *refs, size_t count,
                            struct ibid_error *err);

/* "accept 1 fact", "accept 12 facts". */
void step_label(struct ibid_change_result *result, const char *verb,
                int64_t count, const char *noun);

#endif
