/* fares.c - how citations of earlier versions fare in one that came now. */
#include "import/fares.h"

#include "store/behind.h"
#include "store/sources.h"

struct counting {
    struct behind behind;
    int64_t *counts;
    struct arena mem; /* of the fact at hand */
};

static enum ibid_status count_fact(void *ctx, int64_t no,
                                   const struct ibid_fact *fact,
                                   struct ibid_error *err)
{
    struct counting *c = ctx;
    struct ibid_anchoring *list;
    size_t count;
    (void)no;
    arena_reset(&c->mem);
    enum ibid_status status =
        store_behind_fact(&c->behind, fact, &c->mem, &list, &count, err);
    for (size_t i = 0; !status && i < count; i++)
        if (strcmp(list[i].to.source, c->behind.source) == 0)
            c->counts[list[i].to.anchor]++;
    return status;
}

enum ibid_status fares_count(struct store *st, const struct waiting *item,
                             int64_t counts[IBID_ANCHOR_COUNT],
                             struct ibid_error *err)
{
    int64_t written;
    struct counting c = {.behind = {.st = st, .source = item->source},
                         .counts = counts};
    struct ibid_query query = {.source = item->source,
                               .statuses = 1U << IBID_EXTRACTED |
                                           1U << IBID_ACCEPTED |
                                           1U << IBID_CORRECTED};
    enum ibid_status status =
        store_version_find(st, item->version, &written, err);
    query.behind = !status && written;
    if (!status && !written) { /* in a dry run nothing is behind it yet */
        c.behind.newest = item->version;
        c.behind.text = item->article.text;
    }
    if (!status)
        status = store_fact_each(st, &query, count_fact, &c, err);
    store_behind_done(&c.behind);
    arena_done(&c.mem);
    return status;
}
