/* tolls.c - the index of tolls as rows. */
#include "store/tolls.h"

#include "store/private.h"

enum ibid_status store_toll_add(struct store *st, int64_t key, int64_t tie,
                                int64_t source, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_TOLL_ADD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, key);
    sqlite3_bind_int64(row, 2, tie);
    sqlite3_bind_int64(row, 3, source);
    return store_run(st, row, err);
}

enum ibid_status store_toll_drop(struct store *st, int64_t source,
                                 struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_TOLL_DROP);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    return store_run(st, row, err);
}

enum ibid_status store_toll_find(struct store *st, int64_t key, size_t most,
                                 struct toll_place *out, size_t *count,
                                 struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_TOLL_FIND);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, key);
    sqlite3_bind_int64(row, 2, (int64_t)most);
    int rc = SQLITE_DONE;
    *count = 0;
    while (*count < most && (rc = sqlite3_step(row)) == SQLITE_ROW)
        out[(*count)++] = (struct toll_place){sqlite3_column_int64(row, 0),
                                              sqlite3_column_int64(row, 1)};
    return store_ended(st, row, rc, IBID_OK, err);
}
