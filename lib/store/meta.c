/* meta.c - settings of a database. */
#include "store/private.h"
#include "store/write.h"

enum ibid_status store_meta_get(struct store *st, const char *key,
                                struct arena *mem, const char **value,
                                struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_META_GET);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, key);
    int rc = sqlite3_step(row);
    enum ibid_status status = IBID_OK;
    if (rc == SQLITE_ROW)
        *value = store_text(row, 0, mem);
    else if (rc == SQLITE_DONE)
        *value = NULL;
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_meta_set(struct store *st, const char *key,
                                const char *value, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_META_SET);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, key);
    store_bind_text(row, 2, value);
    return store_run(st, row, err);
}
