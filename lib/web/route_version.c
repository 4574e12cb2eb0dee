/* route_version.c - an article as blocks of runs, cut wherever a citation
 * begins or ends, so that the page never looks for a quote. */
#include <stdlib.h>

#include "web/routes.h"

struct reading {
    const struct ibid_reading *from;
    uint32_t *edges; /* sorted; where citations begin and end */
    size_t edge_count;
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
    jsonw_key_int(to, "id", (int64_t)(r->from->first + n));
    jsonw_key_int(to, "n", (int64_t)(r->from->first + n) + 1);
    jsonw_key_text(to, "role", block->role);
    if (block->read_as)
        jsonw_key_text(to, "read_as", block->read_as);
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

static void blocks_json(const struct reading *r, struct jsonw *to)
{
    size_t at = 0;
    jsonw_key_int(to, "from", (int64_t)r->from->first);
    jsonw_key_int(to, "total", (int64_t)r->from->total);
    jsonw_key(to, "blocks");
    jsonw_array(to);
    for (size_t n = 0; n < r->from->block_count; n++)
        block_json(r, n, &at, to);
    jsonw_array_end(to);
}

/* ---- Facts and citations ------------------------------------------------- */

static void cites_json(const struct reading *r, struct jsonw *to)
{
    jsonw_key(to, "cites");
    jsonw_array(to);
    for (size_t i = 0; i < r->from->cite_count; i++) {
        const struct ibid_reading_cite *c = &r->from->cites[i];
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

static void facts_json(const struct reading *r, struct jsonw *to)
{
    jsonw_key(to, "facts");
    jsonw_array(to);
    for (size_t i = 0; i < r->from->fact_count; i++) {
        const struct ibid_reading_fact *fact = &r->from->facts[i];
        jsonw_object(to);
        jsonw_key_text(to, "id", fact->id);
        jsonw_key_int(to, "no", fact->no);
        jsonw_key_text(to, "kind", fact->kind);
        jsonw_key_text(to, "status", ibid_fact_status_name(fact->status));
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

/* How its citations stand to it: said with its beginning only, as counting
 * goes through all of them. */
static enum ibid_status changes_json(struct request *request,
                                     const struct ibid_reading *from,
                                     struct jsonw *to)
{
    int64_t counts[IBID_LOST + 1];
    if (from->first)
        return IBID_OK;
    enum ibid_status status =
        ibid_version_anchors(request->db, from->version, counts, &request->err);
    jsonw_key(to, "changes");
    jsonw_object(to);
    for (int i = 0; !status && i <= IBID_LOST; i++)
        jsonw_key_int(to, ibid_anchor_name((enum ibid_anchor)i), counts[i]);
    jsonw_object_end(to);
    return status;
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
        request->db, request->id,
        (size_t)request_number(request, "from", 0, INT32_MAX),
        (size_t)request_number(request, "limit", INT32_MAX, INT32_MAX),
        request->mem, &from, &request->err);
    if (status)
        return status;
    struct reading r = {.from = &from};
    edges_of(&r, request->mem);
    jsonw_object(&to);
    status = source_json(request, &from, &to);
    jsonw_key(&to, "redacted");
    jsonw_bool(&to, !from.text);
    if (!status)
        status = changes_json(request, &from, &to);
    blocks_json(&r, &to);
    cites_json(&r, &to);
    facts_json(&r, &to);
    jsonw_object_end(&to);
    return status;
}

const struct route route_version = {METHOD_GET, "/api/versions/*", run};
