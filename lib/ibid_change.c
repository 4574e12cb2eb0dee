/* ibid_change.c - the facade: changes by people, and the journal. */
#include <stdlib.h>

#include "history/describe.h"
#include "history/history.h"
#include "history/states.h"
#include "history/undo.h"
#include "ibid_db.h"
#include "store/facts.h"
#include "store/sources.h"

enum { LOG_SUBJECTS_MAX = 4096 };

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

/* ---- The journal ------------------------------------------------------- */

/* Whose entries are wanted: an operation, or some subjects, or all. */
struct wanted {
    const char *op;
    const char *subjects[LOG_SUBJECTS_MAX];
    size_t count;
};

/* Those of paragraphs of a version. */
static enum ibid_status want_paragraphs(ibid_db *db, const char *version,
                                        struct arena *mem, struct wanted *out,
                                        struct ibid_error *err)
{
    const char *prefix = arena_printf(mem, "b%s.", version + 1);
    const char *next = prefix;
    while (out->count < LOG_SUBJECTS_MAX) {
        enum ibid_status status =
            store_entry_subject(db->st, prefix, next, mem, &next, err);
        if (status || !next)
            return status;
        out->subjects[out->count++] = next;
    }
    return IBID_OK;
}

/* A source's entries are its own, those of its versions and paragraphs. */
static enum ibid_status want_source(ibid_db *db, const char *ref,
                                    struct arena *mem, struct wanted *out,
                                    struct ibid_error *err)
{
    int64_t no;
    struct source_row row;
    enum ibid_status status = store_source_resolve(db->st, ref, &no, err);
    if (!status)
        status = store_source_get(db->st, no, false, mem, &row, err);
    if (status)
        return status;
    out->subjects[out->count++] = row.source.id;
    for (size_t i = 0; !status && i < row.source.version_count &&
                       out->count < LOG_SUBJECTS_MAX;
         i++) {
        out->subjects[out->count++] = row.source.versions[i].id;
        status = want_paragraphs(db, row.source.versions[i].id, mem, out, err);
    }
    return status;
}

static enum ibid_status want(ibid_db *db, const char *ref, struct arena *mem,
                             struct wanted *out, struct ibid_error *err)
{
    struct op_span span = {0};
    int64_t no;
    struct ibid_fact fact;
    enum ibid_status status = store_entry_of_op(db->st, ref, &span, err);
    if (!status && span.count) {
        out->op = ref;
        return IBID_OK;
    }
    if (status || store_fact_resolve(db->st, ref, &no, NULL))
        return status ? status : want_source(db, ref, mem, out, err);
    status = store_fact_get(db->st, no, mem, &fact, NULL, err);
    out->subjects[out->count++] = fact.id;
    return status;
}

/* The newest entry before `seq` that is wanted. */
static enum ibid_status entry_before(ibid_db *db, const struct wanted *wanted,
                                     int64_t seq, struct arena *mem,
                                     struct entry *out, struct ibid_error *err)
{
    if (!wanted->count)
        return store_entry_back(db->st, seq, NULL, wanted->op, mem, out, err);
    enum ibid_status status = IBID_OK;
    *out = (struct entry){0};
    for (size_t i = 0; !status && i < wanted->count; i++) {
        struct entry entry;
        status = store_entry_back(db->st, seq, wanted->subjects[i], NULL, mem,
                                  &entry, err);
        if (!status && entry.seq > out->seq)
            *out = entry;
    }
    return status;
}

enum ibid_status ibid_db_change(ibid_db *db, const struct entry *entry,
                                struct arena *mem, struct ibid_change *out,
                                struct ibid_error *err)
{
    struct buf words = {0};
    char *hex = arena_alloc(mem, SHA256_HEX_BYTES);
    hash_hex(&entry->hash, hex);
    const struct ibid_changed *changed;
    size_t count;
    history_describe(entry, mem, &words, &changed, &count);
    *out = (struct ibid_change){
        .changed = changed,
        .changed_count = count,
        .seq = entry->seq,
        .op = entry->op,
        .at = entry->at,
        .actor = entry->actor,
        .action = entry->action,
        .subject = entry->subject,
        .reason = entry->reason,
        .summary = arena_strndup(mem, words.ptr ? words.ptr : "", words.len),
        .undoes = entry->undoes,
        .hash = hex,
    };
    buf_done(&words);
    enum ibid_status status =
        store_entry_undone(db->st, entry->seq, &out->undone, err);
    if (!status && entry->subject[0] == 'f')
        status = store_fact_find(db->st, entry->subject, &out->fact_no, err);
    return status;
}

static enum ibid_status walk(ibid_db *db, const struct wanted *wanted,
                             int64_t limit, ibid_change_fn *each, void *ctx,
                             struct ibid_error *err)
{
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    int64_t seq = INT64_MAX;
    for (int64_t i = 0; !status && (limit <= 0 || i < limit); i++) {
        struct entry entry;
        struct ibid_change change;
        arena_reset(&mem);
        status = entry_before(db, wanted, seq, &mem, &entry, err);
        if (status || !entry.seq)
            break;
        seq = entry.seq;
        status = ibid_db_change(db, &entry, &mem, &change, err);
        if (!status)
            status = each(ctx, &change, err);
    }
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_log(ibid_db *db, const char *subject, int64_t limit,
                          ibid_change_fn *each, void *ctx,
                          struct ibid_error *err)
{
    struct arena mem = {0};
    struct wanted *wanted = arena_new(&mem, struct wanted);
    enum ibid_status status = IBID_OK;
    if (subject)
        status = want(db, subject, &mem, wanted, err);
    if (!status)
        status = walk(db, wanted, limit, each, ctx, err);
    arena_done(&mem);
    return status;
}
