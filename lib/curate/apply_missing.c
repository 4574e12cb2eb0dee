/* apply_missing.c - facts that were exported and are not in the file any
 * more. */
#include <stdlib.h>

#include "curate/apply.h"
#include "store/facts.h"

struct missing {
    struct apply *a;
    int64_t *list; /* numbers of facts */
    size_t count, room;
};

static void add(struct missing *m, int64_t no)
{
    m->list = arena_grow(&m->a->mem, m->list, &m->room, m->count + 1,
                         sizeof *m->list);
    m->list[m->count++] = no;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* A table of citations names every cited fact that was exported. Of kinds
 * without any row the whole table is gone: that says nothing of its facts. */
static enum ibid_status from_citations(struct missing *m,
                                       struct ibid_error *err)
{
    struct apply *a = m->a;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < a->cited.room; i++) {
        const struct map_slot *slot = &a->cited.slots[i];
        int64_t no = 0;
        if (!slot->key.ptr || map_get(&a->seen, slot->key) ||
            !map_get(&a->kinds, str_of(slot->value)))
            continue;
        status = store_fact_find(a->who->st, slot->key.ptr, &no, err);
        if (!status && no)
            add(m, no);
    }
    return status;
}

static enum ibid_status not_seen(void *ctx, int64_t no,
                                 const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct missing *m = ctx;
    (void)err;
    if (!map_get(&m->a->seen, str_of(fact->id)))
        add(m, no);
    return IBID_OK;
}

/* A single table: its metadata says how many rows it had. Which are missing
 * can be told when as many facts of its kind are not there. */
static enum ibid_status from_count(struct missing *m, struct ibid_error *err)
{
    struct apply *a = m->a;
    struct ibid_query query = {.kind = a->table.kind,
                               .statuses = 1 << IBID_EXTRACTED |
                                           1 << IBID_ACCEPTED |
                                           1 << IBID_CORRECTED};
    int64_t gone = a->rows_before - a->table.rows;
    if (a->table.is_long || !a->table.kind || a->rows_before < 0 || gone <= 0)
        return IBID_OK;
    enum ibid_status status =
        store_fact_each(a->who->st, &query, not_seen, m, err);
    if (!status && (int64_t)m->count != gone) {
        m->count = 0;
        a->summary->unnamed = gone;
    }
    return status;
}

static enum ibid_status tell(struct missing *m, int64_t no, struct arena *mem,
                             struct ibid_error *err)
{
    struct apply *a = m->a;
    struct ibid_fact fact;
    int withdrawn = 0;
    enum ibid_status status =
        store_fact_get(a->who->st, no, mem, &fact, &withdrawn, err);
    if (status || withdrawn || fact.status == IBID_REJECTED ||
        fact.status == IBID_MERGED)
        return status;
    bool reject = a->how->reject_missing;
    if (reject) {
        fact.status = IBID_REJECTED;
        status = history_fact(a->h, "reject", no, &fact, false, err);
        a->summary->facts += !status;
    }
    if (!status)
        apply_tell(
            a, &(struct ibid_applied_item){.what = reject ? IBID_APPLY_REJECTED
                                                          : IBID_APPLY_MISSING,
                                           .fact = fact.id,
                                           .no = no,
                                           .kind = fact.kind});
    return status;
}

enum ibid_status apply_missing(struct apply *a, struct ibid_error *err)
{
    struct missing m = {.a = a};
    struct arena mem = {0};
    enum ibid_status status =
        a->cited.count ? from_citations(&m, err) : from_count(&m, err);
    if (m.count)
        qsort(m.list, m.count, sizeof *m.list, by_number);
    for (size_t i = 0; !status && i < m.count; i++) {
        arena_reset(&mem);
        status = tell(&m, m.list[i], &mem, err);
    }
    arena_done(&mem);
    return status;
}
