/* ibid_anchor.c - the facade: citations and the newer versions of their
 * sources. */
#include "curate/anchor.h"
#include "export/fact_json.h"
#include "fact/fact.h"
#include "ibid_db.h"

bool ibid_anchor_parse(const char *name, enum ibid_anchor *out)
{
    return fact_anchor_parse(str_of(name), out);
}

struct walk {
    struct behind behind;
    unsigned anchors;
    ibid_anchoring_fn *each;
    void *ctx;
    struct arena mem; /* of the fact at hand */
};

static enum ibid_status each_fact(void *ctx, int64_t no,
                                  const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct walk *w = ctx;
    struct ibid_anchoring *list;
    size_t count;
    (void)no;
    arena_reset(&w->mem);
    enum ibid_status status =
        store_behind_fact(&w->behind, fact, &w->mem, &list, &count, err);
    for (size_t i = 0; !status && i < count; i++)
        if (!w->anchors || w->anchors >> list[i].to.anchor & 1)
            status = w->each(w->ctx, &list[i], err);
    return status;
}

enum ibid_status ibid_anchoring_each(ibid_db *db,
                                     const struct ibid_query *query,
                                     unsigned anchors, ibid_anchoring_fn *each,
                                     void *ctx, struct ibid_error *err)
{
    struct walk w = {
        .behind = {.st = db->st}, .anchors = anchors, .each = each, .ctx = ctx};
    struct arena mem = {0};
    struct ibid_query whole;
    enum ibid_status status = ibid_db_query(db, query, &mem, &whole, err);
    if (!status) {
        whole.behind = true;
        status = store_fact_each(db->st, &whole, each_fact, &w, err);
    }
    store_behind_done(&w.behind);
    arena_done(&w.mem);
    arena_done(&mem);
    return status;
}

static void differences_json(const struct ibid_anchoring *it, struct jsonw *to)
{
    jsonw_key(to, "differences");
    jsonw_array(to);
    for (size_t i = 0; i < it->difference_count; i++) {
        jsonw_object(to);
        jsonw_key_text(to, "before", it->differences[i].before);
        jsonw_key_text(to, "after", it->differences[i].after);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
    jsonw_key(to, "marks_only");
    jsonw_bool(to, it->marks_only);
}

static void anchoring_json(const struct fact_json *how,
                           const struct ibid_anchoring *it, struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "fact", it->fact);
    jsonw_key_int(to, "no", it->no);
    jsonw_key_text(to, "kind", it->kind);
    jsonw_key_text(to, "field", it->field);
    if (it->field)
        jsonw_key_int(to, "value", (int64_t)it->value);
    jsonw_key_text(to, "anchor", fact_anchor_name(it->to.anchor));
    jsonw_key_text(to, "newest", it->to.version);
    jsonw_key(to, "from");
    citation_json_write(how, &it->from, to);
    if (it->to.anchor != IBID_LOST) {
        jsonw_key(to, "to");
        citation_json_write(how, &it->to, to);
    }
    if (it->to.anchor == IBID_APPROXIMATE)
        differences_json(it, to);
    jsonw_object_end(to);
}

enum ibid_status ibid_anchoring_json(ibid_db *db,
                                     const struct ibid_anchoring *it,
                                     ibid_arena *mem, const char **json,
                                     struct ibid_error *err)
{
    struct buf out = {0};
    struct jsonw to = jsonw_start(&out);
    struct fact_json how = {NULL, texts_get, &db->texts, NULL};
    db->texts.err = err;
    db->texts.status = IBID_OK;
    anchoring_json(&how, it, &to);
    if (!db->texts.status)
        *json = arena_strndup(mem, out.ptr, out.len);
    buf_done(&out);
    return db->texts.status;
}

enum ibid_status ibid_anchor_decide(ibid_db *db, const struct ibid_query *query,
                                    unsigned anchors, enum ibid_anchor_do what,
                                    const struct ibid_change_options *options,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err)
{
    struct curator who;
    struct arena mem = {0};
    struct ibid_query whole;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    if (!status)
        status = ibid_db_query(db, query, &mem, &whole, err);
    if (!status)
        status = curate_anchors(&who, &whole, anchors, what, result, err);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_anchor_set(ibid_db *db, const char *ref,
                                 const char *citation, enum ibid_anchor_do what,
                                 const struct ibid_cite *instead,
                                 const struct ibid_change_options *options,
                                 struct ibid_change_result *result,
                                 struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status
               ? status
               : curate_anchor(&who, ref, citation, what, instead, result, err);
}
