/* findings.c - gather facts that say the same, and the range of numbers. */
#include "export/findings.h"

#include <jansson.h>

#include "base/map.h"
#include "corroborate/link.h"
#include "relate/groups.h"
#include "store/accompanied.h"
#include "store/related.h"
#include "store/sources.h"

struct gathering {
    struct export *run;
    finding_fn *each;
    void *ctx;
    struct arena mem;   /* of the story at hand */
    struct arena marks; /* of the two below */
    struct map wanted;  /* numbers of facts that the query selects */
    struct map given;   /* numbers of facts that are in some finding */
    struct groups groups;
};

static struct str key_of(const int64_t *no)
{
    return (struct str){(const char *)no, sizeof *no};
}

static void mark(struct gathering *g, struct map *map, int64_t no)
{
    map->mem = &g->marks;
    *map_at(map, arena_str(&g->marks, key_of(&no))) = g;
}

static enum ibid_status want(void *ctx, int64_t no, struct ibid_error *err)
{
    struct gathering *g = ctx;
    (void)err;
    mark(g, &g->wanted, no);
    return IBID_OK;
}

/* ---- What it says ------------------------------------------------------ */

static const struct ibid_fact *fullest(const struct finding *finding)
{
    const struct ibid_fact *best = &finding->facts[0];
    for (size_t i = 1; i < finding->fact_count; i++)
        if (finding->facts[i].field_count > best->field_count)
            best = &finding->facts[i];
    return best;
}

/* Key values joined: "at least 23 | killed | people". */
static void headline(struct gathering *g, struct finding *finding)
{
    const struct ibid_fact *fact = fullest(finding);
    const struct codebook_kind *kind =
        codebook_kind(g->run->codebook, fact->kind);
    struct buf text = {0};
    for (size_t i = 0; i < fact->field_count; i++) {
        const struct codebook_field *field =
            kind ? codebook_field(kind, fact->fields[i].name) : NULL;
        for (size_t v = 0;
             (!field || field->key) && v < fact->fields[i].value_count; v++)
            buf_printf(&text, "%s%s", text.len ? " | " : "",
                       fact->fields[i].values[v].text);
    }
    finding->headline = arena_strdup(&g->mem, text.ptr ? text.ptr : "");
    buf_done(&text);
}

/* The bounds of the fact's number; an open one ends where it begins. */
static bool number_of(const struct ibid_fact *fact, double *min, double *max)
{
    for (size_t i = 0; i < fact->field_count; i++) {
        const struct ibid_field *field = &fact->fields[i];
        if (strcmp(field->name, "number") != 0 || !field->value_count ||
            !field->values[0].normalized)
            continue;
        json_t *root = json_loads(field->values[0].normalized, 0, NULL);
        json_t *low = json_object_get(root, "min");
        json_t *high = json_object_get(root, "max");
        bool known = json_is_number(low);
        *min = json_number_value(low);
        *max = json_is_number(high) ? json_number_value(high) : *min;
        json_decref(root);
        return known;
    }
    return false;
}

static void widen(struct finding *finding, const struct ibid_fact *fact)
{
    double min, max;
    if (fact->rank == IBID_DEPRECATED || !number_of(fact, &min, &max))
        return;
    if (!finding->counted || min < finding->low)
        finding->low = min;
    if (!finding->counted || max > finding->high)
        finding->high = max;
    finding->counted = true;
}

/* The figure of the group, over which a preferred one goes. */
static void range(struct finding *finding)
{
    double max;
    bool known = false;
    for (size_t i = 0; i < finding->fact_count; i++)
        widen(finding, &finding->facts[i]);
    for (size_t i = 0; i < finding->fact_count; i++) {
        const struct ibid_fact *fact = &finding->facts[i];
        double min;
        if (!number_of(fact, &min, &max) ||
            (known && fact->rank != IBID_PREFERRED))
            continue;
        finding->best = min;
        known = true;
    }
}

/* What clashes with the group counts the same otherwise. */
static enum ibid_status widen_band(struct gathering *g, size_t group,
                                   struct finding *finding,
                                   struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    const struct grouped_fact *all = g->groups.facts;
    for (size_t i = 0; !status && i < g->groups.fact_count; i++) {
        struct ibid_fact fact;
        if (all[i].band != all[group].band || all[i].group == group)
            continue;
        status =
            store_fact_get(g->run->st, all[i].no, &g->mem, &fact, NULL, err);
        if (!status && strcmp(fact.kind, finding->kind) == 0)
            widen(finding, &fact);
    }
    return status;
}

/* ---- Findings ---------------------------------------------------------- */

