/* accompanied.c - which facts other facts or other sources speak of. */
#include "store/accompanied.h"

#include "store/private.h"
#include "store/related.h"

enum ibid_status store_accompanied_each(struct store *st, store_no_fn *each,
                                        void *ctx, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(
        st, store_related_known(st) ? STMT_ACCOMPANIED : STMT_ACCOMPANIED_OWN);
    if (!row)
        return store_fail(st, err);
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW)
        status = each(ctx, sqlite3_column_int64(row, 0), err);
    return store_ended(st, row, rc, status, err);
}
