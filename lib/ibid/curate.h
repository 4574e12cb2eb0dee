/* curate.h - decide on facts, merge them; correct what is known of sources.
 * A part of ibid.h: include that. */
#ifndef IBID_CURATE_H
#define IBID_CURATE_H

#include "ibid/change.h"
#include "ibid/query.h"

/* Say which side of a contradiction to go by; options->reason says why and
 * stays with the fact. */
IBID_API enum ibid_status
ibid_fact_rank(ibid_db *db, const char *ref, enum ibid_rank rank,
               const struct ibid_change_options *options,
               struct ibid_change_result *result, struct ibid_error *err);

/* The same for several facts as one undoable step: those in `over` go down,
 * `preferred` (NULL: none) goes up. */
IBID_API enum ibid_status
ibid_fact_prefer(ibid_db *db, const char *preferred, const char *const *over,
                 size_t over_count, const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* Merge facts that say the same into `into`, as one undoable step: it gets
 * the citations of values that agree and of the evidence; where values differ
 * its own stay (the label names the fields). IBID_INVALID: another kind. */
IBID_API enum ibid_status
ibid_fact_merge(ibid_db *db, const char *into, const char *const *refs,
                size_t count, const struct ibid_change_options *options,
                struct ibid_change_result *result, struct ibid_error *err);

/* Part a merged fact from the one it went into: it is what it was, and the
 * other loses the citations it brought. */
IBID_API enum ibid_status
ibid_fact_split(ibid_db *db, const char *ref,
                const struct ibid_change_options *options,
                struct ibid_change_result *result, struct ibid_error *err);

/* Put a note on a fact; "" takes it away. */
IBID_API enum ibid_status
ibid_fact_note(ibid_db *db, const char *ref, const char *note,
               const struct ibid_change_options *options,
               struct ibid_change_result *result, struct ibid_error *err);

/* Set the status (accepted, rejected or extracted) of all facts selected, as
 * one undoable step. */
IBID_API enum ibid_status
ibid_fact_decide(ibid_db *db, const struct ibid_query *query,
                 enum ibid_fact_status status,
                 const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* Correct what is known of a source (title, outlet, author, published, url,
 * language, licence, section, agency). A new date resolves relative dates of
 * unreviewed facts again. */
IBID_API enum ibid_status
ibid_source_edit(ibid_db *db, const char *ref,
                 const struct ibid_assignment *values, size_t value_count,
                 const struct ibid_change_options *options,
                 struct ibid_change_result *result, struct ibid_error *err);

/* The roles of paragraphs, from index 0; NULL past the last. */
IBID_API const char *ibid_role_name(size_t index);

/* Paragraphs [first, first + count), from 0, of a version (its id), or of the
 * newest version of a source (a reference), and what they are. */
struct ibid_relabel {
    const char *ref;
    size_t first, count;
    const char *role;
    const char *was; /* as they were seen, else IBID_STALE; NULL: any */
};

/* Say what paragraphs are. The newest version is read for facts again in the
 * same step: facts are found in what counts now, unreviewed ones in what does
 * not no longer count, reviewed ones stay (the label tells). `changed` counts
 * paragraphs. */
IBID_API enum ibid_status
ibid_relabel(ibid_db *db, const struct ibid_relabel *what,
             const struct ibid_change_options *options,
             struct ibid_change_result *result, struct ibid_error *err);

/* Remove original and text of a source for good, keeping hashes and lengths;
 * cannot be undone. */
IBID_API enum ibid_status
ibid_source_redact(ibid_db *db, const char *ref,
                   const struct ibid_change_options *options,
                   struct ibid_change_result *result, struct ibid_error *err);

#endif
