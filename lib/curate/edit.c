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

enum ibid_status curate_edit(const struct curator *who, const char *ref,
                             const struct ibid_assignment *values,
                             size_t value_count, const struct ibid_cite *cites,
                             size_t cite_count,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct editing e = {.who = who};
    struct history h;
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = editing_load(&e, ref, err);
    if (!status)
        status = editing_assign(&e, values, value_count, err);
    if (!status)
        status = editing_cite(&e, cites, cite_count, err);
    if (!status)
        status = write_edited(&e, &h, err);
    status = step_end(who, &h, status, h.entries ? 1 : 0, result, err);
    if (!status)
        step_label(result, "edit", result->changed, "fact");
    arena_done(&e.mem);
    return status;
}
