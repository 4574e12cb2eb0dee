/* versions.c - versions as rows: metadata, text, original, map, blocks. */
#include "store/versions.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "source/read.h"

enum ibid_status store_version_find(struct store *st, const char *id,
                                    int64_t *no, struct ibid_error *err)
{
    for (int i = 0; i < STORE_TEXTS_CACHED; i++)
        if (st->texts[i].version && strcmp(st->texts[i].version_id, id) == 0) {
            *no = st->texts[i].version; /* citations come in crowds */
            return IBID_OK;
        }
    return store_resolve(st, STMT_VERSION_BY_ID, id, no, err);
}

static const char *hex_of(sqlite3_stmt *row, int column, struct arena *mem)
{
    struct str bytes = store_blob(row, column);
    struct sha256 hash = {{0}};
    char *hex = arena_alloc(mem, SHA256_HEX_BYTES);
    memcpy(hash.byte, bytes.ptr,
           bytes.len < SHA256_BYTES ? bytes.len : SHA256_BYTES);
    hash_hex(&hash, hex);
    return hex;
}

/* warnings: a JSON array of strings, as store_version_add() wrote it. */
static void warnings_of(sqlite3_stmt *row, int column, struct arena *mem,
                        struct ibid_version *out)
{
    struct str text = store_blob(row, column);
    json_t *array = json_loadb(text.ptr, text.len, 0, NULL);
    size_t count = json_array_size(array);
    const char **list = arena_array(mem, count, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const char *warning = json_string_value(json_array_get(array, i));
        list[i] = arena_strdup(mem, warning ? warning : "");
    }
    json_decref(array);
    out->warnings = list;
    out->warning_count = count;
}

/* Columns as in VERSION_COLUMNS. */
static void version_of(sqlite3_stmt *row, struct arena *mem,
                       struct version_row *out)
{
    *out = (struct version_row){
        .no = sqlite3_column_int64(row, 0),
        .source = sqlite3_column_int64(row, 2),
        .withdrawn = sqlite3_column_int(row, 12) != 0,
        .version =
            {
                .id = store_name(row, 1, mem),
                .imported = store_name(row, 3, mem),
                .media_type = store_name(row, 4, mem),
                .encoding = store_name(row, 5, mem),
                .sha256 = hex_of(row, 7, mem),
                .original_bytes = sqlite3_column_int64(row, 8),
                .text_sha256 = hex_of(row, 9, mem),
                .text_bytes = sqlite3_column_int64(row, 10),
                .redacted = sqlite3_column_int(row, 11) != 0,
            },
    };
    warnings_of(row, 6, mem, &out->version);
    (void)snprintf(out->source_id, sizeof out->source_id, "%s",
                   store_name(row, 13, mem));
}

/* Step `row`; no = 0 when there is none. */
static enum ibid_status one_version(struct store *st, sqlite3_stmt *row,
                                    struct arena *mem, struct version_row *out,
                                    struct ibid_error *err)
{
    int rc = sqlite3_step(row);
    enum ibid_status status = IBID_OK;
    if (rc == SQLITE_ROW)
        version_of(row, mem, out);
    else if (rc == SQLITE_DONE)
        *out = (struct version_row){0};
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_version_of(struct store *st, int64_t source,
                                  int64_t after, struct arena *mem,
                                  struct version_row *out,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_OF_SOURCE);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    sqlite3_bind_int64(row, 2, after);
    enum ibid_status status = one_version(st, row, mem, out, err);
    return status ? status : store_walk_check(st, after, out->no, err);
}

enum ibid_status store_version_next(struct store *st, int64_t after,
                                    struct arena *mem, struct version_row *out,
                                    struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_NEXT);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, after);
    enum ibid_status status = one_version(st, row, mem, out, err);
    return status ? status : store_walk_check(st, after, out->no, err);
}

enum ibid_status store_version_get(struct store *st, int64_t no,
                                   struct arena *mem, struct version_row *out,
                                   struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_BY_NO);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    struct version_row found = {0};
    enum ibid_status status = one_version(st, row, mem, &found, err);
    if (!status && !found.no)
        status = err_set(err, IBID_NOT_FOUND, "no version number %lld",
                         (long long)no);
    if (!status)
        *out = found;
    return status;
}

/* ---- Bodies ------------------------------------------------------------ */

enum {
    BODY_TEXT,
    BODY_TEXT_BYTES,
    BODY_ORIGINAL,
    BODY_ORIGINAL_BYTES,
    BODY_MAP,
    BODY_REDACTED
};

/* The row of STMT_VERSION_BODY, to be reset by the caller. */
static enum ibid_status body_row(struct store *st, int64_t no,
                                 sqlite3_stmt **out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_BODY);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        *out = row;
        return IBID_OK;
    }
    enum ibid_status status =
        rc == SQLITE_DONE
            ? err_set(err, IBID_NOT_FOUND, "no version %lld", (long long)no)
            : store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

void store_text_forget(struct store *st, int64_t version)
{
    for (int i = 0; i < STORE_TEXTS_CACHED; i++)
        if (st->texts[i].version == version) {
            free(st->texts[i].text);
            st->texts[i] = (struct cached_text){0};
        }
}

void store_texts_forget(struct store *st)
{
    for (int i = 0; i < STORE_TEXTS_CACHED; i++) {
        free(st->texts[i].text);
        st->texts[i] = (struct cached_text){0};
    }
}

/* A number that differs once anyone has written to the file. */
static uint32_t file_change(struct store *st)
{
    uint32_t change = 0;
    (void)sqlite3_file_control(st->db, "main", SQLITE_FCNTL_DATA_VERSION,
                               &change);
    return change;
}

