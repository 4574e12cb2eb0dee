/* anchor.c - what becomes of citations when their source has a newer
 * version. */
#include "curate/anchor.h"
#include "base/map.h"
#include "curate/editing.h"
#include "curate/step.h"
#include "fact/fact.h"

/* The decision on one citation: what it is to be, or that it is to go. */
struct verdict {
    struct ibid_citation now;
    bool remove;
};

/* A fact taken apart: verdicts by the citation's id. */
struct deciding {
    struct step *step; /* its memory is the fact's at hand */
    struct behind behind;
    enum ibid_anchor_do what;
    unsigned anchors;
    const struct ibid_query *query;
    struct step_facts facts; /* selected */
};

/* ---- A fact written anew ----------------------------------------------- */

static bool same_words(const struct ibid_citation *a,
                       const struct ibid_citation *b)
{
    return a->start == b->start && a->end == b->end && a->stance == b->stance &&
           strcmp(a->version, b->version) == 0;
}

/* The list with the verdicts carried out; the same words are cited once. */
static size_t judged(const struct ibid_citation *list, size_t count,
                     const struct map *verdicts, struct arena *mem,
                     const struct ibid_citation **out)
{
    struct ibid_citation *made = arena_array(mem, count, sizeof *made);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const struct verdict *v = map_get(verdicts, str_of(list[i].id));
        if (v && v->remove)
            continue;
        made[kept] = v ? v->now : list[i];
        bool twice = false;
        for (size_t j = 0; j < kept; j++)
            twice = twice || same_words(&made[j], &made[kept]);
        kept += !twice;
    }
    *out = made;
    return kept;
}

static void rewrite(const struct ibid_fact *fact, const struct map *verdicts,
                    struct arena *mem, struct ibid_fact *out)
{
    struct ibid_field *fields =
        arena_array(mem, fact->field_count, sizeof *fields);
    *out = *fact;
    out->fields = fields;
    out->citation_count = judged(fact->citations, fact->citation_count,
                                 verdicts, mem, &out->citations);
    for (size_t f = 0; f < fact->field_count; f++) {
        fields[f] = fact->fields[f];
        struct ibid_value *values =
            arena_array(mem, fields[f].value_count, sizeof *values);
        for (size_t v = 0; v < fields[f].value_count; v++) {
            values[v] = fields[f].values[v];
            values[v].citation_count =
                judged(values[v].citations, values[v].citation_count, verdicts,
                       mem, &values[v].citations);
        }
        fields[f].values = values;
    }
}

static enum ibid_status write(struct deciding *d, const struct ibid_fact *fact,
                              const struct map *verdicts,
                              struct ibid_error *err)
{
    struct ibid_fact after;
    rewrite(fact, verdicts, &d->step->mem, &after);
    if (!after.citation_count && fact->citation_count)
        return err_set(err, IBID_INVALID,
                       "fact #%lld would rest on nothing then; reject it, or "
                       "cite other words",
                       (long long)fact->no);
    d->step->changed += (int64_t)verdicts->count;
    return history_fact(&d->step->h, "reanchor", fact->no, &after, false, err);
}

static void decide(enum ibid_anchor_do what, const struct ibid_anchoring *it,
                   struct verdict *out)
{
    *out =
        (struct verdict){.now = it->from, .remove = what == IBID_ANCHOR_REMOVE};
    if (what == IBID_ANCHOR_ACCEPT && it->to.anchor != IBID_LOST) {
        out->now = it->to;
        return;
    }
    out->now.against = it->to.version;
    if (what == IBID_ANCHOR_ACCEPT)
        out->now.anchor = IBID_LOST;
}

/* ---- All that a query selects ------------------------------------------ */

static enum ibid_status collect(void *ctx, int64_t no,
                                const struct ibid_fact *fact,
                                struct ibid_error *err)
{
    struct deciding *d = ctx;
    (void)no;
    return step_gather(d->step->who, &d->facts, fact, err);
}

