/* agree.h - how far two coders agree. A part of ibid.h: include that. */
#ifndef IBID_AGREE_H
#define IBID_AGREE_H

#include "ibid/change.h"
#include "ibid/query.h"

/* How far two coders agree on a field of a kind (field NULL: on whether a
 * fact is kept); kappa and alpha only where `known`. */
struct ibid_agreement {
    const char *kind, *field;
    int64_t units, agreed; /* facts */
    bool known;
    double kappa; /* Cohen's */
    double alpha; /* Krippendorff's, nominal */
};
struct ibid_disagreement {
    const char *fact; /* id */
    int64_t no;       /* in the first database */
    const char *kind, *field;
    const char *ours, *theirs; /* values, "" for none; of field NULL status */
};
typedef void ibid_agreement_fn(void *ctx, const struct ibid_agreement *row);
typedef void ibid_disagreement_fn(void *ctx,
                                  const struct ibid_disagreement *one);

/* Take back all that people said of facts, so that a second coder sees what was
 * found and nothing else: for a copy of a database, as one undoable step that
 * undo does not reach by itself. */
IBID_API enum ibid_status ibid_blind(ibid_db *db,
                                     const struct ibid_change_options *options,
                                     struct ibid_change_result *result,
                                     struct ibid_error *err);

/* Who accepted, rejected or edited facts in this database, by name; names in
 * `mem`. IBID_LIMIT: more than IBID_CODERS_MAX. */
enum { IBID_CODERS_MAX = 64 };
IBID_API enum ibid_status ibid_coders(ibid_db *db, ibid_arena *mem,
                                      const char *out[IBID_CODERS_MAX],
                                      size_t *count, struct ibid_error *err);

/* Compare what two of them ("user:ann") made of the same facts: each as the
 * coder's own last change left it, whoever came after. As ibid_agree(). */
IBID_API enum ibid_status
ibid_agree_within(ibid_db *db, const char *ours, const char *theirs,
                  const struct ibid_query *query, ibid_agreement_fn *each,
                  ibid_disagreement_fn *differs, void *ctx, int64_t *judged,
                  struct ibid_error *err);

/* Compare the facts that were accepted, corrected or rejected in both
 * databases (of those the query selects in `db`): each disagreement (differs
 * NULL allowed), then a row for each kind and field; *judged is how many facts
 * both judged. */
IBID_API enum ibid_status ibid_agree(ibid_db *db, ibid_db *other,
                                     const struct ibid_query *query,
                                     ibid_agreement_fn *each,
                                     ibid_disagreement_fn *differs, void *ctx,
                                     int64_t *judged, struct ibid_error *err);

#endif
