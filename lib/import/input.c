/* input.c - files, descriptors and memory as streams of bytes, unpacked. */
#include "import/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"

enum {
    CHUNK_BYTES = 64 * 1024,
    ZSTD_WINDOW_LOG_MAX = 27, /* 128 MiB: what zstd writes unless forced */
};

/* Where raw bytes come from: one of the three. */
struct origin {
    int fd; /* -1: another */
    bool owns_fd;
    struct str memory;
    input_pull *pull; /* or NULL */
    void *ctx;
};

struct stream {
    struct input input;
    struct origin from;
    char *name;
    bool gzip, member_done, raw_end;
    z_stream z;
    ZSTD_DCtx *zstd; /* or NULL */
    size_t head_used;
    char raw[CHUNK_BYTES];
    size_t raw_at, raw_len;
    char head[IMPORT_SNIFF_BYTES];
};

/* Fill the raw buffer when it is used up. */
static enum ibid_status raw_fill(struct stream *s, struct ibid_error *err)
{
    if (s->raw_at < s->raw_len || s->raw_end)
        return IBID_OK;
    s->raw_at = s->raw_len = 0;
    if (s->from.pull) {
        enum ibid_status status =
            s->from.pull(s->from.ctx, s->raw, sizeof s->raw, &s->raw_len, err);
        if (status != IBID_OK)
            return status;
    } else if (s->from.fd < 0) {
        size_t take =
            s->from.memory.len < CHUNK_BYTES ? s->from.memory.len : CHUNK_BYTES;
        if (take)
            memcpy(s->raw, s->from.memory.ptr, take);
        s->from.memory = str_cut(s->from.memory, take, s->from.memory.len);
        s->raw_len = take;
    } else {
        ssize_t got;
        do {
            got = read(s->from.fd, s->raw, sizeof s->raw);
        } while (got < 0 && errno == EINTR);
        if (got < 0)
            return err_set(err, IBID_IO, "cannot read: %s", strerror(errno));
        s->raw_len = (size_t)got;
    }
    s->raw_end = s->raw_len == 0;
    return IBID_OK;
}

static enum ibid_status plain_read(struct stream *s, char *to, size_t room,
                                   size_t *got, struct ibid_error *err)
{
    enum ibid_status status = raw_fill(s, err);
    if (status != IBID_OK)
        return status;
    size_t have = s->raw_len - s->raw_at;
    *got = have < room ? have : room;
    memcpy(to, s->raw + s->raw_at, *got);
    s->raw_at += *got;
    return IBID_OK;
}

/* Behind a member: another one, or the end (padding and the like). */
static bool next_member(struct stream *s)
{
    if (s->raw_at >= s->raw_len || (unsigned char)s->raw[s->raw_at] != 0x1F)
        return false;
    s->member_done = false;
    return inflateReset(&s->z) == Z_OK;
}

static enum ibid_status gzip_step(struct stream *s, char *to, size_t room,
                                  size_t *got, struct ibid_error *err)
{
    enum ibid_status status = raw_fill(s, err);
    if (status != IBID_OK)
        return status;
    if (s->member_done && !next_member(s)) {
        s->raw_end = true;
        s->raw_at = s->raw_len;
        return IBID_OK;
    }
    if (s->raw_end)
        return err_set(err, IBID_INVALID,
                       "truncated gzip data: the file ends too early; copy or "
                       "download it again");
    s->z.next_in = (Bytef *)(s->raw + s->raw_at);
    s->z.avail_in = (uInt)(s->raw_len - s->raw_at);
    s->z.next_out = (Bytef *)to;
    s->z.avail_out = (uInt)(room < CHUNK_BYTES ? room : CHUNK_BYTES);
    uInt before = s->z.avail_out;
    int rc = inflate(&s->z, Z_NO_FLUSH);
    s->raw_at = s->raw_len - s->z.avail_in;
    *got = before - s->z.avail_out;
    s->member_done = rc == Z_STREAM_END;
    if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
        return err_set(err, IBID_INVALID, "broken gzip data: %s",
                       s->z.msg ? s->z.msg : "not readable");
    return IBID_OK;
}

