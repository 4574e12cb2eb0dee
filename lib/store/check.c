/* check.c - SQLite's own checks. */
#include "store/private.h"

/* Report each row of `sql` but a single "ok". */
static enum ibid_status complaints(struct store *st, const char *sql,
                                   store_complaint *each, void *ctx,
                                   struct ibid_error *err)
{
    sqlite3_stmt *row = NULL;
    if (sqlite3_prepare_v2(st->db, sql, -1, &row, NULL) != SQLITE_OK)
        return store_fail(st, err);
    int rc;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(row, 0);
        if (text && strcmp(text, "ok") != 0)
            each(ctx, text);
    }
    if (rc != SQLITE_DONE)
        each(ctx, sqlite3_errmsg(st->db));
    sqlite3_finalize(row);
    return IBID_OK;
}

enum ibid_status store_integrity(struct store *st, store_complaint *each,
                                 void *ctx, struct ibid_error *err)
{
    enum ibid_status status =
        complaints(st, "PRAGMA integrity_check(20)", each, ctx, err);
    if (!status)
        status = complaints(st,
                            "SELECT 'row ' || coalesce(rowid, '?') || ' of ' "
                            "|| \"table\" || ' points at a missing row of ' "
                            "|| parent FROM pragma_foreign_key_check",
                            each, ctx, err);
    return status;
}
