/* sync.c - files that outlast a power cut: contents, names. */
#include "store/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

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

enum ibid_status sync_file(const char *path, struct ibid_error *err)
{
    return sync_path(path, O_RDONLY | O_NOFOLLOW, err);
}

enum ibid_status sync_folder_of(const char *path, struct ibid_error *err)
{
    const char *slash = strrchr(path, '/');
    struct arena mem = {0};
    const char *folder =
        slash ? arena_strndup(&mem, path, (size_t)(slash - path) + 1) : ".";
    enum ibid_status status = sync_path(folder, O_RDONLY | O_DIRECTORY, err);
    arena_done(&mem);
    return status;
}

/* FAT and its like have no links: take the name first, then rename over it. */
static bool rename_new(const char *from, const char *to)
{
    int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    close(fd);
    if (rename(from, to) == 0)
        return true;
    int why = errno;
    unlink(to);
    errno = why;
    return false;
}

enum ibid_status sync_link(const char *from, const char *to,
                           struct ibid_error *err)
{
    bool made = link(from, to) == 0;
    if (!made && (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS))
        made = rename_new(from, to);
    if (made)
        return IBID_OK;
    if (errno == EEXIST)
        return err_set(err, IBID_CONFLICT,
                       "%s exists; name another file or remove it", to);
    return err_set(err, IBID_IO, "cannot make %s: %s", to, strerror(errno));
}
