/* undo.c - take operations back and do them again. */
#include "history/undo.h"

#include <stdio.h>

#include "history/bodies.h"
#include "history/digest.h"
#include "history/earlier.h"
#include "history/roles.h"
#include "history/states.h"
#include "history/verdict.h"
#include "store/write.h"

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool is_turn(const struct entry *entry)
{
    return is(entry->action, "undo") || is(entry->action, "redo");
}

/* One turn: an operation taken back or done again, entry by entry. */
struct turn {
    struct history *h;
    bool redo;
    int64_t changed;
    struct arena mem; /* of the entry at hand */
};

static const char *action_of(const struct turn *turn)
{
    return turn->redo ? "redo" : "undo";
}

/* The newest change of the subject after `entry` that holds; when all were
 * taken back, the newest of them. */
static enum ibid_status later_change(struct turn *turn,
                                     const struct entry *entry,
                                     const char *subject, struct entry *out,
                                     struct ibid_error *err)
{
    struct store *st = turn->h->st;
    struct entry newest = {0}, next = {.seq = INT64_MAX};
    bool undone = true;
    do {
        enum ibid_status status = store_entry_back(st, next.seq, subject, NULL,
                                                   &turn->mem, &next, err);
        if (!status && next.seq && !is_turn(&next))
            status = store_entry_undone(st, next.seq, &undone, err);
        if (status)
            return status;
        if (!newest.seq)
            newest = next;
    } while (next.seq > entry->seq && (is_turn(&next) || undone));
    *out = next.seq > entry->seq ? next : newest;
    return IBID_OK;
}

/* Name the change of the subject that stands in the way. */
static enum ibid_status conflict(struct turn *turn, const struct entry *entry,
                                 const char *subject, struct ibid_error *err)
{
    struct entry later;
    char advice[48] = "undo that first";
    enum ibid_status status = later_change(turn, entry, subject, &later, err);
    if (status)
        return status;
    if (is_turn(&later))
        (void)snprintf(advice, sizeof advice, "%s entry %lld first",
                       is(later.action, "undo") ? "redo" : "undo",
                       (long long)later.undoes);
    return err_set(err, IBID_CONFLICT,
                   "cannot %s '%s' (entry %lld): %s was changed since by '%s' "
                   "(entry %lld, %s, %s); %s",
                   action_of(turn), entry->action, (long long)entry->seq,
                   subject, later.action, (long long)later.seq, later.actor,
                   later.at, advice);
}

/* The state `with` of a fact that was made by this entry, withdrawn. */
static enum ibid_status withdrawn_state(struct turn *turn, struct str with,
                                        struct str *out, struct ibid_error *err)
{
    struct ibid_fact fact;
    bool was;
    struct buf text = {0};
    enum ibid_status status =
        fact_state_parse(with, &turn->mem, &fact, &was, err);
    if (!status) {
        body_fact_state(&fact, true, &text);
        *out = arena_str(&turn->mem, buf_view(&text));
    }
    buf_done(&text);
    return status;
}

/* The state of a fact, and the version it belongs to when that does not count
 * now, else NULL. */
static enum ibid_status fact_now(struct turn *turn, const char *id, int64_t *no,
                                 struct str *out, const char **withdrawn_home,
                                 struct ibid_error *err)
{
    struct ibid_fact fact;
    int64_t home;
    struct version_row row = {0};
    int withdrawn = 0;
    struct buf text = {0};
    enum ibid_status status = store_fact_find(turn->h->st, id, no, err);
    if (!status)
        status = store_fact_get(turn->h->st, *no, &turn->mem, &fact, &withdrawn,
                                err);
    if (!status) {
        body_fact_state(&fact, withdrawn == 1, &text);
        *out = arena_str(&turn->mem, buf_view(&text));
        status = store_version_find(turn->h->st, fact.version, &home, err);
    }
    buf_done(&text);
    if (!status)
        status = store_version_get(turn->h->st, home, &turn->mem, &row, err);
    if (!status)
        *withdrawn_home = row.withdrawn ? row.version.id : NULL;
    return status;
}

