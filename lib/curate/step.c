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
        if (!status && fact.revision != seen->revision)
            status = err_set(err, IBID_STALE,
                             "fact #%" PRId64 " was changed since you read it",
                             fact.no);
    }
    arena_done(&mem);
    return status;
}

enum ibid_status step_begin(const struct curator *who, struct history *h,
                            struct ibid_change_result *result, bool *go,
                            struct ibid_error *err)
{
    bool before;
    *result = (struct ibid_change_result){0};
    enum ibid_status status =
        history_begin(who->st, who->options->op, who->actor,
                      who->options->reason, h, &before, err);
    *go = !status && !before;
    if (!status && before)
        return step_repeated(who, result, err);
    if (!status)
        status = check_expected(who, err);
    if (status && *go)
        history_abort(h);
    *go = !status;
    return status;
}

enum ibid_status step_end(const struct curator *who, struct history *h,
                          enum ibid_status status, int64_t changed,
                          struct ibid_change_result *result,
                          struct ibid_error *err)
{
    if (!status && !who->options->dry_run && h->entries) {
        relate_few(who->st);
        status = history_commit(h, err);
    } else
        history_abort(h);
    if (status)
        return status;
    result->changed = changed;
    result->seq = h->seq;
    if (!h->entries || who->options->dry_run)
        return IBID_OK;
    (void)snprintf(result->op, sizeof result->op, "%s", h->op);
    /* The step is done; what follows from it can be caught up with later. */
    (void)relate_catch_up(who->st, NULL);
    return IBID_OK;
}

enum ibid_status step_run(const struct curator *who, step_work *work, void *ctx,
                          const char *verb, struct ibid_change_result *result,
                          struct ibid_error *err)
{
    struct arena mem = {0};
    struct history h;
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = work(who, &h, ctx, &mem, err);
    status = step_end(who, &h, status, h.entries, result, err);
    if (!status)
        step_label(result, verb, result->changed, "fact");
    arena_done(&mem);
    return status;
}

enum ibid_status step_fact(const struct curator *who, const char *ref,
                           struct arena *mem, struct ibid_fact *out,
                           struct ibid_error *err)
{
    return store_fact_current(who->st, ref, mem, out, err);
}

enum ibid_status step_gather(const struct curator *who,
                             struct step_facts *facts,
                             const struct ibid_fact *fact,
                             struct ibid_error *err)
{
    int64_t expected = who->options->expected_revision;
    if (expected && expected != fact->revision)
        return err_set(err, IBID_STALE,
                       "fact #%" PRId64 " was changed since you read it",
                       fact->no);
    if (facts->count == CURATE_DECIDE_MAX)
        return err_set(err, IBID_LIMIT, "more than %d facts in one step",
                       CURATE_DECIDE_MAX);
    facts->list = arena_grow(&facts->mem, facts->list, &facts->room,
                             facts->count + 1, sizeof *facts->list);
    facts->list[facts->count++] = fact->no;
    return IBID_OK;
}
