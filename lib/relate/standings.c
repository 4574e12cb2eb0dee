/* standings.c - how facts stand among sources, for one that asks for many. */
#include "relate/standings.h"

#include "store/accompanied.h"

/* Hostile numbers must not make a bit map of their size. */
static const int64_t number_max = INT64_C(1) << 32;

static enum ibid_status mark(void *ctx, int64_t no, struct ibid_error *err)
{
    struct standings *standings = ctx;
    (void)err;
    if (no < 0 || no > number_max)
        return IBID_OK;
    size_t at = (size_t)no / 8;
    standings->bits = arena_grow(&standings->mem, standings->bits,
                                 &standings->bytes, at + 1, 1);
    standings->bits[at] |= (uint8_t)(1 << no % 8);
    return IBID_OK;
}

static bool is_alone(const struct standings *standings, int64_t no)
{
    size_t at = (size_t)no / 8;
    return no >= 0 && no <= number_max &&
           (at >= standings->bytes || !(standings->bits[at] & 1 << no % 8));
}

static bool disputes(const struct ibid_citation *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].stance == IBID_DISPUTES)
            return true;
    return false;
}

static bool is_disputed(const struct ibid_fact *fact)
{
    if (disputes(fact->citations, fact->citation_count))
        return true;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            if (disputes(fact->fields[f].values[v].citations,
                         fact->fields[f].values[v].citation_count))
                return true;
    return false;
}

enum ibid_status standings_get(struct standings *standings, struct store *st,
                               const struct ibid_fact *fact,
                               struct standing *out, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (!standings->read)
        status = store_accompanied_each(st, mark, standings, err);
    standings->read = !status;
    if (status || !is_alone(standings, fact->no))
        return status ? status : standing_of(st, fact->no, out, err);
    *out = (struct standing){.sources = 1,
                             .publishers = 1,
                             .independent = 1,
                             .disputed = is_disputed(fact)};
    return IBID_OK;
}

void standings_done(struct standings *standings)
{
    arena_done(&standings->mem);
}
