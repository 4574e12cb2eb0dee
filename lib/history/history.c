/* history.c - operations and the chain of journal entries. */
#include "history/history.h"

#include <stdio.h>
#include <time.h>

#include "history/bodies.h"
#include "store/related.h"
#include "store/write.h"
#include "text/utf8.h"

static void now(char out[24])
{
    time_t seconds = time(NULL);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    if (!strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &utc))
        out[0] = '\0';
}

struct sha256 history_entry_hash(const struct entry *entry)
{
    struct hash h = hash_begin();
    hash_field(&h, STR("ibid journal 1"));
    hash_add(&h, (struct str){(const char *)entry->prev.byte, SHA256_BYTES});
    hash_field_int(&h, entry->seq);
    hash_field(&h, str_of(entry->op));
    hash_field(&h, str_of(entry->at));
    hash_field(&h, str_of(entry->actor));
    hash_field(&h, str_of(entry->action));
    hash_field(&h, str_of(entry->subject));
    hash_field_int(&h, entry->reason != NULL);
    hash_field(&h, str_of(entry->reason));
    hash_add(&h,
             (struct str){(const char *)entry->body_sha256.byte, SHA256_BYTES});
    hash_field_int(&h, entry->undoes);
    return hash_end(&h);
}

enum ibid_status history_head(struct store *st, struct arena *mem, char **out,
                              struct ibid_error *err)
{
    struct entry entry;
    enum ibid_status status = store_entry_head(st, mem, &entry, err);
    if (status)
        return status;
    char hex[SHA256_HEX_BYTES];
    hash_hex(&entry.hash, hex);
    *out = arena_printf(mem, "%lld:%s", (long long)entry.seq, hex);
    return IBID_OK;
}

static enum ibid_status head_read(struct history *h, struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry entry;
    enum ibid_status status = store_entry_head(h->st, &mem, &entry, err);
    if (!status) {
        h->seq = entry.seq;
        h->head = entry.hash;
    }
    arena_done(&mem);
    return status;
}

/* What comes from outside and is kept for good. */
static enum ibid_status words_check(const char *op, const char *actor,
                                    const char *reason, struct ibid_error *err)
{
    const char *const words[] = {op, actor, reason};
    const size_t room[] = {ID_CHARS, HISTORY_WORDS_MAX, HISTORY_WORDS_MAX};
    static const char *const names[] = {"operation id", "name of the actor",
                                        "reason"};
    for (size_t i = 0; i < 3; i++) {
        struct str text = str_of(words[i]);
        if (text.len > room[i])
            return err_set(err, IBID_INVALID, "the %s has at most %zu bytes",
                           names[i], room[i]);
        if (utf8_invalid_at(text) < text.len)
            return err_set(err, IBID_INVALID, "the %s is not UTF-8", names[i]);
    }
    return op && !*op ? err_set(err, IBID_INVALID, "the operation id is empty")
                      : IBID_OK;
}

enum ibid_status history_begin(struct store *st, const char *op,
                               const char *actor, const char *reason,
                               struct history *h, bool *repeated,
                               struct ibid_error *err)
{
    *h = (struct history){.st = st, .actor = actor, .reason = reason};
    if (repeated)
        *repeated = false;
    enum ibid_status status = words_check(op, actor, reason, err);
    if (!status)
        status = store_begin(st, err);
    if (status)
        return status;
    struct op_span span = {0};
    if (op && repeated)
        status = store_entry_of_op(st, op, &span, err);
    if (!status && !span.count)
        status = head_read(h, err);
    if (status || span.count) {
        store_rollback(st);
        if (repeated)
            *repeated = !status;
        return status;
    }
    now(h->at);
    if (op)
        (void)snprintf(h->op, sizeof h->op, "%s", op);
    else
        id_random('o', h->op);
    return IBID_OK;
}

