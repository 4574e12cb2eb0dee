/* support.c - who tells queries whether facts are supported. */
#include "store/support.h"

#include "store/private.h"

void store_support_by(struct store *st, const char *const *exempt,
                      store_support_fn *look, void *ctx)
{
    st->support_exempt = exempt;
    st->support_look = look;
    st->support_ctx = ctx;
}

unsigned store_support_look(struct store *st, int64_t no)
{
    struct arena mem = {0};
    struct ibid_fact fact;
    unsigned states = 0;
    if (st->support_look && !store_fact_get(st, no, &mem, &fact, NULL, NULL))
        (void)st->support_look(st->support_ctx, &fact, &states, NULL);
    arena_done(&mem);
    return states;
}

void store_independent_by(struct store *st, store_independent_fn *look)
{
    st->independent_look = look;
}

int64_t store_independent_look(struct store *st, int64_t no)
{
    int64_t count = 1;
    if (st->independent_look)
        (void)st->independent_look(st, no, &count, NULL);
    return count;
}
