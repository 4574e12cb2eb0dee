/* codebooks.c - snapshots of codebooks as they were when used. */
#include "store/codebooks.h"

#include <stdlib.h>

#include "store/private.h"

enum { CODEBOOK_BYTES_MAX = 64 * 1024 * 1024 };

/* path and bytes of each file, varint length before each; then zstd. */
static void files_pack(struct store *st, const struct codebook_row *codebook,
                       struct buf *out)
{
    struct buf plain = {0};
    for (size_t i = 0; i < codebook->file_count; i++) {
        struct str path = str_of(codebook->files[i].path);
        buf_varint(&plain, path.len);
        buf_str(&plain, path);
        buf_varint(&plain, codebook->files[i].bytes.len);
        buf_str(&plain, codebook->files[i].bytes);
    }
    buf_varint(out, plain.len);
    store_pack(st, buf_view(&plain), out);
    buf_done(&plain);
}

static bool piece(struct str plain, size_t *at, struct str *out)
{
    uint64_t length;
    if (!varint_next(plain, at, &length) || length > plain.len - *at)
        return false;
    *out = str_cut(plain, *at, *at + (size_t)length);
    *at += (size_t)length;
    return true;
}

static enum ibid_status files_of(struct str plain, struct arena *mem,
                                 struct codebook_row *out,
                                 struct ibid_error *err)
{
    struct store_file *files =
        arena_array(mem, STORE_CODEBOOK_FILES_MAX, sizeof *files);
    size_t at = 0, n = 0;
    while (at < plain.len) {
        struct str path, bytes;
        if (n == STORE_CODEBOOK_FILES_MAX || !piece(plain, &at, &path) ||
            !piece(plain, &at, &bytes))
            return err_set(err, IBID_DAMAGED,
                           "the stored codebook cannot be read");
        files[n++] = (struct store_file){arena_strndup(mem, path.ptr, path.len),
                                         arena_str(mem, bytes)};
    }
    out->files = files;
    out->file_count = n;
    return IBID_OK;
}

static enum ibid_status files_unpack(struct store *st, struct str packed,
                                     struct arena *mem,
                                     struct codebook_row *out,
                                     struct ibid_error *err)
{
    size_t at = 0;
    uint64_t bytes;
    char *plain;
    if (!varint_next(packed, &at, &bytes) || bytes > CODEBOOK_BYTES_MAX)
        return err_set(err, IBID_DAMAGED, "the stored codebook cannot be read");
    enum ibid_status status = store_unpack(st, str_cut(packed, at, packed.len),
                                           (size_t)bytes, &plain, err);
    if (status)
        return status;
    status = files_of((struct str){plain, (size_t)bytes}, mem, out, err);
    free(plain);
    return status;
}

static enum ibid_status by_hash(struct store *st, const struct sha256 *hash,
                                int64_t *no, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_CODEBOOK_BY_HASH);
    if (!row)
        return store_fail(st, err);
    store_bind_blob(row, 1, hash->byte, SHA256_BYTES);
    int rc = sqlite3_step(row);
    *no = rc == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
    return store_ended(st, row, rc, IBID_OK, err);
}

static enum ibid_status add(struct store *st,
                            const struct codebook_row *codebook, int64_t *no,
                            struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_CODEBOOK_ADD);
    if (!row)
        return store_fail(st, err);
    struct buf files = {0};
    files_pack(st, codebook, &files);
    store_bind_text(row, 1, codebook->name);
    store_bind_text(row, 2, codebook->language);
    store_bind_blob(row, 3, codebook->sha256.byte, SHA256_BYTES);
    store_bind_blob(row, 4, files.ptr, files.len);
    enum ibid_status status = store_run_adding(st, row, no, err);
    buf_done(&files);
    return status;
}

enum ibid_status store_codebook_keep(struct store *st,
                                     const struct codebook_row *codebook,
                                     int64_t *no, struct ibid_error *err)
{
    enum ibid_status status = by_hash(st, &codebook->sha256, no, err);
    if (!status && !*no)
        status = add(st, codebook, no, err);
    return status;
}

static enum ibid_status in_use(struct store *st, int64_t *no,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    const char *value = NULL;
    enum ibid_status status = store_meta_get(st, "codebook", &mem, &value, err);
    if (!status)
        *no = value ? strtoll(value, NULL, 10) : 0;
    arena_done(&mem);
    return status;
}

enum ibid_status store_codebook_get(struct store *st, int64_t no,
                                    struct arena *mem, struct codebook_row *out,
                                    struct ibid_error *err)
{
    enum ibid_status status = no ? IBID_OK : in_use(st, &no, err);
    if (status)
        return status;
    sqlite3_stmt *row = store_stmt(st, STMT_CODEBOOK_GET);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        struct str hash = store_blob(row, 2);
        *out = (struct codebook_row){.no = no,
                                     .name = store_name(row, 0, mem),
                                     .language = store_name(row, 1, mem)};
        memcpy(out->sha256.byte, hash.ptr,
               hash.len < SHA256_BYTES ? hash.len : SHA256_BYTES);
        status = files_unpack(st, store_blob(row, 3), mem, out, err);
    } else if (rc == SQLITE_DONE)
        status = err_set(err, IBID_NOT_FOUND, "this database has no codebook");
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}
