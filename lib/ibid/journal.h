/* journal.h - every change, undone and done again.
 * A part of ibid.h: include that. */
#ifndef IBID_JOURNAL_H
#define IBID_JOURNAL_H

#include "ibid/change.h"

/* Number of the journal's newest entry. */
IBID_API enum ibid_status ibid_head(ibid_db *db, int64_t *seq,
                                    struct ibid_error *err);

/* Take back the operation `op` (id, or a journal number as text; NULL: the
 * latest not undone), or do it again. IBID_CONFLICT names the later change
 * that stands in the way; IBID_NOT_FOUND: nothing to undo. */
IBID_API enum ibid_status ibid_undo(ibid_db *db, const char *op,
                                    const struct ibid_change_options *options,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err);
IBID_API enum ibid_status ibid_redo(ibid_db *db, const char *op,
                                    const struct ibid_change_options *options,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err);

/* What ibid_undo() or ibid_redo() without an operation would turn: `op` NULL
 * when there is nothing. */
struct ibid_turn {
    const char *op;
    const char *label; /* "accept #12", "edit 3 facts", "import" */
};
IBID_API enum ibid_status ibid_undo_next(ibid_db *db, bool redo,
                                         ibid_arena *mem, struct ibid_turn *out,
                                         struct ibid_error *err);

/* The fact as it was at an earlier revision, quotes included; IBID_NOT_FOUND
 * when the journal does not tell (before it was made, or removed). */
IBID_API enum ibid_status ibid_fact_at(ibid_db *db, const char *ref,
                                       int64_t revision, ibid_arena *mem,
                                       struct ibid_fact *out,
                                       struct ibid_error *err);

/* What a change did to a field, or to what else is known. */
struct ibid_changed {
    const char *what;   /* "number", "status", "evidence" */
    const char *before; /* "": nothing; NULL: `after` is a remark */
    const char *after;
};

/* One entry of the journal. */
struct ibid_change {
    int64_t seq;
    const char *op; /* operation: entries of one step share it */
    const char *at; /* UTC */
    const char *actor;
    const char *action;  /* "import", "edit", "accept", "undo"... */
    const char *subject; /* id of a version, fact or source */
    int64_t fact_no;     /* of a fact subject, else 0 */
    const char *reason;  /* or NULL */
    const char *summary; /* what changed, for people: number: 28 -> 31 */
    const struct ibid_changed *changed; /* the same, piece by piece */
    size_t changed_count;
    int64_t undoes;   /* seq taken back or done again, else 0 */
    bool undone;      /* was taken back since */
    const char *hash; /* hexadecimal */
};
typedef enum ibid_status ibid_change_fn(void *ctx,
                                        const struct ibid_change *change,
                                        struct ibid_error *err);

/* The journal, newest first, `limit` entries (0 = all), of one subject (fact,
 * source or operation reference) or of all (NULL). */
IBID_API enum ibid_status ibid_log(ibid_db *db, const char *subject,
                                   int64_t limit, ibid_change_fn *each,
                                   void *ctx, struct ibid_error *err);

/* Called for each field of a fact with the change that gave it what it says,
 * last with field NULL for the one that gave the fact its status. A redacted
 * change is left out. */
typedef enum ibid_status ibid_annotate_fn(void *ctx,
                                          const struct ibid_field *field,
                                          const struct ibid_change *change,
                                          struct ibid_error *err);
IBID_API enum ibid_status ibid_fact_annotate(ibid_db *db,
                                             const struct ibid_fact *fact,
                                             ibid_annotate_fn *each, void *ctx,
                                             struct ibid_error *err);

#endif
