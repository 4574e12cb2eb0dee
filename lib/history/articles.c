/* articles.c - imports as entries: an article whole, or not at all. */
#include "history/bodies.h"
#include "store/write.h"

/* Write the facts; `items` receives what the digest is made of. */
static enum ibid_status facts_add(struct history *h,
                                  const struct history_article *article,
                                  struct digest_item *items,
                                  struct ibid_error *err)
{
    struct buf state = {0};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < article->fact_count; i++) {
        int64_t no;
        buf_reset(&state);
        body_fact_state(&article->facts[i], false, &state);
        items[i] = (struct digest_item){article->facts[i].id,
                                        hash_of(buf_view(&state))};
        status = store_fact_add(h->st, &article->facts[i], false, &no, err);
    }
    buf_done(&state);
    return status;
}

static void import_body(const struct history_article *article,
                        struct str before, struct str after,
                        const struct sha256 *digest, struct buf *out)
{
    char hex[SHA256_HEX_BYTES];
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key(&to, "before");
    jsonw_raw(&to, before.len ? before : STR("null"));
    jsonw_key(&to, "after");
    jsonw_raw(&to, after);
    hash_hex(&article->sha256, hex);
    jsonw_key_text(&to, "sha256", hex);
    hash_hex(&article->text_sha256, hex);
    jsonw_key_text(&to, "text_sha256", hex);
    jsonw_key_int(&to, "facts", (int64_t)article->fact_count);
    hash_hex(digest, hex);
    jsonw_key_text(&to, "digest", hex);
    jsonw_object_end(&to);
}

/* Add or update the source; `old` and `new` receive its states. */
static enum ibid_status source_put(struct history *h,
                                   const struct history_article *article,
                                   int64_t *no, struct buf *old,
                                   struct buf *new, struct ibid_error *err)
{
    struct arena mem = {0};
    enum ibid_status status;
    body_source_state(article->source, new);
    *no = article->source_no;
    if (!*no)
        status = store_source_add(h->st, article->source, no, err);
    else {
        struct source_row row;
        status = store_source_get(h->st, *no, false, &mem, &row, err);
        if (!status)
            body_source_state(&row.source, old);
        if (!status && !str_eq(buf_view(old), buf_view(new)))
            status = store_source_set(h->st, *no, article->source, err);
    }
    arena_done(&mem);
    return status;
}

enum ibid_status history_import(struct history *h,
                                const struct history_article *article,
                                struct ibid_error *err)
{
    struct arena mem = {0};
    struct buf old = {0}, new = {0}, body = {0};
    struct digest_item *items =
        arena_array(&mem, article->fact_count, sizeof *items);
    int64_t source, version;
    enum ibid_status status = source_put(h, article, &source, &old, &new, err);
    if (!status) {
        struct version_new row = {
            article->version, source,          article->run,        h->at,
            article->article, article->sha256, article->text_sha256};
        status = store_version_add(h->st, &row, &version, err);
    }
    if (!status)
        status = facts_add(h, article, items, err);
    if (!status) {
        struct sha256 digest = body_digest(items, article->fact_count);
        import_body(article, buf_view(&old), buf_view(&new), &digest, &body);
        status = history_write(h, "import", article->version, buf_view(&body),
                               0, err);
    }
    buf_done(&old);
    buf_done(&new);
    buf_done(&body);
    arena_done(&mem);
    return status;
}

enum ibid_status history_restore(struct history *h, int64_t version,
                                 struct ibid_error *err)
{
    struct arena mem = {0};
    struct version_row row;
    enum ibid_status status =
        store_version_get(h->st, version, &mem, &row, err);
    if (!status)
        status = store_version_withdraw(h->st, version, false, err);
    if (!status)
        status = history_write(h, "restore", row.version.id, STR("{}"), 0, err);
    arena_done(&mem);
    return status;
}
