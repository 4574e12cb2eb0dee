/* articles.c - imports as entries: an article whole, or not at all. */
#include "history/bodies.h"
#include "history/digest.h"
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

static void hex_member(struct jsonw *to, const char *key,
                       const struct sha256 *hash)
{
    char hex[SHA256_HEX_BYTES];
    hash_hex(hash, hex);
    jsonw_key_text(to, key, hex);
}

static void import_body(const struct history_article *article,
                        struct str before, struct str after,
                        const struct version_sums *sums,
                        const struct sha256 *digest, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key(&to, "before");
    jsonw_raw(&to, before.len ? before : STR("null"));
    jsonw_key(&to, "after");
    jsonw_raw(&to, after);
    hex_member(&to, "sha256", &article->sha256);
    hex_member(&to, "text_sha256", &article->text_sha256);
    hex_member(&to, "record", &sums->record);
    hex_member(&to, "layout", &sums->layout);
    jsonw_key_int(&to, "facts", (int64_t)article->fact_count);
    hex_member(&to, "digest", digest);
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

/* The row of the version, its facts, and what the entry says of both. */
static enum ibid_status version_put(struct history *h,
                                    const struct history_article *article,
                                    int64_t source, struct version_sums *sums,
                                    struct sha256 *digest,
                                    struct ibid_error *err)
{
    struct arena mem = {0};
    struct digest_item *items =
        arena_array(&mem, article->fact_count, sizeof *items);
    struct version_new row = {
        article->version, source,          article->run,        h->at,
        article->article, article->sha256, article->text_sha256};
    int64_t version;
    enum ibid_status status = store_version_add(h->st, &row, &version, err);
    if (!status)
        status = store_version_sums(h->st, version, sums, err);
    if (!status)
        status = facts_add(h, article, items, err);
    if (!status)
        *digest = body_digest(items, article->fact_count);
    arena_done(&mem);
    return status;
}

enum ibid_status history_import(struct history *h,
                                const struct history_article *article,
                                struct ibid_error *err)
{
    struct buf old = {0}, new = {0}, body = {0};
    struct version_sums sums;
    struct sha256 digest;
    int64_t source;
    enum ibid_status status = source_put(h, article, &source, &old, &new, err);
    if (!status)
        status = version_put(h, article, source, &sums, &digest, err);
    if (!status) {
        import_body(article, buf_view(&old), buf_view(&new), &sums, &digest,
                    &body);
        status = history_write(h, "import", article->version, buf_view(&body),
                               0, err);
    }
    buf_done(&old);
    buf_done(&new);
    buf_done(&body);
    return status;
}

/* The facts as they count again: what an undo of it must find. */
static enum ibid_status restore_body(struct history *h, int64_t version,
                                     int64_t *facts, struct buf *out,
                                     struct ibid_error *err)
{
    struct sha256 digest;
    enum ibid_status status =
        digest_of_version(h->st, version, &digest, facts, err);
    if (status)
        return status;
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key_int(&to, "facts", *facts);
    hex_member(&to, "digest", &digest);
    jsonw_object_end(&to);
    return IBID_OK;
}

enum ibid_status history_restore(struct history *h, int64_t version,
                                 int64_t *facts, struct ibid_error *err)
{
    struct arena mem = {0};
    struct buf body = {0};
    struct version_row row;
    enum ibid_status status =
        store_version_get(h->st, version, &mem, &row, err);
    if (!status && !row.withdrawn)
        status = err_set(err, IBID_CONFLICT, "version %s counts already",
                         row.version.id);
    if (!status)
        status = store_version_withdraw(h->st, version, false, err);
    if (!status)
        status = restore_body(h, version, facts, &body, err);
    if (!status)
        status = history_write(h, "restore", row.version.id, buf_view(&body), 0,
                               err);
    buf_done(&body);
    arena_done(&mem);
    return status;
}
