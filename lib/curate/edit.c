/* edit.c - correct the values and citations of one fact. */
#include <inttypes.h>

#include "curate/editing.h"
#include "curate/step.h"
#include "store/facts.h"
#include "store/sources.h"

static void state_of(const struct ibid_fact *fact, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    fact_state_json(fact, false, &to);
}

/* Write the fact as it is now; one that says what it said before is left as
 * it is, its status too. */
static enum ibid_status write_edited(struct editing *e, struct history *h,
                                     struct ibid_error *err)
{
    struct buf old = {0}, new = {0};
    state_of(&e->fact, &old);
    struct ibid_fact fact = editing_fact(e);
    state_of(&fact, &new);
    bool changed = !str_eq(buf_view(&old), buf_view(&new));
    buf_done(&old);
    buf_done(&new);
    fact.status = IBID_CORRECTED;
    return changed ? history_fact(h, "edit", fact.no, &fact, false, err)
                   : IBID_OK;
}

/* What is to be corrected in which fact. */
struct correction {
    const char *ref;
    const struct ibid_assignment *values;
    size_t value_count;
    const struct ibid_cite *cites;
    size_t cite_count;
};

static enum ibid_status correct(struct step *s, void *ctx,
                                struct ibid_error *err)
{
    const struct correction *c = ctx;
    struct editing e = {.who = s->who};
    enum ibid_status status = editing_load(&e, c->ref, err);
    if (!status)
        status = editing_assign(&e, c->values, c->value_count, err);
    if (!status)
        status = editing_cite(&e, c->cites, c->cite_count, err);
    if (!status)
        status = write_edited(&e, &s->h, err);
    arena_done(&e.mem);
    return status;
}

enum ibid_status curate_edit(const struct curator *who, const char *ref,
                             const struct ibid_assignment *values,
                             size_t value_count, const struct ibid_cite *cites,
                             size_t cite_count,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct correction c = {ref, values, value_count, cites, cite_count};
    return step_run(who, correct, &c, "edit", result, err);
}