static enum ibid_status zstd_step(struct stream *s, char *to, size_t room,
                                  size_t *got, struct ibid_error *err)
{
    enum ibid_status status = raw_fill(s, err);
    if (status != IBID_OK || (s->raw_end && s->member_done))
        return status;
    ZSTD_inBuffer in = {s->raw, s->raw_len, s->raw_at};
    ZSTD_outBuffer out = {to, room, 0};
    size_t left = ZSTD_decompressStream(s->zstd, &out, &in);
    s->raw_at = in.pos;
    *got = out.pos;
    if (ZSTD_isError(left))
        return err_set(err, IBID_INVALID, "broken zstd data: %s",
                       ZSTD_getErrorName(left));
    s->member_done = left == 0;
    if (s->raw_end && !*got && left)
        return err_set(err, IBID_INVALID,
                       "truncated zstd data: the file ends too early; copy or "
                       "download it again");
    return IBID_OK;
}

static enum ibid_status stream_read(struct stream *s, char *to, size_t room,
                                    size_t *got, struct ibid_error *err)
{
    *got = 0;
    if (!room)
        return IBID_OK;
    if (!s->gzip && !s->zstd)
        return plain_read(s, to, room, got, err);
    enum ibid_status status = IBID_OK;
    while (status == IBID_OK && !*got && !(s->member_done && s->raw_end))
        status = s->gzip ? gzip_step(s, to, room, got, err)
                         : zstd_step(s, to, room, got, err);
    return status;
}

static enum ibid_status input_read(struct input *in, char *to, size_t room,
                                   size_t *got, struct ibid_error *err)
{
    struct stream *s = in->state;
    if (s->head_used < in->head.len) {
        size_t have = in->head.len - s->head_used;
        *got = have < room ? have : room;
        memcpy(to, in->head.ptr + s->head_used, *got);
        s->head_used += *got;
        return IBID_OK;
    }
    enum ibid_status status = stream_read(s, to, room, got, err);
    if (status != IBID_OK)
        err_at(err, in->name, 0, -1);
    return status;
}

static void zstd_start(struct stream *s)
{
    s->zstd = ZSTD_createDCtx();
    if (!s->zstd || ZSTD_isError(ZSTD_DCtx_setParameter(
                        s->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG_MAX)))
        mem_exhausted(1 << ZSTD_WINDOW_LOG_MAX);
}

static enum ibid_status unpack_start(struct stream *s, struct ibid_error *err)
{
    enum ibid_status status = raw_fill(s, err);
    struct str raw = {s->raw, s->raw_len};
    if (status != IBID_OK)
        return status;
    if (str_starts(raw, STR("\x28\xB5\x2F\xFD")))
        zstd_start(s);
    if (!str_starts(raw, STR("\x1F\x8B")))
        return IBID_OK;
    s->gzip = inflateInit2(&s->z, 15 + 16) == Z_OK; /* 16: gzip only */
    if (!s->gzip)
        mem_exhausted(sizeof s->z);
    return IBID_OK;
}

static enum ibid_status head_fill(struct stream *s, struct ibid_error *err)
{
    enum ibid_status status = unpack_start(s, err);
    size_t length = 0, got = 1;
    while (status == IBID_OK && got && length < sizeof s->head) {
        status = stream_read(s, s->head + length, sizeof s->head - length, &got,
                             err);
        length += got;
    }
    if (status == IBID_OK && !length)
        status = err_set(err, IBID_INVALID, "empty file");
    s->input.head = (struct str){s->head, length};
    return status;
}

/* The file itself, when it is one and not packed. */
static FILE *own_file(struct input *in)
{
    const struct stream *s = in->state;
    if (s->from.fd < 0 || s->gzip || s->zstd ||
        lseek(s->from.fd, 0, SEEK_SET) != 0)
        return NULL;
    int fd = fcntl(s->from.fd, F_DUPFD_CLOEXEC, 0);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "rb");
    if (fd >= 0 && !file)
        (void)close(fd);
    return file;
}

