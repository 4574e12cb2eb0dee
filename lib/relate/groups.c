/* groups.c - gather the links of a story and make groups of its facts. */
#include "relate/groups.h"

#include <stdlib.h>

#include "base/map.h"
#include "corroborate/group.h"
#include "corroborate/link.h"

struct gathering {
    struct arena *mem;
    struct groups *out;
    size_t link_room, fact_room;
};

static void take_fact(struct gathering *g, int64_t no, const char *id,
                      int64_t source, int64_t start)
{
    struct groups *out = g->out;
    out->facts = arena_grow(g->mem, out->facts, &g->fact_room,
                            out->fact_count + 1, sizeof *out->facts);
    out->facts[out->fact_count++] = (struct grouped_fact){
        .no = no, .id = id, .source = source, .group = (size_t)start};
}

static enum ibid_status take(void *ctx, const struct link_row *row,
                             struct ibid_error *err)
{
    struct gathering *g = ctx;
    struct groups *out = g->out;
    (void)err;
    if (out->link_count == GROUPS_LINKS_MAX ||
        (row->says && strcmp(row->says, "dismissed") == 0))
        return IBID_OK;
    struct link_row link = *row;
    link.a_id = arena_strdup(g->mem, row->a_id);
    link.b_id = arena_strdup(g->mem, row->b_id);
    link.reason = arena_strdup(g->mem, row->reason);
    link.says = row->says ? arena_strdup(g->mem, row->says) : NULL;
    out->links = arena_grow(g->mem, out->links, &g->link_room,
                            out->link_count + 1, sizeof *out->links);
    out->links[out->link_count++] = link;
    take_fact(g, link.a, link.a_id, link.a_source, link.a_start);
    take_fact(g, link.b, link.b_id, link.b_source, link.b_start);
    return IBID_OK;
}

/* `group` holds the place in the text until groups are made. */
static int by_place(const void *a, const void *b)
{
    const struct grouped_fact *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->no > y->no) - (x->no < y->no);
}

static void facts_sort(struct groups *out)
{
    size_t kept = 0;
    if (out->fact_count)
        qsort(out->facts, out->fact_count, sizeof *out->facts, by_place);
    for (size_t i = 0; i < out->fact_count; i++)
        if (!kept || out->facts[kept - 1].no != out->facts[i].no)
            out->facts[kept++] = out->facts[i];
    out->fact_count = kept;
}

static void find_ends(struct groups *out, struct arena *mem)
{
    struct map by_id = {.mem = mem};
    size_t *index = arena_array(mem, out->fact_count, sizeof *index);
    for (size_t i = 0; i < out->fact_count; i++) {
        index[i] = i;
        *map_at(&by_id, str_of(out->facts[i].id)) = &index[i];
    }
    out->ends = arena_array(mem, out->link_count, sizeof *out->ends);
    for (size_t i = 0; i < out->link_count; i++) {
        const size_t *a = map_get(&by_id, str_of(out->links[i].a_id));
        const size_t *b = map_get(&by_id, str_of(out->links[i].b_id));
        out->ends[i][0] = *a;
        out->ends[i][1] = *b;
    }
}

static void make(struct groups *out, bool sure, struct arena *mem)
{
    size_t n = out->fact_count, count = 0;
    struct group_edge *edges = arena_array(mem, out->link_count, sizeof *edges);
    size_t *group = arena_array(mem, n, sizeof *group);
    size_t *band = arena_array(mem, n, sizeof *band);
    for (size_t i = 0; i < out->link_count; i++) {
        const struct link_row *link = &out->links[i];
        bool same = link->relation == LINK_SAME;
        if (!same || !sure || link->exact || link->says)
            edges[count++] = (struct group_edge){
                out->ends[i][0], out->ends[i][1], same,
                link->says ? GROUP_WHOLE : (enum group_part)link->part,
                (uint32_t)link->score};
    }
    group_make(n, edges, count, mem, group, band);
    for (size_t i = 0; i < n; i++) {
        out->facts[i].group = group[i];
        out->facts[i].band = band[i];
    }
}

enum ibid_status groups_of_story(struct store *st, int64_t story, bool sure,
                                 struct arena *mem, struct groups *out,
                                 struct ibid_error *err)
{
    *out = (struct groups){0};
    struct gathering g = {.mem = mem, .out = out};
    enum ibid_status status = store_link_of_story(st, story, take, &g, err);
    if (status)
        return status;
    facts_sort(out);
    find_ends(out, mem);
    make(out, sure, mem);
    return IBID_OK;
}

enum ibid_status groups_standing(struct store *st, const struct groups *groups,
                                 size_t group, struct standing *out,
                                 struct ibid_error *err)
{
    struct arena mem = {0};
    int64_t *list = arena_array(&mem, groups->fact_count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < groups->fact_count; i++)
        if (groups->facts[i].group == group)
            list[count++] = groups->facts[i].no;
    enum ibid_status status = standing_of_group(st, list, count, out, err);
    arena_done(&mem);
    return status;
}
