/* mark.c - what a person says of a fact: its rank, a note. */
#include <inttypes.h>

#include "curate/step.h"
#include "store/facts.h"
#include "text/utf8.h"

enum { NOTE_BYTES_MAX = 16 * 1024 };

static enum ibid_status load(const struct curator *who, const char *ref,
                             struct arena *mem, struct ibid_fact *out,
                             struct ibid_error *err)
{
    int64_t expected = who->options->expected_revision;
    enum ibid_status status = step_fact(who, ref, mem, out, err);
    if (status)
        return status;
    if (expected && expected != out->revision)
        return err_set(err, IBID_STALE,
                       "fact #%" PRId64 " was changed since you read it",
                       out->no);
    return IBID_OK;
}

enum ibid_status curate_rank(const struct curator *who, const char *ref,
                             enum ibid_rank rank,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct arena mem = {0};
    struct history h;
    struct ibid_fact fact;
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = load(who, ref, &mem, &fact, err);
    if (!status) {
        fact.rank = rank;
        fact.rank_reason = rank == IBID_NORMAL ? NULL : who->options->reason;
        status = history_fact(&h, "rank", fact.no, &fact, false, err);
    }
    status = step_end(who, &h, status, h.entries, result, err);
    if (!status)
        step_label(result, "rank", result->changed, "fact");
    arena_done(&mem);
    return status;
}

/* One of several that get a rank in the same step. */
static enum ibid_status rank_one(const struct curator *who, struct history *h,
                                 const char *ref, enum ibid_rank rank,
                                 struct arena *mem, struct ibid_error *err)
{
    struct ibid_fact fact;
    enum ibid_status status = step_fact(who, ref, mem, &fact, err);
    if (status)
        return status;
    fact.rank = rank;
    fact.rank_reason = who->options->reason;
    return history_fact(h, "rank", fact.no, &fact, false, err);
}

enum ibid_status curate_prefer(const struct curator *who, const char *preferred,
                               const char *const *over, size_t over_count,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    struct history h;
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    if (preferred)
        status = rank_one(who, &h, preferred, IBID_PREFERRED, &mem, err);
    for (size_t i = 0; !status && i < over_count; i++)
        status = rank_one(who, &h, over[i], IBID_DEPRECATED, &mem, err);
    status = step_end(who, &h, status, h.entries, result, err);
    if (!status)
        step_label(result, "rank", result->changed, "fact");
    arena_done(&mem);
    return status;
}

enum ibid_status curate_note(const struct curator *who, const char *ref,
                             const char *note,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct arena mem = {0};
    struct history h;
    struct ibid_fact fact;
    bool go;
    if (strlen(note) > NOTE_BYTES_MAX)
        return err_set(err, IBID_LIMIT, "a note has at most %d bytes",
                       NOTE_BYTES_MAX);
    if (utf8_invalid_at(str_of(note)) < strlen(note))
        return err_set(err, IBID_INVALID, "the note is not UTF-8");
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = load(who, ref, &mem, &fact, err);
    if (!status) {
        fact.note = *note ? note : NULL;
        status = history_fact(&h, "note", fact.no, &fact, false, err);
    }
    status = step_end(who, &h, status, h.entries, result, err);
    if (!status)
        step_label(result, "note on", result->changed, "fact");
    arena_done(&mem);
    return status;
}
