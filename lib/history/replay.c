/* replay.c - unroll the journal from the live tables to the beginning. */
#include "history/replay.h"

#include <stdio.h>

#include "base/map.h"
#include "history/bodies.h"
#include "history/digest.h"

struct replay {
    struct store *st;
    replay_finding *each;
    void *ctx;
    struct replay_counts *counts;
    struct arena mem;    /* of states that differ from the live ones */
    struct arena step;   /* of the entry at hand */
    struct map states;   /* id -> struct str *, as of the entry at hand */
    struct map versions; /* id -> any: its newest turn was compared */
};

static void off(struct replay *r, const char *check, const char *subject,
                const char *text)
{
    r->each(r->ctx, check, subject, text);
}

/* ---- Forward: the chain ------------------------------------------------ */

static bool hash_eq(const struct sha256 *a, const struct sha256 *b)
{
    return memcmp(a->byte, b->byte, SHA256_BYTES) == 0;
}

static void check_link(struct replay *r, const struct entry *entry, int64_t seq,
                       const struct sha256 *prev)
{
    char name[32];
    (void)snprintf(name, sizeof name, "entry %lld", (long long)entry->seq);
    struct sha256 hash = history_entry_hash(entry);
    if (entry->seq != seq)
        off(r, "journal", name, "entries before it are missing");
    if (!hash_eq(&entry->prev, prev))
        off(r, "journal", name, "it does not follow the entry before it");
    if (!hash_eq(&hash, &entry->hash))
        off(r, "journal", name, "its hash does not fit what it says");
    if (!entry->body) {
        r->counts->redacted++;
        return;
    }
    struct sha256 body = hash_of(str_of(entry->body));
    if (!hash_eq(&body, &entry->body_sha256))
        off(r, "journal", name, "its body was changed");
}

static bool is_head(const struct entry *entry, const char *expect)
{
    char hex[SHA256_HEX_BYTES], head[96];
    hash_hex(&entry->hash, hex);
    (void)snprintf(head, sizeof head, "%lld:%s", (long long)entry->seq, hex);
    return strcmp(head, expect) == 0;
}

static enum ibid_status chain(struct replay *r, const char *expect,
                              struct ibid_error *err)
{
    struct sha256 prev = {{0}};
    int64_t seq = 0;
    bool met = !expect || strncmp(expect, "0:", 2) == 0;
    for (;;) {
        struct entry entry;
        arena_reset(&r->step);
        enum ibid_status status =
            store_entry_forward(r->st, seq, &r->step, &entry, err);
        if (status)
            return status;
        if (!entry.seq)
            break;
        check_link(r, &entry, seq + 1, &prev);
        met = met || is_head(&entry, expect);
        seq = entry.seq;
        prev = entry.hash;
        r->counts->entries++;
    }
    if (!met)
        off(r, "head", expect,
            "this head is not in the journal: it was rewritten since");
    return IBID_OK;
}

/* ---- Backward: the states ---------------------------------------------- */

static enum ibid_status live_fact(struct replay *r, const char *id,
                                  struct buf *out, struct ibid_error *err)
{
    int64_t no;
    struct ibid_fact fact;
    int withdrawn;
    enum ibid_status status = store_fact_find(r->st, id, &no, err);
    if (status || !no)
        return status;
    status = store_fact_get(r->st, no, &r->step, &fact, &withdrawn, err);
    if (!status)
        body_fact_state(&fact, withdrawn == 1, out);
    return status;
}

static enum ibid_status live_source(struct replay *r, const char *id,
                                    struct buf *out, struct ibid_error *err)
{
    int64_t no;
    struct source_row row;
    enum ibid_status status = store_source_find(r->st, id, &no, err);
    if (status || !no)
        return status;
    status = store_source_get(r->st, no, false, &r->step, &row, err);
    if (!status)
        body_source_state(&row.source, out);
    return status;
}

/* The state of `id` after the entry at hand, as the unrolling has it. */
static enum ibid_status state_of(struct replay *r, const char *id,
                                 struct str *out, struct ibid_error *err)
{
    const struct str *known = map_get(&r->states, str_of(id));
    if (known) {
        *out = *known;
        return IBID_OK;
    }
    struct buf text = {0};
    enum ibid_status status = id[0] == 'f' ? live_fact(r, id, &text, err)
                                           : live_source(r, id, &text, err);
    if (!status)
        *out = arena_str(&r->step, buf_view(&text));
    buf_done(&text);
    return status;
}

static void state_set(struct replay *r, const char *id, struct str state)
{
    void **slot = map_at(&r->states, arena_str(&r->mem, str_of(id)));
    struct str *kept = arena_new(&r->mem, struct str);
    *kept = arena_str(&r->mem, state);
    *slot = kept;
}

