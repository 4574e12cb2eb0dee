/* runs.c - executions of an import or extraction, as rows. */
#include "store/runs.h"

#include "store/private.h"

enum ibid_status store_run_each(struct store *st, store_run_fn *each, void *ctx,
                                struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_RUN_LIST);
    if (!row)
        return store_fail(st, err);
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct run_row run = {.op = store_name(row, 0, &mem),
                              .program = store_name(row, 1, &mem),
                              .parameters = store_name(row, 2, &mem),
                              .codebook = store_name(row, 3, &mem)};
        if (sqlite3_column_bytes(row, 4) == SHA256_BYTES)
            memcpy(run.codebook_sha256.byte, sqlite3_column_blob(row, 4),
                   SHA256_BYTES);
        status = each(ctx, &run, err);
    }
    status = store_ended(st, row, rc, status, err);
    arena_done(&mem);
    return status;
}
