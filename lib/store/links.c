/* links.c - words shared, origins and links as rows. */
#include "store/links.h"

#include "store/private.h"
#include "store/related.h"

static enum ibid_status run_number(struct store *st, enum stmt which,
                                   int64_t number, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, number);
    return store_run(st, row, err);
}

enum ibid_status store_links_drop(struct store *st, int64_t story,
                                  struct ibid_error *err)
{
    enum ibid_status status = run_number(st, STMT_REUSE_DROP, story, err);
    if (!status)
        status = run_number(st, STMT_LINK_DROP, story, err);
    return status ? status : run_number(st, STMT_LINK_DROP_FAR, story, err);
}

enum ibid_status store_links_drop_of(struct store *st, int64_t source,
                                     const char *kind, struct ibid_error *err)
{
    static const enum stmt steps[] = {STMT_LINK_DROP_A, STMT_LINK_DROP_B};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < sizeof steps / sizeof *steps; i++) {
        sqlite3_stmt *row = store_stmt(st, steps[i]);
        if (!row)
            return store_fail(st, err);
        sqlite3_bind_int64(row, 1, source);
        store_bind_text(row, 2, kind);
        status = store_run(st, row, err);
    }
    return status;
}

enum ibid_status store_reuse_add(struct store *st,
                                 const struct reuse_row *reuse,
                                 struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_REUSE_ADD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, reuse->a);
    sqlite3_bind_int64(row, 2, reuse->b);
    sqlite3_bind_int(row, 3, reuse->relation);
    sqlite3_bind_int64(row, 4, reuse->share);
    store_bind_blob(row, 5, reuse->passages.ptr, reuse->passages.len);
    sqlite3_bind_int64(row, 6, reuse->story);
    return store_run(st, row, err);
}

enum ibid_status store_link_add(struct store *st, const struct link_row *link,
                                struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_LINK_ADD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, link->a);
    sqlite3_bind_int64(row, 2, link->b);
    sqlite3_bind_int(row, 3, link->relation);
    sqlite3_bind_int64(row, 4, link->score);
    sqlite3_bind_int(row, 5, link->exact);
    store_bind_text(row, 6, link->reason);
    sqlite3_bind_int64(row, 7, link->story);
    sqlite3_bind_int(row, 8, link->part);
    return store_run(st, row, err);
}

/* ---- Origins ----------------------------------------------------------- */

enum ibid_status store_origin_drop(struct store *st, int64_t source,
                                   struct ibid_error *err)
{
    return run_number(st, STMT_ORIGIN_DROP, source, err);
}

enum ibid_status store_origin_add(struct store *st, int64_t source,
                                  struct str name, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_ORIGIN_ADD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    store_bind_str(row, 2, name);
    return store_run(st, row, err);
}

/* End a walk: what stopped it, or SQLite. */
enum ibid_status store_origin_each(struct store *st, int64_t source,
                                   store_name_fn *each, void *ctx,
                                   struct ibid_error *err)
{
    if (!store_related_known(st))
        return IBID_OK;
    sqlite3_stmt *row = store_stmt(st, STMT_ORIGIN_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    enum ibid_status status = IBID_OK;
    struct arena mem = {0};
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = each(ctx, store_name(row, 0, &mem), err);
    arena_done(&mem);
    return store_ended(st, row, rc, status, err);
}

/* ---- Walks ------------------------------------------------------------- */

enum ibid_status store_story_members(struct store *st, int64_t story,
                                     size_t most, int64_t *out, size_t *count,
                                     struct ibid_error *err)
{
    *count = 0;
    if (!store_related_known(st))
        return IBID_OK;
    sqlite3_stmt *row = store_stmt(st, STMT_STORY_MEMBERS);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, story);
    sqlite3_bind_int64(row, 2, (int64_t)most);
    int rc = SQLITE_DONE;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW && *count < most)
        out[(*count)++] = sqlite3_column_int64(row, 0);
    return store_ended(st, row, rc, IBID_OK, err);
}

static enum ibid_status each_link(struct store *st, enum stmt which, int64_t of,
                                  store_link_fn *each, void *ctx,
                                  struct ibid_error *err)
{
    if (!store_related_known(st))
        return IBID_OK;
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    if (of)
        sqlite3_bind_int64(row, 1, of);
    enum ibid_status status = IBID_OK;
    struct arena mem = {0};
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct link_row link = {
            .a = sqlite3_column_int64(row, 0),
            .b = sqlite3_column_int64(row, 1),
            .a_id = store_name(row, 2, &mem),
            .b_id = store_name(row, 3, &mem),
            .relation = sqlite3_column_int(row, 4),
            .score = sqlite3_column_int64(row, 5),
            .exact = sqlite3_column_int(row, 6) != 0,
            .reason = store_name(row, 7, &mem),
            .says = store_text(row, 8, &mem),
            .story = sqlite3_column_int64(row, 9),
            .a_source = sqlite3_column_int64(row, 10),
            .b_source = sqlite3_column_int64(row, 11),
            .a_start = sqlite3_column_int64(row, 12),
            .b_start = sqlite3_column_int64(row, 13),
            .part = sqlite3_column_int(row, 14),
        };
        status = each(ctx, &link, err);
    }
    arena_done(&mem);
    return store_ended(st, row, rc, status, err);
}

enum ibid_status store_link_each(struct store *st, int64_t fact,
                                 store_link_fn *each, void *ctx,
                                 struct ibid_error *err)
{
    return each_link(st, fact ? STMT_LINK_OF_FACT : STMT_LINK_LIST, fact, each,
                     ctx, err);
}

enum ibid_status store_link_of_story(struct store *st, int64_t story,
                                     store_link_fn *each, void *ctx,
                                     struct ibid_error *err)
{
    return story ? each_link(st, STMT_LINK_OF_STORY, story, each, ctx, err)
                 : IBID_OK;
}

enum ibid_status store_story_linked(struct store *st, int64_t after,
                                    bool clashes, int64_t *out,
                                    struct ibid_error *err)
{
    *out = 0;
    if (!store_related_known(st))
        return IBID_OK;
    sqlite3_stmt *row = store_stmt(st, STMT_STORY_LINKED);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, after);
    sqlite3_bind_int(row, 2, clashes);
    return store_only_no(st, row, out, err);
}

enum ibid_status store_reuse_each(struct store *st, int64_t source,
                                  store_reuse_fn *each, void *ctx,
                                  struct ibid_error *err)
{
    if (!store_related_known(st))
        return IBID_OK;
    sqlite3_stmt *row =
        store_stmt(st, source ? STMT_REUSE_OF_SOURCE : STMT_REUSE_LIST);
    if (!row)
        return store_fail(st, err);
    if (source)
        sqlite3_bind_int64(row, 1, source);
    enum ibid_status status = IBID_OK;
    struct arena mem = {0};
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct reuse_row reuse = {
            .a = sqlite3_column_int64(row, 0),
            .b = sqlite3_column_int64(row, 1),
            .a_id = store_name(row, 2, &mem),
            .b_id = store_name(row, 3, &mem),
            .relation = sqlite3_column_int(row, 4),
            .share = sqlite3_column_int64(row, 5),
            .passages = arena_str(&mem, store_blob(row, 6)),
            .story = sqlite3_column_int64(row, 7),
        };
        status = each(ctx, &reuse, err);
    }
    arena_done(&mem);
    return store_ended(st, row, rc, status, err);
}