/* `id` must be in the entry's state after; its state before takes over. */
static enum ibid_status unroll(struct replay *r, const struct entry *entry,
                               const char *id, const struct body *body,
                               struct ibid_error *err)
{
    struct str now;
    enum ibid_status status = state_of(r, id, &now, err);
    if (status)
        return status;
    if (!str_eq(now, body->after)) {
        char text[120];
        (void)snprintf(text, sizeof text,
                       "it is not as journal entry %lld (%s) left it",
                       (long long)entry->seq, entry->action);
        off(r, "replay", id, text);
    }
    state_set(r, id, body->before);
    return IBID_OK;
}

static void check_digest(struct replay *r, const struct entry *entry,
                         const struct body *body, const struct sha256 *now)
{
    char hex[SHA256_HEX_BYTES];
    hash_hex(now, hex);
    if (strcmp(hex, body->digest) != 0)
        off(r, "replay", entry->subject,
            "its facts are not those that its import made");
}

static enum ibid_status unroll_import(struct replay *r,
                                      const struct entry *entry,
                                      const struct version_row *row,
                                      const struct body *body,
                                      struct ibid_error *err)
{
    struct sha256 digest;
    int64_t facts;
    enum ibid_status status =
        digest_of_version(r->st, row->no, &r->states, &digest, &facts, err);
    if (status)
        return status;
    r->counts->facts += facts;
    check_digest(r, entry, body, &digest);
    if (strcmp(body->sha256, row->version.sha256) != 0 ||
        strcmp(body->text_sha256, row->version.text_sha256) != 0)
        off(r, "replay", entry->subject,
            "its hashes are not those that were imported");
    return unroll(r, entry, row->source_id, body, err);
}

/* Only the newest entry of a version says whether it counts now. */
static void check_counts(struct replay *r, const struct entry *entry,
                         const struct version_row *row)
{
    void **seen =
        map_at(&r->versions, arena_str(&r->mem, str_of(entry->subject)));
    if (*seen)
        return;
    *seen = r;
    bool withdrawn = strcmp(entry->action, "undo") == 0;
    if (strcmp(entry->action, "redact") != 0 && row->withdrawn != withdrawn)
        off(r, "replay", entry->subject,
            "whether it counts is not what the journal says");
}

static enum ibid_status unroll_version(struct replay *r,
                                       const struct entry *entry,
                                       const struct body *body,
                                       struct ibid_error *err)
{
    int64_t no;
    struct version_row row;
    enum ibid_status status =
        store_version_find(r->st, entry->subject, &no, err);
    if (status)
        return status;
    if (!no) {
        off(r, "replay", entry->subject, "this version is gone");
        return IBID_OK;
    }
    status = store_version_get(r->st, no, &r->step, &row, err);
    if (status)
        return status;
    check_counts(r, entry, &row);
    return strcmp(entry->action, "import") == 0
               ? unroll_import(r, entry, &row, body, err)
               : IBID_OK;
}

static enum ibid_status unroll_entry(struct replay *r,
                                     const struct entry *entry,
                                     struct ibid_error *err)
{
    struct body body;
    if (!entry->body || strcmp(entry->subject, "codebook") == 0)
        return IBID_OK;
    if (body_parse(entry, &r->step, &body, NULL)) {
        off(r, "journal", entry->subject, "the body of an entry is unreadable");
        return IBID_OK;
    }
    if (entry->subject[0] == 'v')
        return unroll_version(r, entry, &body, err);
    return unroll(r, entry, entry->subject, &body, err);
}

static enum ibid_status backward(struct replay *r, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    for (;;) {
        int64_t seq = entry.seq;
        arena_reset(&r->step);
        enum ibid_status status =
            store_entry_back(r->st, seq, NULL, NULL, &r->step, &entry, err);
        if (status || !entry.seq)
            return status;
        seq = entry.seq;
        status = unroll_entry(r, &entry, err);
        if (status)
            return status;
        entry.seq = seq;
    }
}

/* ---- At the beginning there was nothing -------------------------------- */

static enum ibid_status leftovers(struct replay *r, struct ibid_error *err)
{
    struct version_row row = {0};
    int64_t after = 0;
    for (;;) {
        arena_reset(&r->step);
        enum ibid_status status =
            store_version_next(r->st, after, &r->step, &row, err);
        if (status || !row.no)
            return status;
        after = row.no;
        if (!map_get(&r->versions, str_of(row.version.id)))
            off(r, "replay", row.version.id,
                "no import of it stands in the journal");
        struct str *source = map_get(&r->states, str_of(row.source_id));
        if (!source || source->len)
            off(r, "replay", row.source_id,
                "the journal does not say where it came from");
    }
}

enum ibid_status history_replay(struct store *st, const char *expect,
                                replay_finding *each, void *ctx,
                                struct replay_counts *counts,
                                struct ibid_error *err)
{
    struct replay r = {.st = st, .each = each, .ctx = ctx, .counts = counts};
    *counts = (struct replay_counts){0};
    r.states.mem = &r.mem;
    r.versions.mem = &r.mem;
    enum ibid_status status = chain(&r, expect, err);
    if (!status)
        status = backward(&r, err);
    if (!status)
        status = leftovers(&r, err);
    arena_done(&r.mem);
    arena_done(&r.step);
    return status;
}
