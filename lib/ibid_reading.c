/* ibid_reading.c - the facade: a version's text with all that cites it. */
#include "fact/fact.h"
#include "ibid_db.h"
#include "source/read.h"
#include "store/reading.h"
#include "store/sources.h"

struct gathering {
    struct arena *mem;
    const char *version;
    struct ibid_reading *out;
    struct ibid_reading_fact *facts;
    struct ibid_reading_cite *cites;
    size_t fact_room, cite_room;
    uint32_t bytes;    /* of the text */
    int64_t fact;      /* of the row before */
    const char *field; /* and its field */
};

static void add_fact(struct gathering *g, const struct reading_row *row)
{
    g->facts = arena_grow(g->mem, g->facts, &g->fact_room,
                          g->out->fact_count + 1, sizeof *g->facts);
    g->facts[g->out->fact_count++] = (struct ibid_reading_fact){
        .id = arena_strdup(g->mem, row->id),
        .no = row->no,
        .kind = arena_strdup(g->mem, row->kind),
        .status = row->status,
    };
    g->fact = row->no;
}

static void add_cite(void *ctx, const struct reading_row *row)
{
    struct gathering *g = ctx;
    char *id = arena_alloc(g->mem, ID_BYTES);
    if (row->start >= row->end || row->end > g->bytes)
        return; /* a damaged row: verify explains it */
    if (!g->out->fact_count || row->no != g->fact)
        add_fact(g, row);
    if (!row->field)
        g->field = NULL;
    else if (!g->field || strcmp(g->field, row->field) != 0)
        g->field = arena_strdup(g->mem, row->field);
    struct ibid_citation c = {
        .version = g->version, .start = row->start, .end = row->end};
    citation_id(g->facts[g->out->fact_count - 1].id, g->field ? g->field : "",
                row->before, &c, id);
    g->cites = arena_grow(g->mem, g->cites, &g->cite_room,
                          g->out->cite_count + 1, sizeof *g->cites);
    g->cites[g->out->cite_count++] = (struct ibid_reading_cite){
        .id = id,
        .fact = g->out->fact_count - 1,
        .field = g->field,
        .value = row->before,
        .start = row->start,
        .end = row->end,
        .stance = row->stance,
        .anchor = row->anchor,
    };
}

static enum ibid_status blocks_of(ibid_db *db, int64_t no, struct arena *mem,
                                  struct ibid_reading *out,
                                  struct ibid_error *err)
{
    struct block *blocks;
    enum ibid_status status =
        store_version_blocks(db->st, no, mem, &blocks, &out->block_count, err);
    if (status)
        return status;
    struct ibid_block *list = arena_array(mem, out->block_count, sizeof *list);
    for (size_t i = 0; i < out->block_count; i++)
        list[i] = (struct ibid_block){blocks[i].start, blocks[i].end,
                                      block_role_name(blocks[i].role)};
    out->blocks = list;
    return IBID_OK;
}

enum ibid_status ibid_version_read(ibid_db *db, const char *version,
                                   ibid_arena *mem, struct ibid_reading *out,
                                   struct ibid_error *err)
{
    int64_t no;
    struct store_text text;
    struct ibid_reading reading = {0};
    enum ibid_status status = store_version_find(db->st, version, &no, err);
    if (!status && !no)
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'", version);
    if (!status)
        status = blocks_of(db, no, mem, &reading, err);
    if (!status)
        status = store_version_text(db->st, no, &text, err);
    if (status)
        return status;
    reading.version = arena_strdup(mem, text.version);
    reading.source = arena_strdup(mem, text.source);
    reading.text =
        text.text.ptr ? arena_strndup(mem, text.text.ptr, text.text.len) : NULL;
    reading.bytes = text.text.len;
    struct gathering g = {.mem = mem,
                          .version = reading.version,
                          .out = &reading,
                          .bytes = (uint32_t)text.text.len};
    status = store_reading_each(db->st, no, add_cite, &g, err);
    reading.facts = g.facts;
    reading.cites = g.cites;
    if (!status)
        *out = reading;
    return status;
}
