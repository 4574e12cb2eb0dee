/* test_store.c - opening databases: new, old, foreign, newer, damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/embed.h"
#include "store/copy.h"
#include "store/private.h"
#include "store/search.h"

static char folder[] = "/tmp/ibid-store-XXXXXX";
static char path[64];

static int setup(void **state)
{
    (void)state;
    if (!folder[0] || !mkdtemp(folder))
        return -1;
    (void)snprintf(path, sizeof path, "%s/t.db", folder);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[96];
    static const char *const names[] = {"t.db", "t.db.schema-1.bak", "copy.db",
                                        "link.db"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)snprintf(command, sizeof command, "%s/%s", folder, names[i]);
        unlink(command);
    }
    return rmdir(folder);
}

static struct store *open_new(void)
{
    struct store *st = NULL;
    struct ibid_error err = {0};
    unlink(path);
    if (store_open(path, STORE_CREATE, &st, &err))
        fail_msg("%s", err.text);
    return st;
}

/* Run SQL on the file behind the store's back. */
static void meddle(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static enum ibid_status reopen(enum store_mode mode, struct ibid_error *err)
{
    struct store *st = NULL;
    enum ibid_status status = store_open(path, mode, &st, err);
    store_close(st);
    return status;
}

static void new_database_is_private_and_has_the_known_fingerprint(void **state)
{
    (void)state;
    struct store *st = open_new();
    char now[65];
    struct stat info;
    assert_int_equal(store_fingerprint(st, now, NULL), IBID_OK);
    assert_string_equal(now, store_fingerprint_known(store_schema_known()));
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    store_close(st);
    assert_int_equal(reopen(STORE_READ, NULL), IBID_OK);
}

static void every_statement_prepares(void **state)
{
    (void)state;
    struct store *st = open_new();
    for (int i = 0; i < STMT_COUNT; i++)
        if (!store_sql((enum stmt)i) || !store_stmt(st, (enum stmt)i))
            fail_msg("statement %d: %s", i, sqlite3_errmsg(st->db));
    store_close(st);
}

static void older_database_is_upgraded_and_a_copy_kept(void **state)
{
    (void)state;
    sqlite3 *db;
    char *sql;
    unlink(path);
    const struct embed_file *file = embed_find("001_base.sql");
    assert_non_null(file);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    sql = sqlite3_mprintf("%.*s; PRAGMA application_id = %d; "
                          "PRAGMA user_version = 1",
                          (int)file->bytes.len, file->bytes.ptr,
                          STORE_APPLICATION_ID);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_free(sql);
    sqlite3_close(db);
    struct ibid_error err = {0};
    assert_int_equal(reopen(STORE_READ, &err), IBID_READ_ONLY);
    assert_int_equal(reopen(STORE_WRITE, &err), IBID_OK);
    assert_int_equal(reopen(STORE_READ, &err), IBID_OK);
    char copy[96];
    (void)snprintf(copy, sizeof copy, "%s.schema-1.bak", path);
    assert_int_equal(access(copy, R_OK), 0);
}

static void newer_database_is_refused_by_number(void **state)
{
    (void)state;
    store_close(open_new());
    meddle("PRAGMA user_version = 999");
    struct ibid_error err = {0};
    assert_int_equal(reopen(STORE_WRITE, &err), IBID_NEWER);
    assert_non_null(strstr(err.text, "999"));
}

static void foreign_files_are_refused(void **state)
{
    (void)state;
    struct ibid_error err = {0};
    unlink(path);
    meddle("CREATE TABLE t (x)");
    assert_int_equal(reopen(STORE_CREATE, &err), IBID_FOREIGN);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 300; i++)
        fputs("this is a letter to a friend, ", file);
    fclose(file);
    assert_int_equal(reopen(STORE_WRITE, &err), IBID_FOREIGN);
    unlink(path);
    assert_int_equal(reopen(STORE_WRITE, &err), IBID_NOT_FOUND);
}

