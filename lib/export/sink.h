/* sink.h - where an export goes: a file that appears only when complete, or
 * the caller's function. */
#ifndef EXPORT_SINK_H
#define EXPORT_SINK_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

enum { SINK_BYTES = 64 * 1024 }; /* written at a time */

/* Bytes are put into `buf` and leave it with sink_flush(). */
struct sink {
    struct buf buf;
    int64_t bytes; /* gone so far */
    struct hash hash;
    struct sha256 sha256; /* of all bytes, after sink_finish() */
    bool hashing;
    int fd;            /* -1: `write` */
    char *path, *temp; /* NULL: nothing to rename */
    bool (*write)(void *ctx, const char *bytes, size_t count);
    void *ctx;
};

/* To the file at `path`, under a temporary name in its folder until
 * sink_publish(). A device or pipe is written directly. IBID_IO. */
enum ibid_status sink_open_file(struct sink *sink, const char *path,
                                struct ibid_error *err);

/* To the caller's function; false from it is IBID_IO. */
void sink_open_function(struct sink *sink,
                        bool (*write)(void *ctx, const char *bytes,
                                      size_t count),
                        void *ctx);

/* Write what is in `buf`: at SINK_BYTES, and all of it at the end, to disk. */
enum ibid_status sink_flush(struct sink *sink, struct ibid_error *err);
enum ibid_status sink_finish(struct sink *sink, struct ibid_error *err);

/* Give the finished file its name. */
enum ibid_status sink_publish(struct sink *sink, struct ibid_error *err);

/* Release it; a file that was not published is removed. */
void sink_done(struct sink *sink);

#endif
