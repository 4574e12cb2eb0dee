/* witness.c - the sources behind a fact, as rows. */
#include "store/witness.h"

#include "store/private.h"
#include "store/related.h"

static sqlite3_stmt *of_fact(struct store *st, enum stmt which, int64_t fact)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (row)
        sqlite3_bind_int64(row, 1, fact);
    return row;
}

enum ibid_status store_witness_each(struct store *st, int64_t fact, bool alone,
                                    store_witness_fn *each, void *ctx,
                                    struct ibid_error *err)
{
    bool linked = !alone && store_related_known(st);
    sqlite3_stmt *row =
        of_fact(st, linked ? STMT_WITNESS_LIST : STMT_WITNESS_OWN, fact);
    if (!row)
        return store_fail(st, err);
    enum ibid_status status = IBID_OK;
    struct arena mem = {0};
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct witness_row out = {
            .source = sqlite3_column_int64(row, 0),
            .fact = sqlite3_column_int64(row, 1),
            .outlet = store_text(row, 2, &mem),
            .url = store_text(row, 3, &mem),
            .said_by = store_text(row, 4, &mem),
            .start = (uint32_t)sqlite3_column_int64(row, 5),
            .end = (uint32_t)sqlite3_column_int64(row, 6),
        };
        status = each(ctx, &out, err);
    }
    arena_done(&mem);
    return store_ended(st, row, rc, status, err);
}

enum ibid_status store_said_before(struct store *st, int64_t fact,
                                   struct arena *mem, const char **out,
                                   size_t most, size_t *count,
                                   struct ibid_error *err)
{
    sqlite3_stmt *row = of_fact(st, STMT_SAID_BEFORE, fact);
    if (!row)
        return store_fail(st, err);
    int rc = SQLITE_DONE;
    *count = 0;
    while (*count < most && (rc = sqlite3_step(row)) == SQLITE_ROW)
        out[(*count)++] = store_name(row, 0, mem);
    return store_ended(st, row, rc, IBID_OK, err);
}

enum ibid_status store_fact_disputed(struct store *st, int64_t fact, bool *out,
                                     struct ibid_error *err)
{
    sqlite3_stmt *row = of_fact(
        st, store_related_known(st) ? STMT_DISPUTED : STMT_DISPUTED_OWN, fact);
    if (!row)
        return store_fail(st, err);
    int rc = sqlite3_step(row);
    *out = rc == SQLITE_ROW && sqlite3_column_int(row, 0);
    return store_ended(st, row, rc, IBID_OK, err);
}
