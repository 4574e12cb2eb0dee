/* sqlite.c - each call of SQLite that can fail does so in turn, once or from
 * then on: opening, preparing, stepping, executing. nth.c says what then must
 * be. sqlite OLD-DATABASE EVERY FLOOR [TASK...]: every EVERYth call. */
#include <sqlite3.h>
#include <stddef.h>

#include "nth.h"

/* What SQLite says of the call before, where it is not true. */
static int pretended;

int __real_sqlite3_open_v2(const char *path, sqlite3 **out, int flags,
                           const char *vfs);
int __real_sqlite3_prepare_v2(sqlite3 *db, const char *sql, int bytes,
                              sqlite3_stmt **out, const char **tail);
int __real_sqlite3_prepare_v3(sqlite3 *db, const char *sql, int bytes,
                              unsigned flags, sqlite3_stmt **out,
                              const char **tail);
int __real_sqlite3_step(sqlite3_stmt *stmt);
int __real_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*each)(void *, int, char **, char **), void *ctx,
                        char **message);
int __real_sqlite3_errcode(sqlite3 *db);
int __real_sqlite3_extended_errcode(sqlite3 *db);
const char *__real_sqlite3_errmsg(sqlite3 *db);

int __wrap_sqlite3_open_v2(const char *path, sqlite3 **out, int flags,
                           const char *vfs);
int __wrap_sqlite3_prepare_v2(sqlite3 *db, const char *sql, int bytes,
                              sqlite3_stmt **out, const char **tail);
int __wrap_sqlite3_prepare_v3(sqlite3 *db, const char *sql, int bytes,
                              unsigned flags, sqlite3_stmt **out,
                              const char **tail);
int __wrap_sqlite3_step(sqlite3_stmt *stmt);
int __wrap_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*each)(void *, int, char **, char **), void *ctx,
                        char **message);
int __wrap_sqlite3_errcode(sqlite3 *db);
int __wrap_sqlite3_extended_errcode(sqlite3 *db);
const char *__wrap_sqlite3_errmsg(sqlite3 *db);

static bool fails(void)
{
    pretended = nth_fails() ? SQLITE_IOERR : SQLITE_OK;
    return pretended != SQLITE_OK;
}

/* A handle comes back with an error as well: the caller closes it. */
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **out, int flags,
                           const char *vfs)
{
    bool failing = fails();
    int rc = __real_sqlite3_open_v2(path, out, flags, vfs);
    return failing ? pretended : rc;
}

int __wrap_sqlite3_prepare_v2(sqlite3 *db, const char *sql, int bytes,
                              sqlite3_stmt **out, const char **tail)
{
    if (!fails())
        return __real_sqlite3_prepare_v2(db, sql, bytes, out, tail);
    *out = NULL;
    return pretended;
}

int __wrap_sqlite3_prepare_v3(sqlite3 *db, const char *sql, int bytes,
                              unsigned flags, sqlite3_stmt **out,
                              const char **tail)
{
    if (!fails())
        return __real_sqlite3_prepare_v3(db, sql, bytes, flags, out, tail);
    *out = NULL;
    return pretended;
}

/* A statement that failed is reset, as SQLite does it. */
int __wrap_sqlite3_step(sqlite3_stmt *stmt)
{
    if (!stmt || !fails())
        return __real_sqlite3_step(stmt);
    (void)sqlite3_reset(stmt);
    return pretended;
}

int __wrap_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*each)(void *, int, char **, char **), void *ctx,
                        char **message)
{
    if (!fails())
        return __real_sqlite3_exec(db, sql, each, ctx, message);
    if (message)
        *message = sqlite3_mprintf("disk I/O error");
    return pretended;
}

int __wrap_sqlite3_errcode(sqlite3 *db)
{
    return pretended ? pretended : __real_sqlite3_errcode(db);
}

int __wrap_sqlite3_extended_errcode(sqlite3 *db)
{
    return pretended ? pretended : __real_sqlite3_extended_errcode(db);
}

const char *__wrap_sqlite3_errmsg(sqlite3 *db)
{
    return pretended ? "disk I/O error" : __real_sqlite3_errmsg(db);
}

int main(int count, char **words)
{
    return nth_prove("sqlite", count, words);
}