/* After a failed COMMIT the journal itself says whether it happened. */
enum ibid_status history_commit(struct history *h, struct ibid_error *err)
{
    enum ibid_status status = store_commit(h->st, err);
    if (!status)
        return IBID_OK;
    store_rollback(h->st);
    if (!h->entries)
        return status;
    struct op_span span;
    enum ibid_status found = store_entry_of_op(h->st, h->op, &span, NULL);
    if (!found)
        return span.last == h->seq ? IBID_OK : status;
    if (found == IBID_NOT_FOUND)
        return status;
    return err_set(err, status,
                   "the disk of %s failed while saving, and cannot be read: it "
                   "is not known whether operation %s was saved; 'ibid log' "
                   "tells once the disk works",
                   store_path(h->st), h->op);
}

void history_abort(struct history *h)
{
    store_rollback(h->st);
}

enum ibid_status history_write(struct history *h, const char *action,
                               const char *subject, struct str body,
                               int64_t undoes, struct ibid_error *err)
{
    struct entry entry = {
        .seq = h->seq + 1,
        .op = h->op,
        .at = h->at,
        .actor = h->actor,
        .action = action,
        .subject = subject,
        .reason = h->reason,
        .body = body.ptr,
        .body_sha256 = hash_of(body),
        .undoes = undoes,
        .prev = h->head,
    };
    entry.hash = history_entry_hash(&entry);
    enum ibid_status status = store_entry_add(h->st, &entry, err);
    if (status)
        return status;
    h->seq = entry.seq;
    h->head = entry.hash;
    h->entries++;
    return IBID_OK;
}

/* ---- Codebooks --------------------------------------------------------- */

static enum ibid_status codebook_entry(struct history *h, const char *action,
                                       const struct codebook_row *codebook,
                                       struct ibid_error *err)
{
    struct buf body = {0};
    body_codebook(codebook, &body);
    enum ibid_status status =
        history_write(h, action, "codebook", buf_view(&body), 0, err);
    buf_done(&body);
    return status;
}

enum ibid_status history_codebook(struct history *h, const char *action,
                                  const struct codebook_row *codebook,
                                  int64_t *no, struct ibid_error *err)
{
    struct arena mem = {0};
    const char *used = NULL;
    char text[24];
    enum ibid_status status = store_codebook_keep(h->st, codebook, no, err);
    if (!status)
        status = store_meta_get(h->st, "codebook", &mem, &used, err);
    (void)snprintf(text, sizeof text, "%lld", (long long)*no);
    if (!status && (!used || strcmp(used, text) != 0)) {
        status = store_meta_set(h->st, "codebook", text, err);
        if (!status)
            status = codebook_entry(h, action, codebook, err);
    }
    arena_done(&mem);
    return status;
}

bool states_differ(const struct states *states)
{
    return !str_eq(buf_view(&states->old), buf_view(&states->new));
}

void states_done(struct states *states)
{
    buf_done(&states->old);
    buf_done(&states->new);
}

enum ibid_status history_change(struct history *h, const char *action,
                                const char *subject,
                                const struct states *states, int64_t undoes,
                                struct ibid_error *err)
{
    struct buf body = {0};
    body_change(buf_view(&states->old), buf_view(&states->new), &body);
    enum ibid_status status =
        history_write(h, action, subject, buf_view(&body), undoes, err);
    buf_done(&body);
    return status;
}

enum ibid_status history_run(struct history *h, const char *action,
                             int64_t codebook, const char *parameters,
                             int64_t *no, struct ibid_error *err)
{
    return store_run_add(h->st, h->op, action, codebook, parameters, h->at, no,
                         err);
}

/* ---- Facts ------------------------------------------------------------- */

static enum ibid_status fact_write(struct history *h, int64_t no,
                                   const struct ibid_fact *after,
                                   bool withdrawn, bool matters,
                                   struct ibid_error *err)
{
    enum ibid_status status =
        no ? store_fact_set(h->st, no, after, withdrawn, err)
           : store_fact_add(h->st, after, withdrawn, &no, err);
    return status || !matters ? status : store_stale_fact(h->st, no, err);
}