static void name(struct gathering *g, struct finding *finding)
{
    char id[ID_BYTES];
    struct hash h = hash_begin();
    hash_field(&h, STR("ibid finding 1"));
    for (size_t i = 0; i < finding->fact_count; i++)
        hash_field(&h, str_of(finding->facts[i].id));
    struct sha256 sum = hash_end(&h);
    id_from_hash('g', &sum, id);
    finding->id = arena_strdup(&g->mem, id);
}

static enum ibid_status give(struct gathering *g, struct finding *finding,
                             struct ibid_error *err)
{
    name(g, finding);
    headline(g, finding);
    for (size_t i = 0; i < finding->fact_count; i++) {
        mark(g, &g->given, finding->facts[i].no);
        export_count(g->run, &finding->facts[i]);
    }
    return g->each(g->ctx, finding, err);
}

static bool is_confirmed(const struct groups *groups, size_t group)
{
    for (size_t i = 0; i < groups->link_count; i++)
        if (groups->links[i].says && groups->links[i].relation == LINK_SAME &&
            groups->facts[groups->ends[i][0]].group == group)
            return true;
    return false;
}

static enum ibid_status group(struct gathering *g, size_t first,
                              struct ibid_error *err)
{
    const struct groups *all = &g->groups;
    struct ibid_fact *facts =
        arena_array(&g->mem, all->fact_count, sizeof *facts);
    struct finding finding = {.facts = facts};
    bool wanted = false, fresh = false;
    enum ibid_status status = store_story_name(
        g->run->st, all->facts[first].source, &g->mem, &finding.story, err);
    for (size_t i = first; !status && i < all->fact_count; i++) {
        if (all->facts[i].group != first)
            continue;
        wanted |= map_get(&g->wanted, key_of(&all->facts[i].no)) != NULL;
        fresh |= map_get(&g->given, key_of(&all->facts[i].no)) == NULL;
        status = store_fact_get(g->run->st, all->facts[i].no, &g->mem,
                                &facts[finding.fact_count++], NULL, err);
    }
    wanted = wanted && fresh; /* a group of two stories is gathered twice */
    if (!status && wanted)
        status =
            groups_standing(g->run->st, all, first, &finding.standing, err);
    if (status || !wanted ||
        (finding.fact_count < 2 && finding.standing.sources < 2))
        return status;
    finding.kind = facts[0].kind;
    finding.basis = finding.fact_count < 2     ? FINDING_MERGED
                    : is_confirmed(all, first) ? FINDING_CONFIRMED
                                               : FINDING_EXACT;
    range(&finding);
    status = widen_band(g, first, &finding, err);
    return status ? status : give(g, &finding, err);
}

static enum ibid_status stories(struct gathering *g, struct ibid_error *err)
{
    int64_t story = 0;
    enum ibid_status status = IBID_OK;
    while (!status) {
        arena_reset(&g->mem);
        status = store_story_linked(g->run->st, story, false, &story, err);
        if (status || !story)
            break;
        status = groups_of_story(g->run->st, story, GROUPS_SURE_BEYOND, &g->mem,
                                 &g->groups, err);
        for (size_t i = 0; !status && i < g->groups.fact_count; i++)
            if (g->groups.facts[i].group == i)
                status = group(g, i, err);
    }
    return status;
}

/* A fact by itself that cites several sources: others were merged into it. */
static enum ibid_status lone(void *ctx, int64_t no,
                             const struct ibid_fact *fact,
                             struct ibid_error *err)
{
    struct gathering *g = ctx;
    struct finding finding = {.kind = fact->kind,
                              .basis = FINDING_MERGED,
                              .facts = fact,
                              .fact_count = 1};
    int64_t source = 0;
    if (map_get(&g->given, key_of(&no)))
        return IBID_OK;
    arena_reset(&g->mem);
    enum ibid_status status = standings_get(&g->run->standings, g->run->st,
                                            fact, &finding.standing, err);
    if (status || finding.standing.sources < 2)
        return status;
    status = standing_of_group(g->run->st, &no, 1, &finding.standing, err);
    if (!status)
        status = store_source_find(g->run->st, fact->source, &source, err);
    if (!status)
        status =
            store_story_name(g->run->st, source, &g->mem, &finding.story, err);
    if (status || finding.standing.sources < 2)
        return status;
    range(&finding);
    return give(g, &finding, err);
}

enum ibid_status findings_each(struct export *run, finding_fn *each, void *ctx,
                               struct ibid_error *err)
{
    struct gathering g = {.run = run, .each = each, .ctx = ctx};
    enum ibid_status status =
        store_fact_nos(run->st, &run->query, want, &g, err);
    if (!status)
        status = stories(&g, err);
    if (!status)
        status = store_fact_each(run->st, &run->query, lone, &g, err);
    arena_done(&g.mem);
    arena_done(&g.marks);
    return status;
}