static void added_triggers_are_noticed(void **state)
{
    (void)state;
    store_close(open_new());
    meddle("CREATE TRIGGER spy AFTER INSERT ON fact BEGIN "
           "DELETE FROM meta; END");
    assert_int_equal(reopen(STORE_WRITE, NULL), IBID_DAMAGED);
}

static void links_are_not_followed(void **state)
{
    (void)state;
    char link[64];
    struct store *st = NULL;
    store_close(open_new());
    (void)snprintf(link, sizeof link, "%s/link.db", folder);
    assert_int_equal(symlink(path, link), 0);
    assert_int_equal(store_open(link, STORE_WRITE, &st, NULL), IBID_FOREIGN);
}

static void journal_and_versions_cannot_be_rewritten(void **state)
{
    (void)state;
    struct store *st = open_new();
    assert_int_equal(
        sqlite3_exec(st->db,
                     "INSERT INTO journal VALUES (1, 'o', 't', 'a', 'edit', "
                     "'f', NULL, '{}', zeroblob(32), NULL, zeroblob(32), "
                     "zeroblob(32))",
                     NULL, NULL, NULL),
        SQLITE_OK);
    static const char *const refused[] = {
        "DELETE FROM journal",
        "UPDATE journal SET actor = 'b'",
        "UPDATE journal SET body = '{1}'",
        "UPDATE journal SET hash = prev || 1",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_not_equal(sqlite3_exec(st->db, refused[i], NULL, NULL, NULL),
                             SQLITE_OK);
    assert_int_equal(sqlite3_exec(st->db, "UPDATE journal SET body = NULL",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    store_close(st);
}

static void copy_reads_back_and_never_overwrites(void **state)
{
    (void)state;
    struct store *st = open_new();
    char copy[64];
    (void)snprintf(copy, sizeof copy, "%s/copy.db", folder);
    assert_int_equal(store_copy(st, copy, NULL), IBID_OK);
    assert_int_equal(store_copy(st, copy, NULL), IBID_CONFLICT);
    store_close(st);
}

static void second_writer_waits_its_turn(void **state)
{
    (void)state;
    struct store *a = open_new(), *b = NULL;
    assert_int_equal(store_open(path, STORE_WRITE, &b, NULL), IBID_OK);
    sqlite3_busy_timeout(b->db, 10);
    assert_int_equal(store_begin(a, NULL), IBID_OK);
    assert_int_equal(store_begin(b, NULL), IBID_BUSY);
    store_rollback(a);
    assert_int_equal(store_begin(b, NULL), IBID_OK);
    store_close(a);
    store_close(b);
}

static void search_words_cannot_be_operators(void **state)
{
    (void)state;
    struct arena mem = {0};
    static const char *const cases[][2] = {
        {"truce talks", "\"truce\" \"talks\""},
        {"\"two words\" more*", "\"two words\" \"more\"*"},
        {"NEAR(a b) OR -c", "\"NEAR(a\" \"b)\" \"OR\" \"-c\""},
        {"a\"b", "\"a\" \"b\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(store_search_expression(cases[i][0], &mem),
                            cases[i][1]);
    assert_null(store_search_expression(" -- \"\" ", &mem));
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_database_is_private_and_has_the_known_fingerprint),
        cmocka_unit_test(every_statement_prepares),
        cmocka_unit_test(older_database_is_upgraded_and_a_copy_kept),
        cmocka_unit_test(newer_database_is_refused_by_number),
        cmocka_unit_test(foreign_files_are_refused),
        cmocka_unit_test(added_triggers_are_noticed),
        cmocka_unit_test(links_are_not_followed),
        cmocka_unit_test(journal_and_versions_cannot_be_rewritten),
        cmocka_unit_test(copy_reads_back_and_never_overwrites),
        cmocka_unit_test(second_writer_waits_its_turn),
        cmocka_unit_test(search_words_cannot_be_operators),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