/* Can what changed matter to what other articles say of the same? */
static bool bears(const struct ibid_fact *before, bool was_withdrawn,
                  const struct ibid_fact *after, bool withdrawn)
{
    bool counted = !was_withdrawn && before->status < IBID_REJECTED;
    bool counts = !withdrawn && after->status < IBID_REJECTED;
    return counted != counts || !fact_says_same(before, after);
}

/* With `same_too` also when nothing changes. */
static enum ibid_status fact_set(struct history *h, const char *action,
                                 int64_t no, const struct ibid_fact *after,
                                 bool withdrawn, int64_t undoes, bool same_too,
                                 struct ibid_error *err)
{
    struct arena mem = {0};
    struct states states = {0};
    enum ibid_status status = IBID_OK;
    bool matters = true;
    if (no) {
        struct ibid_fact before;
        int was = 0;
        status = store_fact_get(h->st, no, &mem, &before, &was, err);
        if (!status) {
            body_fact_state(&before, was == 1, &states.old);
            matters = bears(&before, was != 0, after, withdrawn);
        }
    }
    body_fact_state(after, withdrawn, &states.new);
    bool write = same_too || !no || states_differ(&states);
    if (!status && write)
        status = fact_write(h, no, after, withdrawn, matters, err);
    if (!status && write)
        status = history_change(h, action, after->id, &states, undoes, err);
    states_done(&states);
    arena_done(&mem);
    return status;
}

enum ibid_status history_fact_set(struct history *h, const char *action,
                                  int64_t no, const struct ibid_fact *after,
                                  bool withdrawn, int64_t undoes,
                                  struct ibid_error *err)
{
    return fact_set(h, action, no, after, withdrawn, undoes, undoes != 0, err);
}

enum ibid_status history_fact_seen(struct history *h, const char *action,
                                   int64_t no, const struct ibid_fact *fact,
                                   struct ibid_error *err)
{
    return fact_set(h, action, no, fact, false, 0, true, err);
}

enum ibid_status history_fact(struct history *h, const char *action, int64_t no,
                              const struct ibid_fact *after, bool withdrawn,
                              struct ibid_error *err)
{
    return history_fact_set(h, action, no, after, withdrawn, 0, err);
}

/* ---- Sources ----------------------------------------------------------- */

enum ibid_status history_source_set(struct history *h, const char *action,
                                    int64_t no, const struct ibid_source *after,
                                    int64_t undoes, struct ibid_error *err)
{
    struct arena mem = {0};
    struct states states = {0};
    struct source_row before;
    enum ibid_status status =
        store_source_get(h->st, no, false, &mem, &before, err);
    if (!status) {
        body_source_state(&before.source, &states.old);
        body_source_state(after, &states.new);
    }
    if (!status && states_differ(&states)) {
        status = store_source_set(h->st, no, after, err);
        if (!status)
            status = history_change(h, action, after->id, &states, undoes, err);
    }
    states_done(&states);
    arena_done(&mem);
    return status;
}

enum ibid_status history_source(struct history *h, int64_t no,
                                const struct ibid_source *after,
                                struct ibid_error *err)
{
    return history_source_set(h, "source", no, after, 0, err);
}

/* Those too whose import was undone: their text is still there. */
enum ibid_status history_redact(struct history *h, int64_t source,
                                struct ibid_error *err)
{
    struct arena mem = {0};
    struct version_row row = {0};
    enum ibid_status status;
    for (;;) {
        int64_t after = row.no;
        arena_reset(&mem);
        status = store_version_of(h->st, source, after, &mem, &row, err);
        if (status || !row.no)
            break;
        if (row.version.redacted)
            continue;
        status = store_version_redact(h->st, row.no, err);
        if (!status)
            status =
                history_write(h, "redact", row.version.id, STR("{}"), 0, err);
        if (status)
            break;
    }
    arena_done(&mem);
    return status;
}
