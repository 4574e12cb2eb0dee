/* curate.h - what a person does to facts and sources; each call is one
 * undoable step written through history. */
#ifndef CURATE_CURATE_H
#define CURATE_CURATE_H

#include "extract/codebook.h"
#include "ibid.h"
#include "store/store.h"

struct history;
struct source_row;

enum { CURATE_DECIDE_MAX = 1000 * 1000 }; /* facts in one step */

/* What every change needs. */
struct curator {
    struct store *st;
    const struct codebook *codebook;
    const char *actor;
    const struct ibid_change_options *options;
};

/* As ibid_fact_edit() and the like in ibid.h. */
enum ibid_status curate_edit(const struct curator *who, const char *ref,
                             const struct ibid_assignment *values,
                             size_t value_count, const struct ibid_cite *cites,
                             size_t cite_count,
                             struct ibid_change_result *result,
                             struct ibid_error *err);
enum ibid_status curate_link(const struct curator *who, const char *ref,
                             const char *const *others, size_t count,
                             const struct ibid_link_choice *choice,
                             struct ibid_change_result *result,
                             struct ibid_error *err);
/* Of one story, or of all (0). */
enum ibid_status curate_link_exact(const struct curator *who, int64_t story,
                                   bool merge,
                                   struct ibid_change_result *result,
                                   struct ibid_error *err);
/* The first of these names and each of the others are one, or not. */
enum ibid_status curate_names(const struct curator *who,
                              const char *const *names, size_t count,
                              bool apart, struct ibid_change_result *result,
                              struct ibid_error *err);
enum ibid_status
curate_add(const struct curator *who, const char *kind, const char *source,
           const struct ibid_assignment *values, size_t value_count,
           const struct ibid_cite *cites, size_t cite_count,
           struct ibid_change_result *result, struct ibid_error *err);
enum ibid_status curate_rank(const struct curator *who, const char *ref,
                             enum ibid_rank rank,
                             struct ibid_change_result *result,
                             struct ibid_error *err);
enum ibid_status curate_prefer(const struct curator *who, const char *preferred,
                               const char *const *over, size_t over_count,
                               struct ibid_change_result *result,
                               struct ibid_error *err);
enum ibid_status curate_note(const struct curator *who, const char *ref,
                             const char *note,
                             struct ibid_change_result *result,
                             struct ibid_error *err);
enum ibid_status curate_merge(const struct curator *who, const char *into,
                              const char *const *refs, size_t count,
                              struct ibid_change_result *result,
                              struct ibid_error *err);
enum ibid_status curate_split(const struct curator *who, const char *ref,
                              struct ibid_change_result *result,
                              struct ibid_error *err);
enum ibid_status curate_decide(const struct curator *who,
                               const struct ibid_query *query,
                               enum ibid_fact_status to,
                               struct ibid_change_result *result,
                               struct ibid_error *err);
enum ibid_status curate_source(const struct curator *who, const char *ref,
                               const struct ibid_assignment *values,
                               size_t value_count,
                               struct ibid_change_result *result,
                               struct ibid_error *err);
enum ibid_status curate_redact(const struct curator *who, const char *ref,
                               struct ibid_change_result *result,
                               struct ibid_error *err);
/* Reads the newest version of a source for facts again, as further changes
 * under `h`: the importer's work, which is not known here. */
struct curate_reader {
    void *ctx;
    enum ibid_status (*read)(void *ctx, struct history *h,
                             const struct source_row *source, int64_t *added,
                             int64_t *removed, struct ibid_error *err);
};
enum ibid_status curate_relabel(const struct curator *who,
                                const struct ibid_relabel *what,
                                const struct curate_reader *reader,
                                struct ibid_change_result *result,
                                struct ibid_error *err);
/* `mem` is for summary->conflict_list. */
enum ibid_status curate_apply(const struct curator *who,
                              const struct ibid_apply *how, struct arena *mem,
                              struct ibid_apply_summary *summary,
                              struct ibid_error *err);
enum ibid_status curate_blind(const struct curator *who,
                              struct ibid_change_result *result,
                              struct ibid_error *err);
enum ibid_status curate_undo(const struct curator *who, const char *op,
                             bool redo, struct ibid_change_result *result,
                             struct ibid_error *err);

#endif
