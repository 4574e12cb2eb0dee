/* vfs.c - a SQLite VFS over the usual one whose operations ask the disk that
 * can fail first. */
#include "vfs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "disk.h"

enum { PATH_BYTES = 512 };

/* SQLite allocates it with room for the usual file behind. */
struct file {
    sqlite3_file base;
    char path[PATH_BYTES]; /* "" for a temporary one */
    bool journal;
};

static sqlite3_file *real(sqlite3_file *file)
{
    return (sqlite3_file *)((struct file *)file + 1);
}

static const char *path_of(sqlite3_file *file)
{
    return ((struct file *)file)->path;
}

static sqlite3_vfs *usual(sqlite3_vfs *vfs)
{
    return vfs->pAppData;
}

/* ---- Files ------------------------------------------------------------- */

static int file_close(sqlite3_file *file)
{
    return real(file)->pMethods->xClose(real(file));
}

static int file_read(sqlite3_file *file, void *to, int count, sqlite3_int64 at)
{
    if (disk_hit(path_of(file), DISK_READ))
        return SQLITE_IOERR_READ;
    return real(file)->pMethods->xRead(real(file), to, count, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int count,
                      sqlite3_int64 at)
{
    enum fault_kind fault = disk_hit(path_of(file), DISK_WRITE);
    if (fault == FAULT_SHORT && count > 1)
        (void)real(file)->pMethods->xWrite(real(file), bytes, count / 2, at);
    if (fault)
        return fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    disk_wrote(path_of(file), at, bytes, (size_t)count);
    return real(file)->pMethods->xWrite(real(file), bytes, count, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 bytes)
{
    if (disk_hit(path_of(file), DISK_WRITE))
        return SQLITE_IOERR_TRUNCATE;
    disk_cut_to(path_of(file), bytes);
    return real(file)->pMethods->xTruncate(real(file), bytes);
}

/* The first sync of a journal syncs its folder as well. */
static int file_sync(sqlite3_file *file, int flags)
{
    enum fault_kind fault = disk_hit(path_of(file), DISK_SYNC);
    if (fault)
        return fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
    disk_synced(path_of(file));
    if (((struct file *)file)->journal)
        disk_synced_folder(path_of(file));
    return real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    if (disk_hit(path_of(file), DISK_READ))
        return SQLITE_IOERR_FSTAT;
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int file_lock(sqlite3_file *file, int level)
{
    if (disk_hit(path_of(file), DISK_READ))
        return SQLITE_IOERR_LOCK;
    return real(file)->pMethods->xLock(real(file), level);
}

static int file_unlock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

static int file_reserved(sqlite3_file *file, int *out)
{
    if (disk_hit(path_of(file), DISK_READ))
        return SQLITE_IOERR_CHECKRESERVEDLOCK;
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

static int file_control(sqlite3_file *file, int op, void *argument)
{
    return real(file)->pMethods->xFileControl(real(file), op, argument);
}

static int file_sector(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

static int file_character(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static const sqlite3_io_methods methods = {
    .iVersion = 1, /* no shared memory, no mapping */
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_character,
};

/* ---- The system -------------------------------------------------------- */

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file,
                    int flags, int *out)
{
    struct file *f = (struct file *)file;
    *f = (struct file){.journal = (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0};
    if (path)
        (void)snprintf(f->path, sizeof f->path, "%s", path);
    bool makes = flags & SQLITE_OPEN_CREATE;
    if (disk_hit(f->path, makes ? DISK_NAME : DISK_READ))
        return SQLITE_CANTOPEN;
    memset(real(file), 0, (size_t)usual(vfs)->szOsFile);
    int rc = usual(vfs)->xOpen(usual(vfs), path, real(file), flags, out);
    if (rc == SQLITE_OK && makes)
        disk_made(f->path);
    if (real(file)->pMethods)
        file->pMethods = &methods;
    return rc;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    if (disk_hit(path, DISK_NAME))
        return SQLITE_IOERR_DELETE;
    int rc = usual(vfs)->xDelete(usual(vfs), path, 0);
    if (rc == SQLITE_OK)
        disk_unlinked(path);
    if (rc != SQLITE_OK || !sync)
        return rc;
    if (disk_hit(path, DISK_SYNC)) /* it is gone, for all we know */
        return SQLITE_IOERR_DIR_FSYNC;
    disk_synced_folder(path);
    return SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *out)
{
    if (disk_hit(path, DISK_READ))
        return SQLITE_IOERR_ACCESS;
    return usual(vfs)->xAccess(usual(vfs), path, flags, out);
}

static int vfs_full_name(sqlite3_vfs *vfs, const char *path, int room,
                         char *out)
{
    return usual(vfs)->xFullPathname(usual(vfs), path, room, out);
}

void vfs_install(void)
{
    static sqlite3_vfs vfs;
    sqlite3_vfs *below = sqlite3_vfs_find(NULL);
    vfs = *below;
    vfs.iVersion = 2;
    vfs.zName = "fault";
    vfs.pAppData = below;
    vfs.szOsFile = (int)sizeof(struct file) + below->szOsFile;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    vfs.xAccess = vfs_access;
    vfs.xFullPathname = vfs_full_name;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
        desk_fail("the fault VFS cannot be registered");
}
