/* blind.c - facts as they were found, for a second coder who is to see nothing
 * of what others decided. */
#include "curate/step.h"
#include "history/first.h"
#include "history/states.h"
#include "store/facts.h"

struct blinding {
    const struct curator *who;
    struct step_facts facts; /* that somebody may have touched */
};

static enum ibid_status collect(void *ctx, int64_t no,
                                const struct ibid_fact *fact,
                                struct ibid_error *err)
{
    struct blinding *b = ctx;
    (void)no;
    return fact->revision == 1 && fact->rule
               ? IBID_OK
               : step_gather(b->who, &b->facts, fact, err);
}

/* Did a person say something of it? What the program changed by itself, such
 * as a date that was read again, stays. */
static enum ibid_status is_touched(const struct step *s,
                                   const struct ibid_fact *fact,
                                   struct arena *mem, bool *out,
                                   struct ibid_error *err)
{
    const char *op;
    *out = !fact->rule || fact->status != IBID_EXTRACTED || fact->note ||
           fact->rank != IBID_NORMAL;
    if (*out)
        return IBID_OK;
    enum ibid_status status =
        history_last(s->who->st, fact->id, "edit", mem, &op, NULL);
    *out = status == IBID_OK;
    return status == IBID_NOT_FOUND || !status
               ? IBID_OK
               : err_set(err, status, "the journal cannot be read");
}

/* As it was found; made by hand: as if it were not there. */
static enum ibid_status forget(struct step *s, int64_t no,
                               struct ibid_error *err)
{
    struct ibid_fact fact, first;
    bool touched = false;
    enum ibid_status status =
        store_fact_get(s->who->st, no, &s->mem, &fact, NULL, err);
    if (!status)
        status = is_touched(s, &fact, &s->mem, &touched, err);
    if (status || !touched)
        return status;
    s->changed++;
    if (!fact.rule)
        return history_fact(&s->h, "blind", no, &fact, true, err);
    status = history_first_state(s->who->st, fact.id, &s->mem, &first, err);
    if (status)
        return status;
    first.status = IBID_EXTRACTED;
    return history_fact(&s->h, "blind", no, &first, false, err);
}

static enum ibid_status forget_all(struct step *s, void *ctx,
                                   struct ibid_error *err)
{
    static const struct ibid_query all;
    struct blinding *b = ctx;
    s->changed = 0;
    enum ibid_status status =
        store_fact_each(s->who->st, &all, collect, b, err);
    for (size_t i = 0; !status && i < b->facts.count; i++) {
        arena_reset(&s->mem);
        status = forget(s, b->facts.list[i], err);
    }
    return status;
}

enum ibid_status curate_blind(const struct curator *who,
                              struct ibid_change_result *result,
                              struct ibid_error *err)
{
    struct blinding b = {.who = who};
    enum ibid_status status =
        step_run(who, forget_all, &b, "blind", result, err);
    arena_done(&b.facts.mem);
    return status;
}
