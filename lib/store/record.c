/* record.c - hashes over what is written down of a version. */
#include "store/private.h"
#include "store/sources.h"

enum { RECORD_MAP, RECORD_FIRST, RECORD_END = 16 }; /* of the columns */

/* A column as it is stored: NULL and "" differ, and so do 1 and "1". */
static void column_add(struct hash *h, sqlite3_stmt *row, int column)
{
    hash_field_int(h, sqlite3_column_type(row, column));
    hash_field(h, store_blob(row, column));
}

static enum ibid_status blocks_add(struct store *st, int64_t no,
                                   struct hash *layout, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_BLOCK_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(row); i++)
            column_add(layout, row, i);
    enum ibid_status status = rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

static enum ibid_status columns_add(struct store *st, int64_t no,
                                    struct hash *record, struct hash *layout,
                                    struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_RECORD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc = sqlite3_step(row);
    enum ibid_status status = IBID_OK;
    if (rc == SQLITE_ROW) {
        column_add(layout, row, RECORD_MAP);
        for (int i = RECORD_FIRST; i < RECORD_END; i++)
            column_add(record, row, i);
    } else if (rc == SQLITE_DONE)
        status = err_set(err, IBID_DAMAGED,
                         "version number %lld has no record of the run that "
                         "made it",
                         (long long)no);
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_version_sums(struct store *st, int64_t no,
                                    struct version_sums *out,
                                    struct ibid_error *err)
{
    struct hash record = hash_begin(), layout = hash_begin();
    enum ibid_status status = columns_add(st, no, &record, &layout, err);
    if (!status)
        status = blocks_add(st, no, &layout, err);
    struct version_sums sums = {hash_end(&record), hash_end(&layout)};
    if (!status)
        *out = sums;
    return status;
}
