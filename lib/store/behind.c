/* behind.c - citations of versions that are not their source's newest. */
#include "store/behind.h"

#include "store/sources.h"

void store_behind_done(struct behind *b)
{
    arena_done(&b->mem);
    b->old = b->new = 0;
}

/* ---- Two versions ------------------------------------------------------ */

static enum ibid_status text_copy(struct behind *b, int64_t no, struct str *out,
                                  struct ibid_error *err)
{
    struct store_text text;
    enum ibid_status status = store_version_text(b->st, no, &text, err);
    if (!status)
        *out = text.text.ptr ? arena_str(&b->mem, text.text) : text.text;
    return status;
}

/* The stored text is the store's for a while only: both are copied. */
static enum ibid_status align(struct behind *b, int64_t old, int64_t new,
                              struct ibid_error *err)
{
    struct str before, after = b->text;
    if (b->old == old && b->new == new)
        return IBID_OK;
    b->old = b->new = 0;
    arena_reset(&b->mem);
    enum ibid_status status = text_copy(b, old, &before, err);
    if (!status && new > 0)
        status = text_copy(b, new, &after, err);
    if (status)
        return status;
    reanchor_open(before, after, &b->mem, &b->align);
    b->old = old;
    b->new = new;
    return IBID_OK;
}

/* What a version is compared with: number and id; number -1 for the one that
 * is not stored, 0 where there is nothing newer. */
struct newer {
    int64_t no;
    const char *id;
};

static enum ibid_status newest_of(struct behind *b, int64_t version,
                                  struct arena *mem, struct newer *out,
                                  struct ibid_error *err)
{
    struct version_row row;
    *out = (struct newer){0};
    enum ibid_status status = store_version_get(b->st, version, mem, &row, err);
    if (status)
        return status;
    if (b->newest && strcmp(b->source, row.source_id) == 0) {
        *out = (struct newer){-1, b->newest};
        return IBID_OK;
    }
    status = store_version_newest(b->st, row.source, &out->no, err);
    if (status || out->no <= version) {
        out->no = 0;
        return status;
    }
    status = store_version_get(b->st, out->no, mem, &row, err);
    out->id = row.version.id;
    if (!status && row.version.redacted)
        out->no = 0;
    return status;
}

/* ---- One citation ------------------------------------------------------ */

void behind_fill(const struct align *a, const struct behind_at *at,
                 const char *newest, const struct reanchored *to,
                 struct arena *mem, struct ibid_anchoring *out)
{
    *out = (struct ibid_anchoring){
        .fact = at->fact->id,
        .no = at->fact->no,
        .kind = at->fact->kind,
        .field = at->field,
        .value = at->value,
        .from = *at->c,
        .to = {.source = at->c->source,
               .version = newest,
               .start = to->start,
               .end = to->end,
               .stance = at->c->stance,
               .anchor = to->anchor},
        .differences = to->differences,
        .difference_count = to->difference_count,
        .marks_only = to->marks_only,
    };
    if (to->anchor != IBID_LOST)
        out->to.quote = arena_strndup(mem, a->new.text.ptr + to->start,
                                      to->end - to->start);
}

enum ibid_status store_behind_find(struct behind *b, const struct behind_at *at,
                                   struct arena *mem, bool *found,
                                   struct ibid_anchoring *out,
                                   struct ibid_error *err)
{
    int64_t version;
    struct newer newer = {0};
    *found = false;
    enum ibid_status status =
        store_version_find(b->st, at->c->version, &version, err);
    if (!status && version && at->c->quote)
        status = newest_of(b, version, mem, &newer, err);
    if (status || !newer.no || strcmp(newer.id, at->c->version) == 0 ||
        (at->c->against && strcmp(at->c->against, newer.id) == 0))
        return status;
    status = align(b, version, newer.no, err);
    if (status)
        return status;
    struct reanchored to;
    reanchor_span(&b->align, at->c->start, at->c->end, !at->field, mem, &to);
    behind_fill(&b->align, at, newer.id, &to, mem, out);
    *found = true;
    return IBID_OK;
}

/* ---- All of a fact ----------------------------------------------------- */

enum ibid_status store_behind_walk(const struct ibid_fact *fact,
                                   behind_fn *each, void *ctx,
                                   struct ibid_error *err)
{
    struct behind_at at = {.fact = fact};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < fact->citation_count; i++) {
        at.c = &fact->citations[i];
        status = each(ctx, &at, err);
    }
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            at.field = fact->fields[f].name;
            at.value = v;
            for (size_t i = 0; !status && i < value->citation_count; i++) {
                at.c = &value->citations[i];
                status = each(ctx, &at, err);
            }
        }
    return status;
}

struct gathering {
    struct behind *b;
    struct arena *mem;
    struct ibid_anchoring *list;
    size_t count, room;
};

static enum ibid_status gather(void *ctx, const struct behind_at *at,
                               struct ibid_error *err)
{
    struct gathering *g = ctx;
    struct ibid_anchoring it;
    bool found;
    enum ibid_status status =
        store_behind_find(g->b, at, g->mem, &found, &it, err);
    if (status || !found)
        return status;
    g->list =
        arena_grow(g->mem, g->list, &g->room, g->count + 1, sizeof *g->list);
    g->list[g->count++] = it;
    return IBID_OK;
}

enum ibid_status store_behind_fact(struct behind *b,
                                   const struct ibid_fact *fact,
                                   struct arena *mem,
                                   struct ibid_anchoring **out, size_t *count,
                                   struct ibid_error *err)
{
    struct gathering g = {.b = b, .mem = mem};
    enum ibid_status status = store_behind_walk(fact, gather, &g, err);
    if (!status) {
        *out = g.list;
        *count = g.count;
    }
    return status;
}
