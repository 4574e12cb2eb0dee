/* test_facade.c - what ibid.h promises of open databases and extraction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "desk.h"
#include "ibid_db.h"
#include "store/private.h"

static struct desk desk;
static struct ibid_change_result result;
static struct ibid_error err;

static int setup(void **state)
{
    (void)state;
    err = (struct ibid_error){0};
    desk_open(&desk);
    desk_report(&desk, "a.txt", "Dravik", 23, "A. Verrick", "");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return desk_close(&desk);
}

static void a_locked_database_is_told_of_and_unchanged(void **state)
{
    (void)state;
    struct ibid_query all = {0};
    ibid_db *other = NULL;
    const char *was = desk_state(&desk);
    assert_int_equal(
        ibid_open(desk.path, IBID_WRITE, "user:other", &other, &err), IBID_OK);
    assert_int_equal(store_begin(other->st, &err), IBID_OK);
    sqlite3_busy_timeout(desk.db->st->db, 20);
    assert_int_equal(
        ibid_fact_decide(desk.db, &all, IBID_ACCEPTED, NULL, &result, &err),
        IBID_BUSY);
    assert_non_null(strstr(err.text, "locked by another program"));
    store_rollback(other->st);
    ibid_close(other);
    assert_string_equal(desk_state(&desk), was);
    assert_int_equal(
        ibid_fact_decide(desk.db, &all, IBID_ACCEPTED, NULL, &result, &err),
        IBID_OK);
}

static void a_database_opened_to_be_read_is_not_written(void **state)
{
    (void)state;
    struct ibid_query all = {0};
    ibid_db *reader = NULL;
    assert_int_equal(
        ibid_open(desk.path, IBID_READ, "user:other", &reader, &err), IBID_OK);
    assert_int_equal(
        ibid_fact_decide(reader, &all, IBID_ACCEPTED, NULL, &result, &err),
        IBID_READ_ONLY);
    assert_non_null(strstr(err.text, "read only"));
    ibid_close(reader);
}

/* A process that ends in the middle of writing leaves a hot journal. */
static void a_reader_rolls_back_what_a_crash_left(void **state)
{
    (void)state;
    ibid_db *reader = NULL;
    const char *was = desk_state(&desk);
    char journal[80];
    ibid_close(desk.db);
    desk.db = NULL;
    (void)snprintf(journal, sizeof journal, "%s-journal", desk.path);
    pid_t pid = fork();
    if (pid == 0) {
        desk_reopen(&desk);
        sqlite3 *db = desk.db->st->db;
        (void)sqlite3_exec(db, "PRAGMA cache_spill = 1; PRAGMA cache_size = 1",
                           NULL, NULL, NULL);
        (void)store_begin(desk.db->st, NULL);
        (void)sqlite3_exec(db,
                           "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                           "FROM n WHERE i < 2000) INSERT INTO meta "
                           "(key, value) SELECT "
                           "'junk' || i, hex(zeroblob(200)) FROM n",
                           NULL, NULL, NULL);
        _exit(0);
    }
    (void)waitpid(pid, NULL, 0);
    assert_int_equal(access(journal, F_OK), 0);
    assert_int_equal(
        ibid_open(desk.path, IBID_READ, "user:other", &reader, &err), IBID_OK);
    ibid_close(reader);
    desk_reopen(&desk);
    assert_string_equal(desk_state(&desk), was);
}

static void extraction_again_leaves_reviewed_facts_alone(void **state)
{
    (void)state;
    struct ibid_extract_summary summary;
    struct ibid_assignment number = {"number", "99"};
    struct ibid_change_options dry = {.dry_run = true};
    const char *id = desk_fact(&desk, "casualty", 0);
    assert_int_equal(
        ibid_fact_edit(desk.db, id, &number, 1, NULL, 0, NULL, &result, &err),
        IBID_OK);
    const char *was = desk_state(&desk);
    int64_t head = desk_head(&desk);
    assert_int_equal(
        ibid_extract(desk.db, NULL, &dry, NULL, NULL, &summary, &err), IBID_OK);
    assert_int_equal(desk_head(&desk), head);
    assert_int_equal(
        ibid_extract(desk.db, NULL, NULL, NULL, NULL, &summary, &err), IBID_OK);
    assert_int_equal(summary.reviewed, 1);
    assert_int_equal(summary.added + summary.removed, 0);
    assert_string_equal(desk_state(&desk), was);
}

static void reopened_facts_are_replaced_and_that_can_be_undone(void **state)
{
    (void)state;
    struct ibid_extract_summary summary;
    struct ibid_query corrected = {.statuses = 1u << IBID_CORRECTED};
    struct ibid_assignment number = {"number", "99"};
    const char *id = desk_fact(&desk, "casualty", 0);
    const char *words = desk_value(&desk, id, "number");
    assert_int_equal(
        ibid_fact_edit(desk.db, id, &number, 1, NULL, 0, NULL, &result, &err),
        IBID_OK);
    assert_int_equal(ibid_fact_decide(desk.db, &corrected, IBID_EXTRACTED, NULL,
                                      &result, &err),
                     IBID_OK);
    const char *was = desk_state(&desk);
    assert_int_equal(
        ibid_extract(desk.db, NULL, NULL, NULL, NULL, &summary, &err), IBID_OK);
    assert_string_equal(desk_value(&desk, id, "number"), words);
    assert_int_equal(ibid_undo(desk.db, summary.op, NULL, &result, &err),
                     IBID_OK);
    assert_string_equal(desk_state(&desk), was);
}

static void exports_are_the_same_bytes_each_time(void **state)
{
    (void)state;
    char *one = desk_export(desk.db);
    desk_reopen(&desk);
    char *two = desk_export(desk.db);
    assert_string_equal(one, two);
    free(one);
    free(two);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_locked_database_is_told_of_and_unchanged),
        TEST(a_database_opened_to_be_read_is_not_written),
        TEST(a_reader_rolls_back_what_a_crash_left),
        TEST(extraction_again_leaves_reviewed_facts_alone),
        TEST(reopened_facts_are_replaced_and_that_can_be_undone),
        TEST(exports_are_the_same_bytes_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
