/* link.c - what a person says of links between facts, one or many. */
#include <inttypes.h>
#include <stdio.h>

#include "corroborate/link.h"
#include "curate/step.h"
#include "history/verdict.h"
#include "relate/groups.h"
#include "store/facts.h"

struct linking {
    struct step *step;
    const struct ibid_link_choice *choice;
    const char *ref; /* of one fact to others, */
    const char *const *others;
    size_t count;
    int64_t story; /* or of all that agree in a story, 0: in all */
    int64_t links, merged;
};

static enum ibid_status say(struct linking *l, const char *a, const char *b,
                            const char *relation, bool dismissed,
                            struct ibid_error *err)
{
    char id[ID_BYTES];
    verdict_id(VERDICT_LINK, a, b, id);
    struct verdict_row row = {id, a, b, relation,
                              dismissed ? "dismissed" : "confirmed"};
    l->links++;
    return history_verdict(&l->step->h, dismissed ? "dismiss" : "confirm", &row,
                           err);
}

/* ---- Some -------------------------------------------------------------- */

/* The link between two facts, if there is one. */
struct between {
    struct linking *l;
    int64_t other;
    struct link_row found; /* a 0: none */
};

static enum ibid_status take(void *ctx, const struct link_row *row,
                             struct ibid_error *err)
{
    struct between *b = ctx;
    (void)err;
    if (row->a != b->other && row->b != b->other)
        return IBID_OK;
    b->found = *row;
    b->found.a_id = arena_strdup(&b->l->step->mem, row->a_id);
    b->found.b_id = arena_strdup(&b->l->step->mem, row->b_id);
    return IBID_OK;
}

static enum ibid_status decide_one(struct linking *l,
                                   const struct ibid_fact *fact,
                                   const char *ref, struct ibid_error *err)
{
    struct ibid_fact other = {0};
    struct between b = {.l = l};
    const struct ibid_link_choice *choice = l->choice;
    const struct curator *who = l->step->who;
    enum ibid_status status = step_fact(who, ref, &l->step->mem, &other, err);
    b.other = other.no;
    if (!status && other.no == fact->no)
        status =
            err_set(err, IBID_INVALID,
                    "fact #%" PRId64 " cannot be linked to itself", fact->no);
    if (!status)
        status = store_link_each(who->st, fact->no, take, &b, err);
    if (status)
        return status;
    if (choice->relation)
        return say(l, fact->id, other.id, choice->relation, choice->dismissed,
                   err);
    if (!b.found.a)
        return err_set(err, IBID_NOT_FOUND,
                       "nothing links #%" PRId64 " and #%" PRId64
                       "; to confirm it all the same say as what (--as)",
                       fact->no, other.no);
    return say(l, b.found.a_id, b.found.b_id,
               link_relation_name((enum link_relation)b.found.relation),
               choice->dismissed, err);
}

/* What was said, in a few words. */
static void told(const struct linking *l)
{
    struct ibid_change_result *result = l->step->result;
    char merged[48] = "";
    l->step->changed = l->links;
    if (l->merged)
        (void)snprintf(merged, sizeof merged, ", merge %" PRId64 " fact%s",
                       l->merged, l->merged == 1 ? "" : "s");
    (void)snprintf(result->label, sizeof result->label,
                   "%s %" PRId64 " link%s%s",
                   l->choice->dismissed ? "dismiss" : "confirm", l->links,
                   l->links == 1 ? "" : "s", merged);
}

static enum ibid_status decide(struct step *s, void *ctx,
                               struct ibid_error *err)
{
    struct ibid_fact fact = {0};
    enum link_relation relation;
    struct linking *l = ctx;
    const struct ibid_link_choice *choice = l->choice;
    l->step = s;
    if (choice->relation && !link_relation_parse(choice->relation, &relation))
        return err_set(err, IBID_INVALID,
                       "'%s' is no relation; there are same, contradicts, "
                       "supersedes",
                       choice->relation);
    enum ibid_status status = step_fact(s->who, l->ref, &s->mem, &fact, err);
    for (size_t i = 0; !status && i < l->count; i++)
        status = decide_one(l, &fact, l->others[i], err);
    if (!status && choice->merge) {
        l->merged = (int64_t)l->count;
        status = step_merge(s, fact.id, l->others, l->count, err);
    }
    told(l);
    return status;
}

enum ibid_status curate_link(const struct curator *who, const char *ref,
                             const char *const *others, size_t count,
                             const struct ibid_link_choice *choice,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct linking l = {
        .choice = choice, .ref = ref, .others = others, .count = count};
    if (choice->merge &&
        (choice->dismissed ||
         (choice->relation && strcmp(choice->relation, "same") != 0)))
        return err_set(err, IBID_INVALID,
                       "only facts that are the same can be merged");
    return step_run(who, decide, &l, "confirm", result, err);
}

/* ---- All that agree exactly -------------------------------------------- */

static enum ibid_status merge_group(struct linking *l,
                                    const struct groups *groups, size_t first,
                                    struct ibid_error *err)
{
    const char **refs =
        arena_array(&l->step->mem, groups->fact_count, sizeof *refs);
    size_t count = 0;
    for (size_t i = first + 1; i < groups->fact_count; i++)
        if (groups->facts[i].group == first)
            refs[count++] = groups->facts[i].id;
    l->merged += (int64_t)count;
    return count
               ? step_merge(l->step, groups->facts[first].id, refs, count, err)
               : IBID_OK;
}

static enum ibid_status exact_story(struct linking *l, int64_t story,
                                    enum groups_by by, struct ibid_error *err)
{
    struct groups groups;
    enum ibid_status status = groups_of_story(l->step->who->st, story, by,
                                              &l->step->mem, &groups, err);
    for (size_t i = 0; !status && i < groups.link_count; i++) {
        const struct link_row *link = &groups.links[i];
        if (link->exact && !link->says && link->relation == LINK_SAME)
            status = say(l, link->a_id, link->b_id, "same", false, err);
    }
    if (!status && l->links > CURATE_DECIDE_MAX)
        status = err_set(err, IBID_LIMIT, "more than %d links in one step",
                         CURATE_DECIDE_MAX);
    for (size_t i = 0; !status && l->choice->merge && i < groups.fact_count;
         i++)
        if (groups.facts[i].group == i)
            status = merge_group(l, &groups, i, err);
    return status;
}

/* A group that reaches into other stories is merged as one: what is merged
 * already is found no more by the other story's links. */
static enum ibid_status exact_all(struct linking *l, struct ibid_error *err)
{
    struct step *s = l->step;
    int64_t story = 0;
    enum ibid_status status = IBID_OK;
    while (!status) {
        arena_reset(&s->mem);
        status = store_story_linked(s->who->st, story, false, &story, err);
        if (status || !story)
            break;
        status = exact_story(l, story, GROUPS_SURE_BEYOND, err);
    }
    return status;
}

static enum ibid_status decide_exact(struct step *s, void *ctx,
                                     struct ibid_error *err)
{
    struct linking *l = ctx;
    l->step = s;
    enum ibid_status status = l->story
                                  ? exact_story(l, l->story, GROUPS_SURE, err)
                                  : exact_all(l, err);
    told(l);
    return status;
}

enum ibid_status curate_link_exact(const struct curator *who, int64_t story,
                                   bool merge,
                                   struct ibid_change_result *result,
                                   struct ibid_error *err)
{
    struct ibid_link_choice choice = {.merge = merge};
    struct linking l = {.choice = &choice, .story = story};
    return step_run(who, decide_exact, &l, "confirm", result, err);
}
