/* replay.c - unroll the journal from the live tables to the beginning. */
#include "history/replay.h"

#include <stdio.h>

#include "base/map.h"
#include "history/bodies.h"
#include "history/chain.h"
#include "history/digest.h"
#include "history/roles.h"
#include "history/verdict.h"

struct replay {
    struct store *st;
    replay_finding *each;
    void *ctx;
    struct replay_counts *counts;
    struct arena mem;    /* of states that differ from the live ones */
    struct arena step;   /* of the entry at hand */
    struct map states;   /* id -> struct known_state *, as of that entry */
    struct map versions; /* id -> any: its newest turn was compared */
    struct map redacted; /* id -> any: a redaction of it was met */
    bool withdrawn;      /* does the version at hand not count? */
    bool codebook;       /* the codebook in use was compared */
};

static void off(struct replay *r, const char *check, const char *subject,
                const char *text)
{
    r->each(r->ctx, check, subject, text);
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
    const struct known_state *known = map_get(&r->states, str_of(id));
    if (known) {
        *out = known->state;
        return IBID_OK;
    }
    struct buf text = {0};
    enum ibid_status status =
        role_is_subject(id)      ? role_state_now(r->st, id, &text, err)
        : verdict_is_subject(id) ? verdict_state_now(r->st, id, &text, err)
        : id[0] == 'f'           ? live_fact(r, id, &text, err)
                                 : live_source(r, id, &text, err);
    if (!status)
        *out = arena_str(&r->step, buf_view(&text));
    buf_done(&text);
    return status;
}

/* From here back `id` was as the body says before; its change is counted. */
static void state_set(struct replay *r, const char *id, const struct body *body)
{
    void **slot = map_at(&r->states, arena_str(&r->mem, str_of(id)));
    struct known_state *known = *slot;
    if (!known)
        *slot = known = arena_new(&r->mem, struct known_state);
    known->state = arena_str(&r->mem, body->before);
    /* Of a fact also when it stayed: somebody looked at it. */
    known->changes += body->before.ptr &&
                      (id[0] == 'f' || !str_eq(body->before, body->after));
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
    bool gone = role_is_subject(id) && !now.len; /* with a redacted text */
    if (!gone && !str_eq(now, body->after)) {
        char text[120];
        (void)snprintf(text, sizeof text,
                       "it is not as journal entry %lld (%s) left it",
                       (long long)entry->seq, entry->action);
        off(r, "replay", id, text);
    }
    state_set(r, id, body);
    return IBID_OK;
}

/* The flags of a row that are not part of its state. */
static void check_row(void *ctx, const struct ibid_fact *fact, int withdrawn)
{
    struct replay *r = ctx;
    const struct known_state *known = map_get(&r->states, str_of(fact->id));
    if (fact->revision != 1 + (known ? known->changes : 0))
        off(r, "replay", fact->id,
            "its revision is not the number of its changes");
    if ((withdrawn == 0 && r->withdrawn) || (withdrawn == 2 && !r->withdrawn))
        off(r, "replay", fact->id,
            "whether it counts is not what its version says");
}

static bool hex_is(const struct sha256 *hash, const char *expected)
{
    char hex[SHA256_HEX_BYTES];
    hash_hex(hash, hex);
    return strcmp(hex, expected) == 0;
}

static enum ibid_status check_record(struct replay *r,
                                     const struct version_row *row,
                                     const struct body *body,
                                     struct ibid_error *err)
{
    struct version_sums sums;
    const struct ibid_version *version = &row->version;
    enum ibid_status status = store_version_sums(r->st, row->no, &sums, err);
    if (status)
        return status;
    if (strcmp(body->sha256, version->sha256) != 0 ||
        strcmp(body->text_sha256, version->text_sha256) != 0)
        off(r, "replay", version->id,
            "its hashes are not those that were imported");
    if (!hex_is(&sums.record, body->record))
        off(r, "replay", version->id,
            "what is recorded of its import was changed");
    if (version->redacted != !!map_get(&r->redacted, str_of(version->id)))
        off(r, "replay", version->id,
            "whether it was redacted is not what the journal says");
    if (!version->redacted && !hex_is(&sums.layout, body->layout))
        off(r, "replay", version->id,
            "its blocks or its map to the original were changed");
    return IBID_OK;
}