/* Texts never change, but another program may have redacted this one. */
static enum ibid_status recheck(struct store *st, struct cached_text *slot,
                                struct ibid_error *err)
{
    uint32_t change = file_change(st);
    if (slot->change == change || slot->redacted)
        return IBID_OK;
    sqlite3_stmt *row = NULL;
    int64_t no = slot->version;
    enum ibid_status status = body_row(st, no, &row, err);
    if (status)
        return status;
    bool gone = sqlite3_column_type(row, BODY_TEXT) == SQLITE_NULL;
    sqlite3_reset(row);
    slot->change = change;
    if (gone) {
        free(slot->text);
        slot->text = NULL;
        slot->redacted = true;
    }
    return IBID_OK;
}

static enum ibid_status names_fill(struct store *st, int64_t no,
                                   struct cached_text *slot,
                                   struct ibid_error *err)
{
    struct arena mem = {0};
    struct version_row version = {0};
    enum ibid_status status = store_version_get(st, no, &mem, &version, err);
    if (!status) {
        (void)snprintf(slot->version_id, sizeof slot->version_id, "%s",
                       version.version.id);
        (void)snprintf(slot->source_id, sizeof slot->source_id, "%s",
                       version.source_id);
    }
    arena_done(&mem);
    return status;
}

static enum ibid_status text_fill(struct store *st, int64_t no,
                                  struct cached_text *slot,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = NULL;
    enum ibid_status status = body_row(st, no, &row, err);
    if (status)
        return status;
    slot->bytes = (size_t)sqlite3_column_int64(row, BODY_TEXT_BYTES);
    slot->redacted = sqlite3_column_type(row, BODY_TEXT) == SQLITE_NULL;
    if (!slot->redacted)
        status = store_unpack(st, store_blob(row, BODY_TEXT), slot->bytes,
                              &slot->text, err);
    sqlite3_reset(row);
    return status;
}

static struct cached_text *cached(struct store *st, int64_t no)
{
    for (int i = 0; i < STORE_TEXTS_CACHED; i++)
        if (st->texts[i].version == no)
            return &st->texts[i];
    return NULL;
}

enum ibid_status store_version_text(struct store *st, int64_t no,
                                    struct store_text *out,
                                    struct ibid_error *err)
{
    struct cached_text *slot = cached(st, no);
    if (slot) {
        enum ibid_status status = recheck(st, slot, err);
        if (status)
            return status;
    } else {
        slot = &st->texts[st->text_next];
        st->text_next = (st->text_next + 1) % STORE_TEXTS_CACHED;
        free(slot->text);
        *slot = (struct cached_text){0};
        enum ibid_status status = text_fill(st, no, slot, err);
        if (!status)
            status = names_fill(st, no, slot, err);
        if (status)
            return status;
        slot->version = no;
        slot->change = file_change(st);
    }
    *out = (struct store_text){
        .text = {slot->text, slot->redacted ? 0 : slot->bytes},
        .version = slot->version_id,
        .source = slot->source_id,
    };
    return IBID_OK;
}

enum ibid_status store_version_original(struct store *st, int64_t no,
                                        struct arena *mem, struct str *out,
                                        struct ibid_error *err)
{
    sqlite3_stmt *row = NULL;
    enum ibid_status status = body_row(st, no, &row, err);
    if (status)
        return status;
    int column = sqlite3_column_type(row, BODY_ORIGINAL) == SQLITE_NULL
                     ? BODY_TEXT
                     : BODY_ORIGINAL;
    size_t bytes = (size_t)sqlite3_column_int64(row, column + 1);
    char *original = NULL;
    if (sqlite3_column_type(row, column) != SQLITE_NULL)
        status =
            store_unpack(st, store_blob(row, column), bytes, &original, err);
    sqlite3_reset(row);
    if (!status)
        *out = original ? arena_str(mem, (struct str){original, bytes})
                        : (struct str){0};
    free(original);
    return status;
}

enum ibid_status store_version_map(struct store *st, int64_t no,
                                   struct arena *mem, struct source_map *out,
                                   struct ibid_error *err)
{
    sqlite3_stmt *row = NULL;
    enum ibid_status status = body_row(st, no, &row, err);
    if (status)
        return status;
    if (sqlite3_column_type(row, BODY_MAP) == SQLITE_NULL)
        *out = (struct source_map){.identity = true};
    else
        status = map_unpack(store_blob(row, BODY_MAP), mem, out, err);
    sqlite3_reset(row);
    return status;
}

static enum ibid_status block_of(sqlite3_stmt *row, struct block *out,
                                 struct ibid_error *err)
{
    const char *role = (const char *)sqlite3_column_text(row, 2);
    out->start = (uint32_t)sqlite3_column_int64(row, 0);
    out->end = (uint32_t)sqlite3_column_int64(row, 1);
    if (role && block_role_parse(str_of(role), &out->role))
        return IBID_OK;
    return err_set(err, IBID_DAMAGED, "a block has the unknown role '%s'",
                   role ? role : "");
}

enum ibid_status store_version_blocks(struct store *st, int64_t no,
                                      struct arena *mem, struct block **out,
                                      size_t *count, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_BLOCK_READ);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    struct block *list = NULL;
    size_t n = 0, capacity = 0;
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && n < BLOCKS_MAX &&
           (rc = sqlite3_step(row)) == SQLITE_ROW) {
        list = arena_grow(mem, list, &capacity, n + 1, sizeof *list);
        status = block_of(row, &list[n++], err);
    }
    status = store_ended(st, row, rc, status, err);
    if (!status) {
        *out = list;
        *count = n;
    }
    return status;
}
