/* merge.c - one fact out of several that say the same, and back. */
#include <inttypes.h>
#include <stdio.h>

#include "curate/merging.h"
#include "curate/step.h"
#include "history/states.h"
#include "store/facts.h"

/* ---- Merge ------------------------------------------------------------- */

struct merging {
    struct step *step;
    struct ibid_fact into;
    struct buf differs;
    int64_t count;
};

static enum ibid_status mergeable(const struct merging *m,
                                  const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    if (fact->no == m->into.no)
        return err_set(err, IBID_INVALID,
                       "fact #%" PRId64 " cannot be merged into itself",
                       fact->no);
    if (strcmp(fact->kind, m->into.kind) != 0)
        return err_set(err, IBID_INVALID,
                       "#%" PRId64 " is a %s, #%" PRId64 " a %s: only facts "
                       "of one kind can be merged",
                       fact->no, fact->kind, m->into.no, m->into.kind);
    if (fact->status == IBID_MERGED)
        return err_set(err, IBID_CONFLICT,
                       "fact #%" PRId64 " is merged already; 'ibid split "
                       "%" PRId64 "' parts it",
                       fact->no, fact->no);
    return IBID_OK;
}

static enum ibid_status merge_one(struct merging *m, const char *ref,
                                  struct ibid_error *err)
{
    struct ibid_fact fact = {0};
    struct step *s = m->step;
    enum ibid_status status = step_fact(s->who, ref, &s->mem, &fact, err);
    if (!status)
        status = mergeable(m, &fact, err);
    if (status)
        return status;
    merge_into(&m->into, &fact, &s->mem, &m->differs);
    fact.status = IBID_MERGED;
    fact.merged_into = m->into.id;
    m->count++;
    return history_fact(&s->h, "merge", fact.no, &fact, false, err);
}

static enum ibid_status merge_all(struct merging *m, const char *into,
                                  const char *const *refs, size_t count,
                                  struct ibid_error *err)
{
    struct step *s = m->step;
    enum ibid_status status = step_fact(s->who, into, &s->mem, &m->into, err);
    if (!status && m->into.status == IBID_MERGED)
        status = err_set(err, IBID_CONFLICT,
                         "fact #%" PRId64 " is merged into another itself",
                         m->into.no);
    for (size_t i = 0; !status && i < count; i++)
        status = merge_one(m, refs[i], err);
    if (!status)
        status = history_fact(&s->h, "merge", m->into.no, &m->into, false, err);
    return status;
}

enum ibid_status step_merge(struct step *s, const char *into,
                            const char *const *refs, size_t count,
                            struct ibid_error *err)
{
    struct merging m = {.step = s};
    enum ibid_status status = merge_all(&m, into, refs, count, err);
    buf_done(&m.differs);
    return status;
}

/* Which facts into which. */
struct wish {
    const char *into;
    const char *const *refs;
    size_t count;
};

static enum ibid_status merge(struct step *s, void *ctx, struct ibid_error *err)
{
    const struct wish *w = ctx;
    struct merging m = {.step = s};
    enum ibid_status status = merge_all(&m, w->into, w->refs, w->count, err);
    s->changed = m.count;
    (void)snprintf(s->result->label, sizeof s->result->label,
                   "merge %" PRId64 " fact%s into #%" PRId64 "%s%s%s", m.count,
                   m.count == 1 ? "" : "s", m.into.no,
                   m.differs.len ? "; its values stay where they differ: " : "",
                   m.differs.len ? m.differs.ptr : "",
                   m.differs.len ? "" : "; all values agree");
    buf_done(&m.differs);
    return status;
}

enum ibid_status curate_merge(const struct curator *who, const char *into,
                              const char *const *refs, size_t count,
                              struct ibid_change_result *result,
                              struct ibid_error *err)
{
    struct wish w = {into, refs, count};
    return step_run(who, merge, &w, "merge", result, err);
}

/* ---- Split ------------------------------------------------------------- */

/* The survivor loses the citations that the fact brought it. */
static enum ibid_status part_survivor(struct step *s,
                                      const struct ibid_fact *fact,
                                      const char *op, struct ibid_error *err)
{
    struct ibid_fact survivor = {0}, before = {0};
    bool found = false;
    enum ibid_status status =
        step_fact(s->who, fact->merged_into, &s->mem, &survivor, err);
    if (!status)
        status = history_state_before(s->who->st, op, survivor.id, &s->mem,
                                      &before, &found, err);
    if (status || !found)
        return status; /* the merge had not changed it */
    merge_part(&survivor, fact, &before, &s->mem);
    return history_fact(&s->h, "split", survivor.no, &survivor, false, err);
}

static enum ibid_status split(struct step *s, void *ctx, struct ibid_error *err)
{
    struct ibid_fact fact = {0}, before = {0};
    const char *op = NULL;
    bool found = false;
    enum ibid_status status = step_fact(s->who, ctx, &s->mem, &fact, err);
    if (!status && (fact.status != IBID_MERGED || !fact.merged_into))
        status =
            err_set(err, IBID_INVALID,
                    "fact #%" PRId64 " is not merged into another", fact.no);
    if (!status)
        status = history_last(s->who->st, fact.id, "merge", &s->mem, &op, err);
    if (!status)
        status = history_state_before(s->who->st, op, fact.id, &s->mem, &before,
                                      &found, err);
    if (!status)
        status = part_survivor(s, &fact, op, err);
    if (status)
        return status;
    s->changed = 1; /* the survivor is not what was asked for */
    fact.status = found ? before.status : IBID_EXTRACTED;
    fact.merged_into = NULL;
    return history_fact(&s->h, "split", fact.no, &fact, false, err);
}

enum ibid_status curate_split(const struct curator *who, const char *ref,
                              struct ibid_change_result *result,
                              struct ibid_error *err)
{
    return step_run(who, split, (void *)ref, "split", result, err);
}
