/* standing.c - gather the sources behind a fact and count them. */
#include "relate/standing.h"

#include "corroborate/independent.h"
#include "corroborate/origin.h"
#include "corroborate/reuse.h"
#include "store/links.h"
#include "store/witness.h"

enum { SAID_BEFORE_MAX = 16 };

struct gathering {
    struct store *st;
    struct arena mem;
    struct witness list[INDEPENDENT_MAX];
    int64_t facts[INDEPENDENT_MAX];
    size_t count;
    struct str *agencies; /* of the source at hand */
    size_t agency_count;
    struct copy_pair *copies;
    size_t copy_count, copy_room;
    const struct witness *at; /* whose copies are gathered */
};

static struct str kept(struct gathering *g, const char *text)
{
    return arena_str(&g->mem, str_of(text));
}

static enum ibid_status take(void *ctx, const struct witness_row *row,
                             struct ibid_error *err)
{
    struct gathering *g = ctx;
    (void)err;
    if (g->count == INDEPENDENT_MAX)
        return IBID_OK;
    g->facts[g->count] = row->fact;
    g->list[g->count++] = (struct witness){
        .source = row->source,
        .start = row->start,
        .end = row->end,
        .publisher = row->outlet && *row->outlet
                         ? kept(g, row->outlet)
                         : independent_host(row->url, &g->mem),
        .said_by = kept(g, row->said_by),
    };
    return IBID_OK;
}

/* "The monitoring group" is the authority named last before it. */
static enum ibid_status name_authority(struct gathering *g, size_t i,
                                       struct ibid_error *err)
{
    const char *before[SAID_BEFORE_MAX];
    size_t count = 0;
    if (!independent_is_description(g->list[i].said_by))
        return IBID_OK;
    enum ibid_status status = store_said_before(
        g->st, g->facts[i], &g->mem, before, SAID_BEFORE_MAX, &count, err);
    for (size_t k = 0; k < count; k++)
        if (!independent_is_description(str_of(before[k]))) {
            g->list[i].said_by = str_of(before[k]);
            break;
        }
    return status;
}

static enum ibid_status take_agency(void *ctx, const char *name,
                                    struct ibid_error *err)
{
    struct gathering *g = ctx;
    (void)err;
    if (g->agency_count < ORIGIN_MAX)
        g->agencies[g->agency_count++] = kept(g, name);
    return IBID_OK;
}

static void add_copy(struct gathering *g, struct copy_pair copy)
{
    g->copies = arena_grow(&g->mem, g->copies, &g->copy_room, g->copy_count + 1,
                           sizeof *g->copies);
    g->copies[g->copy_count++] = copy;
}

static bool touches(const struct witness *w, uint32_t start, uint32_t end)
{
    return start < w->end && w->start < end;
}

/* A copy as a whole, or in parts, of which those count that the fact's words
 * are in. Shared quotations alone are none. */
static enum ibid_status take_copy(void *ctx, const struct reuse_row *row,
                                  struct ibid_error *err)
{
    struct gathering *g = ctx;
    struct reuse shared;
    (void)err;
    if (row->relation == REUSE_COPY)
        add_copy(g, (struct copy_pair){.a = row->a, .b = row->b});
    if (row->relation != REUSE_PARTIAL ||
        !reuse_passages_read(row->passages, &shared))
        return IBID_OK;
    for (size_t i = 0; i < shared.count; i++) {
        const struct reuse_passage *p = &shared.passages[i];
        if (g->at->source == row->a ? touches(g->at, p->a, p->a_end)
                                    : touches(g->at, p->b, p->b_end))
            add_copy(g, (struct copy_pair){row->a, row->b, p->a, p->a_end, p->b,
                                           p->b_end});
    }
    return IBID_OK;
}

static enum ibid_status complete(struct gathering *g, size_t i,
                                 struct ibid_error *err)
{
    struct witness *witness = &g->list[i];
    g->agencies = arena_array(&g->mem, ORIGIN_MAX, sizeof *g->agencies);
    g->agency_count = 0;
    g->at = witness;
    enum ibid_status status = name_authority(g, i, err);
    if (!status)
        status = store_origin_each(g->st, witness->source, take_agency, g, err);
    if (!status)
        status = store_reuse_each(g->st, witness->source, take_copy, g, err);
    witness->agencies = g->agencies;
    witness->agency_count = g->agency_count;
    return status;
}

/* Different sources, however many facts of them say so. */
static int64_t sources_of(const struct gathering *g)
{
    int64_t count = 0;
    for (size_t i = 0; i < g->count; i++) {
        bool before = false;
        for (size_t k = 0; k < i && !before; k++)
            before = g->list[k].source == g->list[i].source;
        count += !before;
    }
    return count;
}

static enum ibid_status count(struct gathering *g, struct standing *out,
                              struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && g->count > 1 && i < g->count; i++)
        status = complete(g, i, err);
    if (status)
        return status;
    struct independent many =
        independent_count(g->list, g->count, g->copies, g->copy_count);
    *out = (struct standing){sources_of(g), (int64_t)many.publishers,
                             (int64_t)many.origins, out->disputed};
    return IBID_OK;
}

enum ibid_status standing_of(struct store *st, int64_t fact,
                             struct standing *out, struct ibid_error *err)
{
    struct gathering g = {.st = st};
    struct standing found = {0};
    enum ibid_status status =
        store_witness_each(st, fact, false, take, &g, err);
    if (!status)
        status = store_fact_disputed(st, fact, &found.disputed, err);
    if (!status)
        status = count(&g, &found, err);
    if (!status)
        *out = found;
    arena_done(&g.mem);
    return status;
}

enum ibid_status standing_of_group(struct store *st, const int64_t *facts,
                                   size_t fact_count, struct standing *out,
                                   struct ibid_error *err)
{
    struct gathering g = {.st = st};
    struct standing found = {0};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < fact_count; i++) {
        bool disputed = false;
        status = store_witness_each(st, facts[i], true, take, &g, err);
        if (!status)
            status = store_fact_disputed(st, facts[i], &disputed, err);
        found.disputed |= disputed;
    }
    if (!status)
        status = count(&g, &found, err);
    if (!status)
        *out = found;
    arena_done(&g.mem);
    return status;
}
