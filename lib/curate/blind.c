/* blind.c - facts as they were found, for a second coder who is to see nothing
 * of what others decided. */
#include "curate/step.h"
#include "history/first.h"
#include "history/states.h"
#include "store/facts.h"

struct blinding {
    const struct curator *who;
    struct history *h;
    struct step_facts facts; /* that somebody may have touched */
    int64_t changed;
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
static enum ibid_status is_touched(const struct blinding *b,
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
        history_last(b->who->st, fact->id, "edit", mem, &op, NULL);
    *out = status == IBID_OK;
    return status == IBID_NOT_FOUND || !status
               ? IBID_OK
               : err_set(err, status, "the journal cannot be read");
}

/* As it was found; made by hand: as if it were not there. */
static enum ibid_status forget(struct blinding *b, int64_t no,
                               struct arena *mem, struct ibid_error *err)
{
    struct ibid_fact fact, first;
    bool touched = false;
    enum ibid_status status =
        store_fact_get(b->who->st, no, mem, &fact, NULL, err);
    if (!status)
        status = is_touched(b, &fact, mem, &touched, err);
    if (status || !touched)
        return status;
    b->changed++;
    if (!fact.rule)
        return history_fact(b->h, "blind", no, &fact, true, err);
    status = history_first_state(b->who->st, fact.id, mem, &first, err);
    if (status)
        return status;
    first.status = IBID_EXTRACTED;
    return history_fact(b->h, "blind", no, &first, false, err);
}

enum ibid_status curate_blind(const struct curator *who,
                              struct ibid_change_result *result,
                              struct ibid_error *err)
{
    static const struct ibid_query all;
    struct history h;
    struct blinding b = {.who = who, .h = &h};
    struct arena mem = {0};
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = store_fact_each(who->st, &all, collect, &b, err);
    for (size_t i = 0; !status && i < b.facts.count; i++) {
        arena_reset(&mem);
        status = forget(&b, b.facts.list[i], &mem, err);
    }
    status = step_end(who, &h, status, b.changed, result, err);
    if (!status)
        step_label(result, "blind", b.changed, "fact");
    arena_done(&mem);
    arena_done(&b.facts.mem);
    return status;
}
