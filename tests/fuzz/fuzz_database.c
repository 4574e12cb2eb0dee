/* fuzz_database.c - any bytes as a database, or as changes of a good one:
 * opened, verified and exported, or refused with a reason. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "ibid.h"

enum { PATCH_BYTES = 4 }; /* three of the place, one to put there */

static const char article[] =
    "At least 23 people were killed in Dravik on Monday, police said.\n\n"
    "\"We will ask for an inquiry,\" said Anton Verrick, a spokesman.\n";

/* The bytes of a database with an article, made once. */
static const struct buf *good(const char *path)
{
    static struct buf bytes;
    char text[64], part[4096];
    size_t got;
    ibid_db *db;
    if (bytes.len)
        return &bytes;
    (void)snprintf(text, sizeof text, "%s.txt", path);
    const char *name = text;
    struct ibid_import what = {.paths = &name, .path_count = 1};
    struct ibid_import_summary summary;
    FILE *file = fopen(text, "wb");
    promise(file && fputs(article, file) >= 0 && fclose(file) == 0);
    promise(!ibid_open(path, IBID_CREATE, "user:fuzz", &db, NULL));
    promise(!ibid_import(db, &what, &summary, NULL) && summary.facts > 0);
    ibid_close(db);
    file = fopen(path, "rb");
    while (file && (got = fread(part, 1, sizeof part, file)) > 0)
        buf_add(&bytes, part, got);
    promise(file && fclose(file) == 0);
    unlink(text);
    return &bytes;
}

static void write_file(const char *path, const uint8_t *data, size_t size)
{
    static const char magic[] = "SQLite format 3";
    const struct buf *base = good(path);
    struct buf now = {0};
    if (size >= sizeof magic && memcmp(data, magic, sizeof magic) == 0) {
        buf_add(&now, (const char *)data, size);
    } else {
        buf_add(&now, base->ptr, base->len);
        for (size_t i = 0; i + PATCH_BYTES <= size; i += PATCH_BYTES) {
            size_t at =
                (size_t)data[i] << 16 | (size_t)data[i + 1] << 8 | data[i + 2];
            now.ptr[at % now.len] = (char)data[i + 3];
        }
    }
    FILE *file = fopen(path, "wb");
    promise(file && fwrite(now.ptr, 1, now.len, file) == now.len &&
            fclose(file) == 0);
    buf_done(&now);
}

static void note(void *ctx, const struct ibid_finding *finding)
{
    promise(finding->check[0] && finding->text[0]);
    ++*(int64_t *)ctx;
}

static bool nowhere(void *ctx, const char *bytes, size_t count)
{
    (void)bytes;
    *(size_t *)ctx += count;
    return true;
}

static void look(ibid_db *db)
{
    struct ibid_verify_summary checked;
    struct ibid_export_summary written;
    struct ibid_error err = {0};
    int64_t findings = 0;
    size_t bytes = 0;
    struct ibid_export what = {
        .format = "json", .ctx = &bytes, .write = nowhere};
    enum ibid_status status =
        ibid_verify(db, NULL, note, &findings, &checked, &err);
    promise(!status || err.text[0]);
    promise(status || findings == checked.findings);
    status = ibid_export(db, &what, &written, &err);
    promise(!status || err.text[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char folder[] = "/tmp/ibid-fuzz-XXXXXX", path[48];
    struct ibid_error err = {0};
    ibid_db *db = NULL;
    promise(mkdtemp(folder) != NULL);
    (void)snprintf(path, sizeof path, "%s/f.db", folder);
    write_file(path, data, size);
    enum ibid_status status =
        ibid_open(path, IBID_READ, "user:fuzz", &db, &err);
    promise(!status || err.text[0]);
    if (!status)
        look(db);
    ibid_close(db);
    unlink(path);
    rmdir(folder);
    return 0;
}
