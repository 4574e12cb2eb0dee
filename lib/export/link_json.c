/* link_json.c - links between facts and shared words as the JSON of exports. */
#include "export/link_json.h"

#include "corroborate/link.h"
#include "corroborate/reuse.h"
#include "store/related.h"
#include "store/sources.h"
#include "text/utf8.h"

void link_json_write(const char *type, const struct link_row *link,
                     struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "type", type);
    jsonw_key_text(to, "a", link->a_id);
    jsonw_key_text(to, "b", link->b_id);
    jsonw_key_text(to, "relation",
                   link_relation_name((enum link_relation)link->relation));
    jsonw_key_text(to, "status", link->says ? link->says : "suggested");
    jsonw_key(to, "score");
    jsonw_real(to, (double)link->score / LINK_SCORE_MAX);
    jsonw_key_text(to, "reason", link->reason);
    jsonw_object_end(to);
}

/* The text whose profile was read; ptr NULL when it is gone. */
static enum ibid_status index_of(struct store *st, int64_t source,
                                 struct arena *mem, struct utf8_index *out,
                                 struct ibid_error *err)
{
    struct profile_row profile;
    struct store_text text = {0};
    enum ibid_status status = store_profile_get(st, source, mem, &profile, err);
    if (!status && profile.source)
        status = store_version_text(st, profile.version, &text, err);
    *out = (struct utf8_index){0};
    if (!status && text.text.ptr)
        *out = utf8_index(arena_str(mem, text.text), mem);
    return status;
}

static void span(const struct utf8_index *index, uint32_t start, uint32_t end,
                 const char *key, struct jsonw *to)
{
    jsonw_key(to, key);
    jsonw_array(to);
    jsonw_int(to, (int64_t)utf8_index_point(index, start));
    jsonw_int(to, (int64_t)utf8_index_point(index, end));
    jsonw_array_end(to);
}

static void passages(const struct reuse *reuse, const struct utf8_index *a,
                     const struct utf8_index *b, struct jsonw *to)
{
    for (size_t i = 0; i < reuse->count; i++) {
        const struct reuse_passage *p = &reuse->passages[i];
        if (p->a_end > a->text.len || p->b_end > b->text.len)
            continue;
        jsonw_object(to);
        span(a, p->a, p->a_end, "a", to);
        span(b, p->b, p->b_end, "b", to);
        jsonw_object_end(to);
    }
}

enum ibid_status reuse_json_write(struct store *st, const char *type,
                                  const struct reuse_row *row, struct jsonw *to,
                                  struct ibid_error *err)
{
    struct arena mem = {0};
    struct reuse *reuse = arena_new(&mem, struct reuse);
    struct utf8_index a, b;
    enum ibid_status status = index_of(st, row->a, &mem, &a, err);
    if (!status)
        status = index_of(st, row->b, &mem, &b, err);
    if (!status && !reuse_passages_read(row->passages, reuse))
        status =
            err_set(err, IBID_DAMAGED, "what %s and %s share cannot be read",
                    row->a_id, row->b_id);
    if (!status) {
        jsonw_object(to);
        jsonw_key_text(to, "type", type);
        jsonw_key_text(to, "a", row->a_id);
        jsonw_key_text(to, "b", row->b_id);
        jsonw_key_text(to, "relation",
                       reuse_relation_name((enum reuse_relation)row->relation));
        jsonw_key(to, "passages");
        jsonw_array(to);
        if (a.text.ptr && b.text.ptr)
            passages(reuse, &a, &b, to);
        jsonw_array_end(to);
        jsonw_object_end(to);
    }
    arena_done(&mem);
    return status;
}
