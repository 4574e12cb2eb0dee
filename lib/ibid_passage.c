/* ibid_passage.c - the facade: passages that hold a fact's citations. */
#include <stdlib.h>

#include "ibid_db.h"
#include "source/article.h"
#include "store/sources.h"
#include "text/utf8.h"

enum {
    PASSAGE_BYTES_MAX = 1500,   /* longer ones are cut around their marks */
    PASSAGE_AROUND_BYTES = 300, /* kept on either side then */
};

/* A citation of the fact in the version at hand. */
struct cited {
    uint32_t start, end;
    const char *field; /* NULL: evidence */
};

struct gathering {
    ibid_db *db;
    const struct ibid_fact *fact;
    struct arena *mem;
    struct cited *cited;
    size_t cited_count, cited_room;
    struct ibid_passage *out;
    size_t count, room;
};

/* ---- Citations of one version ------------------------------------------ */

static void add_cites(struct gathering *g, const char *version,
                      const struct ibid_citation *list, size_t count,
                      const char *field)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].version, version) != 0)
            continue;
        g->cited = arena_grow(g->mem, g->cited, &g->cited_room,
                              g->cited_count + 1, sizeof *g->cited);
        g->cited[g->cited_count++] =
            (struct cited){list[i].start, list[i].end, field};
    }
}

