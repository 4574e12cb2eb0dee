/* mark.c - what a person says of a fact: its rank, a note. */
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

static enum ibid_status put_rank(struct step *s, struct ibid_fact *fact,
                                 enum ibid_rank rank, struct ibid_error *err)
{
    fact->rank = rank;
    fact->rank_reason = rank == IBID_NORMAL ? NULL : s->who->options->reason;
    return history_fact(&s->h, "rank", fact->no, fact, false, err);
}

static enum ibid_status do_rank(struct step *s, void *ctx,
                                struct ibid_error *err)
{
    const struct marking *m = ctx;
    struct ibid_fact fact;
    enum ibid_status status =
        step_fact_seen(s->who, m->ref, &s->mem, &fact, err);
    return status ? status : put_rank(s, &fact, m->rank, err);
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
static enum ibid_status rank_one(struct step *s, const char *ref,
                                 enum ibid_rank rank, struct ibid_error *err)
{
    struct ibid_fact fact;
    enum ibid_status status = step_fact(s->who, ref, &s->mem, &fact, err);
    return status ? status : put_rank(s, &fact, rank, err);
}

static enum ibid_status do_prefer(struct step *s, void *ctx,
                                  struct ibid_error *err)
{
    const struct marking *m = ctx;
    enum ibid_status status = IBID_OK;
    if (m->ref)
        status = rank_one(s, m->ref, IBID_PREFERRED, err);
    for (size_t i = 0; !status && i < m->over_count; i++)
        status = rank_one(s, m->over[i], IBID_DEPRECATED, err);
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

static enum ibid_status do_note(struct step *s, void *ctx,
                                struct ibid_error *err)
{
    const struct marking *m = ctx;
    struct ibid_fact fact;
    enum ibid_status status =
        step_fact_seen(s->who, m->ref, &s->mem, &fact, err);
    if (status)
        return status;
    fact.note = *m->note ? m->note : NULL;
    return history_fact(&s->h, "note", fact.no, &fact, false, err);
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
