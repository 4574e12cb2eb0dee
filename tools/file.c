/* file.c - read and write a small file in one go. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"

enum { FILE_CHUNK = 64 * 1024 };

static enum ibid_status fail(struct ibid_error *err, const char *path)
{
    enum ibid_status status = errno == ENOENT ? IBID_NOT_FOUND : IBID_IO;
    err_set(err, status, "%s", strerror(errno));
    err_at(err, path, 0, -1);
    return status;
}

enum ibid_status file_read(const char *path, struct buf *out,
                           struct ibid_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(err, path);
    enum ibid_status status = IBID_OK;
    for (;;) {
        ssize_t got = read(fd, buf_reserve(out, FILE_CHUNK), FILE_CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = fail(err, path);
        if (got <= 0)
            break;
        out->len += (size_t)got;
        if (out->len > FILE_BYTES_MAX) {
            status = err_set(err, IBID_LIMIT, "larger than %d MB",
                             FILE_BYTES_MAX / 1024 / 1024);
            err_at(err, path, 0, -1);
            break;
        }
    }
    close(fd);
    return status;
}

enum ibid_status file_write(const char *path, struct str bytes,
                            struct ibid_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(err, path);
    size_t done = 0;
    while (done < bytes.len) {
        ssize_t wrote = write(fd, bytes.ptr + done, bytes.len - done);
        if (wrote < 0 && errno != EINTR)
            break;
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    bool whole = done == bytes.len;
    if (close(fd) != 0 || !whole)
        return fail(err, path);
    return IBID_OK;
}
