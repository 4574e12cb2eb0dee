/* calls.c - what ibid itself asks of the system, through the disk that can
 * fail: the linker is told to bring these calls here (--wrap). */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "disk.h"

enum { FILES_MAX = 256, PATH_BYTES = 512 };

/* Names of what is open, by descriptor. */
static char open_paths[FILES_MAX][PATH_BYTES];
static bool open_folders[FILES_MAX];

int __real_open(const char *path, int flags, ...);
int __real_close(int fd);
ssize_t __real_write(int fd, const void *bytes, size_t count);
int __real_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __real_link(const char *from, const char *to);
int __real_unlink(const char *path);

int __wrap_open(const char *path, int flags, ...);
int __wrap_close(int fd);
ssize_t __wrap_write(int fd, const void *bytes, size_t count);
int __wrap_fsync(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __wrap_unlink(const char *path);

static int fail(enum fault_kind fault)
{
    errno = fault == FAULT_FULL ? ENOSPC : EIO;
    return -1;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    int mode = flags & O_CREAT ? va_arg(args, int) : 0;
    va_end(args);
    enum fault_kind fault =
        disk_hit(path, flags & O_CREAT ? DISK_NAME : DISK_READ);
    if (fault)
        return fail(fault);
    int fd = __real_open(path, flags, mode);
    if (fd < 0 || fd >= FILES_MAX)
        return fd;
    (void)snprintf(open_paths[fd], PATH_BYTES, "%s", path);
    open_folders[fd] = flags & O_DIRECTORY;
    if (flags & O_CREAT)
        disk_made(path);
    if (flags & O_TRUNC)
        disk_cut_to(path, 0);
    return fd;
}

static const char *path_of(int fd)
{
    return fd >= 0 && fd < FILES_MAX ? open_paths[fd] : "";
}

int __wrap_close(int fd)
{
    if (fd >= 0 && fd < FILES_MAX)
        open_paths[fd][0] = '\0';
    return __real_close(fd);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t count)
{
    enum fault_kind fault = disk_hit(path_of(fd), DISK_WRITE);
    if (fault == FAULT_SHORT && count > 1)
        return __real_write(fd, bytes, count / 2);
    if (fault)
        return fail(fault);
    disk_wrote(path_of(fd), lseek(fd, 0, SEEK_CUR), bytes, count);
    return __real_write(fd, bytes, count);
}

int __wrap_fsync(int fd)
{
    char inside[PATH_BYTES + 2];
    bool folder = fd >= 0 && fd < FILES_MAX && open_folders[fd];
    size_t length = strlen(path_of(fd));
    bool slash = length && path_of(fd)[length - 1] == '/';
    (void)snprintf(inside, sizeof inside, "%s%s", path_of(fd),
                   !folder ? ""
                   : slash ? "."
                           : "/.");
    enum fault_kind fault = disk_hit(inside, DISK_SYNC);
    if (fault)
        return fail(fault);
    if (folder)
        disk_synced_folder(inside);
    else
        disk_synced(inside);
    return __real_fsync(fd);
}

int __wrap_rename(const char *from, const char *to)
{
    enum fault_kind fault = disk_hit(from, DISK_NAME);
    if (fault)
        return fail(fault);
    int rc = __real_rename(from, to);
    if (rc == 0)
        disk_renamed(from, to);
    return rc;
}

int __wrap_link(const char *from, const char *to)
{
    enum fault_kind fault = disk_hit(from, DISK_NAME);
    if (fault)
        return fail(fault);
    int rc = __real_link(from, to);
    if (rc == 0)
        disk_linked(from, to);
    return rc;
}

int __wrap_unlink(const char *path)
{
    enum fault_kind fault = disk_hit(path, DISK_NAME);
    if (fault)
        return fail(fault);
    int rc = __real_unlink(path);
    if (rc == 0)
        disk_unlinked(path);
    return rc;
}
