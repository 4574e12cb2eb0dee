/* feed.c - a file read in pieces, with its lines counted. */
#include "verify/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "verify/verify.h"

enum ibid_status feed_open(struct feed *feed, const char *path,
                           struct ibid_error *err)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? IBID_NOT_FOUND : IBID_IO,
                       "cannot read %s: %s", path, strerror(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(fd);
        return err_set(err, IBID_INVALID, "%s is not a file", path);
    }
    feed->fd = fd;
    feed->path = path;
    feed->at = feed->len = 0;
    feed->line = 1;
    feed->ended = false;
    feed->hash = hash_begin();
    enum ibid_status status = feed_more(feed, err);
    if (!status && feed->len >= 3 &&
        memcmp(feed->bytes, "\xef\xbb\xbf", 3) == 0)
        feed->at = 3;
    if (status)
        feed_close(feed);
    return status;
}

void feed_close(struct feed *feed)
{
    if (!feed->ended)
        (void)hash_end(&feed->hash);
    close(feed->fd);
}

enum ibid_status feed_more(struct feed *feed, struct ibid_error *err)
{
    ssize_t got;
    if (feed->ended || feed->at < feed->len)
        return IBID_OK;
    do
        got = read(feed->fd, feed->bytes, sizeof feed->bytes);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_set(err, IBID_IO, "cannot read %s: %s", feed->path,
                       strerror(errno));
    feed->at = 0;
    feed->len = (size_t)got;
    hash_add(&feed->hash, (struct str){feed->bytes, feed->len});
    if (got == 0) {
        feed->ended = true;
        feed->sha256 = hash_end(&feed->hash);
    }
    return IBID_OK;
}

int feed_peek(struct feed *feed, enum ibid_status *status,
              struct ibid_error *err)
{
    if (feed->at == feed->len)
        *status = feed_more(feed, err);
    if (*status || feed->at == feed->len)
        return -1;
    return (unsigned char)feed->bytes[feed->at];
}

void feed_take(struct feed *feed)
{
    feed->line += feed->bytes[feed->at++] == '\n';
}

enum ibid_status feed_invalid(const struct feed *feed, struct ibid_error *err,
                              const char *what)
{
    enum ibid_status status = err_set(err, IBID_INVALID, "%s, line %lld: %s",
                                      feed->path, (long long)feed->line, what);
    err_at(err, feed->path, feed->line, -1);
    return status;
}

int feed_skip_blanks(struct feed *feed, enum ibid_status *status,
                     struct ibid_error *err)
{
    for (;;) {
        int c = feed_peek(feed, status, err);
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return c;
        feed_take(feed);
    }
}

/* Where a value is: within a string, behind a backslash, how deep. */
struct scan {
    bool string, escaped, scalar;
    int64_t depth;
};

/* Does the value end before `c` (scalars), or with it? */
static bool scan_ends_before(const struct scan *scan, int c)
{
    return scan->scalar && (c == ',' || c == ']' || c == '}' || c == ' ' ||
                            c == '\t' || c == '\n' || c == '\r');
}

static bool scan_ends_with(struct scan *scan, int c)
{
    if (scan->escaped) {
        scan->escaped = false;
    } else if (scan->string) {
        scan->escaped = c == '\\';
        scan->string = c != '"';
        return !scan->string && scan->depth == 0;
    } else if (c == '"') {
        scan->string = true;
    } else if (c == '{' || c == '[') {
        scan->depth++;
    } else if (c == '}' || c == ']') {
        return --scan->depth <= 0;
    } else if (scan->depth == 0) {
        scan->scalar = true;
    }
    return false;
}

enum ibid_status feed_json(struct feed *feed, struct buf *out,
                           struct ibid_error *err)
{
    struct scan scan = {0};
    enum ibid_status status = IBID_OK;
    buf_reset(out);
    for (;;) {
        int c = feed_peek(feed, &status, err);
        if (status)
            return status;
        if (c < 0)
            return scan.scalar ? IBID_OK
                               : feed_invalid(feed, err, "the JSON ends early");
        if (scan_ends_before(&scan, c))
            return IBID_OK;
        buf_byte(out, (char)c);
        feed_take(feed);
        if (scan_ends_with(&scan, c))
            return IBID_OK;
        if (out->len > VERIFY_RECORD_BYTES_MAX)
            return err_set(err, IBID_LIMIT,
                           "%s, line %lld: a record has more than %d bytes",
                           feed->path, (long long)feed->line,
                           VERIFY_RECORD_BYTES_MAX);
    }
}
