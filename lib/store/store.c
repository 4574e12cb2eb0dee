/* store.c - statements, transactions and stored texts of an open database. */
#include "store/store.h"

#include <stdlib.h>
#include <unistd.h>
#include <zstd.h>

#include "store/private.h"

enum { ZSTD_LEVEL = 3 };

/* SQLite's own way of waiting sleeps longer and longer, up to 100 ms: while
 * several write, the file lies idle most of the time, and who has waited
 * longest is the least likely to get it. */
static int wait_turn(void *ctx, int tries)
{
    (void)ctx;
    if (tries >= STORE_BUSY_MS / STORE_POLL_MS)
        return 0;
    sqlite3_sleep(STORE_POLL_MS);
    return 1;
}

int store_be_patient(sqlite3 *db)
{
    return sqlite3_busy_handler(db, wait_turn, NULL);
}

static enum ibid_status not_writable(struct store *st, int rc,
                                     struct ibid_error *err)
{
    if (rc == SQLITE_READONLY_DBMOVED)
        return err_set(err, IBID_READ_ONLY,
                       "%s was replaced or moved while it was open; nothing "
                       "was saved; open it again",
                       st->path);
    return err_set(err, IBID_READ_ONLY,
                   "%s cannot be written (check its permissions and its "
                   "folder's)",
                   st->path);
}

enum ibid_status store_fail(struct store *st, struct ibid_error *err)
{
    int rc = sqlite3_extended_errcode(st->db);
    const char *why = sqlite3_errmsg(st->db);
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, IBID_BUSY,
                       "%s is locked by another program; close it there or "
                       "try again",
                       st->path);
    case SQLITE_READONLY:
        return not_writable(st, rc, err);
    case SQLITE_FULL:
        return err_set(err, IBID_DATABASE,
                       "no room left on the disk of %s; nothing of this step "
                       "was saved",
                       st->path);
    case SQLITE_IOERR:
        return err_set(err, IBID_DATABASE,
                       "the disk of %s cannot be read or written (SQLite code "
                       "%d); nothing of this step was saved; check the disk "
                       "and its limits",
                       st->path, rc);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return err_set(err, IBID_DAMAGED,
                       "%s is damaged (%s); nothing was written; restore a "
                       "backup",
                       st->path, why);
    default:
        return err_set(err, IBID_DATABASE, "%s: %s (SQLite code %d)", st->path,
                       why, rc);
    }
}

sqlite3_stmt *store_stmt(struct store *st, enum stmt which)
{
    if (!st->stmt[which] &&
        sqlite3_prepare_v3(st->db, store_sql(which), -1,
                           SQLITE_PREPARE_PERSISTENT, &st->stmt[which],
                           NULL) != SQLITE_OK)
        return NULL;
    sqlite3_reset(st->stmt[which]);
    sqlite3_clear_bindings(st->stmt[which]);
    return st->stmt[which];
}

enum ibid_status store_ended(struct store *st, sqlite3_stmt *row, int rc,
                             enum ibid_status status, struct ibid_error *err)
{
    if (!status && rc != SQLITE_DONE && rc != SQLITE_ROW)
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_run(struct store *st, sqlite3_stmt *stmt,
                           struct ibid_error *err)
{
    int rc = stmt ? sqlite3_step(stmt) : SQLITE_ERROR;
    enum ibid_status status =
        rc == SQLITE_DONE || rc == SQLITE_ROW ? IBID_OK : store_fail(st, err);
    sqlite3_reset(stmt);
    return status;
}

/* Not by RETURNING, which makes a table of the one row: half the cost. */
enum ibid_status store_run_adding(struct store *st, sqlite3_stmt *stmt,
                                  int64_t *no, struct ibid_error *err)
{
    enum ibid_status status = store_run(st, stmt, err);
    if (!status)
        *no = sqlite3_last_insert_rowid(st->db);
    return status;
}

enum ibid_status store_walk_check(struct store *st, int64_t last, int64_t next,
                                  struct ibid_error *err)
{
    if (!next || next > last)
        return IBID_OK;
    return err_set(err, IBID_DAMAGED,
                   "%s is damaged (rows are out of order); restore a backup",
                   st->path);
}

struct str store_blob(sqlite3_stmt *row, int column)
{
    const void *bytes = sqlite3_column_blob(row, column);
    int count = sqlite3_column_bytes(row, column);
    return (struct str){bytes ? bytes : "", (size_t)count};
}

const char *store_text(sqlite3_stmt *row, int column, struct arena *mem)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    if (!text)
        return NULL;
    return arena_strndup(mem, text, (size_t)sqlite3_column_bytes(row, column));
}

const char *store_name(sqlite3_stmt *row, int column, struct arena *mem)
{
    const char *text = store_text(row, column, mem);
    return text ? text : "";
}

void store_bind_str(sqlite3_stmt *stmt, int at, struct str text)
{
    sqlite3_bind_text64(stmt, at, text.ptr, text.len, SQLITE_STATIC,
                        SQLITE_UTF8);
}

