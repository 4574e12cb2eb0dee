/* sink.c - where an export goes: a file that appears only when complete, or
 * the caller's function. */
#include "export/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static enum ibid_status fail(const char *path, struct ibid_error *err)
{
    return err_set(err, IBID_IO, "cannot write %s: %s",
                   path ? path : "the output", strerror(errno));
}

static char *copy(const char *text, const char *more)
{
    struct buf out = {0};
    buf_text(&out, text);
    buf_text(&out, more);
    return out.ptr;
}

static void begin(struct sink *sink)
{
    *sink = (struct sink){.fd = -1, .hashing = true, .hash = hash_begin()};
}

void sink_open_function(struct sink *sink,
                        bool (*write_)(void *ctx, const char *bytes,
                                       size_t count),
                        void *ctx)
{
    begin(sink);
    sink->write = write_;
    sink->ctx = ctx;
}

/* A name beside `path`, so that renaming stays on one disk. */
static enum ibid_status open_temporary(struct sink *sink, const char *path,
                                       struct ibid_error *err)
{
    char ending[ID_BYTES + 8] = ".", id[ID_BYTES];
    id_random('t', id);
    memcpy(ending + 1, id, ID_CHARS);
    memcpy(ending + 1 + ID_CHARS, ".tmp", 5);
    sink->path = copy(path, "");
    sink->temp = copy(path, ending);
    sink->fd = open(sink->temp,
                    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (sink->fd >= 0)
        return IBID_OK;
    free(sink->temp);
    sink->temp = NULL;
    return fail(path, err);
}

enum ibid_status sink_open_file(struct sink *sink, const char *path,
                                struct ibid_error *err)
{
    begin(sink);
    struct stat info;
    if (lstat(path, &info) != 0)
        return open_temporary(sink, path, err);
    bool link = S_ISLNK(info.st_mode);
    if (link && stat(path, &info) != 0)
        return fail(path, err);
    if (S_ISCHR(info.st_mode) || S_ISFIFO(info.st_mode)) {
        sink->fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
        return sink->fd < 0 ? fail(path, err) : IBID_OK;
    }
    if (S_ISDIR(info.st_mode))
        return err_set(err, IBID_INVALID,
                       "%s is a folder; end it with / for a table per kind",
                       path);
    if (link || !S_ISREG(info.st_mode))
        return err_set(err, IBID_INVALID,
                       "%s is not a regular file (links are not followed)",
                       path);
    return open_temporary(sink, path, err);
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t wrote = write(fd, bytes.ptr, bytes.len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        bytes = str_cut(bytes, (size_t)wrote, bytes.len);
    }
    return true;
}

static enum ibid_status drain(struct sink *sink, struct ibid_error *err)
{
    struct str bytes = buf_view(&sink->buf);
    hash_add(&sink->hash, bytes);
    if (sink->fd >= 0 && !write_all(sink->fd, bytes))
        return fail(sink->path, err);
    if (sink->fd < 0 && bytes.len &&
        !sink->write(sink->ctx, bytes.ptr, bytes.len))
        return err_set(err, IBID_IO, "the output could not be written");
    sink->bytes += (int64_t)bytes.len;
    buf_reset(&sink->buf);
    return IBID_OK;
}

enum ibid_status sink_flush(struct sink *sink, struct ibid_error *err)
{
    return sink->buf.len >= SINK_BYTES ? drain(sink, err) : IBID_OK;
}

enum ibid_status sink_finish(struct sink *sink, struct ibid_error *err)
{
    enum ibid_status status = drain(sink, err);
    if (!status) {
        sink->sha256 = hash_end(&sink->hash);
        sink->hashing = false;
    }
    if (!status && sink->temp && fsync(sink->fd) != 0)
        status = fail(sink->path, err);
    if (!status && sink->fd >= 0) {
        int rc = close(sink->fd);
        sink->fd = -1;
        if (rc != 0)
            status = fail(sink->path, err);
    }
    return status;
}

/* The new name is on disk when its folder is. A file system that cannot sync
 * folders does it by itself. */
static void sync_folder_of(const char *path)
{
    char *folder = copy(path, "");
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[1] = '\0';
    int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(folder);
}

enum ibid_status sink_publish(struct sink *sink, struct ibid_error *err)
{
    if (!sink->temp)
        return IBID_OK;
    if (rename(sink->temp, sink->path) != 0)
        return fail(sink->path, err);
    free(sink->temp);
    sink->temp = NULL;
    sync_folder_of(sink->path);
    return IBID_OK;
}

void sink_done(struct sink *sink)
{
    if (sink->hashing)
        (void)hash_end(&sink->hash);
    sink->hashing = false;
    if (sink->fd > 0)
        close(sink->fd);
    if (sink->temp)
        unlink(sink->temp);
    free(sink->temp);
    free(sink->path);
    buf_done(&sink->buf);
    *sink = (struct sink){.fd = -1};
}
