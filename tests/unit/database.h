/* database.h - a small database in a temporary folder, made through the
 * journal, for tests of what reads one; longer than other headers because
 * there is no library of tests to put it into. */
#ifndef TEST_DATABASE_H
#define TEST_DATABASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "extract/codebook.h"
#include "history/history.h"
#include "source/read.h"
#include "store/write.h"

struct database {
    char folder[64], path[96];
    struct store *st;
    struct arena mem;
    int64_t run;
};

static inline struct ibid_citation *database_cite(struct database *db,
                                                  const struct ibid_fact *fact,
                                                  const char *text,
                                                  const char *words)
{
    struct ibid_citation *c = arena_new(&db->mem, struct ibid_citation);
    size_t at = str_find(str_of(text), str_of(words));
    assert_true(at < strlen(text));
    *c = (struct ibid_citation){.source = fact->source,
                                .version = fact->version,
                                .start = (uint32_t)at,
                                .end = (uint32_t)(at + strlen(words)),
                                .quote = words};
    return c;
}

static inline struct ibid_value
database_value(struct database *db, const struct ibid_fact *fact,
               const char *text, const char *words, const char *normalized)
{
    return (struct ibid_value){.text = words,
                               .normalized = normalized,
                               .citations =
                                   database_cite(db, fact, text, words),
                               .citation_count = 1};
}

/* A casualty: number, harm, two places (which repeat); evidence: all of the
 * first line. */
static inline struct ibid_fact database_fact(struct database *db,
                                             const char *source,
                                             const char *version,
                                             const char *text)
{
    struct ibid_fact fact = {.kind = "casualty",
                             .confidence = 0.93,
                             .revision = 1,
                             .rule = "news/toll@1",
                             .source = source,
                             .version = version};
    struct ibid_value *values = arena_array(&db->mem, 4, sizeof *values);
    values[0] = database_value(db, &fact, text, "at least 28", "{\"min\":28}");
    values[1] = database_value(db, &fact, text, "killed", "\"killed\"");
    values[2] = database_value(db, &fact, text, "Port|Café", NULL);
    values[3] = database_value(db, &fact, text, "=Quay", NULL);
    struct ibid_field *fields = arena_array(&db->mem, 3, sizeof *fields);
    fields[0] = (struct ibid_field){"number", &values[0], 1};
    fields[1] = (struct ibid_field){"harm", &values[1], 1};
    fields[2] = (struct ibid_field){"place", &values[2], 2};
    size_t line = str_find(str_of(text), STR("\n"));
    fact.fields = fields;
    fact.field_count = 3;
    fact.citations =
        database_cite(db, &fact, text, arena_strndup(&db->mem, text, line));
    fact.citation_count = 1;
    char *id = arena_alloc(&db->mem, ID_BYTES);
    fact_id(&fact, id);
    fact.id = id;
    return fact;
}

static inline void database_import(struct database *db, struct history *h,
                                   const char *name, const char *outlet,
                                   const char *text)
{
    struct article article = {.name = name};
    struct sha256 hash = hash_of(str_of(text)), id = hash_of(str_of(name));
    char source_id[ID_BYTES], version_id[ID_BYTES];
    id_from_hash('s', &id, source_id);
    id_from_hash('v', &hash, version_id);
    assert_int_equal(read_text(str_of(text), NULL, &db->mem, &article, NULL),
                     IBID_OK);
    struct ibid_source source = {.id = source_id,
                                 .name = name,
                                 .title = "A \"title\", with commas",
                                 .outlet = outlet,
                                 .published = "2017-01-16",
                                 .url = "https://news.example/1",
                                 .language = "en"};
    struct ibid_fact fact = database_fact(db, source_id, version_id, text);
    struct history_article whole = {.run = db->run,
                                    .source = &source,
                                    .version = version_id,
                                    .article = &article,
                                    .sha256 = hash,
                                    .text_sha256 = hash,
                                    .facts = &fact,
                                    .fact_count = 1};
    struct ibid_error err = {0};
    enum ibid_status status = history_import(h, &whole, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, IBID_OK);
}

static inline void database_fill(struct database *db)
{
    static const struct store_file file = {"codebook.txt", {"x", 1}};
    const struct codebook_file same = {file.path, file.bytes};
    struct codebook_row codebook = {.name = "news",
                                    .language = "en",
                                    .sha256 = codebook_files_hash(&same, 1),
                                    .files = &file,
                                    .file_count = 1};
    struct history h;
    bool repeated;
    int64_t no;
    assert_int_equal(
        history_begin(db->st, NULL, "user:test", NULL, &h, &repeated, NULL),
        IBID_OK);
    assert_int_equal(history_codebook(&h, "init", &codebook, &no, NULL),
                     IBID_OK);
    assert_int_equal(
        store_run_add(db->st, h.op, "import", no, "{}", h.at, &db->run, NULL),
        IBID_OK);
    database_import(db, &h, "one.txt", "Example Wire",
                    "“Tonight” at least 28 were killed in Port|Café and "
                    "=Quay.\nThe rest of it.\n");
    database_import(db, &h, "two.txt", NULL,
                    "Officials: at least 28 killed, Port|Café, =Quay.\n");
    assert_int_equal(history_commit(&h, NULL), IBID_OK);
}

static inline int database_open(void **state)
{
    struct database *db = calloc(1, sizeof *db);
    assert_non_null(db);
    memcpy(db->folder, "/tmp/ibid-test-XXXXXX", 22);
    assert_non_null(mkdtemp(db->folder));
    (void)snprintf(db->path, sizeof db->path, "%s/test.db", db->folder);
    assert_int_equal(store_open(db->path, STORE_CREATE, &db->st, NULL),
                     IBID_OK);
    database_fill(db);
    *state = db;
    return 0;
}

static inline int database_close(void **state)
{
    struct database *db = *state;
    store_close(db->st);
    arena_done(&db->mem);
    unlink(db->path);
    int left = rmdir(db->folder); /* fails when a file was left behind */
    free(db);
    return left;
}

/* Change fact `no` as a curator would: its number is now "28". */
static inline void database_edit(struct database *db, int64_t no)
{
    struct history h;
    bool repeated;
    struct ibid_fact fact;
    assert_int_equal(store_fact_get(db->st, no, &db->mem, &fact, NULL, NULL),
                     IBID_OK);
    struct ibid_field fields[3] = {fact.fields[0], fact.fields[1],
                                   fact.fields[2]};
    struct ibid_value number = fields[0].values[0];
    number.text = "28";
    fields[0].values = &number;
    fact.fields = fields;
    fact.status = IBID_CORRECTED;
    fact.revision++;
    assert_int_equal(
        history_begin(db->st, NULL, "user:test", NULL, &h, &repeated, NULL),
        IBID_OK);
    assert_int_equal(history_fact(&h, "edit", no, &fact, false, NULL), IBID_OK);
    assert_int_equal(history_commit(&h, NULL), IBID_OK);
}

/* The whole file, or "" when there is none. */
static inline struct str database_read(struct database *db, const char *path)
{
    struct buf out = {0};
    FILE *file = fopen(path, "rb");
    char bytes[4096];
    size_t got;
    while (file && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_add(&out, bytes, got);
    if (file)
        (void)fclose(file);
    struct str text = arena_str(&db->mem, buf_view(&out));
    buf_done(&out);
    return text;
}

#endif
