/* check.c - SQLite's own checks, and verified copies of the file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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

/* SQLite does not fsync what VACUUM INTO wrote. */
static enum ibid_status sync_path(const char *path, int flags,
                                  struct ibid_error *err)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0)
        close(fd);
    return ok ? IBID_OK
              : err_set(err, IBID_IO, "cannot write %s: %s", path,
                        strerror(why));
}

static enum ibid_status sync_folder_of(const char *path, struct ibid_error *err)
{
    const char *slash = strrchr(path, '/');
    struct arena mem = {0};
    const char *folder =
        slash ? arena_strndup(&mem, path, (size_t)(slash - path) + 1) : ".";
    enum ibid_status status = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    arena_done(&mem);
    return status;
}

static void count_complaint(void *ctx, const char *text)
{
    (void)text;
    ++*(int *)ctx;
}

/* The copy must open, pass its checks and have the same journal head. */
static enum ibid_status read_back(struct store *st, const char *path,
                                  struct ibid_error *err)
{
    static const char head[] =
        "SELECT coalesce(max(seq), 0) FROM journal UNION ALL "
        "SELECT count(*) FROM fact";
    sqlite3 *copy = NULL;
    struct store other = {.path = st->path};
    int bad = 0, rc = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READONLY, NULL);
    other.db = copy;
    if (rc == SQLITE_OK)
        (void)complaints(&other, "PRAGMA integrity_check(1)", count_complaint,
                         &bad, NULL);
    sqlite3_stmt *a = NULL, *b = NULL;
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(copy, head, -1, &b, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(st->db, head, -1, &a, NULL);
    for (int i = 0; rc == SQLITE_OK && i < 2; i++)
        bad += sqlite3_step(a) != SQLITE_ROW || sqlite3_step(b) != SQLITE_ROW ||
               sqlite3_column_int64(a, 0) != sqlite3_column_int64(b, 0);
    sqlite3_finalize(a);
    sqlite3_finalize(b);
    sqlite3_close(copy);
    if (rc == SQLITE_OK && !bad)
        return IBID_OK;
    return err_set(err, IBID_IO, "the copy %s does not read back right", path);
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
static enum ibid_status reserve(const char *path, struct ibid_error *err)
{
    int fd =
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set(err, IBID_IO, "cannot make %s: %s", path,
                       strerror(errno));
    close(fd);
    return IBID_OK;
}

enum ibid_status store_copy(struct store *st, const char *to,
                            struct ibid_error *err)
{
    if (access(to, F_OK) == 0)
        return err_set(err, IBID_CONFLICT,
                       "%s exists; name another file or remove it", to);
    struct buf name = {0};
    buf_printf(&name, "%s.%ld.tmp", to, (long)getpid());
    enum ibid_status status = reserve(name.ptr, err);
    if (!status) {
        status = vacuum_into(st, name.ptr, err);
        if (!status)
            status = sync_path(name.ptr, O_RDONLY, err);
        if (!status)
            status = read_back(st, name.ptr, err);
        if (!status && link(name.ptr, to) != 0) /* never over another file */
            status = err_set(err, IBID_IO, "cannot make %s: %s", to,
                             strerror(errno));
        unlink(name.ptr);
        if (!status)
            status = sync_folder_of(to, err);
    }
    buf_done(&name);
    return status;
}
