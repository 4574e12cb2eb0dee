/* named.c - read the names that facts hold. */
#include "store/named.h"

#include "store/private.h"

enum ibid_status store_named_each(struct store *st, const char *kind,
                                  const char *field, store_named_fn *each,
                                  void *ctx, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_NAMED_LIST);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, kind);
    store_bind_text(row, 2, field);
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct named_row found = {kind,
                                  field,
                                  store_name(row, 0, &mem),
                                  store_text(row, 1, &mem),
                                  sqlite3_column_int64(row, 2),
                                  0};
        status = each(ctx, &found, err);
    }
    arena_done(&mem);
    return store_ended(st, row, rc, status, err);
}

enum ibid_status store_named_of(struct store *st, int64_t source,
                                store_named_fn *each, void *ctx,
                                struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_NAMED_OF);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct named_row found = {store_name(row, 0, &mem),
                                  store_name(row, 1, &mem),
                                  store_name(row, 2, &mem),
                                  store_text(row, 3, &mem),
                                  1,
                                  sqlite3_column_int64(row, 4)};
        status = each(ctx, &found, err);
    }
    arena_done(&mem);
    return store_ended(st, row, rc, status, err);
}

enum ibid_status store_stated_each(struct store *st, store_stated_fn *each,
                                   void *ctx, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_NAMED_STATED);
    if (!row)
        return store_fail(st, err);
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        status = each(ctx, store_name(row, 0, &mem), store_name(row, 1, &mem),
                      sqlite3_column_int64(row, 2), err);
    }
    arena_done(&mem);
    return store_ended(st, row, rc, status, err);
}
