/* ibid_change.c - the facade: changes by people. */
#include "history/states.h"
#include "history/undo.h"
#include "ibid_db.h"
#include "store/facts.h"

enum ibid_status ibid_db_curator(ibid_db *db,
                                 const struct ibid_change_options *options,
                                 struct curator *out, struct ibid_error *err)
{
    static const struct ibid_change_options none;
    enum ibid_status status = ibid_db_codebook(db, err);
    if (!status)
        *out = (struct curator){db->st, db->codebook, db->actor,
                                options ? options : &none};
    return status;
}

enum ibid_status
ibid_fact_edit(ibid_db *db, const char *ref,
               const struct ibid_assignment *values, size_t value_count,
               const struct ibid_cite *cites, size_t cite_count,
               const struct ibid_change_options *options,
               struct ibid_change_result *result, struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status
                  : curate_edit(&who, ref, values, value_count, cites,
                                cite_count, result, err);
}

enum ibid_status
ibid_fact_add(ibid_db *db, const char *kind, const char *source,
              const struct ibid_assignment *values, size_t value_count,
              const struct ibid_cite *cites, size_t cite_count,
              const struct ibid_change_options *options,
              struct ibid_change_result *result, struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status
                  : curate_add(&who, kind, source, values, value_count, cites,
                               cite_count, result, err);
}

enum ibid_status ibid_fact_rank(ibid_db *db, const char *ref,
                                enum ibid_rank rank,
                                const struct ibid_change_options *options,
                                struct ibid_change_result *result,
                                struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_rank(&who, ref, rank, result, err);
}

enum ibid_status ibid_fact_prefer(ibid_db *db, const char *preferred,
                                  const char *const *over, size_t over_count,
                                  const struct ibid_change_options *options,
                                  struct ibid_change_result *result,
                                  struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status
               ? status
               : curate_prefer(&who, preferred, over, over_count, result, err);
}

enum ibid_status ibid_fact_merge(ibid_db *db, const char *into,
                                 const char *const *refs, size_t count,
                                 const struct ibid_change_options *options,
                                 struct ibid_change_result *result,
                                 struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_merge(&who, into, refs, count, result, err);
}

enum ibid_status ibid_fact_split(ibid_db *db, const char *ref,
                                 const struct ibid_change_options *options,
                                 struct ibid_change_result *result,
                                 struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_split(&who, ref, result, err);
}

enum ibid_status ibid_fact_note(ibid_db *db, const char *ref, const char *note,
                                const struct ibid_change_options *options,
                                struct ibid_change_result *result,
                                struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_note(&who, ref, note, result, err);
}

enum ibid_status ibid_fact_decide(ibid_db *db, const struct ibid_query *query,
                                  enum ibid_fact_status to,
                                  const struct ibid_change_options *options,
                                  struct ibid_change_result *result,
                                  struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    struct arena mem = {0};
    struct ibid_query whole;
    if (!status)
        status = ibid_db_query(db, query, &mem, &whole, err);
    if (!status)
        status = curate_decide(&who, &whole, to, result, err);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_source_edit(ibid_db *db, const char *ref,
                                  const struct ibid_assignment *values,
                                  size_t value_count,
                                  const struct ibid_change_options *options,
                                  struct ibid_change_result *result,
                                  struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status
                  : curate_source(&who, ref, values, value_count, result, err);
}

enum ibid_status ibid_source_redact(ibid_db *db, const char *ref,
                                    const struct ibid_change_options *options,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_redact(&who, ref, result, err);
}

enum ibid_status ibid_undo(ibid_db *db, const char *op,
                           const struct ibid_change_options *options,
                           struct ibid_change_result *result,
                           struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_undo(&who, op, false, result, err);
}

enum ibid_status ibid_redo(ibid_db *db, const char *op,
                           const struct ibid_change_options *options,
                           struct ibid_change_result *result,
                           struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_undo(&who, op, true, result, err);
}

/* What one operation did, in a few words. */
static enum ibid_status turn_label(ibid_db *db, const char *op,
                                   struct arena *mem, const char **label,
                                   struct ibid_error *err)
{
    struct op_span span;
    struct entry entry;
    int64_t no = 0;
    enum ibid_status status =
        history_op_named(db->st, op, mem, &span, &entry, err);
    if (!status && span.count == 1 && entry.subject[0] == 'f')
        status = store_fact_find(db->st, entry.subject, &no, err);
    if (status)
        return status;
    const char *called = history_op_called(&entry, mem);
    if (called != entry.action)
        *label = called;
    else if (no > 0)
        *label = arena_printf(mem, "%s #%lld", entry.action, (long long)no);
    else if (entry.subject[0] == 'f')
        *label = arena_printf(mem, "%s %lld facts", entry.action,
                              (long long)span.count);
    else if (entry.subject[0] == 'b' && strchr(entry.subject, '.'))
        *label = arena_printf(mem, "%s paragraph %s", entry.action,
                              strchr(entry.subject, '.') + 1);
    else
        *label = entry.action;
    return IBID_OK;
}

enum ibid_status ibid_undo_next(ibid_db *db, bool redo, ibid_arena *mem,
                                struct ibid_turn *out, struct ibid_error *err)
{
    struct ibid_turn turn = {0};
    enum ibid_status status = undo_find(db->st, NULL, redo, mem, &turn.op, err);
    if (status == IBID_NOT_FOUND || status == IBID_CONFLICT)
        status = IBID_OK; /* nothing, or a redaction stands in the way */
    else if (!status)
        status = turn_label(db, turn.op, mem, &turn.label, err);
    if (!status)
        *out = turn;
    return status;
}