static enum ibid_status turn_fact(struct turn *turn, const struct entry *entry,
                                  const struct body *body,
                                  struct ibid_error *err)
{
    struct str from = turn->redo ? body->before : body->after;
    struct str to = turn->redo ? body->after : body->before;
    struct str now;
    const char *home = NULL;
    int64_t no;
    enum ibid_status status = IBID_OK;
    if (!body->before.ptr)
        status =
            withdrawn_state(turn, body->after, turn->redo ? &from : &to, err);
    if (!status)
        status = fact_now(turn, entry->subject, &no, &now, &home, err);
    if (!status && (home || !str_eq(now, from)))
        return conflict(turn, entry, home ? home : entry->subject, err);
    struct ibid_fact fact;
    bool withdrawn;
    if (!status)
        status = fact_state_parse(to, &turn->mem, &fact, &withdrawn, err);
    if (!status)
        status =
            history_withdrawn_cited(turn->h->st, &fact, &turn->mem, &home, err);
    if (!status && home)
        return conflict(turn, entry, home, err);
    if (!status)
        status = history_fact_set(turn->h, action_of(turn), no, &fact,
                                  withdrawn, entry->seq, err);
    return status;
}

static enum ibid_status turn_source(struct turn *turn,
                                    const struct entry *entry, const char *id,
                                    const struct body *body, bool strict,
                                    struct ibid_error *err)
{
    struct str from = turn->redo ? body->before : body->after;
    struct str to = turn->redo ? body->after : body->before;
    struct source_row row;
    struct buf now = {0};
    int64_t no;
    enum ibid_status status = store_source_find(turn->h->st, id, &no, err);
    if (!status)
        status =
            store_source_get(turn->h->st, no, false, &turn->mem, &row, err);
    if (!status)
        body_source_state(&row.source, &now);
    bool fits = str_eq(buf_view(&now), from);
    buf_done(&now);
    if (status || (!fits && !strict))
        return status;
    if (!fits)
        return conflict(turn, entry, id, err);
    struct ibid_source source;
    status = body_source_parse(to, &turn->mem, &source, err);
    if (!status)
        status = history_source_set(turn->h, action_of(turn), no, &source,
                                    entry->seq, err);
    return status;
}

/* Only an import whose facts are as it made them, and whose text no fact of
 * another cites, can be taken back. */
static enum ibid_status version_untouched(struct turn *turn,
                                          const struct entry *entry,
                                          const char *digest, int64_t version,
                                          struct ibid_error *err)
{
    struct sha256 now;
    int64_t facts;
    char hex[SHA256_HEX_BYTES];
    enum ibid_status status =
        digest_of_version(turn->h->st, version, &now, &facts, err);
    if (status)
        return status;
    hash_hex(&now, hex);
    const char *changed = NULL;
    bool same = !digest || is(hex, digest);
    status = same ? store_version_cited_elsewhere(turn->h->st, version,
                                                  &turn->mem, &changed, err)
                  : store_version_changed_fact(turn->h->st, version, &turn->mem,
                                               &changed, err);
    if (!status && same && !changed)
        return IBID_OK;
    return status
               ? status
               : conflict(turn, entry, changed ? changed : entry->subject, err);
}

static enum ibid_status turn_version(struct turn *turn,
                                     const struct entry *entry,
                                     const struct body *body,
                                     struct ibid_error *err)
{
    int64_t no;
    struct version_row row;
    enum ibid_status status =
        store_version_find(turn->h->st, entry->subject, &no, err);
    if (!status)
        status = store_version_get(turn->h->st, no, &turn->mem, &row, err);
    if (!status && row.withdrawn == !turn->redo)
        return conflict(turn, entry, entry->subject, err);
    if (!status && !turn->redo)
        status = version_untouched(turn, entry, body->digest, no, err);
    if (!status)
        status = store_version_withdraw(turn->h->st, no, !turn->redo, err);
    if (!status)
        status = history_write(turn->h, action_of(turn), entry->subject,
                               STR("{}"), entry->seq, err);
    if (!status && body->before.ptr) /* it had changed what is known, too */
        status = turn_source(turn, entry, row.source_id, body, false, err);
    return status;
}

/* A paragraph of a redacted text stays as it was left. */
static enum ibid_status turn_role(struct turn *turn, const struct entry *entry,
                                  const struct body *body,
                                  struct ibid_error *err)
{
    struct str from = turn->redo ? body->before : body->after;
    struct str to = turn->redo ? body->after : body->before;
    struct buf now = {0};
    enum block_role role;
    enum ibid_status status =
        role_state_now(turn->h->st, entry->subject, &now, err);
    bool gone = !now.len, fits = str_eq(buf_view(&now), from);
    buf_done(&now);
    if (status || gone)
        return status;
    if (!fits)
        return conflict(turn, entry, entry->subject, err);
    if (!role_parse(to, &role))
        return err_set(err, IBID_DAMAGED, "entry %lld names no role",
                       (long long)entry->seq);
    return role_set(turn->h, action_of(turn), entry->subject, role, entry->seq,
                    err);
}

