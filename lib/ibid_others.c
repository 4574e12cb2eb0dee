/* ibid_others.c - the facade: what other sources say of the same thing. */
#include "corroborate/link.h"
#include "corroborate/reuse.h"
#include "ibid_db.h"
#include "relate/standing.h"
#include "store/facts.h"
#include "store/links.h"
#include "store/sources.h"

enum { OTHERS_MAX = 100 };

struct gathering {
    ibid_db *db;
    int64_t fact;
    struct arena *mem;
    struct ibid_other list[OTHERS_MAX];
    int64_t sources[OTHERS_MAX];
    size_t count;
};

static enum ibid_status take_link(void *ctx, const struct link_row *row,
                                  struct ibid_error *err)
{
    struct gathering *g = ctx;
    struct ibid_other *other = &g->list[g->count];
    bool first = row->a == g->fact;
    if (g->count == OTHERS_MAX ||
        (row->says && strcmp(row->says, "dismissed") == 0))
        return IBID_OK;
    enum ibid_status status = store_fact_get(g->db->st, first ? row->b : row->a,
                                             g->mem, &other->fact, NULL, err);
    if (status)
        return status;
    other->relation = link_relation_name((enum link_relation)row->relation);
    other->reason = row->reason ? arena_strdup(g->mem, row->reason) : NULL;
    other->status = row->says ? "confirmed" : "suggested";
    g->count++;
    return IBID_OK;
}

static enum ibid_status name_source(struct gathering *g, size_t i,
                                    struct ibid_error *err)
{
    struct ibid_other *other = &g->list[i];
    struct source_row row;
    int64_t no;
    enum ibid_status status =
        store_source_find(g->db->st, other->fact.source, &no, err);
    if (!status)
        status = store_source_get(g->db->st, no, false, g->mem, &row, err);
    if (status)
        return status;
    g->sources[i] = no;
    other->outlet = row.source.outlet;
    other->title = row.source.title ? row.source.title : row.source.name;
    other->published = row.source.published;
    return IBID_OK;
}

struct copying {
    struct gathering *g;
    size_t of; /* whose source is looked at */
};

/* The later of two is the copy: that which came in later. */
static enum ibid_status take_copy(void *ctx, const struct reuse_row *row,
                                  struct ibid_error *err)
{
    struct copying *c = ctx;
    int64_t source = c->g->sources[c->of];
    int64_t other = row->a == source ? row->b : row->a;
    (void)err;
    for (size_t i = 0; row->relation == REUSE_COPY && i < c->g->count; i++)
        if (c->g->sources[i] == other && other < source)
            c->g->list[c->of].copy_of = c->g->list[i].fact.source;
    return IBID_OK;
}

enum ibid_status ibid_fact_others(ibid_db *db, const struct ibid_fact *fact,
                                  ibid_arena *mem, struct ibid_others *out,
                                  struct ibid_error *err)
{
    struct gathering *g = arena_new(mem, struct gathering);
    struct standing standing = {0};
    *g = (struct gathering){.db = db, .fact = fact->no, .mem = mem};
    g->list[g->count++] = (struct ibid_other){.fact = *fact};
    enum ibid_status status =
        store_link_each(db->st, fact->no, take_link, g, err);
    for (size_t i = 0; !status && i < g->count; i++)
        status = name_source(g, i, err);
    for (size_t i = 0; !status && i < g->count; i++) {
        struct copying c = {g, i};
        status = store_reuse_each(db->st, g->sources[i], take_copy, &c, err);
    }
    if (!status)
        status = standing_of(db->st, fact->no, &standing, err);
    if (!status)
        *out = (struct ibid_others){g->list, g->count, standing.independent,
                                    standing.disputed};
    return status;
}
