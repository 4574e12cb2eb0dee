/* copy.c - a copy of a database that is known to say the same. */
#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "store/private.h"
#include "store/sync.h"

/* ---- The same rows? ---------------------------------------------------- */

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
    int type = sqlite3_column_type(a, column);
    if (type != sqlite3_column_type(b, column))
        return false;
    if (type == SQLITE_INTEGER)
        return sqlite3_column_int64(a, column) ==
               sqlite3_column_int64(b, column);
    return str_eq(store_blob(a, column), store_blob(b, column));
}

/* Step both until one ends or they differ. */
static bool same_rows(sqlite3_stmt *a, sqlite3_stmt *b)
{
    for (;;) {
        int one = sqlite3_step(a), other = sqlite3_step(b);
        if (one != other || (one != SQLITE_ROW && one != SQLITE_DONE))
            return false;
        if (one == SQLITE_DONE)
            return true;
        for (int i = 0; i < sqlite3_column_count(a); i++)
            if (!same_value(a, b, i))
                return false;
    }
}

static bool same_answer(sqlite3 *a, sqlite3 *b, const char *sql)
{
    sqlite3_stmt *of_a = NULL, *of_b = NULL;
    bool same = sql &&
                sqlite3_prepare_v2(a, sql, -1, &of_a, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(b, sql, -1, &of_b, NULL) == SQLITE_OK &&
                sqlite3_column_count(of_a) == sqlite3_column_count(of_b) &&
                same_rows(of_a, of_b);
    sqlite3_finalize(of_a);
    sqlite3_finalize(of_b);
    return same;
}

/* The tables of full text are views of others, which are compared. */
static const char tables_sql[] =
    "SELECT name FROM sqlite_schema WHERE type = 'table' "
    "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";

static bool same_tables(sqlite3 *a, sqlite3 *b)
{
    sqlite3_stmt *row = NULL;
    bool same = same_answer(a, b, "PRAGMA user_version") &&
                same_answer(a, b, "PRAGMA application_id") &&
                same_answer(a, b,
                            "SELECT type, name, tbl_name, sql FROM "
                            "sqlite_schema ORDER BY type, name") &&
                sqlite3_prepare_v2(a, tables_sql, -1, &row, NULL) == SQLITE_OK;
    while (same && sqlite3_step(row) == SQLITE_ROW) {
        char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"",
                                    sqlite3_column_text(row, 0));
        same = same_answer(a, b, sql);
        sqlite3_free(sql);
    }
    sqlite3_finalize(row);
    return same;
}

bool store_copy_is(struct store *st, const char *path)
{
    sqlite3 *copy = NULL;
    bool same = sqlite3_open_v2(path, &copy,
                                SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW,
                                NULL) == SQLITE_OK &&
                same_tables(st->db, copy);
    sqlite3_close(copy);
    return same;
}

/* ---- Making one -------------------------------------------------------- */

static void count_complaint(void *ctx, const char *text)
{
    (void)text;
    ++*(int *)ctx;
}

static enum ibid_status read_back(struct store *st, const char *path,
                                  struct ibid_error *err)
{
    struct store copy = {.path = st->path};
    int bad = 0;
    if (sqlite3_open_v2(path, &copy.db, SQLITE_OPEN_READONLY, NULL) ||
        store_integrity(&copy, count_complaint, &bad, NULL))
        bad++;
    if (!bad)
        bad = !same_tables(st->db, copy.db);
    sqlite3_close(copy.db);
    return bad ? err_set(err, IBID_IO,
                         "the copy %s does not read back as what was copied; "
                         "'ibid verify' tells which of the two is damaged",
                         path)
               : IBID_OK;
}

/* Hold off writers from another connection: what is copied must still be
 * there when it is compared, and VACUUM INTO wants no transaction of its
 * own. */
static enum ibid_status hold(struct store *st, sqlite3 **out,
                             struct ibid_error *err)
{
    static const char sql[] = "BEGIN; SELECT count(*) FROM sqlite_schema";
    struct store other = {.path = st->path};
    int rc = sqlite3_open_v2(st->path, &other.db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW, NULL);
    if (!rc)
        rc = store_be_patient(other.db);
    if (!rc)
        rc = sqlite3_exec(other.db, sql, NULL, NULL, NULL);
    *out = other.db;
    return rc ? store_fail(&other, err) : IBID_OK;
}

static enum ibid_status vacuum_into(struct store *st, const char *path,
                                    struct ibid_error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(st->db, "VACUUM INTO ?1", -1, &stmt, NULL))
        return store_fail(st, err);
    store_bind_text(stmt, 1, path);
    enum ibid_status status = store_run(st, stmt, err);
    sqlite3_finalize(stmt);
    return status;
}

/* An empty file for the copy, readable by its owner only. */
static enum ibid_status reserve(const char *path, const char *to,
                                struct ibid_error *err)
{
    int fd =
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set(err, IBID_IO, "cannot make %s: %s", to, strerror(errno));
    close(fd);
    return IBID_OK;
}

char *store_draft_name(const char *path)
{
    struct buf name = {0};
    char id[ID_BYTES];
    id_random('t', id);
    buf_printf(&name, "%s.%s.tmp", path, id);
    return name.ptr;
}

static enum ibid_status fill(struct store *st, const char *draft,
                             struct ibid_error *err)
{
    sqlite3 *holder = NULL;
    enum ibid_status status = hold(st, &holder, err);
    if (!status)
        status = vacuum_into(st, draft, err);
    if (!status)
        status = sync_file(draft, err);
    if (!status)
        status = read_back(st, draft, err);
    sqlite3_close(holder);
    return status;
}

enum ibid_status store_copy(struct store *st, const char *to,
                            struct ibid_error *err)
{
    if (access(to, F_OK) == 0)
        return err_set(err, IBID_CONFLICT,
                       "%s exists; name another file or remove it", to);
    char *draft = store_draft_name(to);
    enum ibid_status status = reserve(draft, to, err);
    if (!status) {
        status = fill(st, draft, err);
        if (!status)
            status = sync_link(draft, to, err);
        unlink(draft);
        if (!status)
            status = sync_folder_of(to, err);
    }
    free(draft);
    return status;
}
