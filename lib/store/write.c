/* write.c - everything that changes rows but facts. */
#include "store/write.h"

#include "base/jsonw.h"
#include "source/read.h"
#include "store/related.h"
#include "store/search.h"
#include "store/versions.h"

enum ibid_status store_run_add(struct store *st, const char *op,
                               const char *action, int64_t codebook,
                               const char *parameters, const char *started,
                               int64_t *no, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_RUN_ADD);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, op);
    store_bind_text(row, 2, action);
    store_bind_text(row, 3, "ibid " IBID_VERSION);
    sqlite3_bind_int64(row, 4, codebook);
    store_bind_text(row, 5, parameters);
    store_bind_text(row, 6, started);
    return store_run_adding(st, row, no, err);
}

static void bind_metadata(sqlite3_stmt *row, int at,
                          const struct ibid_source *source)
{
    store_bind_text(row, at, source->url);
    store_bind_text(row, at + 1, source->title);
    store_bind_text(row, at + 2, source->outlet);
    store_bind_text(row, at + 3, source->author);
    store_bind_text(row, at + 4, source->published);
    store_bind_text(row, at + 5, source->language);
    store_bind_text(row, at + 6, source->licence);
}

static void bind_more(sqlite3_stmt *row, int at,
                      const struct ibid_source *source)
{
    store_bind_text(row, at, source->section);
    store_bind_text(row, at + 1, source->agency);
    store_bind_text(row, at + 2, source->also);
}

/* Its other names as rows, to be found by. */
static enum ibid_status also_put(struct store *st, int64_t no, const char *also,
                                 struct ibid_error *err)
{
    struct str lines = str_of(also), line;
    sqlite3_stmt *row = store_stmt(st, STMT_ALSO_DROP);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    enum ibid_status status = store_run(st, row, err);
    while (!status && str_split(&lines, '\n', &line)) {
        struct str id, name;
        if (!str_split(&line, '\t', &id) || !id.len ||
            !str_split(&line, '\t', &name))
            continue;
        row = store_stmt(st, STMT_ALSO_ADD);
        if (!row)
            return store_fail(st, err);
        sqlite3_bind_text(row, 1, id.ptr, (int)id.len, SQLITE_STATIC);
        sqlite3_bind_int64(row, 2, no);
        sqlite3_bind_text(row, 3, name.ptr, (int)name.len, SQLITE_STATIC);
        status = store_run(st, row, err);
    }
    return status;
}

enum ibid_status store_source_add(struct store *st,
                                  const struct ibid_source *source, int64_t *no,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_SOURCE_ADD);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, source->id);
    store_bind_text(row, 2, source->name);
    bind_metadata(row, 3, source);
    bind_more(row, 10, source);
    enum ibid_status status = store_run_adding(st, row, no, err);
    return status || !source->also ? status
                                   : also_put(st, *no, source->also, err);
}

enum ibid_status store_source_set(struct store *st, int64_t no,
                                  const struct ibid_source *source,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_SOURCE_SET);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    bind_metadata(row, 2, source);
    bind_more(row, 9, source);
    enum ibid_status status = store_run(st, row, err);
    if (!status)
        status = also_put(st, no, source->also, err);
    return status ? status : store_stale_add(st, no, err);
}

/* ---- Versions ---------------------------------------------------------- */

static enum ibid_status blocks_add(struct store *st, int64_t no,
                                   const struct article *article,
                                   struct ibid_error *err)
{
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        sqlite3_stmt *row = store_stmt(st, STMT_BLOCK_ADD);
        if (!row)
            return store_fail(st, err);
        sqlite3_bind_int64(row, 1, no);
        sqlite3_bind_int64(row, 2, (int64_t)i);
        sqlite3_bind_int64(row, 3, block->start);
        sqlite3_bind_int64(row, 4, block->end);
        store_bind_text(row, 5, block_role_name(block->role));
        enum ibid_status status = store_run(st, row, err);
        if (status)
            return status;
    }
    return IBID_OK;
}

static void warnings_json(const struct article *article, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_array(&to);
    for (size_t i = 0; i < article->warning_count; i++)
        jsonw_text(&to, article->warnings[i]);
    jsonw_array_end(&to);
}

struct packed {
    struct buf text, original, map, warnings, said;
};

static void packed_done(struct packed *packed)
{
    buf_done(&packed->text);
    buf_done(&packed->original);
    buf_done(&packed->map);
    buf_done(&packed->warnings);
    buf_done(&packed->said);
}

static void bind_body(sqlite3_stmt *row, const struct version_new *version,
                      const struct packed *packed)
{
    const struct article *article = version->article;
    store_bind_blob(row, 9, version->sha256.byte, SHA256_BYTES);
    sqlite3_bind_int64(row, 10, (int64_t)article->original.len);
    store_bind_blob(row, 12, version->text_sha256.byte, SHA256_BYTES);
    sqlite3_bind_int64(row, 13, (int64_t)article->text.len);
    store_bind_blob(row, 14, packed->text.ptr, packed->text.len);
    if (article->map.identity)
        return; /* the text is the original: columns 11 and 15 stay NULL */
    store_bind_blob(row, 11, packed->original.ptr, packed->original.len);
    store_bind_blob(row, 15, packed->map.ptr, packed->map.len);
}

