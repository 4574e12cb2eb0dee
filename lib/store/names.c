/* names.c - the other names of sources, and sources by their text. */
#include "store/names.h"

#include "store/private.h"

enum ibid_status store_source_also(struct store *st, const char *id,
                                   int64_t *no, struct ibid_error *err)
{
    return store_resolve(st, STMT_SOURCE_BY_ALSO, id, no, err);
}

enum ibid_status store_source_newest(struct store *st, int64_t *no,
                                     struct ibid_error *err)
{
    return store_only_no(st, store_stmt(st, STMT_SOURCE_NEWEST), no, err);
}

enum ibid_status store_source_of_text(struct store *st,
                                      const struct sha256 *text_sha256,
                                      int64_t *no, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_SOURCE_BY_TEXT);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_blob(row, 1, text_sha256->byte, SHA256_BYTES, SQLITE_STATIC);
    *no = 0;
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW)
        *no = sqlite3_column_int64(row, 0);
    return store_ended(st, row, rc, IBID_OK, err);
}
