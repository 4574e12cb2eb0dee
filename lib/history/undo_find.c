/* undo_find.c - which operation is to be taken back or done again. */
#include <stdlib.h>

#include "history/undo.h"

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
    return !is_turn(entry) && !is(entry->action, "blind") &&
           !is(entry->action, "redact") && !is(entry->subject, "codebook");
}

static enum ibid_status latest_done(struct store *st, struct arena *scratch,
                                    const char **op, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    for (;;) {
        bool undone = false;
        int64_t seq = entry.seq;
        arena_reset(scratch);
        enum ibid_status status =
            store_entry_back(st, seq, NULL, NULL, scratch, &entry, err);
        if (!status && entry.seq && is_undoable(&entry))
            status = store_entry_undone(st, entry.seq, &undone, err);
        if (status)
            return status;
        if (!entry.seq || is(entry.action, "blind"))
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

static enum ibid_status latest_undone(struct store *st, struct arena *scratch,
                                      const char **op, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    *op = NULL;
    for (;;) {
        int64_t seq = entry.seq;
        arena_reset(scratch);
        enum ibid_status status =
            store_entry_back(st, seq, NULL, NULL, scratch, &entry, err);
        if (status)
            return status;
        if (!entry.seq || !is_turn(&entry))
            return err_set(err, IBID_NOT_FOUND, "nothing to redo");
        if (is(entry.action, "undo"))
            status = undone_target(st, &entry, scratch, op, err);
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
    struct arena scratch = {0};
    const char *found = NULL;
    enum ibid_status status = ref    ? named(st, ref, &scratch, &found, err)
                              : redo ? latest_undone(st, &scratch, &found, err)
                                     : latest_done(st, &scratch, &found, err);
    if (!status)
        *op = arena_strdup(mem, found);
    arena_done(&scratch);
    return status;
}