static enum ibid_status version_row_add(struct store *st,
                                        const struct version_new *version,
                                        const struct packed *packed,
                                        int64_t *no, struct ibid_error *err)
{
    const struct article *article = version->article;
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_ADD);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, version->id);
    sqlite3_bind_int64(row, 2, version->source);
    sqlite3_bind_int64(row, 3, version->run);
    store_bind_text(row, 4, version->imported);
    store_bind_text(row, 5, article->media_type);
    store_bind_text(row, 6, article->encoding);
    sqlite3_bind_int(row, 7, article->encoding_confidence);
    store_bind_str(row, 8, buf_view(&packed->warnings));
    store_bind_str(row, 16, buf_view(&packed->said));
    bind_body(row, version, packed);
    return store_run_adding(st, row, no, err);
}

enum ibid_status store_version_add(struct store *st,
                                   const struct version_new *version,
                                   int64_t *no, struct ibid_error *err)
{
    const struct article *article = version->article;
    struct packed packed = {0};
    store_pack(st, article->text, &packed.text);
    if (!article->map.identity) {
        store_pack(st, article->original, &packed.original);
        map_pack(&article->map, &packed.map);
    }
    warnings_json(article, &packed.warnings);
    store_said_json(article, &packed.said);
    enum ibid_status status = version_row_add(st, version, &packed, no, err);
    if (!status)
        status = blocks_add(st, *no, article, err);
    if (!status)
        status = store_stale_add(st, version->source, err);
    packed_done(&packed);
    return status;
}

/* What was derived from its source is to be looked at again. */
static enum ibid_status stale(struct store *st, int64_t version,
                              struct ibid_error *err)
{
    struct arena mem = {0};
    struct version_row row;
    enum ibid_status status = store_version_get(st, version, &mem, &row, err);
    if (!status)
        status = store_stale_add(st, row.source, err);
    arena_done(&mem);
    return status;
}

enum ibid_status store_version_withdraw(struct store *st, int64_t no,
                                        bool withdrawn, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_WITHDRAW);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    sqlite3_bind_int(row, 2, withdrawn);
    enum ibid_status status = store_run(st, row, err);
    row = store_stmt(st, STMT_FACT_WITHDRAW_VERSION);
    if (status || !row)
        return status ? status : store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    sqlite3_bind_int(row, 2, withdrawn ? 2 : 0);
    sqlite3_bind_int(row, 3, withdrawn ? 0 : 2);
    status = store_run(st, row, err);
    return status ? status : stale(st, no, err);
}

static enum ibid_status redact_rows(struct store *st, int64_t no,
                                    struct ibid_error *err)
{
    static const enum stmt steps[] = {STMT_VERSION_REDACT,
                                      STMT_VERSION_REDACT_BLOCKS,
                                      STMT_VERSION_REDACT_CITATIONS};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < sizeof steps / sizeof *steps; i++) {
        sqlite3_stmt *row = store_stmt(st, steps[i]);
        if (!row)
            return store_fail(st, err);
        sqlite3_bind_int64(row, 1, no);
        status = store_run(st, row, err);
    }
    store_text_forget(st, no);
    return status;
}

enum ibid_status store_version_redact(struct store *st, int64_t no,
                                      struct ibid_error *err)
{
    enum ibid_status status = store_search_text_drop(st, no, err);
    if (!status)
        status = store_search_citing(st, no, store_search_fact_drop, err);
    if (!status)
        status = redact_rows(st, no, err);
    if (!status)
        status = store_search_citing(st, no, store_search_fact_add, err);
    if (!status)
        status = stale(st, no, err);
    return status ? status : store_search_merge(st, err);
}

/* ---- Journal ----------------------------------------------------------- */

enum ibid_status store_entry_add(struct store *st, const struct entry *entry,
                                 struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_ENTRY_ADD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, entry->seq);
    store_bind_text(row, 2, entry->op);
    store_bind_text(row, 3, entry->at);
    store_bind_text(row, 4, entry->actor);
    store_bind_text(row, 5, entry->action);
    store_bind_text(row, 6, entry->subject);
    store_bind_text(row, 7, entry->reason);
    store_bind_text(row, 8, entry->body);
    store_bind_blob(row, 9, entry->body_sha256.byte, SHA256_BYTES);
    if (entry->undoes)
        sqlite3_bind_int64(row, 10, entry->undoes);
    store_bind_blob(row, 11, entry->prev.byte, SHA256_BYTES);
    store_bind_blob(row, 12, entry->hash.byte, SHA256_BYTES);
    return store_run(st, row, err);
}
