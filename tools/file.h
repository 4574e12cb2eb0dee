/* file.h - whole small files. */
#ifndef TOOLS_FILE_H
#define TOOLS_FILE_H

#include "base/buf.h"
#include "ibid.h"

enum { FILE_BYTES_MAX = 64 * 1024 * 1024 };

/* Append what is in `path` to `out`. IBID_NOT_FOUND, IBID_IO, IBID_LIMIT. */
enum ibid_status file_read(const char *path, struct buf *out,
                           struct ibid_error *err);

/* Replace what is in `path`. IBID_IO. */
enum ibid_status file_write(const char *path, struct str bytes,
                            struct ibid_error *err);

#endif
