/* child.h - run another program over a file, fenced in. */
#ifndef IMPORT_CHILD_H
#define IMPORT_CHILD_H

#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"

enum {
    CHILD_SECONDS_MAX = 60,       /* of its processor time */
    CHILD_WAIT_SECONDS_MAX = 180, /* of the clock */
    CHILD_OUTPUT_BYTES_MAX = 512 * 1024 * 1024,
};
/* What it may take of memory. */
static const int64_t CHILD_MEMORY_BYTES_MAX = (int64_t)2 * 1024 * 1024 * 1024;

/* Run program `argv[0]` (looked for in /usr/bin and /usr/local/bin, no shell,
 * no environment but LC_ALL=C) with `in` as its standard input; what it
 * prints is appended to `out`, `*code` is its exit code. It can open nothing
 * for writing, has no network where the kernel lets us take it away, gains no
 * rights, and is stopped at the limits above. IBID_NOT_FOUND: it is not
 * installed. IBID_LIMIT: it was stopped. IBID_IO: it could not be run. */
enum ibid_status child_run(const char *const *argv, FILE *in, struct buf *out,
                           int *code, struct ibid_error *err);

#endif
