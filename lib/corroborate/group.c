/* group.c - facts that say the same as groups, groups that clash as bands. */
#include "corroborate/group.h"

#include <stdlib.h>
#include <string.h>

static size_t root_of(size_t *of, size_t i)
{
    while (of[i] != i)
        i = of[i] = of[of[i]];
    return i;
}

/* The lower one stands for both. */
static void join(size_t *of, size_t a, size_t b)
{
    a = root_of(of, a);
    b = root_of(of, b);
    of[a > b ? a : b] = a > b ? b : a;
}

static int by_fit(const void *a, const void *b)
{
    const struct group_edge *x = a, *y = b;
    if (x->score != y->score)
        return x->score < y->score ? 1 : -1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* Each fact takes one of those that it holds. */
static void join_parts(size_t count, const struct group_edge *edges,
                       size_t edge_count, struct arena *mem, size_t *group)
{
    struct group_edge *list = arena_array(mem, edge_count, sizeof *list);
    bool *full = arena_array(mem, count, sizeof *full);
    size_t kept = 0;
    for (size_t i = 0; i < edge_count; i++)
        if (edges[i].same && edges[i].part)
            list[kept++] = edges[i];
    if (kept)
        qsort(list, kept, sizeof *list, by_fit);
    for (size_t i = 0; i < kept; i++) {
        bool of_a = list[i].part == GROUP_PART_OF_A;
        size_t holder = of_a ? list[i].a : list[i].b;
        if (!full[holder])
            join(group, list[i].a, list[i].b);
        full[holder] = true;
    }
}

void group_make(size_t count, const struct group_edge *edges, size_t edge_count,
                struct arena *mem, size_t *group, size_t *band)
{
    for (size_t i = 0; i < count; i++)
        group[i] = i;
    for (size_t i = 0; i < edge_count; i++)
        if (edges[i].same && !edges[i].part)
            join(group, edges[i].a, edges[i].b);
    join_parts(count, edges, edge_count, mem, group);
    for (size_t i = 0; i < count; i++)
        group[i] = root_of(group, i);
    memcpy(band, group, count * sizeof *band);
    for (size_t i = 0; i < edge_count; i++)
        if (!edges[i].same)
            join(band, group[edges[i].a], group[edges[i].b]);
    for (size_t i = 0; i < count; i++)
        band[i] = root_of(band, group[i]);
}
