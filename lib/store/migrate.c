/* migrate.c - bring a database to this program's schema, step by step. */
#include <stdio.h>
#include <stdlib.h>

#include "base/embed.h"
#include "base/hash.h"
#include "store/copy.h"
#include "store/private.h"

enum { COPIES_MAX = 100 }; /* of one schema, each different */

/* Migrations are the embedded files NNN_name.sql: number N is the Nth. */
static const struct embed_file *migration(int number)
{
    char prefix[16];
    size_t count;
    (void)snprintf(prefix, sizeof prefix, "%03d_", number);
    return embed_list(prefix, &count);
}

int store_schema_known(void)
{
    int number = 0;
    while (migration(number + 1))
        number++;
    return number;
}

/* tables/fingerprints.txt: one line a schema version, its fingerprint. */
const char *store_fingerprint_known(int version)
{
    const struct embed_file *file = embed_find("tables/fingerprints.txt");
    static _Thread_local char hex[SHA256_HEX_BYTES];
    struct str rest = file ? file->bytes : (struct str){0}, line;
    for (int number = 0; str_split(&rest, '\n', &line);) {
        if (!line.len || line.ptr[0] == '#')
            continue;
        if (++number == version && line.len == SHA256_HEX_BYTES - 1) {
            memcpy(hex, line.ptr, line.len);
            return hex;
        }
    }
    return NULL;
}

/* The shadow tables of FTS5 are left out: they are SQLite's own. */
static const char fingerprint_sql[] =
    "SELECT type, name, tbl_name, sql FROM sqlite_schema "
    "WHERE name NOT GLOB '*_search_*' ORDER BY type, name";

enum ibid_status store_fingerprint(struct store *st, char out[65],
                                   struct ibid_error *err)
{
    sqlite3_stmt *row = NULL;
    if (sqlite3_prepare_v2(st->db, fingerprint_sql, -1, &row, NULL))
        return store_fail(st, err);
    struct hash h = hash_begin();
    int rc;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW)
        for (int i = 0; i < 4; i++)
            hash_field(&h, str_of((const char *)sqlite3_column_text(row, i)));
    struct sha256 hash = hash_end(&h);
    hash_hex(&hash, out);
    enum ibid_status status = rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
    sqlite3_finalize(row);
    return status;
}

static enum ibid_status execute(struct store *st, const char *sql,
                                struct ibid_error *err)
{
    return sqlite3_exec(st->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? IBID_OK
               : store_fail(st, err);
}

/* Another process may have migrated while this one waited for the lock. */
static int version_now(struct store *st)
{
    sqlite3_stmt *row = NULL;
    int version = -1;
    if (sqlite3_prepare_v2(st->db, "PRAGMA user_version", -1, &row, NULL) ==
            SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW)
        version = sqlite3_column_int(row, 0);
    sqlite3_finalize(row);
    return version;
}

static enum ibid_status apply(struct store *st, int number, const char *sql,
                              struct ibid_error *err)
{
    char mark[96];
    (void)snprintf(mark, sizeof mark,
                   "PRAGMA application_id = %d; PRAGMA user_version = %d",
                   STORE_APPLICATION_ID, number);
    enum ibid_status status = execute(st, "BEGIN IMMEDIATE", err);
    if (status)
        return status;
    if (version_now(st) < number) {
        status = execute(st, sql, err);
        if (!status)
            status = execute(st, mark, err);
    }
    if (!status)
        status = execute(st, "COMMIT", err);
    if (status && !sqlite3_get_autocommit(st->db))
        sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static enum ibid_status step(struct store *st, int number,
                             struct ibid_error *err)
{
    struct str bytes = migration(number)->bytes;
    char *sql = mem_alloc(bytes.len + 1);
    memcpy(sql, bytes.ptr, bytes.len);
    sql[bytes.len] = '\0';
    enum ibid_status status = apply(st, number, sql, err);
    free(sql);
    return status;
}

/* A copy of the file as it was stays beside it: FILE.schema-N.bak, or another
 * number behind it where an earlier copy says something else. One that an
 * upgrade left which then was cut short is found again. */
static enum ibid_status keep_copy(struct store *st, struct ibid_error *err)
{
    enum ibid_status status = IBID_CONFLICT;
    for (int i = 1; status == IBID_CONFLICT && i <= COPIES_MAX; i++) {
        struct buf name = {0};
        buf_printf(&name, "%s.schema-%d", st->path, st->schema_version);
        if (i > 1)
            buf_printf(&name, "-%d", i);
        buf_text(&name, ".bak");
        status = store_copy(st, name.ptr, err);
        if (status == IBID_CONFLICT && store_copy_is(st, name.ptr))
            status = IBID_OK;
        buf_done(&name);
    }
    return status;
}

enum ibid_status store_migrate(struct store *st, struct ibid_error *err)
{
    int known = store_schema_known(), before = st->schema_version;
    enum ibid_status status = IBID_OK;
    if (st->schema_version > 0 && st->mode != STORE_DRAFT)
        status = keep_copy(st, err);
    for (int n = st->schema_version + 1; !status && n <= known; n++) {
        status = step(st, n, err);
        if (!status)
            st->schema_version = n;
    }
    st->upgraded = before > 0 && !status;
    return status;
}