static enum ibid_status decide_fact(struct deciding *d, int64_t no,
                                    struct ibid_error *err)
{
    struct ibid_fact fact;
    struct ibid_anchoring *list;
    size_t count;
    arena_reset(&d->step->mem);
    enum ibid_status status =
        store_fact_get(d->step->who->st, no, &d->step->mem, &fact, NULL, err);
    if (!status)
        status = store_behind_fact(&d->behind, &fact, &d->step->mem, &list,
                                   &count, err);
    if (status)
        return status;
    struct map verdicts = {.mem = &d->step->mem};
    for (size_t i = 0; i < count; i++)
        if (!d->anchors || d->anchors >> list[i].to.anchor & 1) {
            struct verdict *v = arena_new(&d->step->mem, struct verdict);
            decide(d->what, &list[i], v);
            *map_at(&verdicts, str_of(list[i].from.id)) = v;
        }
    return verdicts.count ? write(d, &fact, &verdicts, err) : IBID_OK;
}

static enum ibid_status decide_all(struct step *s, void *ctx,
                                   struct ibid_error *err)
{
    struct deciding *d = ctx;
    struct ibid_query behind = *d->query;
    behind.behind = true;
    d->step = s;
    s->changed = 0;
    s->noun = "citation";
    enum ibid_status status =
        store_fact_each(s->who->st, &behind, collect, d, err);
    for (size_t i = 0; !status && i < d->facts.count; i++)
        status = decide_fact(d, d->facts.list[i], err);
    return status;
}

static const char *const verbs[] = {"re-anchor", "keep", "remove"};

static void deciding_done(struct deciding *d)
{
    store_behind_done(&d->behind);
    arena_done(&d->facts.mem);
}

enum ibid_status curate_anchors(const struct curator *who,
                                const struct ibid_query *query,
                                unsigned anchors, enum ibid_anchor_do what,
                                struct ibid_change_result *result,
                                struct ibid_error *err)
{
    struct deciding d = {.behind = {.st = who->st},
                         .what = what,
                         .anchors = anchors,
                         .query = query};
    /* Within a transaction nothing can be indexed: facts would be missed. */
    enum ibid_status status = store_search_catch_up(who->st, err);
    if (!status)
        status = step_run(who, decide_all, &d, verbs[what], result, err);
    deciding_done(&d);
    return status;
}

/* ---- One --------------------------------------------------------------- */

struct finding {
    struct deciding *d;
    const char *ref;
    const char *citation;
    const struct ibid_cite *instead;
    struct verdict *verdict; /* NULL: not found */
};

static enum ibid_status find(void *ctx, const struct behind_at *at,
                             struct ibid_error *err)
{
    struct finding *f = ctx;
    struct deciding *d = f->d;
    struct verdict *v = arena_new(&d->step->mem, struct verdict);
    bool behind = true;
    enum ibid_status status = IBID_OK;
    if (strcmp(at->c->id, f->citation) != 0)
        return IBID_OK;
    v->now = *at->c;
    v->remove = d->what == IBID_ANCHOR_REMOVE;
    if (f->instead) {
        struct editing e = {.who = d->step->who, .fact = *at->fact};
        v->remove = false;
        status = editing_citation(&e, f->instead, &d->step->mem, &v->now, err);
        arena_done(&e.mem);
    } else if (!v->remove) {
        struct ibid_anchoring it;
        status =
            store_behind_find(&d->behind, at, &d->step->mem, &behind, &it, err);
        if (!status && behind)
            decide(d->what, &it, v);
    }
    if (!status && behind)
        f->verdict = v;
    return status;
}

static enum ibid_status decide_one(struct step *s, void *ctx,
                                   struct ibid_error *err)
{
    struct finding *f = ctx;
    struct ibid_fact fact;
    f->d->step = s;
    s->changed = 0;
    s->noun = "citation";
    enum ibid_status status =
        step_fact_seen(s->who, f->ref, &s->mem, &fact, err);
    if (!status)
        status = store_behind_walk(&fact, find, f, err);
    if (!status && !f->verdict)
        status = err_set(err, IBID_NOT_FOUND,
                         "fact #%lld has no citation '%s' that waits for a "
                         "decision",
                         (long long)fact.no, f->citation);
    if (status)
        return status;
    struct map verdicts = {.mem = &s->mem};
    *map_at(&verdicts, str_of(f->citation)) = f->verdict;
    return write(f->d, &fact, &verdicts, err);
}

enum ibid_status curate_anchor(const struct curator *who, const char *ref,
                               const char *citation, enum ibid_anchor_do what,
                               const struct ibid_cite *instead,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct deciding d = {.behind = {.st = who->st}, .what = what};
    struct finding f = {&d, ref, citation, instead, NULL};
    enum ibid_status status = step_run(
        who, decide_one, &f, instead ? "replace" : verbs[what], result, err);
    deciding_done(&d);
    return status;
}
