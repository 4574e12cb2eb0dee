/* digest.c - the digest of a version's facts as they are now, or were. */
#include "history/digest.h"

#include "history/bodies.h"

struct gathering {
    struct store *st;
    const struct digest_before *before; /* NULL: as they are */
    struct digest_item *items;
    size_t count, room;
    struct arena mem;  /* of the items */
    struct arena fact; /* of the fact at hand */
    struct buf state;
};

static void add(struct gathering *g, const char *id, struct str state)
{
    g->items =
        arena_grow(&g->mem, g->items, &g->room, g->count + 1, sizeof *g->items);
    g->items[g->count++] =
        (struct digest_item){arena_strdup(&g->mem, id), hash_of(state)};
}

static enum ibid_status gather(void *ctx, int64_t no, struct ibid_error *err)
{
    struct gathering *g = ctx;
    struct ibid_fact fact;
    int withdrawn;
    arena_reset(&g->fact);
    enum ibid_status status =
        store_fact_get(g->st, no, &g->fact, &fact, &withdrawn, err);
    if (status)
        return status;
    const struct digest_before *before = g->before;
    const struct known_state *was =
        before ? map_get(before->earlier, str_of(fact.id)) : NULL;
    if (before)
        before->each(before->ctx, &fact, withdrawn);
    if (was) {
        if (was->state.len)
            add(g, fact.id, was->state);
    } else if (before || withdrawn != 1) {
        buf_reset(&g->state);
        body_fact_state(&fact, withdrawn == 1, &g->state);
        add(g, fact.id, buf_view(&g->state));
    }
    return IBID_OK;
}

enum ibid_status digest_of_earlier(struct store *st, int64_t no,
                                   const struct digest_before *before,
                                   struct sha256 *out, int64_t *facts,
                                   struct ibid_error *err)
{
    struct gathering g = {.st = st, .before = before};
    enum ibid_status status = store_fact_of_version(st, no, gather, &g, err);
    if (!status) {
        *out = body_digest(g.items, g.count);
        *facts = (int64_t)g.count;
    }
    arena_done(&g.mem);
    arena_done(&g.fact);
    buf_done(&g.state);
    return status;
}

enum ibid_status digest_of_version(struct store *st, int64_t no,
                                   struct sha256 *out, int64_t *facts,
                                   struct ibid_error *err)
{
    return digest_of_earlier(st, no, NULL, out, facts, err);
}
