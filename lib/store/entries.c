/* entries.c - journal entries as rows: read them. */
#include "store/entries.h"

#include "store/private.h"

static void hash_from(sqlite3_stmt *row, int column, struct sha256 *out)
{
    struct str bytes = store_blob(row, column);
    *out = (struct sha256){{0}};
    if (bytes.len == SHA256_BYTES)
        memcpy(out->byte, bytes.ptr, SHA256_BYTES);
}

/* Columns as in ENTRY_COLUMNS. */
static void entry_of(sqlite3_stmt *row, struct arena *mem, struct entry *out)
{
    *out = (struct entry){
        .seq = sqlite3_column_int64(row, 0),
        .op = store_name(row, 1, mem),
        .at = store_name(row, 2, mem),
        .actor = store_name(row, 3, mem),
        .action = store_name(row, 4, mem),
        .subject = store_name(row, 5, mem),
        .reason = store_text(row, 6, mem),
        .body = store_text(row, 7, mem),
        .undoes = sqlite3_column_int64(row, 9),
    };
    hash_from(row, 8, &out->body_sha256);
    hash_from(row, 10, &out->prev);
    hash_from(row, 11, &out->hash);
}

static enum ibid_status one_entry(struct store *st, sqlite3_stmt *row,
                                  struct arena *mem, struct entry *out,
                                  struct ibid_error *err)
{
    int rc = sqlite3_step(row);
    enum ibid_status status = IBID_OK;
    if (rc == SQLITE_ROW)
        entry_of(row, mem, out);
    else if (rc == SQLITE_DONE)
        *out = (struct entry){0};
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_entry_head(struct store *st, struct arena *mem,
                                  struct entry *out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_ENTRY_HEAD);
    return row ? one_entry(st, row, mem, out, err) : store_fail(st, err);
}

static enum ibid_status by_seq(struct store *st, enum stmt which, int64_t seq,
                               struct arena *mem, struct entry *out,
                               struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, seq);
    return one_entry(st, row, mem, out, err);
}

enum ibid_status store_entry_get(struct store *st, int64_t seq,
                                 struct arena *mem, struct entry *out,
                                 struct ibid_error *err)
{
    return by_seq(st, STMT_ENTRY_GET, seq, mem, out, err);
}

enum ibid_status store_entry_forward(struct store *st, int64_t seq,
                                     struct arena *mem, struct entry *out,
                                     struct ibid_error *err)
{
    enum ibid_status status =
        by_seq(st, STMT_ENTRY_FORWARD, seq, mem, out, err);
    return status ? status : store_walk_check(st, seq, out->seq, err);
}

/* The walk back must come nearer to the beginning with each entry. */
static enum ibid_status back_check(struct store *st, int64_t seq,
                                   enum ibid_status status,
                                   const struct entry *found,
                                   struct ibid_error *err)
{
    if (status || !found->seq)
        return status;
    return store_walk_check(st, found->seq, seq, err);
}

enum ibid_status store_entry_back(struct store *st, int64_t seq,
                                  const char *subject, const char *op,
                                  struct arena *mem, struct entry *out,
                                  struct ibid_error *err)
{
    if (!subject && !op)
        return back_check(
            st, seq, by_seq(st, STMT_ENTRY_BACK, seq, mem, out, err), out, err);
    sqlite3_stmt *row =
        store_stmt(st, subject ? STMT_ENTRY_BACK_SUBJECT : STMT_ENTRY_BACK_OP);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, seq);
    store_bind_text(row, 2, subject ? subject : op);
    return back_check(st, seq, one_entry(st, row, mem, out, err), out, err);
}

enum ibid_status store_entry_of_op(struct store *st, const char *op,
                                   struct op_span *out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_ENTRY_OF_OP);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, op);
    enum ibid_status status = IBID_OK;
    if (sqlite3_step(row) == SQLITE_ROW)
        *out = (struct op_span){sqlite3_column_int64(row, 0),
                                sqlite3_column_int64(row, 1),
                                sqlite3_column_int64(row, 2)};
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_entry_subject(struct store *st, const char *prefix,
                                     const char *after, struct arena *mem,
                                     const char **out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_ENTRY_SUBJECT);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, after);
    store_bind_text(row, 2, prefix);
    enum ibid_status status = IBID_OK;
    if (sqlite3_step(row) == SQLITE_ROW)
        *out = store_text(row, 0, mem);
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_entry_undone(struct store *st, int64_t seq, bool *out,
                                    struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_ENTRY_UNDONE);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, seq);
    int rc = sqlite3_step(row);
    *out = rc == SQLITE_ROW && sqlite3_column_int(row, 0);
    return store_ended(st, row, rc, IBID_OK, err);
}
