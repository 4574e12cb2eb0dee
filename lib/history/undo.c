/* undo.c - take operations back and do them again. */
#include "history/undo.h"

#include <stdlib.h>

#include "history/bodies.h"
#include "history/digest.h"
#include "store/write.h"

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool is_turn(const struct entry *entry)
{
    return is(entry->action, "undo") || is(entry->action, "redo");
}

/* Can it be taken back at all? */
static bool is_undoable(const struct entry *entry)
{
    return !is_turn(entry) && !is(entry->action, "redact") &&
           !is(entry->subject, "codebook");
}

/* ---- Finding ----------------------------------------------------------- */

static enum ibid_status latest_done(struct store *st, struct arena *mem,
                                    const char **op, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    for (;;) {
        bool undone = false;
        enum ibid_status status =
            store_entry_back(st, entry.seq, NULL, NULL, mem, &entry, err);
        if (!status && entry.seq && is_undoable(&entry))
            status = store_entry_undone(st, entry.seq, &undone, err);
        if (status)
            return status;
        if (!entry.seq)
            return err_set(err, IBID_NOT_FOUND, "nothing to undo");
        if (is(entry.action, "redact"))
            return err_set(err, IBID_CONFLICT,
                           "the latest operation removed a text for good and "
                           "cannot be undone; to undo an earlier one, name it "
                           "('ibid log' lists them)");
        if (is_undoable(&entry) && !undone) {
            *op = entry.op;
            return IBID_OK;
        }
    }
}

/* The target of an undo that still holds. */
static enum ibid_status undone_target(struct store *st,
                                      const struct entry *undo,
                                      struct arena *mem, const char **op,
                                      struct ibid_error *err)
{
    struct entry target;
    bool undone;
    enum ibid_status status =
        store_entry_get(st, undo->undoes, mem, &target, err);
    if (!status)
        status = store_entry_undone(st, undo->undoes, &undone, err);
    if (!status && undone)
        *op = target.op;
    return status;
}

static enum ibid_status latest_undone(struct store *st, struct arena *mem,
                                      const char **op, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    *op = NULL;
    for (;;) {
        enum ibid_status status =
            store_entry_back(st, entry.seq, NULL, NULL, mem, &entry, err);
        if (status)
            return status;
        if (!entry.seq || !is_turn(&entry))
            return err_set(err, IBID_NOT_FOUND, "nothing to redo");
        if (is(entry.action, "undo"))
            status = undone_target(st, &entry, mem, op, err);
        if (status || *op)
            return status;
    }
}

static enum ibid_status named(struct store *st, const char *ref,
                              struct arena *mem, const char **op,
                              struct ibid_error *err)
{
    char *end;
    long long seq = strtoll(ref, &end, 10);
    struct entry entry = {0};
    struct op_span span = {0};
    enum ibid_status status = IBID_OK;
    if (*ref && !*end)
        status = store_entry_get(st, seq, mem, &entry, err);
    else {
        status = store_entry_of_op(st, ref, &span, err);
        if (!status && span.count)
            status = store_entry_get(st, span.first, mem, &entry, err);
    }
    if (status)
        return status;
    if (!entry.seq)
        return err_set(err, IBID_NOT_FOUND,
                       "no operation '%s' ('ibid log' lists them)", ref);
    *op = entry.op;
    return IBID_OK;
}

enum ibid_status undo_find(struct store *st, const char *ref, bool redo,
                           struct arena *mem, const char **op,
                           struct ibid_error *err)
{
    if (ref)
        return named(st, ref, mem, op, err);
    return redo ? latest_undone(st, mem, op, err)
                : latest_done(st, mem, op, err);
}

/* ---- Applying ---------------------------------------------------------- */

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

/* Name the newest change of the subject that stands in the way. */
static enum ibid_status conflict(struct turn *turn, const struct entry *entry,
                                 const char *subject, struct ibid_error *err)
{
    struct entry later;
    enum ibid_status status = store_entry_back(turn->h->st, INT64_MAX, subject,
                                               NULL, &turn->mem, &later, err);
    if (status)
        return status;
    return err_set(err, IBID_CONFLICT,
                   "cannot %s '%s' (entry %lld): %s was changed since by '%s' "
                   "(entry %lld, %s, %s); undo that first",
                   action_of(turn), entry->action, (long long)entry->seq,
                   subject, later.action, (long long)later.seq, later.actor,
                   later.at);
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

static enum ibid_status fact_now(struct turn *turn, const char *id, int64_t *no,
                                 struct str *out, struct ibid_error *err)
{
    struct ibid_fact fact;
    int withdrawn = 0;
    struct buf text = {0};
    enum ibid_status status = store_fact_find(turn->h->st, id, no, err);
    if (!status)
        status = store_fact_get(turn->h->st, *no, &turn->mem, &fact, &withdrawn,
                                err);
    if (!status) {
        body_fact_state(&fact, withdrawn == 1, &text);
        *out = arena_str(&turn->mem, buf_view(&text));
    }
    buf_done(&text);
    return status;
}

static enum ibid_status turn_fact(struct turn *turn, const struct entry *entry,
                                  const struct body *body,
                                  struct ibid_error *err)
{
    struct str from = turn->redo ? body->before : body->after;
    struct str to = turn->redo ? body->after : body->before;
    struct str now;
    int64_t no;
    enum ibid_status status = IBID_OK;
    if (!body->before.ptr)
        status =
            withdrawn_state(turn, body->after, turn->redo ? &from : &to, err);
    if (!status)
        status = fact_now(turn, entry->subject, &no, &now, err);
    if (!status && !str_eq(now, from))
        return conflict(turn, entry, entry->subject, err);
    struct ibid_fact fact;
    bool withdrawn;
    if (!status)
        status = fact_state_parse(to, &turn->mem, &fact, &withdrawn, err);
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

/* Only an import whose facts are as it made them can be taken back. */
static enum ibid_status version_untouched(struct turn *turn,
                                          const struct entry *entry,
                                          const char *digest, int64_t version,
                                          struct ibid_error *err)
{
    struct sha256 now;
    int64_t facts;
    char hex[SHA256_HEX_BYTES];
    enum ibid_status status =
        digest_of_version(turn->h->st, version, NULL, &now, &facts, err);
    if (status)
        return status;
    hash_hex(&now, hex);
    if (!digest || is(hex, digest))
        return IBID_OK;
    const char *changed = NULL;
    status = store_version_changed_fact(turn->h->st, version, &turn->mem,
                                        &changed, err);
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
                       "entry %lld is itself an %s; name the operation it "
                       "turned (entry %lld)",
                       (long long)entry->seq, entry->action,
                       (long long)entry->undoes);
    enum ibid_status status = body_parse(entry, &turn->mem, &body, err);
    if (status)
        return status;
    turn->changed++;
    if (entry->subject[0] == 'f')
        return turn_fact(turn, entry, &body, err);
    if (entry->subject[0] == 's')
        return turn_source(turn, entry, entry->subject, &body, true, err);
    return turn_version(turn, entry, &body, err);
}

/* Is the operation in the state that this turn starts from? */
static enum ibid_status check_turn(struct turn *turn, int64_t first,
                                   struct ibid_error *err)
{
    bool undone;
    enum ibid_status status =
        store_entry_undone(turn->h->st, first, &undone, err);
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
        status = check_turn(&turn, span.first, err);
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
    arena_done(&turn.mem);
    if (!status)
        *changed = turn.changed;
    return status;
}
