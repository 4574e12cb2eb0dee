/* mark.c - what a person says of a fact: its rank, a note. */
#include <inttypes.h>

#include "curate/step.h"
#include "store/facts.h"
#include "text/utf8.h"

enum { NOTE_BYTES_MAX = 16 * 1024 };

/* What is to be said, of which facts. */
struct marking {
    const char *ref, *note;
    const char *const *over;
    size_t over_count;
    enum ibid_rank rank;
};

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

static enum ibid_status put_rank(const struct curator *who, struct history *h,
                                 struct ibid_fact *fact, enum ibid_rank rank,
                                 struct ibid_error *err)
{
    fact->rank = rank;
    fact->rank_reason = rank == IBID_NORMAL ? NULL : who->options->reason;
    return history_fact(h, "rank", fact->no, fact, false, err);
}

static enum ibid_status do_rank(const struct curator *who, struct history *h,
                                void *ctx, struct arena *mem,
                                struct ibid_error *err)
{
    const struct marking *m = ctx;
    struct ibid_fact fact;
    enum ibid_status status = load(who, m->ref, mem, &fact, err);
    return status ? status : put_rank(who, h, &fact, m->rank, err);
}

enum ibid_status curate_rank(const struct curator *who, const char *ref,
                             enum ibid_rank rank,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct marking m = {.ref = ref, .rank = rank};
    return step_run(who, do_rank, &m, "rank", result, err);
}

/* One of several that get a rank in the same step. */
static enum ibid_status rank_one(const struct curator *who, struct history *h,
                                 const char *ref, enum ibid_rank rank,
                                 struct arena *mem, struct ibid_error *err)
{
    struct ibid_fact fact;
    enum ibid_status status = step_fact(who, ref, mem, &fact, err);
    return status ? status : put_rank(who, h, &fact, rank, err);
}

static enum ibid_status do_prefer(const struct curator *who, struct history *h,
                                  void *ctx, struct arena *mem,
                                  struct ibid_error *err)
{
    const struct marking *m = ctx;
    enum ibid_status status = IBID_OK;
    if (m->ref)
        status = rank_one(who, h, m->ref, IBID_PREFERRED, mem, err);
    for (size_t i = 0; !status && i < m->over_count; i++)
        status = rank_one(who, h, m->over[i], IBID_DEPRECATED, mem, err);
    return status;
}

enum ibid_status curate_prefer(const struct curator *who, const char *preferred,
                               const char *const *over, size_t over_count,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct marking m = {
        .ref = preferred, .over = over, .over_count = over_count};
    return step_run(who, do_prefer, &m, "rank", result, err);
}

static enum ibid_status do_note(const struct curator *who, struct history *h,
                                void *ctx, struct arena *mem,
                                struct ibid_error *err)
{
    const struct marking *m = ctx;
    struct ibid_fact fact;
    enum ibid_status status = load(who, m->ref, mem, &fact, err);
    if (status)
        return status;
    fact.note = *m->note ? m->note : NULL;
    return history_fact(h, "note", fact.no, &fact, false, err);
}

enum ibid_status curate_note(const struct curator *who, const char *ref,
                             const char *note,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct marking m = {.ref = ref, .note = note};
    if (strlen(note) > NOTE_BYTES_MAX)
        return err_set(err, IBID_LIMIT, "a note has at most %d bytes",
                       NOTE_BYTES_MAX);
    if (utf8_invalid_at(str_of(note)) < strlen(note))
        return err_set(err, IBID_INVALID, "the note is not UTF-8");
    return step_run(who, do_note, &m, "note on", result, err);
}
