/* desk.c - a database in a folder of its own and the ways people use it. */
#include "desk.h"

#include <ftw.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"

_Noreturn void desk_fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
    (void)fputc('\n', stderr);
    exit(1);
}

void desk_open(struct desk *desk)
{
    const char *memory = "/dev/shm"; /* many small steps wait long for a disk */
    *desk = (struct desk){0};
    (void)snprintf(desk->folder, sizeof desk->folder, "%s/ibid-desk-XXXXXX",
                   access(memory, W_OK) == 0 ? memory : "/tmp");
    if (!mkdtemp(desk->folder))
        desk_fail("no temporary folder");
    (void)snprintf(desk->path, sizeof desk->path, "%s/t.db", desk->folder);
    desk->mem = ibid_arena_new();
    desk_reopen(desk);
}

void desk_reopen(struct desk *desk)
{
    struct ibid_error err = {0};
    ibid_close(desk->db);
    desk->db = NULL;
    if (ibid_open(desk->path, IBID_CREATE, "user:test", &desk->db, &err))
        desk_fail("open: %s", err.text);
}

static int remove_one(const char *path, const struct stat *info, int kind,
                      struct FTW *at)
{
    (void)info, (void)kind, (void)at;
    return remove(path);
}

void desk_done(struct desk *desk)
{
    enum { FOLDERS_OPEN = 8 };
    ibid_close(desk->db);
    ibid_arena_free(desk->mem);
    (void)nftw(desk->folder, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

const char *desk_file(struct desk *desk, const char *name, const char *text)
{
    char *path = arena_printf(desk->mem, "%s/%s", desk->folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        desk_fail("cannot write %s", path);
    return path;
}

void desk_bytes(const char *path, struct buf *out)
{
    char bytes[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file)
        desk_fail("cannot read %s", path);
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_add(out, bytes, got);
    (void)fclose(file);
}

bool desk_file_has(const char *path, const char *word)
{
    struct buf all = {0};
    desk_bytes(path, &all);
    bool has = str_find(buf_view(&all), str_of(word)) < all.len;
    buf_done(&all);
    return has;
}

char *desk_read(const char *path)
{
    struct buf out = {0};
    FILE *file = fopen(path, "rb");
    for (int c; file && (c = getc(file)) != EOF;)
        buf_byte(&out, (char)c);
    if (!file || fclose(file) != 0 || !out.len)
        desk_fail("cannot read %s", path);
    return out.ptr;
}

struct ibid_import_summary desk_import(struct desk *desk, const char *path)
{
    struct ibid_import_summary summary;
    struct ibid_error err = {0};
    struct ibid_import what = {
        .paths = &path, .path_count = 1, .published = "2017-01-16"};
    if (ibid_import(desk->db, &what, &summary, &err))
        desk_fail("import %s: %s", path, err.text);
    return summary;
}

const char *desk_article(struct desk *desk, const char *place, int toll,
                         const char *speaker, const char *more)
{
    return arena_printf(
        desk->mem,
        "Shelling kills %d in %s\n\n"
        "At least %d people were killed in %s on Monday, police said.\n\n"
        "\"We will ask for an inquiry in %s,\" said %s, a spokesman for the "
        "Northern Front. The café “Zürich” was hit.\n\n%s\n",
        toll, place, toll, place, place, speaker, more);
}

int64_t desk_facts(struct desk *desk, const struct ibid_query *query)
{
    static const struct ibid_query all;
    int64_t count = 0;
    if (ibid_fact_count(desk->db, query ? query : &all, &count, NULL))
        desk_fail("the facts cannot be counted");
    return count;
}

int64_t desk_head(struct desk *desk)
{
    struct ibid_info info;
    if (ibid_info_get(desk->db, desk->mem, &info, NULL))
        desk_fail("no information");
    return strtoll(info.head, NULL, 10);
}

struct first {
    struct desk *desk;
    const char *id;
};

static enum ibid_status keep_id(void *ctx, const struct ibid_fact *fact,
                                struct ibid_error *err)
{
    struct first *first = ctx;
    (void)err;
    first->id = arena_strdup(first->desk->mem, fact->id);
    return IBID_OK;
}

const char *desk_fact(struct desk *desk, const char *kind, int64_t n)
{
    struct first first = {desk, NULL};
    struct ibid_query query = {.kind = kind, .limit = 1, .offset = n};
    if (ibid_fact_each(desk->db, &query, keep_id, &first, NULL) || !first.id)
        desk_fail("no %s number %lld", kind ? kind : "fact", (long long)n);
    return first.id;
}

const char *desk_value(struct desk *desk, const char *id, const char *field)
{
    struct ibid_fact fact;
    if (ibid_fact_get(desk->db, id, desk->mem, &fact, NULL))
        desk_fail("no fact %s", id);
    for (size_t i = 0; i < fact.field_count; i++)
        if (strcmp(fact.fields[i].name, field) == 0)
            return fact.fields[i].values[0].text;
    return "";
}

static void print_finding(void *ctx, const struct ibid_finding *finding)
{
    (void)ctx;
    (void)fprintf(stderr, "%s: %s: %s\n", finding->check, finding->subject,
                  finding->text);
}

int64_t desk_findings(struct desk *desk)
{
    struct ibid_verify_summary summary;
    struct ibid_error err = {0};
    if (ibid_verify(desk->db, NULL, print_finding, NULL, &summary, &err))
        desk_fail("verify: %s", err.text);
    return summary.findings;
}

/* ---- Citations --------------------------------------------------------- */

struct citing {
    ibid_db *db;
    ibid_arena *mem;
    int64_t points, bad;
};

static void compare(struct citing *c, const struct ibid_citation *list,
                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text;
        size_t bytes;
        enum ibid_status status = ibid_version_text(
            c->db, list[i].version, c->mem, &text, &bytes, NULL);
        if (status == IBID_NOT_FOUND && !list[i].quote)
            continue; /* redacted */
        c->points++;
        size_t length = list[i].end - list[i].start;
        c->bad += status || !list[i].quote || list[i].end > bytes ||
                  strlen(list[i].quote) != length ||
                  memcmp(list[i].quote, text + list[i].start, length) != 0;
    }
}

static enum ibid_status compare_fact(void *ctx, const struct ibid_fact *fact,
                                     struct ibid_error *err)
{
    struct citing *c = ctx;
    (void)err;
    arena_reset(c->mem);
    compare(c, fact->citations, fact->citation_count);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            compare(c, fact->fields[f].values[v].citations,
                    fact->fields[f].values[v].citation_count);
    return IBID_OK;
}

int64_t desk_citations(struct desk *desk, int64_t *bad)
{
    static const struct ibid_query all;
    struct citing c = {desk->db, ibid_arena_new(), 0, 0};
    if (ibid_fact_each(desk->db, &all, compare_fact, &c, NULL))
        desk_fail("the facts cannot be read");
    ibid_arena_free(c.mem);
    *bad += c.bad;
    return c.points;
}

/* ---- State ------------------------------------------------------------- */

static bool to_buf(void *ctx, const char *bytes, size_t count)
{
    buf_add(ctx, bytes, count);
    return true;
}

char *desk_export(ibid_db *db)
{
    struct buf out = {0};
    struct ibid_export_summary summary;
    struct ibid_error err = {0};
    struct ibid_export what = {.format = "json", .ctx = &out, .write = to_buf};
    if (ibid_export(db, &what, &summary, &err))
        desk_fail("export: %s", err.text);
    return out.ptr;
}

const char *desk_state(struct desk *desk)
{
    char *text = desk_export(desk->db);
    json_t *root = json_loads(text, 0, NULL), *item, *version;
    size_t i, k;
    json_object_del(root, "head");
    json_array_foreach(json_object_get(root, "facts"), i, item)
        json_object_del(item, "revision");
    json_array_foreach(json_object_get(root, "sources"), i, item)
        json_array_foreach(json_object_get(item, "versions"), k, version)
            json_object_del(version, "imported");
    char *plain = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
    struct sha256 hash = hash_of(str_of(plain));
    char *hex = arena_alloc(desk->mem, SHA256_HEX_BYTES);
    hash_hex(&hash, hex);
    json_decref(root);
    free(plain);
    free(text);
    return hex;
}

unsigned desk_random(uint64_t *seed, unsigned below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % below;
}

struct ibid_import_summary desk_report(struct desk *desk, const char *name,
                                       const char *place, int toll,
                                       const char *speaker, const char *more)
{
    const char *text = desk_article(desk, place, toll, speaker, more);
    return desk_import(desk, desk_file(desk, name, text));
}

int desk_close(struct desk *desk)
{
    int64_t findings = desk_findings(desk);
    desk_done(desk);
    return findings != 0;
}

int desk_proved(const char *name, int64_t points, int64_t bad,
                const char *floor)
{
    printf("%s points=%lld bad=%lld\n", name, (long long)points,
           (long long)bad);
    return bad || points < strtoll(floor, NULL, 10);
}

void desk_part(const char *name, int64_t points, int64_t bad)
{
    printf("  %-12s points=%lld bad=%lld\n", name, (long long)points,
           (long long)bad);
    (void)fflush(stdout); /* a long run may be cut short */
}