static int by_place(const void *a, const void *b)
{
    const struct cited *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

static void gather_cites(struct gathering *g, const char *version)
{
    const struct ibid_fact *fact = g->fact;
    g->cited_count = 0;
    add_cites(g, version, fact->citations, fact->citation_count, NULL);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            add_cites(g, version, fact->fields[f].values[v].citations,
                      fact->fields[f].values[v].citation_count,
                      fact->fields[f].name);
    if (g->cited_count)
        qsort(g->cited, g->cited_count, sizeof *g->cited, by_place);
}

/* ---- One passage ------------------------------------------------------- */

struct body {
    struct str text;
    const char *version, *source;
    const struct block *blocks;
    size_t block_count;
};

/* The block that holds byte `at`, or the one before it. */
static const struct block *block_at(const struct body *body, uint32_t at)
{
    const struct block *found = body->block_count ? &body->blocks[0] : NULL;
    for (size_t i = 0; i < body->block_count; i++)
        if (body->blocks[i].start <= at)
            found = &body->blocks[i];
    return found;
}

/* Move `at` to the nearest blank on the way to `limit`. */
static uint32_t to_blank(struct str text, uint32_t at, uint32_t limit)
{
    int step = at < limit ? 1 : -1;
    while (at != limit && text.ptr[at] != ' ' && text.ptr[at] != '\n')
        at = (uint32_t)((int64_t)at + step);
    return at;
}

/* Cut a long stretch around what is marked in it. */
static void narrow(struct str text, uint32_t first, uint32_t last,
                   struct ibid_passage *out, uint32_t *end)
{
    if (*end - out->start <= PASSAGE_BYTES_MAX)
        return;
    if (first > out->start + PASSAGE_AROUND_BYTES) {
        out->start = to_blank(text, first - PASSAGE_AROUND_BYTES, first);
        out->cut_before = true;
    }
    if (last + PASSAGE_AROUND_BYTES < *end) {
        *end = to_blank(text, last + PASSAGE_AROUND_BYTES, last);
        out->cut_after = true;
    }
}

/* The passage for cited[from, to), which lie in blocks from `start` to
 * `end`. */
static void add_passage(struct gathering *g, const struct body *body,
                        size_t from, size_t to, uint32_t start, uint32_t end)
{
    struct ibid_mark *marks = arena_array(g->mem, to - from, sizeof *marks);
    const struct block *block = block_at(body, g->cited[from].start);
    struct ibid_passage passage = {
        .source = arena_strdup(g->mem, body->source),
        .version = arena_strdup(g->mem, body->version),
        .role = block ? block_role_name(block->role) : "body",
        .start = start,
        .marks = marks,
        .mark_count = to - from,
    };
    uint32_t last = 0;
    for (size_t i = from; i < to; i++)
        last = g->cited[i].end > last ? g->cited[i].end : last;
    narrow(body->text, g->cited[from].start, last, &passage, &end);
    for (size_t i = from; i < to; i++)
        marks[i - from] = (struct ibid_mark){g->cited[i].start - passage.start,
                                             g->cited[i].end - passage.start,
                                             g->cited[i].field};
    passage.text = arena_strndup(g->mem, body->text.ptr + passage.start,
                                 end - passage.start);
    g->out = arena_grow(g->mem, g->out, &g->room, g->count + 1, sizeof *g->out);
    g->out[g->count++] = passage;
}

static uint32_t cover_start(const struct body *body, const struct cited *c)
{
    const struct block *block = block_at(body, c->start);
    return block && block->start <= c->start && block->end > c->start
               ? block->start
               : c->start;
}

static uint32_t cover_end(const struct body *body, const struct cited *c)
{
    const struct block *block = block_at(body, c->end - 1);
    return block && block->end >= c->end ? block->end : c->end;
}

/* Citations whose blocks touch share a passage. */
static void add_passages(struct gathering *g, const struct body *body)
{
    size_t from = 0;
    while (from < g->cited_count) {
        uint32_t start = cover_start(body, &g->cited[from]);
        uint32_t end = cover_end(body, &g->cited[from]);
        size_t to = from + 1;
        while (to < g->cited_count && cover_start(body, &g->cited[to]) < end) {
            uint32_t further = cover_end(body, &g->cited[to++]);
            end = further > end ? further : end;
        }
        add_passage(g, body, from, to, start, end);
        from = to;
    }
}

static enum ibid_status version_passages(struct gathering *g,
                                         const char *version,
                                         struct ibid_error *err)
{
    struct store *st = g->db->st;
    struct store_text text;
    struct block *blocks;
    struct body body = {0};
    int64_t no;
    enum ibid_status status = store_version_find(st, version, &no, err);
    if (!status)
        status = store_version_blocks(st, no, g->mem, &blocks,
                                      &body.block_count, err);
    if (!status)
        status = store_version_text(st, no, &text, err);
    if (status || !text.text.ptr)
        return status; /* nothing to show of a removed text */
    body.blocks = blocks;
    body.text = text.text;
    body.version = text.version;
    body.source = text.source;
    gather_cites(g, version);
    add_passages(g, &body);
    return IBID_OK;
}

/* The `n`th different version that the fact cites, its own first; NULL past
 * the last. */
static const char *nth_version(const struct ibid_fact *fact, size_t n,
                               const char **seen, size_t seen_count)
{
    if (n == 0)
        return fact->version;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            for (size_t c = 0; c < value->citation_count; c++) {
                bool known = false;
                for (size_t i = 0; i < seen_count; i++)
                    known = known ||
                            strcmp(seen[i], value->citations[c].version) == 0;
                if (!known)
                    return value->citations[c].version;
            }
        }
    return NULL;
}

enum { PASSAGE_VERSIONS_MAX = 64 };

enum ibid_status ibid_fact_passages(ibid_db *db, const struct ibid_fact *fact,
                                    ibid_arena *mem, struct ibid_passage **out,
                                    size_t *count, struct ibid_error *err)
{
    struct gathering g = {.db = db, .fact = fact, .mem = mem};
    const char *seen[PASSAGE_VERSIONS_MAX];
    enum ibid_status status = IBID_OK;
    for (size_t n = 0; !status && n < PASSAGE_VERSIONS_MAX; n++) {
        seen[n] = nth_version(fact, n, seen, n);
        if (!seen[n])
            break;
        status = version_passages(&g, seen[n], err);
    }
    if (!status) {
        *out = g.out;
        *count = g.count;
    }
    return status;
}
