/* ibid_read.c - the facade: sources and facts, and what lies behind them. */
#include <stdlib.h>

#include "export/export.h"
#include "export/fact_json.h"
#include "extract/extract.h"
#include "ibid_db.h"
#include "source/read.h"
#include "store/facts.h"
#include "store/sources.h"

/* ---- Sources ----------------------------------------------------------- */

enum ibid_status ibid_source_each(ibid_db *db, ibid_source_fn *each, void *ctx,
                                  struct ibid_error *err)
{
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    int64_t after = 0;
    while (!status) {
        struct source_row row;
        arena_reset(&mem);
        status = store_source_next(db->st, after, true, &mem, &row, err);
        if (status || !row.no)
            break;
        after = row.no;
        status = each(ctx, &row.source, err);
    }
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_source_get(ibid_db *db, const char *ref, ibid_arena *mem,
                                 struct ibid_source *out,
                                 struct ibid_error *err)
{
    int64_t no;
    struct source_row row = {0};
    enum ibid_status status = store_source_resolve(db->st, ref, &no, err);
    if (!status)
        status = store_source_get(db->st, no, true, mem, &row, err);
    if (!status)
        *out = row.source;
    return status;
}

/* The number of a version that must exist. */
static enum ibid_status version_no(ibid_db *db, const char *id, int64_t *no,
                                   struct ibid_error *err)
{
    enum ibid_status status = store_version_find(db->st, id, no, err);
    if (!status && !*no)
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'", id);
    return status;
}

enum ibid_status ibid_version_text(ibid_db *db, const char *version,
                                   ibid_arena *mem, const char **text,
                                   size_t *bytes, struct ibid_error *err)
{
    int64_t no;
    struct store_text stored;
    enum ibid_status status = version_no(db, version, &no, err);
    if (!status)
        status = store_version_text(db->st, no, &stored, err);
    if (status)
        return status;
    if (!stored.text.ptr)
        return err_set(err, IBID_NOT_FOUND, "the text of %s was removed",
                       version);
    *text = arena_strndup(mem, stored.text.ptr, stored.text.len);
    *bytes = stored.text.len;
    return IBID_OK;
}

enum ibid_status ibid_source_json(ibid_db *db, const struct ibid_source *source,
                                  ibid_arena *mem, const char **json,
                                  struct ibid_error *err)
{
    (void)db;
    (void)err;
    struct buf out = {0};
    struct jsonw to = jsonw_start(&out);
    source_json_write(NULL, source, &to);
    *json = arena_strndup(mem, out.ptr, out.len);
    buf_done(&out);
    return IBID_OK;
}

/* ---- Facts ------------------------------------------------------------- */

struct each_fact {
    ibid_fact_fn *each;
    void *ctx;
};

static enum ibid_status pass_on(void *ctx, int64_t no,
                                const struct ibid_fact *fact,
                                struct ibid_error *err)
{
    struct each_fact *to = ctx;
    (void)no;
    return to->each(to->ctx, fact, err);
}

enum ibid_status ibid_fact_each(ibid_db *db, const struct ibid_query *query,
                                ibid_fact_fn *each, void *ctx,
                                struct ibid_error *err)
{
    struct each_fact to = {each, ctx};
    struct arena mem = {0};
    struct ibid_query whole;
    enum ibid_status status = ibid_db_query(db, query, &mem, &whole, err);
    if (!status)
        status = store_fact_each(db->st, &whole, pass_on, &to, err);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_fact_count(ibid_db *db, const struct ibid_query *query,
                                 int64_t *out, struct ibid_error *err)
{
    struct arena mem = {0};
    struct ibid_query whole;
    enum ibid_status status = ibid_db_query(db, query, &mem, &whole, err);
    if (!status)
        status = store_fact_count(db->st, &whole, out, err);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_fact_get(ibid_db *db, const char *ref, ibid_arena *mem,
                               struct ibid_fact *out, struct ibid_error *err)
{
    return store_fact_current(db->st, ref, mem, out, err);
}

enum ibid_status ibid_fact_json(ibid_db *db, const struct ibid_fact *fact,
                                ibid_arena *mem, const char **json,
                                struct ibid_error *err)
{
    enum ibid_status status = ibid_db_codebook(db, err);
    return status ? status
                  : export_fact_json(&db->texts, db->codebook, fact, mem, json,
                                     err);
}

/* ---- What a version says of itself -------------------------------------- */

static struct ibid_said said_of(const struct said *one, struct str original,
                                struct arena *mem)
{
    struct ibid_said out = {
        .field = one->field,
        .value = one->value,
        .rule = one->rule,
        .start = one->start,
        .end = one->end,
    };
    if (one->start < one->end && one->end <= original.len) {
        out.excerpt_bytes = one->end - one->start;
        out.excerpt =
            arena_strndup(mem, original.ptr + one->start, out.excerpt_bytes);
    }
    return out;
}

enum ibid_status ibid_version_said(ibid_db *db, const char *version,
                                   ibid_arena *mem, struct ibid_said **out,
                                   size_t *count, struct ibid_error *err)
{
    int64_t no;
    struct said *list;
    struct str original = {0};
    *count = 0;
    enum ibid_status status = version_no(db, version, &no, err);
    if (!status)
        status = store_version_said(db->st, no, mem, &list, count, err);
    if (!status)
        status = store_version_original(db->st, no, mem, &original, err);
    if (status)
        return status;
    *out = arena_array(mem, *count, sizeof **out);
    for (size_t i = 0; i < *count; i++)
        (*out)[i] = said_of(&list[i], original, mem);
    return IBID_OK;
}

/* ---- What lies behind -------------------------------------------------- */

/* Boxes are kept in tenths of points. */
static void origin_of_box(const struct map_box *box, struct ibid_origin *out)
{
    *out = (struct ibid_origin){
        .page = box->page,
        .left = box->left / 10.0,
        .top = box->top / 10.0,
        .width = box->width / 10.0,
        .height = box->height / 10.0,
    };
}

enum ibid_status ibid_citation_origin(ibid_db *db,
                                      const struct ibid_citation *c,
                                      ibid_arena *mem, struct ibid_origin *out,
                                      struct ibid_error *err)
{
    int64_t no;
    struct source_map map;
    struct str original;
    enum ibid_status status = version_no(db, c->version, &no, err);
    if (!status)
        status = store_version_map(db->st, no, mem, &map, err);
    if (!status)
        status = store_version_original(db->st, no, mem, &original, err);
    if (status)
        return status;
    if (!original.ptr)
        return err_set(err, IBID_NOT_FOUND, "the original was removed");
    uint32_t start, end;
    struct map_box box;
    if (map_box_of(&map, c->start, c->end, &box)) {
        origin_of_box(&box, out);
        return IBID_OK;
    }
    if (!map_span(&map, c->start, c->end, &start, &end) || end > original.len)
        return err_set(err, IBID_DAMAGED,
                       "the map of %s does not reach its original", c->version);
    *out = (struct ibid_origin){
        .start = start,
        .end = end,
        .excerpt = arena_strndup(mem, original.ptr + start, end - start),
        .excerpt_bytes = end - start,
    };
    return IBID_OK;
}

static const char by_hand[] = "made by a person\n";

enum ibid_status ibid_fact_explain(ibid_db *db, const struct ibid_fact *fact,
                                   ibid_arena *mem, const char **text,
                                   struct ibid_error *err)
{
    struct ibid_source source;
    struct store_text stored;
    struct block *blocks;
    size_t block_count;
    int64_t no;
    if (!fact->rule) {
        *text = by_hand;
        return IBID_OK;
    }
    enum ibid_status status = ibid_db_codebook(db, err);
    if (!status)
        status = version_no(db, fact->version, &no, err);
    if (!status)
        status =
            store_version_blocks(db->st, no, mem, &blocks, &block_count, err);
    if (!status)
        status = ibid_source_get(db, fact->source, mem, &source, err);
    if (!status)
        status = store_version_text(db->st, no, &stored, err);
    if (status)
        return status;
    struct buf out = {0};
    if (stored.text.ptr)
        extract_explain(db->codebook, stored.text, blocks, block_count,
                        source.published, fact, mem, &out);
    else
        buf_text(&out, "the text was removed\n");
    *text = arena_strndup(mem, out.ptr ? out.ptr : "", out.len);
    buf_done(&out);
    return IBID_OK;
}