void store_bind_text(sqlite3_stmt *stmt, int at, const char *text)
{
    if (text)
        store_bind_str(stmt, at, str_of(text));
    else
        sqlite3_bind_null(stmt, at);
}

void store_bind_blob(sqlite3_stmt *stmt, int at, const void *bytes,
                     size_t count)
{
    sqlite3_bind_blob64(stmt, at, bytes, count, SQLITE_STATIC);
}

void store_pack(struct store *st, struct str bytes, struct buf *out)
{
    size_t bound = ZSTD_compressBound(bytes.len);
    char *to = buf_reserve(out, bound);
    if (!st->packer)
        st->packer = ZSTD_createCCtx();
    if (!st->packer)
        mem_exhausted(bound);
    size_t size = ZSTD_compressCCtx(st->packer, to, bound, bytes.ptr, bytes.len,
                                    ZSTD_LEVEL);
    if (ZSTD_isError(size))
        mem_exhausted(bound); /* with enough room it only fails for memory */
    out->len += size;
}

enum ibid_status store_unpack(struct store *st, struct str packed,
                              size_t expected, char **out,
                              struct ibid_error *err)
{
    unsigned long long bytes = ZSTD_getFrameContentSize(packed.ptr, packed.len);
    if (bytes != expected || expected > STORE_VALUE_BYTES_MAX)
        return err_set(err, IBID_DAMAGED,
                       "a stored text does not have its recorded length");
    if (!st->unpacker)
        st->unpacker = ZSTD_createDCtx();
    if (!st->unpacker)
        mem_exhausted(expected);
    char *text = mem_alloc(expected + 1);
    size_t got = ZSTD_decompressDCtx(st->unpacker, text, expected, packed.ptr,
                                     packed.len);
    if (ZSTD_isError(got) || got != expected) {
        free(text);
        return err_set(err, IBID_DAMAGED, "a stored text cannot be unpacked");
    }
    text[expected] = '\0';
    *out = text;
    return IBID_OK;
}

void store_close(struct store *st)
{
    if (!st)
        return;
    store_rollback(st);
    for (int i = 0; i < STMT_COUNT; i++)
        sqlite3_finalize(st->stmt[i]);
    sqlite3_close(st->db);
    buf_done(&st->scratch);
    ZSTD_freeCCtx(st->packer);
    ZSTD_freeDCtx(st->unpacker);
    free(st->path);
    free(st);
}

const char *store_path(const struct store *st)
{
    return st->path;
}

int store_schema_version(const struct store *st)
{
    return st->schema_version;
}

bool store_upgraded(const struct store *st)
{
    return st->upgraded;
}

enum ibid_status store_begin(struct store *st, struct ibid_error *err)
{
    if (st->read_only && access(st->path, W_OK) == 0)
        return err_set(err, IBID_READ_ONLY, "%s was opened to be read only",
                       st->path);
    return store_run(st, store_stmt(st, STMT_BEGIN), err);
}

enum ibid_status store_begin_read(struct store *st, struct ibid_error *err)
{
    return store_run(st, store_stmt(st, STMT_BEGIN_READ), err);
}

enum ibid_status store_commit(struct store *st, struct ibid_error *err)
{
    return store_run(st, store_stmt(st, STMT_COMMIT), err);
}

void store_rollback(struct store *st)
{
    if (st->db && !sqlite3_get_autocommit(st->db))
        (void)store_run(st, store_stmt(st, STMT_ROLLBACK), NULL);
    store_texts_forget(st);
}

enum ibid_status store_end(struct store *st, enum ibid_status status,
                           struct ibid_error *err)
{
    if (!status)
        status = store_commit(st, err);
    if (status)
        store_rollback(st);
    return status;
}

enum ibid_status store_step_begin(struct store *st, struct ibid_error *err)
{
    return store_run(st, store_stmt(st, STMT_STEP), err);
}

enum ibid_status store_step_keep(struct store *st, struct ibid_error *err)
{
    return store_run(st, store_stmt(st, STMT_STEP_KEEP), err);
}

void store_step_drop(struct store *st)
{
    (void)store_run(st, store_stmt(st, STMT_STEP_DROP), NULL);
    (void)store_run(st, store_stmt(st, STMT_STEP_KEEP), NULL);
    store_texts_forget(st);
}

/* The one number that `row` gives; 0 for none, -1 for several. */
enum ibid_status store_only_no(struct store *st, sqlite3_stmt *row, int64_t *no,
                               struct ibid_error *err)
{
    int rc = row ? sqlite3_step(row) : SQLITE_ERROR;
    int64_t found = rc == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
    if (rc == SQLITE_ROW && (rc = sqlite3_step(row)) == SQLITE_ROW)
        found = -1;
    bool failed = rc != SQLITE_ROW && rc != SQLITE_DONE;
    enum ibid_status status = failed ? store_fail(st, err) : IBID_OK;
    sqlite3_reset(row);
    if (!status)
        *no = found;
    return status;
}

enum ibid_status store_resolve(struct store *st, enum stmt which,
                               const char *ref, int64_t *no,
                               struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, ref);
    return store_only_no(st, row, no, err);
}
