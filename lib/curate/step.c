/* step.c - begin and end one undoable step. */
#include "curate/step.h"

#include <inttypes.h>
#include <stdio.h>

#include "relate/relate.h"
#include "store/facts.h"

void step_label(struct ibid_change_result *result, const char *verb,
                int64_t count, const char *noun)
{
    (void)snprintf(result->label, sizeof result->label, "%s %lld %s%s", verb,
                   (long long)count, noun, count == 1 ? "" : "s");
}

static enum ibid_status check_revision(const struct ibid_fact *fact,
                                       int64_t seen, struct ibid_error *err)
{
    return seen == fact->revision
               ? IBID_OK
               : err_set(err, IBID_STALE,
                         "fact #%" PRId64 " was changed since you read it "
                         "(revision %" PRId64 ", you have %" PRId64 ")",
                         fact->no, fact->revision, seen);
}

/* Is the fact as the one who asks says to have seen it, if he does? */
static enum ibid_status check_seen(const struct curator *who,
                                   const struct ibid_fact *fact,
                                   struct ibid_error *err)
{
    int64_t seen = who->options->expected_revision;
    return seen ? check_revision(fact, seen, err) : IBID_OK;
}

/* Are the facts as the one who asks has seen them? */
static enum ibid_status check_expected(const struct curator *who,
                                       struct ibid_error *err)
{
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < who->options->expected_count; i++) {
        const struct ibid_expected *seen = &who->options->expected[i];
        struct ibid_fact fact = {0};
        arena_reset(&mem);
        status = step_fact(who, seen->fact, &mem, &fact, err);
        if (!status)
            status = check_revision(&fact, seen->revision, err);
    }
    arena_done(&mem);
    return status;
}

/* *go is false when the operation was done before: the result says so. */
static enum ibid_status begin(struct step *s, bool *go, struct ibid_error *err)
{
    const struct ibid_change_options *options = s->who->options;
    bool before;
    enum ibid_status status =
        history_begin(s->who->st, options->op, s->who->actor, options->reason,
                      &s->h, &before, err);
    *go = !status && !before;
    if (!status && before)
        return step_repeated(s->who, s->result, err);
    if (!status)
        status = check_expected(s->who, err);
    if (status && *go)
        history_abort(&s->h);
    *go = !status;
    return status;
}

static enum ibid_status end(struct step *s, enum ibid_status status,
                            struct ibid_error *err)
{
    struct ibid_change_result *result = s->result;
    bool dry = s->who->options->dry_run;
    if (!status && !dry && s->h.entries) {
        relate_few(s->who->st);
        status = history_commit(&s->h, err);
    } else
        history_abort(&s->h);
    if (status)
        return status;
    result->changed = s->changed < 0 ? s->h.entries : s->changed;
    result->seq = s->h.seq;
    if (!s->h.entries || dry)
        return IBID_OK;
    (void)snprintf(result->op, sizeof result->op, "%s", s->h.op);
    /* The step is done; what follows from it can be caught up with later. */
    (void)relate_catch_up(s->who->st, NULL);
    return IBID_OK;
}

enum ibid_status step_run(const struct curator *who, step_work *work, void *ctx,
                          const char *verb, struct ibid_change_result *result,
                          struct ibid_error *err)
{
    struct step s = {
        .who = who, .result = result, .changed = -1, .noun = "fact"};
    bool go = false;
    *result = (struct ibid_change_result){0};
    enum ibid_status status = begin(&s, &go, err);
    if (go)
        status = end(&s, work(&s, ctx, err), err);
    if (go && !status && !*result->label)
        step_label(result, verb, result->changed, s.noun);
    arena_done(&s.mem);
    return status;
}

enum ibid_status step_fact(const struct curator *who, const char *ref,
                           struct arena *mem, struct ibid_fact *out,
                           struct ibid_error *err)
{
    return store_fact_current(who->st, ref, mem, out, err);
}

enum ibid_status step_fact_seen(const struct curator *who, const char *ref,
                                struct arena *mem, struct ibid_fact *out,
                                struct ibid_error *err)
{
    enum ibid_status status = step_fact(who, ref, mem, out, err);
    return status ? status : check_seen(who, out, err);
}

enum ibid_status step_gather(const struct curator *who,
                             struct step_facts *facts,
                             const struct ibid_fact *fact,
                             struct ibid_error *err)
{
    enum ibid_status status = check_seen(who, fact, err);
    if (status)
        return status;
    if (facts->count == CURATE_DECIDE_MAX)
        return err_set(err, IBID_LIMIT, "more than %d facts in one step",
                       CURATE_DECIDE_MAX);
    facts->list = arena_grow(&facts->mem, facts->list, &facts->room,
                             facts->count + 1, sizeof *facts->list);
    facts->list[facts->count++] = fact->no;
    return IBID_OK;
}
