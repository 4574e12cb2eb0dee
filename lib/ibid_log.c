/* ibid_log.c - the facade: the journal, read back. */
#include "history/describe.h"
#include "ibid_db.h"
#include "store/facts.h"
#include "store/sources.h"

enum { LOG_SUBJECTS_MAX = 4096 };

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
