/* groups.c - gather the links of a story and make groups of its facts. */
#include "relate/groups.h"

#include <stdlib.h>

#include "base/map.h"
#include "corroborate/group.h"
#include "corroborate/link.h"
#include "store/related.h"

struct gathering {
    struct arena *mem;
    struct groups *out;
    enum groups_by by;
    size_t link_room, fact_room;
    int64_t stories[GROUPS_STORIES_MAX]; /* that are gathered, or will be */
    size_t story_count;
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
        (row->says && strcmp(row->says, "dismissed") == 0) ||
        (g->by != GROUPS_SUGGESTED && row->relation == LINK_SAME &&
         !row->exact && !row->says))
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

/* ---- Stories ------------------------------------------------------------ */

static enum ibid_status add_story_of(struct gathering *g, struct store *st,
                                     int64_t source, struct ibid_error *err)
{
    int64_t story = 0;
    enum ibid_status status = store_story_of(st, source, &story, err);
    for (size_t i = 0; i < g->story_count; i++)
        if (g->stories[i] == story)
            return status;
    if (!status && story && g->story_count < GROUPS_STORIES_MAX)
        g->stories[g->story_count++] = story;
    return status;
}

/* What people confirmed may join facts of different stories. */
static enum ibid_status add_stories(struct gathering *g, struct store *st,
                                    size_t first, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = first; !status && i < g->out->link_count; i++) {
        const struct link_row *link = &g->out->links[i];
        if (!link->says || link->relation != LINK_SAME)
            continue;
        status = add_story_of(g, st, link->a_source, err);
        if (!status)
            status = add_story_of(g, st, link->b_source, err);
    }
    return status;
}

static enum ibid_status gather(struct gathering *g, struct store *st,
                               struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < g->story_count; i++) {
        size_t first = g->out->link_count;
        status = store_link_of_story(st, g->stories[i], take, g, err);
        if (!status && g->by == GROUPS_SURE_BEYOND)
            status = add_stories(g, st, first, err);
    }
    return status;
}

static int by_ids(const void *a, const void *b)
{
    const struct link_row *x = a, *y = b;
    int order = strcmp(x->a_id, y->a_id);
    return order ? order : strcmp(x->b_id, y->b_id);
}

/* One that reaches from a story into another was gathered for both. */
static void links_sort(struct groups *out)
{
    size_t kept = 0;
    if (out->link_count)
        qsort(out->links, out->link_count, sizeof *out->links, by_ids);
    for (size_t i = 0; i < out->link_count; i++)
        if (!kept || by_ids(&out->links[kept - 1], &out->links[i]) != 0)
            out->links[kept++] = out->links[i];
    out->link_count = kept;
}

/* ---- Groups ------------------------------------------------------------- */

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

static void make(struct groups *out, struct arena *mem)
{
    size_t n = out->fact_count;
    struct group_edge *edges = arena_array(mem, out->link_count, sizeof *edges);
    size_t *group = arena_array(mem, n, sizeof *group);
    size_t *band = arena_array(mem, n, sizeof *band);
    for (size_t i = 0; i < out->link_count; i++) {
        const struct link_row *link = &out->links[i];
        edges[i] = (struct group_edge){
            out->ends[i][0], out->ends[i][1], link->relation == LINK_SAME,
            link->says ? GROUP_WHOLE : (enum group_part)link->part,
            (uint32_t)link->score};
    }
    group_make(n, edges, out->link_count, mem, group, band);
    for (size_t i = 0; i < n; i++) {
        out->facts[i].group = group[i];
        out->facts[i].band = band[i];
    }
}

enum ibid_status groups_of_story(struct store *st, int64_t story,
                                 enum groups_by by, struct arena *mem,
                                 struct groups *out, struct ibid_error *err)
{
    *out = (struct groups){0};
    struct gathering g = {
        .mem = mem, .out = out, .by = by, .stories = {story}, .story_count = 1};
    enum ibid_status status = gather(&g, st, err);
    if (status)
        return status;
    links_sort(out);
    facts_sort(out);
    find_ends(out, mem);
    make(out, mem);
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
