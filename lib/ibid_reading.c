/* ibid_reading.c - the facade: a version's text with all that cites it. */
#include "fact/fact.h"
#include "ibid_db.h"
#include "source/read.h"
#include "store/reading.h"
#include "store/roles.h"
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

/* The blocks of the window, and the bytes it goes over. */
static enum ibid_status blocks_of(ibid_db *db, int64_t no, size_t first,
                                  size_t limit, struct arena *mem,
                                  struct ibid_reading *out,
                                  struct ibid_error *err)
{
    struct block *blocks;
    struct block_roles *roles;
    size_t count = 0;
    enum ibid_status status =
        store_version_blocks(db->st, no, mem, &blocks, &out->total, err);
    if (!status)
        status = store_roles(db->st, no, mem, &roles, &count, err);
    if (status)
        return status;
    out->first = first < out->total ? first : out->total;
    out->block_count =
        limit < out->total - out->first ? limit : out->total - out->first;
    struct ibid_block *list = arena_array(mem, out->block_count, sizeof *list);
    for (size_t i = 0; i < out->block_count; i++) {
        const struct block *block = &blocks[out->first + i];
        const struct block_roles *role =
            out->first + i < count ? &roles[out->first + i] : NULL;
        list[i] = (struct ibid_block){
            .start = block->start,
            .end = block->end,
            .role = block_role_name(block->role),
            .read_as =
                role && role->by_hand ? block_role_name(role->read) : NULL,
        };
    }
    out->blocks = list;
    return IBID_OK;
}

static enum ibid_status cites_of(ibid_db *db, int64_t no, struct arena *mem,
                                 struct ibid_reading *out,
                                 struct ibid_error *err)
{
    struct gathering g = {.mem = mem,
                          .version = out->version,
                          .out = out,
                          .bytes = (uint32_t)out->bytes};
    if (!out->block_count)
        return IBID_OK;
    enum ibid_status status = store_reading_each(
        db->st, no, out->blocks[0].start, out->blocks[out->block_count - 1].end,
        add_cite, &g, err);
    out->facts = g.facts;
    out->cites = g.cites;
    return status;
}

static enum ibid_status version_no(ibid_db *db, const char *version,
                                   int64_t *no, struct ibid_error *err)
{
    enum ibid_status status = store_version_find(db->st, version, no, err);
    if (!status && !*no)
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'", version);
    return status;
}

enum ibid_status ibid_version_read(ibid_db *db, const char *version,
                                   size_t first, size_t limit, ibid_arena *mem,
                                   struct ibid_reading *out,
                                   struct ibid_error *err)
{
    int64_t no;
    struct store_text text;
    struct ibid_reading reading = {0};
    enum ibid_status status = version_no(db, version, &no, err);
    if (!status)
        status = blocks_of(db, no, first, limit, mem, &reading, err);
    if (!status)
        status = store_version_text(db->st, no, &text, err);
    if (status)
        return status;
    reading.version = arena_strdup(mem, text.version);
    reading.source = arena_strdup(mem, text.source);
    reading.text =
        text.text.ptr ? arena_strndup(mem, text.text.ptr, text.text.len) : NULL;
    reading.bytes = text.text.len;
    status = cites_of(db, no, mem, &reading, err);
    if (!status)
        *out = reading;
    return status;
}

enum ibid_status ibid_version_anchors(ibid_db *db, const char *version,
                                      int64_t counts[IBID_LOST + 1],
                                      struct ibid_error *err)
{
    int64_t no;
    enum ibid_status status = version_no(db, version, &no, err);
    for (int i = 0; i <= IBID_LOST; i++)
        counts[i] = 0;
    return status ? status : store_reading_anchors(db->st, no, counts, err);
}