static enum ibid_status stream_open(struct origin from, const char *name,
                                    struct input **out, struct ibid_error *err)
{
    struct stream *s = mem_alloc(sizeof *s);
    *s = (struct stream){.from = from};
    s->name = mem_alloc(strlen(name) + 1);
    memcpy(s->name, name, strlen(name) + 1);
    s->input = (struct input){
        .name = s->name, .state = s, .read = input_read, .file = own_file};
    enum ibid_status status = head_fill(s, err);
    if (status != IBID_OK) {
        err_at(err, name, 0, -1);
        input_close(&s->input);
        return status;
    }
    *out = &s->input;
    return IBID_OK;
}

enum ibid_status input_open_fd(int fd, const char *name, struct input **out,
                               struct ibid_error *err)
{
    return stream_open((struct origin){.fd = fd}, name, out, err);
}

enum ibid_status input_open_memory(struct str bytes, const char *name,
                                   struct input **out, struct ibid_error *err)
{
    return stream_open((struct origin){.fd = -1, .memory = bytes}, name, out,
                       err);
}

enum ibid_status input_open_pull(input_pull *pull, void *ctx, const char *name,
                                 struct input **out, struct ibid_error *err)
{
    return stream_open((struct origin){.fd = -1, .pull = pull, .ctx = ctx},
                       name, out, err);
}

enum ibid_status input_open_path(const char *path, struct input **out,
                                 struct ibid_error *err)
{
    if (strcmp(path, "-") == 0)
        return input_open_fd(STDIN_FILENO, "-", out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        enum ibid_status status =
            err_set(err, IBID_IO, "cannot open: %s", strerror(errno));
        err_at(err, path, 0, -1);
        return status;
    }
    struct origin from = {.owns_fd = true};
    from.fd = fd; /* input_close() closes it */
    return stream_open(from, path, out, err);
}

static enum ibid_status copy_all(struct input *in, FILE *to,
                                 struct ibid_error *err)
{
    char chunk[CHUNK_BYTES];
    int64_t total = 0;
    for (size_t got = 1; got;) {
        enum ibid_status status = in->read(in, chunk, sizeof chunk, &got, err);
        if (status != IBID_OK)
            return status;
        total += (int64_t)got;
        if (total > INPUT_COPY_MAX)
            return err_set(err, IBID_LIMIT, "unpacks to more than %lld GiB",
                           (long long)(INPUT_COPY_MAX >> 30));
        if (fwrite(chunk, 1, got, to) != got)
            return err_set(err, IBID_IO,
                           "no room for a copy of it in the folder for "
                           "temporary files: %s",
                           strerror(errno));
    }
    rewind(to);
    return IBID_OK;
}

enum ibid_status input_seekable(struct input *in, FILE **out,
                                struct ibid_error *err)
{
    *out = in->file ? in->file(in) : NULL;
    if (*out)
        return IBID_OK;
    FILE *copy = tmpfile();
    if (!copy)
        return err_set(err, IBID_IO, "cannot make a temporary file: %s",
                       strerror(errno));
    enum ibid_status status = copy_all(in, copy, err);
    if (status == IBID_OK)
        *out = copy;
    else
        (void)fclose(copy);
    return status;
}

void input_close(struct input *in)
{
    if (!in)
        return;
    struct stream *s = in->state;
    if (s->gzip)
        (void)inflateEnd(&s->z);
    (void)ZSTD_freeDCtx(s->zstd);
    if (s->from.owns_fd)
        (void)close(s->from.fd);
    free(s->name);
    free(s);
}

enum ibid_status input_all(struct input *in, struct buf *out,
                           struct ibid_error *err)
{
    for (;;) {
        size_t got = 0;
        char *to = buf_reserve(out, CHUNK_BYTES);
        enum ibid_status status = in->read(in, to, CHUNK_BYTES, &got, err);
        if (status != IBID_OK)
            return status;
        if (!got)
            return IBID_OK;
        out->len += got;
        if (out->len <= ARTICLE_BYTES_MAX)
            continue;
        status = err_set(err, IBID_LIMIT,
                         "larger than the %d MiB an article may have "
                         "(ARTICLE_BYTES_MAX); split it into JSONL records",
                         ARTICLE_BYTES_MAX >> 20);
        err_at(err, in->name, 0, -1);
        return status;
    }
}