/* Before all changes a paragraph is what it was read as. */
static enum ibid_status check_roles(struct replay *r,
                                    const struct version_row *row,
                                    struct ibid_error *err)
{
    struct block_roles *list = NULL;
    size_t count = 0;
    struct buf read = {0};
    enum ibid_status status =
        store_roles(r->st, row->no, &r->step, &list, &count, err);
    for (size_t n = 0; !status && n < count; n++) {
        char subject[ROLE_SUBJECT_BYTES];
        role_subject(row->version.id, n, subject);
        const struct known_state *known = map_get(&r->states, str_of(subject));
        buf_reset(&read);
        role_state(list[n].read, &read);
        if (known ? !str_eq(known->state, buf_view(&read)) : list[n].by_hand)
            off(r, "replay", subject,
                "the journal does not say who gave it its role");
    }
    buf_done(&read);
    return status;
}

static enum ibid_status unroll_import(struct replay *r,
                                      const struct entry *entry,
                                      const struct version_row *row,
                                      const struct body *body,
                                      struct ibid_error *err)
{
    struct sha256 digest;
    int64_t facts;
    struct digest_before before = {&r->states, check_row, r};
    r->withdrawn = row->withdrawn;
    enum ibid_status status =
        digest_of_earlier(r->st, row->no, &before, &digest, &facts, err);
    if (!status)
        status = check_record(r, row, body, err);
    if (!status)
        status = check_roles(r, row, err);
    if (status)
        return status;
    r->counts->facts += facts;
    if (!hex_is(&digest, body->digest))
        off(r, "replay", entry->subject,
            "its facts are not those that its import made");
    return unroll(r, entry, row->source_id, body, err);
}

/* The newest entry of a version but a redaction says whether it counts. */
static void check_counts(struct replay *r, const struct entry *entry,
                         const struct version_row *row)
{
    if (strcmp(entry->action, "redact") == 0) {
        *map_at(&r->redacted, arena_str(&r->mem, str_of(entry->subject))) = r;
        return;
    }
    void **seen =
        map_at(&r->versions, arena_str(&r->mem, str_of(entry->subject)));
    if (*seen)
        return;
    *seen = r;
    bool withdrawn = strcmp(entry->action, "undo") == 0;
    if (row->withdrawn != withdrawn)
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

/* The newest entry of this kind says which codebook is in use. */
static enum ibid_status unroll_codebook(struct replay *r,
                                        const struct entry *entry,
                                        struct ibid_error *err)
{
    struct codebook_row used;
    struct buf body = {0};
    if (r->codebook)
        return IBID_OK;
    r->codebook = true;
    enum ibid_status status =
        store_codebook_get(r->st, 0, &r->step, &used, err);
    if (!status)
        body_codebook(&used, &body);
    if (status == IBID_NOT_FOUND ||
        (!status && !str_eq(buf_view(&body), str_of(entry->body))))
        off(r, "replay", "codebook",
            "the one in use is not the one that the journal names");
    buf_done(&body);
    /* A snapshot that cannot be read is told of where snapshots are checked. */
    return status == IBID_NOT_FOUND || status == IBID_DAMAGED ? IBID_OK
                                                              : status;
}

static enum ibid_status unroll_entry(struct replay *r,
                                     const struct entry *entry,
                                     struct ibid_error *err)
{
    struct body body;
    if (!entry->body)
        return IBID_OK;
    if (strcmp(entry->subject, "codebook") == 0)
        return unroll_codebook(r, entry, err);
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

static enum ibid_status check_source(struct replay *r,
                                     const struct version_row *version,
                                     struct ibid_error *err)
{
    struct source_row row;
    const struct known_state *known =
        map_get(&r->states, str_of(version->source_id));
    enum ibid_status status =
        store_source_get(r->st, version->source, false, &r->step, &row, err);
    if (status)
        return status;
    if (!known || known->state.len)
        off(r, "replay", version->source_id,
            "the journal does not say where it came from");
    else if (row.revision != 1 + known->changes)
        off(r, "replay", version->source_id,
            "its revision is not the number of its changes");
    return IBID_OK;
}

/* What is said on links and names, each of it by an entry. */
static enum ibid_status verdicts(struct replay *r, struct ibid_error *err)
{
    struct verdict_row row = {.id = ""};
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    while (!status) {
        status = store_verdict_next(r->st, row.id, &mem, &row, err);
        if (status || !row.id)
            break;
        const struct known_state *known = map_get(&r->states, str_of(row.id));
        if (!known || known->state.len)
            off(r, "replay", row.id, "the journal does not say who said so");
    }
    arena_done(&mem);
    return status;
}

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
        status = check_source(r, &row, err);
        if (status)
            return status;
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
    r.redacted.mem = &r.mem;
    enum ibid_status status = chain_check(st, expect, each, ctx, counts, err);
    if (!status)
        status = backward(&r, err);
    if (!status)
        status = leftovers(&r, err);
    if (!status)
        status = verdicts(&r, err);
    arena_done(&r.mem);
    arena_done(&r.step);
    return status;
}
