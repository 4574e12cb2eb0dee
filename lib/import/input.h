/* input.h - open files, descriptors and memory as streams, unpacked. */
#ifndef IMPORT_INPUT_H
#define IMPORT_INPUT_H

#include <stdio.h>

#include "base/buf.h"
#include "import/importer.h"

/* What a nameless copy may take of the disk. */
static const int64_t INPUT_COPY_MAX = (int64_t)16 * 1024 * 1024 * 1024;

/* Open a file, or standard input for "-". Gzip and zstd data is unpacked
 * whatever the name. IBID_IO: cannot be opened or read; IBID_INVALID: an empty
 * file, or packed data that is broken. The caller closes it. */
enum ibid_status input_open_path(const char *path, struct input **out,
                                 struct ibid_error *err);

/* The same over a descriptor, which stays the caller's. */
enum ibid_status input_open_fd(int fd, const char *name, struct input **out,
                               struct ibid_error *err);

/* Bytes that stay where they are. */
enum ibid_status input_open_memory(struct str bytes, const char *name,
                                   struct input **out, struct ibid_error *err);
/* Bytes that another reader gives: a member of an archive. As input.read. */
typedef enum ibid_status input_pull(void *ctx, char *to, size_t room,
                                    size_t *got, struct ibid_error *err);
enum ibid_status input_open_pull(input_pull *pull, void *ctx, const char *name,
                                 struct input **out, struct ibid_error *err);

/* All bytes of an input of which nothing was read yet, as a file that can be
 * read at any place: its own file, or a nameless copy. The caller closes it;
 * the input must not be read any more. IBID_LIMIT past INPUT_COPY_MAX. */
enum ibid_status input_seekable(struct input *in, FILE **out,
                                struct ibid_error *err);
void input_close(struct input *in); /* NULL allowed */

/* All of it, appended to `out`. IBID_LIMIT past ARTICLE_BYTES_MAX. */
enum ibid_status input_all(struct input *in, struct buf *out,
                           struct ibid_error *err);

#endif
