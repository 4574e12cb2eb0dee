/* swap.c - put a finished database in the place of another, which is kept. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/copy.h"
#include "store/private.h"
#include "store/sync.h"

static int application_of(sqlite3 *db)
{
    sqlite3_stmt *row = NULL;
    int id = 0;
    if (sqlite3_prepare_v2(db, "PRAGMA application_id", -1, &row, NULL) ==
            SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW)
        id = sqlite3_column_int(row, 0);
    sqlite3_finalize(row);
    return id;
}

/* Lock out everybody else. A file so damaged that SQLite cannot lock it is
 * not in anybody's use. */
static enum ibid_status lock(struct store *old, struct ibid_error *err)
{
    int rc =
        sqlite3_open_v2(old->path, &old->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
    if (!rc)
        rc = store_be_patient(old->db);
    if (!rc)
        rc = sqlite3_exec(old->db, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
    if ((rc & 0xff) == SQLITE_NOTADB || (rc & 0xff) == SQLITE_CORRUPT)
        return IBID_OK;
    if (rc)
        return store_fail(old, err);
    int id = application_of(old->db);
    if (id && id != STORE_APPLICATION_ID)
        return err_set(err, IBID_FOREIGN,
                       "%s is another program's SQLite database; nothing was "
                       "replaced",
                       old->path);
    return IBID_OK;
}

/* A journal that is still there would be played into the new file. */
static enum ibid_status keep_journal(const char *path, const char *kept,
                                     struct ibid_error *err)
{
    struct buf from = {0}, to = {0};
    enum ibid_status status = IBID_OK;
    buf_printf(&from, "%s-journal", path);
    buf_printf(&to, "%s-journal", kept);
    if (access(from.ptr, F_OK) == 0 && rename(from.ptr, to.ptr) != 0)
        status = err_set(err, IBID_IO, "cannot rename %s: %s", from.ptr,
                         strerror(errno));
    buf_done(&from);
    buf_done(&to);
    return status;
}

static enum ibid_status keep(const char *path, const char *kept,
                             struct ibid_error *err)
{
    struct store old = {.path = (char *)path};
    enum ibid_status status = lock(&old, err);
    if (!status)
        status = sync_link(path, kept, err);
    if (!status)
        status = keep_journal(path, kept, err);
    sqlite3_close(old.db);
    return status;
}

enum ibid_status store_swap(const char *path, const char *draft,
                            const char *kept, struct ibid_error *err)
{
    struct stat info;
    enum ibid_status status = IBID_OK;
    bool there = lstat(path, &info) == 0;
    if (there && !S_ISREG(info.st_mode))
        return err_set(err, IBID_FOREIGN,
                       "%s is not a regular file (links are not followed)",
                       path);
    if (there)
        status = keep(path, kept, err);
    if (!status && there && rename(draft, path) != 0)
        status =
            err_set(err, IBID_IO, "cannot write %s: %s", path, strerror(errno));
    if (!status && !there) {
        status = sync_link(draft, path, err);
        unlink(draft);
    }
    return status ? status : sync_folder_of(path, err);
}
