/* decide.c - accept, reject or reopen all facts that a query selects. */
#include "curate/step.h"
#include "fact/fact.h"
#include "history/states.h"
#include "store/facts.h"
#include "store/search.h"

struct deciding {
    const struct curator *who;
    const struct ibid_query *query;
    enum ibid_fact_status to;
    struct step_facts facts; /* selected */
};

static const char *verb(enum ibid_fact_status status)
{
    switch (status) {
    case IBID_ACCEPTED:
        return "accept";
    case IBID_REJECTED:
        return "reject";
    default:
        return "reopen";
    }
}

/* A corrected fact stays so when accepted: it was read by a person. */
static bool already(const struct deciding *d, const struct ibid_fact *fact)
{
    return fact->status == d->to ||
           (d->to == IBID_ACCEPTED && fact->status == IBID_CORRECTED);
}

/* Somebody who finds a fact decided, and decides the same, says so: that is
 * how far two people agree. Once for each. */
static enum ibid_status is_news(const struct deciding *d,
                                const struct ibid_fact *fact, bool *news,
                                struct ibid_error *err)
{
    struct arena mem = {0};
    struct ibid_fact left;
    bool found = true;
    enum ibid_status status = IBID_OK;
    if (d->to != IBID_EXTRACTED)
        status = history_state_by(d->who->st, fact->id, d->who->actor, &mem,
                                  &left, &found, err);
    *news = !found;
    arena_done(&mem);
    return status;
}

static enum ibid_status collect(void *ctx, int64_t no,
                                const struct ibid_fact *fact,
                                struct ibid_error *err)
{
    struct deciding *d = ctx;
    bool news = true;
    enum ibid_status status = IBID_OK;
    (void)no;
    if (already(d, fact))
        status = is_news(d, fact, &news, err);
    return status || !news ? status : step_gather(d->who, &d->facts, fact, err);
}

static enum ibid_status decide_one(struct step *s, const struct deciding *d,
                                   int64_t no, struct ibid_error *err)
{
    struct ibid_fact fact;
    arena_reset(&s->mem);
    enum ibid_status status =
        store_fact_get(s->who->st, no, &s->mem, &fact, NULL, err);
    if (status)
        return status;
    if (already(d, &fact))
        return history_fact_seen(&s->h, verb(d->to), no, &fact, err);
    fact.status = d->to;
    return history_fact(&s->h, verb(d->to), no, &fact, false, err);
}

static enum ibid_status decide_all(struct step *s, void *ctx,
                                   struct ibid_error *err)
{
    struct deciding *d = ctx;
    enum ibid_status status =
        store_fact_each(s->who->st, d->query, collect, d, err);
    for (size_t i = 0; !status && i < d->facts.count; i++)
        status = decide_one(s, d, d->facts.list[i], err);
    s->changed = (int64_t)d->facts.count;
    return status;
}

enum ibid_status curate_decide(const struct curator *who,
                               const struct ibid_query *query,
                               enum ibid_fact_status to,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct deciding d = {.who = who, .query = query, .to = to};
    if (to == IBID_CORRECTED || to == IBID_MERGED)
        return err_set(err, IBID_INVALID, "a fact becomes '%s' by other means",
                       fact_status_name(to));
    /* Within a transaction nothing can be indexed: facts would be missed. */
    enum ibid_status status = query->text || query->where
                                  ? store_search_catch_up(who->st, err)
                                  : IBID_OK;
    if (!status)
        status = step_run(who, decide_all, &d, verb(to), result, err);
    arena_done(&d.facts.mem);
    return status;
}
