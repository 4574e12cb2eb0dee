/* history.c - operations and the chain of journal entries. */
#include "history/history.h"

#include <stdio.h>
#include <time.h>

#include "history/bodies.h"
#include "store/write.h"

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

enum ibid_status history_begin(struct store *st, const char *op,
                               const char *actor, const char *reason,
                               struct history *h, bool *repeated,
                               struct ibid_error *err)
{
    *h = (struct history){.st = st, .actor = actor, .reason = reason};
    if (repeated)
        *repeated = false;
    if (op && strlen(op) >= sizeof h->op)
        return err_set(err, IBID_INVALID,
                       "an operation id has at most %zu characters",
                       sizeof h->op - 1);
    enum ibid_status status = store_begin(st, err);
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
    struct op_span span;
    if (h->entries && !store_entry_of_op(h->st, h->op, &span, NULL) &&
        span.last == h->seq)
        return IBID_OK;
    return status;
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
    char hex[SHA256_HEX_BYTES];
    hash_hex(&codebook->sha256, hex);
    struct buf body = {0};
    struct jsonw to = jsonw_start(&body);
    jsonw_object(&to);
    jsonw_key_text(&to, "codebook", codebook->name);
    jsonw_key_text(&to, "sha256", hex);
    jsonw_object_end(&to);
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

enum ibid_status history_run(struct history *h, const char *action,
                             int64_t codebook, const char *parameters,
                             int64_t *no, struct ibid_error *err)
{
    return store_run_add(h->st, h->op, action, codebook, parameters, h->at, no,
                         err);
}

/* ---- Facts ------------------------------------------------------------- */

static bool same(const struct buf *a, const struct buf *b)
{
    return str_eq(buf_view(a), buf_view(b));
}

static enum ibid_status fact_write(struct history *h, const char *action,
                                   int64_t no, const struct ibid_fact *after,
                                   bool withdrawn, struct str body,
                                   int64_t undoes, struct ibid_error *err)
{
    int64_t made;
    enum ibid_status status =
        no ? store_fact_set(h->st, no, after, withdrawn, err)
           : store_fact_add(h->st, after, withdrawn, &made, err);
    return status ? status
                  : history_write(h, action, after->id, body, undoes, err);
}

enum ibid_status history_fact_set(struct history *h, const char *action,
                                  int64_t no, const struct ibid_fact *after,
                                  bool withdrawn, int64_t undoes,
                                  struct ibid_error *err)
{
    struct arena mem = {0};
    struct buf old = {0}, new = {0}, body = {0};
    enum ibid_status status = IBID_OK;
    if (no) {
        struct ibid_fact before;
        int was = 0;
        status = store_fact_get(h->st, no, &mem, &before, &was, err);
        if (!status)
            body_fact_state(&before, was == 1, &old);
    }
    body_fact_state(after, withdrawn, &new);
    body_change(buf_view(&old), buf_view(&new), &body);
    if (!status && !(no && same(&old, &new)))
        status = fact_write(h, action, no, after, withdrawn, buf_view(&body),
                            undoes, err);
    buf_done(&old);
    buf_done(&new);
    buf_done(&body);
    arena_done(&mem);
    return status;
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
    struct buf old = {0}, new = {0}, body = {0};
    struct source_row before;
    enum ibid_status status =
        store_source_get(h->st, no, false, &mem, &before, err);
    if (!status) {
        body_source_state(&before.source, &old);
        body_source_state(after, &new);
        body_change(buf_view(&old), buf_view(&new), &body);
    }
    if (!status && !same(&old, &new)) {
        status = store_source_set(h->st, no, after, err);
        if (!status)
            status = history_write(h, action, after->id, buf_view(&body),
                                   undoes, err);
    }
    buf_done(&old);
    buf_done(&new);
    buf_done(&body);
    arena_done(&mem);
    return status;
}

enum ibid_status history_source(struct history *h, int64_t no,
                                const struct ibid_source *after,
                                struct ibid_error *err)
{
    return history_source_set(h, "source", no, after, 0, err);
}

enum ibid_status history_redact(struct history *h, int64_t source,
                                struct ibid_error *err)
{
    struct arena mem = {0};
    struct source_row row;
    enum ibid_status status =
        store_source_get(h->st, source, false, &mem, &row, err);
    for (size_t i = 0; !status && i < row.source.version_count; i++) {
        int64_t no;
        const char *id = row.source.versions[i].id;
        if (row.source.versions[i].redacted)
            continue;
        status = store_version_find(h->st, id, &no, err);
        if (!status)
            status = store_version_redact(h->st, no, err);
        if (!status)
            status = history_write(h, "redact", id, STR("{}"), 0, err);
    }
    arena_done(&mem);
    return status;
}
