/* reading.c - everything that cites a version, as rows. */
#include "store/reading.h"

#include "store/private.h"

/* An enumeration's number; a damaged one is its first. */
static int number_of(sqlite3_stmt *row, int column, int max)
{
    int number = sqlite3_column_int(row, column);
    return number >= 0 && number <= max ? number : 0;
}

static enum ibid_status walk(struct store *st, enum stmt which, int64_t version,
                             uint32_t start, uint32_t end, reading_row_fn *each,
                             void *ctx, struct ibid_error *err)
{
    struct arena mem = {0};
    int rc;
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, version);
    sqlite3_bind_int64(row, 2, start);
    sqlite3_bind_int64(row, 3, end);
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct reading_row cite = {
            .no = sqlite3_column_int64(row, 0),
            .id = store_name(row, 1, &mem),
            .kind = store_name(row, 2, &mem),
            .status = (enum ibid_fact_status)number_of(row, 3, IBID_MERGED),
            .k = sqlite3_column_int64(row, 4),
            .field = store_text(row, 5, &mem),
            .before = (uint32_t)sqlite3_column_int64(row, 6),
            .start = (uint32_t)sqlite3_column_int64(row, 7),
            .end = (uint32_t)sqlite3_column_int64(row, 8),
            .stance = (enum ibid_stance)number_of(row, 9, IBID_DISPUTES),
            .anchor = (enum ibid_anchor)number_of(row, 10, IBID_LOST),
        };
        each(ctx, &cite);
    }
    enum ibid_status status = rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
    sqlite3_reset(row);
    arena_done(&mem);
    return status;
}

enum ibid_status store_reading_each(struct store *st, int64_t version,
                                    uint32_t start, uint32_t end,
                                    reading_row_fn *each, void *ctx,
                                    struct ibid_error *err)
{
    enum ibid_status status =
        walk(st, STMT_READING_OWN, version, start, end, each, ctx, err);
    return status ? status
                  : walk(st, STMT_READING_OTHERS, version, start, end, each,
                         ctx, err);
}

enum ibid_status store_reading_anchors(struct store *st, int64_t version,
                                       int64_t counts[IBID_LOST + 1],
                                       struct ibid_error *err)
{
    int rc;
    sqlite3_stmt *row = store_stmt(st, STMT_READING_ANCHORS);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, version);
    while ((rc = sqlite3_step(row)) == SQLITE_ROW)
        counts[number_of(row, 0, IBID_LOST)] += sqlite3_column_int64(row, 1);
    enum ibid_status status = rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
    sqlite3_reset(row);
    return status;
}
