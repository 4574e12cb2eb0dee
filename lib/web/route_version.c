/* route_version.c - an article as blocks of runs, cut wherever a citation
 * begins or ends, so that the page never looks for a quote. */
#include <stdlib.h>

#include "web/routes.h"

struct reading {
    const struct ibid_reading *from;
    uint32_t *edges; /* sorted; where citations begin and end */
    size_t edge_count;
    uint32_t first, last; /* bytes of the window */
};

static int by_place(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void edges_of(struct reading *r, ibid_arena *mem)
{
    size_t count = r->from->cite_count;
    r->edges = arena_array(mem, count * 2, sizeof *r->edges);
    for (size_t i = 0; i < count; i++) {
        r->edges[r->edge_count++] = r->from->cites[i].start;
        r->edges[r->edge_count++] = r->from->cites[i].end;
    }
    if (count)
        qsort(r->edges, r->edge_count, sizeof *r->edges, by_place);
}

/* ---- Blocks -------------------------------------------------------------- */

static void run_json(const struct reading *r, uint32_t start, uint32_t end,
                     struct jsonw *to)
{
    if (start == end)
        return;
    jsonw_object(to);
    jsonw_key_int(to, "b", start);
    jsonw_key_str(to, "t", (struct str){r->from->text + start, end - start});
    jsonw_object_end(to);
}

/* `*at` is the first edge that may lie in the block. */
static void block_json(const struct reading *r, size_t n, size_t *at,
                       struct jsonw *to)
{
    const struct ibid_block *block = &r->from->blocks[n];
    uint32_t start = block->start;
    jsonw_object(to);
    jsonw_key_int(to, "id", (int64_t)n);
    jsonw_key_int(to, "n", (int64_t)n + 1);
    jsonw_key_text(to, "role", block->role);
    jsonw_key_int(to, "start", block->start);
    jsonw_key_int(to, "end", block->end);
    jsonw_key(to, "runs");
    jsonw_array(to);
    while (*at < r->edge_count && r->edges[*at] <= start)
        ++*at;
    for (; *at < r->edge_count && r->edges[*at] < block->end; ++*at) {
        run_json(r, start, r->edges[*at], to);
        start = r->edges[*at];
    }
    run_json(r, start, block->end, to);
    jsonw_array_end(to);
    jsonw_object_end(to);
}

static void blocks_json(struct reading *r, size_t from, size_t limit,
                        struct jsonw *to)
{
    size_t count = r->from->block_count, at = 0;
    size_t end = limit < count - from ? from + limit : count;
    jsonw_key_int(to, "from", (int64_t)from);
    jsonw_key_int(to, "total", (int64_t)count);
    jsonw_key(to, "blocks");
    jsonw_array(to);
    for (size_t n = from; n < end; n++)
        block_json(r, n, &at, to);
    jsonw_array_end(to);
    r->first = from < count ? r->from->blocks[from].start : 0;
    r->last = end > from ? r->from->blocks[end - 1].end : r->first;
}

/* ---- Facts and citations ------------------------------------------------- */

static void cites_json(const struct reading *r, bool *shown, struct jsonw *to)
{
    jsonw_key(to, "cites");
    jsonw_array(to);
    for (size_t i = 0; i < r->from->cite_count; i++) {
        const struct ibid_reading_cite *c = &r->from->cites[i];
        if (c->end <= r->first || c->start >= r->last)
            continue;
        shown[c->fact] = true;
        jsonw_object(to);
        jsonw_key_text(to, "id", c->id);
        jsonw_key_text(to, "fact", r->from->facts[c->fact].id);
        jsonw_key(to, "field");
        jsonw_text(to, c->field); /* null: the evidence */
        if (c->value)
            jsonw_key_int(to, "value", c->value);
        jsonw_key_int(to, "start", c->start);
        jsonw_key_int(to, "end", c->end);
        if (c->stance == IBID_DISPUTES)
            jsonw_key_text(to, "stance", "disputes");
        jsonw_key_text(to, "anchor", ibid_anchor_name(c->anchor));
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

static void facts_json(const struct reading *r, const bool *shown,
                       struct jsonw *to)
{
    jsonw_key(to, "facts");
    jsonw_array(to);
    for (size_t i = 0; i < r->from->fact_count; i++) {
        const struct ibid_reading_fact *fact = &r->from->facts[i];
        if (!shown[i])
            continue;
        jsonw_object(to);
        jsonw_key_text(to, "id", fact->id);
        jsonw_key_int(to, "no", fact->no);
        jsonw_key_text(to, "kind", fact->kind);
        jsonw_key_text(to, "status", ibid_fact_status_name(fact->status));
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

/* How its citations stand to it. */
static void changes_json(const struct ibid_reading *from, struct jsonw *to)
{
    int64_t counts[IBID_LOST + 1] = {0};
    for (size_t i = 0; i < from->cite_count; i++)
        counts[from->cites[i].anchor]++;
    jsonw_key(to, "changes");
    jsonw_object(to);
    for (int i = 0; i <= IBID_LOST; i++)
        jsonw_key_int(to, ibid_anchor_name((enum ibid_anchor)i), counts[i]);
    jsonw_object_end(to);
}

static enum ibid_status source_json(struct request *request,
                                    const struct ibid_reading *from,
                                    struct jsonw *to)
{
    struct ibid_source source;
    const char *json;
    enum ibid_status status = ibid_source_get(
        request->db, from->source, request->mem, &source, &request->err);
    if (!status)
        status = ibid_source_json(request->db, &source, request->mem, &json,
                                  &request->err);
    if (status)
        return status;
    jsonw_key(to, "source");
    jsonw_raw(to, str_of(json));
    jsonw_key_text(to, "version", from->version);
    jsonw_key(to, "newest");
    jsonw_bool(to, source.version_count &&
                       strcmp(source.versions[source.version_count - 1].id,
                              from->version) == 0);
    return IBID_OK;
}

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct ibid_reading from;
    struct jsonw to = jsonw_start(&answer->body);
    enum ibid_status status = ibid_version_read(
        request->db, request->id, request->mem, &from, &request->err);
    if (status)
        return status;
    struct reading r = {.from = &from};
    edges_of(&r, request->mem);
    bool *shown = arena_array(request->mem, from.fact_count + 1, sizeof *shown);
    jsonw_object(&to);
    status = source_json(request, &from, &to);
    jsonw_key(&to, "redacted");
    jsonw_bool(&to, !from.text);
    changes_json(&from, &to);
    blocks_json(
        &r,
        (size_t)request_number(request, "from", 0, (int64_t)from.block_count),
        (size_t)request_number(request, "limit", INT32_MAX, INT32_MAX), &to);
    cites_json(&r, shown, &to);
    facts_json(&r, shown, &to);
    jsonw_object_end(&to);
    return status;
}

const struct route route_version = {METHOD_GET, "/api/versions/*", run};