static enum ibid_status turn_verdict(struct turn *turn,
                                     const struct entry *entry,
                                     const struct body *body,
                                     struct ibid_error *err)
{
    struct str from = turn->redo ? body->before : body->after;
    struct str to = turn->redo ? body->after : body->before;
    struct verdict_row row = {0};
    struct buf now = {0};
    enum ibid_status status =
        verdict_state_now(turn->h->st, entry->subject, &now, err);
    bool fits = str_eq(buf_view(&now), from);
    buf_done(&now);
    if (!status && !fits)
        return conflict(turn, entry, entry->subject, err);
    if (!status)
        status = verdict_parse(to.ptr ? to : from, &turn->mem, &row, err);
    if (!to.ptr)
        row.says = NULL;
    return status
               ? status
               : verdict_set(turn->h, action_of(turn), &row, entry->seq, err);
}

static enum ibid_status turn_entry(struct turn *turn, const struct entry *entry,
                                   struct ibid_error *err)
{
    struct body body;
    if (is(entry->subject, "codebook"))
        return IBID_OK; /* the codebook in use stays */
    if (is(entry->action, "redact"))
        return err_set(err, IBID_CONFLICT,
                       "entry %lld removed a text for good; that cannot be "
                       "undone",
                       (long long)entry->seq);
    if (is_turn(entry))
        return err_set(err, IBID_INVALID,
                       "entry %lld is itself %s; name the operation it "
                       "turned (entry %lld)",
                       (long long)entry->seq,
                       is(entry->action, "undo") ? "an undo" : "a redo",
                       (long long)entry->undoes);
    enum ibid_status status = body_parse(entry, &turn->mem, &body, err);
    if (status)
        return status;
    turn->changed++;
    if (role_is_subject(entry->subject))
        return turn_role(turn, entry, &body, err);
    if (entry->subject[0] == 'f')
        return turn_fact(turn, entry, &body, err);
    if (verdict_is_subject(entry->subject))
        return turn_verdict(turn, entry, &body, err);
    if (entry->subject[0] == 's')
        return turn_source(turn, entry, entry->subject, &body, true, err);
    return turn_version(turn, entry, &body, err);
}

/* The first entry of the operation that a turn changes (the codebook in use
 * stays); seq 0 when there is none. */
static enum ibid_status first_turned(struct turn *turn, const char *op,
                                     const struct op_span *span,
                                     struct entry *out, struct ibid_error *err)
{
    *out = (struct entry){.seq = span->first - 1};
    do {
        arena_reset(&turn->mem);
        enum ibid_status status =
            store_entry_forward(turn->h->st, out->seq, &turn->mem, out, err);
        if (status)
            return status;
        if (out->seq > span->last)
            out->seq = 0;
    } while (out->seq && (!is(out->op, op) || is(out->subject, "codebook")));
    return IBID_OK;
}

/* Is the operation in the state that this turn starts from? */
static enum ibid_status check_turn(struct turn *turn, const char *op,
                                   const struct op_span *span,
                                   struct ibid_error *err)
{
    bool undone;
    struct entry first;
    enum ibid_status status = first_turned(turn, op, span, &first, err);
    if (!status && !first.seq)
        status = err_set(err, IBID_NOT_FOUND,
                         "that operation only chose the codebook; there is "
                         "nothing to %s",
                         action_of(turn));
    if (!status)
        status = store_entry_undone(turn->h->st, first.seq, &undone, err);
    if (!status && undone != turn->redo)
        status = err_set(err, IBID_CONFLICT,
                         turn->redo ? "that operation was not undone"
                                    : "that operation is undone already");
    return status;
}

enum ibid_status undo_apply(struct history *h, const char *op, bool redo,
                            int64_t *changed, struct ibid_error *err)
{
    struct turn turn = {.h = h, .redo = redo};
    struct op_span span;
    enum ibid_status status = store_entry_of_op(h->st, op, &span, err);
    if (!status)
        status = check_turn(&turn, op, &span, err);
    int64_t seq = redo ? span.first - 1 : span.last + 1;
    while (!status) {
        struct entry entry;
        arena_reset(&turn.mem);
        status = redo ? store_entry_forward(h->st, seq, &turn.mem, &entry, err)
                      : store_entry_back(h->st, seq, NULL, NULL, &turn.mem,
                                         &entry, err);
        if (status || entry.seq < span.first || entry.seq > span.last)
            break;
        seq = entry.seq;
        if (is(entry.op, op))
            status = turn_entry(&turn, &entry, err);
    }
    if (!status && redo)
        status = earlier_check(h->st, op, &span, err);
    arena_done(&turn.mem);
    if (!status)
        *changed = turn.changed;
    return status;
}
