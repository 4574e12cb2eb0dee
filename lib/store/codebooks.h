/* codebooks.h - snapshots of codebooks as they were when used. */
#ifndef STORE_CODEBOOKS_H
#define STORE_CODEBOOKS_H

#include "base/hash.h"
#include "store/store.h"

enum { STORE_CODEBOOK_FILES_MAX = 256 };

/* One file of a codebook: path below its folder, and bytes. */
struct store_file {
    const char *path;
    struct str bytes;
};

struct codebook_row {
    int64_t no;
    const char *name, *language;
    struct sha256 sha256;
    const struct store_file *files;
    size_t file_count;
};

/* Keep a snapshot (once per hash); within a write transaction. */
enum ibid_status store_codebook_keep(struct store *st,
                                     const struct codebook_row *codebook,
                                     int64_t *no, struct ibid_error *err);

/* The snapshot number `no`, or the one in use (0). IBID_NOT_FOUND. */
enum ibid_status store_codebook_get(struct store *st, int64_t no,
                                    struct arena *mem, struct codebook_row *out,
                                    struct ibid_error *err);

#endif
