/* feed.h - a file read in pieces, with its lines counted. Only for
 * lib/verify. */
#ifndef VERIFY_FEED_H
#define VERIFY_FEED_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

enum { FEED_BYTES = 64 * 1024 };

struct feed {
    int fd;
    const char *path;
    char bytes[FEED_BYTES];
    size_t at, len;
    int64_t line; /* from 1 */
    bool ended;
    struct hash hash;     /* of all bytes read */
    struct sha256 sha256; /* after the end */
};

/* A regular file (IBID_NOT_FOUND, IBID_IO). The first bytes are there. */
enum ibid_status feed_open(struct feed *feed, const char *path,
                           struct ibid_error *err);
void feed_close(struct feed *feed);

/* Have at least one byte at `at` unless the file has ended. */
enum ibid_status feed_more(struct feed *feed, struct ibid_error *err);

/* The next byte, -1 at the end; *status tells a failure. */
int feed_peek(struct feed *feed, enum ibid_status *status,
              struct ibid_error *err);
void feed_take(struct feed *feed); /* the byte peeked at */

/* One JSON value, as text: its brackets and strings balance. IBID_LIMIT past
 * VERIFY_RECORD_BYTES_MAX, IBID_INVALID at an early end. */
enum ibid_status feed_json(struct feed *feed, struct buf *out,
                           struct ibid_error *err);

/* Over blanks; then the byte there, -1 at the end. */
int feed_skip_blanks(struct feed *feed, enum ibid_status *status,
                     struct ibid_error *err);

/* "FILE, line N: what" as IBID_INVALID. */
enum ibid_status feed_invalid(const struct feed *feed, struct ibid_error *err,
                              const char *what);

#endif
