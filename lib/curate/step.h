/* step.h - begin and end one undoable step. Only for lib/curate. */
#ifndef CURATE_STEP_H
#define CURATE_STEP_H

#include "curate/curate.h"
#include "history/history.h"

/* Begin; *go is false when the operation was done before (result says so). */
enum ibid_status step_begin(const struct curator *who, struct history *h,
                            struct ibid_change_result *result, bool *go,
                            struct ibid_error *err);

/* The result of an operation that was done before, from the journal. */
enum ibid_status step_repeated(const struct curator *who,
                               struct ibid_change_result *result,
                               struct ibid_error *err);

/* Commit what was written, or take it back: after a failure, when nothing
 * changed, and in a dry run. Fills the result. */
enum ibid_status step_end(const struct curator *who, struct history *h,
                          enum ibid_status status, int64_t changed,
                          struct ibid_change_result *result,
                          struct ibid_error *err);

/* All of a step: what `work` writes, each entry a fact changed; the label says
 * `verb`. `mem` is given back after it. */
typedef enum ibid_status step_work(const struct curator *who, struct history *h,
                                   void *ctx, struct arena *mem,
                                   struct ibid_error *err);
enum ibid_status step_run(const struct curator *who, step_work *work, void *ctx,
                          const char *verb, struct ibid_change_result *result,
                          struct ibid_error *err);

/* The fact that `ref` names, into `mem`; IBID_NOT_FOUND also for one that no
 * longer counts. */
enum ibid_status step_fact(const struct curator *who, const char *ref,
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
enum ibid_status step_merge(const struct curator *who, struct history *h,
                            const char *into, const char *const *refs,
                            size_t count, struct ibid_error *err);

/* "accept 1 fact", "accept 12 facts". */
void step_label(struct ibid_change_result *result, const char *verb,
                int64_t count, const char *noun);

#endif
