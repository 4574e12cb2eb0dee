/* test_import_run.c - articles in: new, unchanged, changed, doubled, bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "desk.h"
#include "import/batch.h"

static struct desk desk;

static int setup(void **state)
{
    (void)state;
    desk_open(&desk);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    desk_done(&desk);
    return 0;
}

static struct ibid_import_summary bring(const char *name, const char *text)
{
    return desk_import(&desk, desk_file(&desk, name, text));
}

static const char *article(int toll, const char *more)
{
    return desk_article(&desk, "Dravik", toll, "Anton Verrick", more);
}

static void sound(void)
{
    int64_t bad = 0;
    assert_true(desk_citations(&desk, &bad) > 0);
    assert_int_equal(bad, 0);
    assert_int_equal(desk_findings(&desk), 0);
}

static void an_article_is_new_then_unchanged_then_a_new_version(void **state)
{
    (void)state;
    assert_int_equal(bring("a.txt", article(23, "")).count[IBID_NEW], 1);
    int64_t head = desk_head(&desk);
    assert_int_equal(bring("a.txt", article(23, "")).count[IBID_UNCHANGED], 1);
    assert_int_equal(desk_head(&desk), head);
    assert_int_equal(bring("a.txt", article(31, "")).count[IBID_NEW_VERSION],
                     1);
    sound();
}

static void a_new_version_brings_only_new_facts(void **state)
{
    (void)state;
    struct ibid_fact before, after;
    bring("a.txt", article(23, ""));
    const char *id = desk_fact(&desk, "statement", 0);
    assert_int_equal(ibid_fact_get(desk.db, id, desk.mem, &before, NULL), 0);
    struct ibid_query statements = {.kind = "statement"};
    int64_t count = desk_facts(&desk, &statements);
    bring("a.txt", article(23, "It rained in the evening."));
    assert_int_equal(desk_facts(&desk, &statements), count);
    assert_int_equal(ibid_fact_get(desk.db, id, desk.mem, &after, NULL), 0);
    assert_string_equal(after.version, before.version);
    sound();
}

static void a_corrected_fact_is_not_found_once_more(void **state)
{
    (void)state;
    struct ibid_change_result result;
    struct ibid_assignment number = {"number", "99"};
    bring("a.txt", article(23, ""));
    int64_t count = desk_facts(&desk, NULL);
    assert_int_equal(ibid_fact_edit(desk.db, desk_fact(&desk, "casualty", 0),
                                    &number, 1, NULL, 0, NULL, &result, NULL),
                     IBID_OK);
    bring("a.txt", article(23, "It rained in the evening."));
    assert_int_equal(desk_facts(&desk, NULL), count);
}

static void what_is_known_stays_and_gaps_are_filled(void **state)
{
    (void)state;
    struct ibid_source source;
    struct ibid_change_result result;
    struct ibid_assignment title = {"title", "Corrected"};
    bring("a.jsonl", "{\"id\":\"one\",\"title\":\"First\",\"text\":\"Five "
                     "people were killed in Dravik, police said.\"}\n");
    assert_int_equal(
        ibid_source_edit(desk.db, "one", &title, 1, NULL, &result, NULL),
        IBID_OK);
    bring("a.jsonl", "{\"id\":\"one\",\"title\":\"Second\",\"outlet\":\"Wire\","
                     "\"text\":\"Six people were killed in Dravik.\"}\n");
    assert_int_equal(ibid_source_get(desk.db, "one", desk.mem, &source, NULL),
                     IBID_OK);
    assert_string_equal(source.title, "Corrected");
    assert_string_equal(source.outlet, "Wire");
    assert_int_equal(source.version_count, 2);
}

static void a_source_twice_in_one_file_has_its_facts_once(void **state)
{
    (void)state;
    static const char line[] =
        "{\"id\":\"one\",\"text\":\"At least 23 people were killed in Dravik, "
        "police said.%s\"}\n";
    char both[400];
    int at = snprintf(both, sizeof both, line, "");
    (void)snprintf(both + at, sizeof both - (size_t)at, line, " It rained.");
    struct ibid_import_summary summary = bring("a.jsonl", both);
    assert_int_equal(summary.count[IBID_NEW], 1);
    assert_int_equal(summary.count[IBID_NEW_VERSION], 1);
    struct ibid_query casualties = {.kind = "casualty"};
    assert_int_equal(desk_facts(&desk, &casualties), 1);
    sound();
}

static void one_text_under_two_names_is_one_source(void **state)
{
    (void)state;
    struct ibid_source first, second;
    assert_int_equal(bring("a.txt", article(23, "")).count[IBID_NEW], 1);
    int64_t count = desk_facts(&desk, NULL);
    assert_int_equal(bring("b.txt", article(23, "")).count[IBID_UNCHANGED], 1);
    assert_int_equal(desk_facts(&desk, NULL), count);
    assert_int_equal(ibid_source_get(desk.db, "a.txt", desk.mem, &first, NULL),
                     IBID_OK);
    assert_int_equal(ibid_source_get(desk.db, "b.txt", desk.mem, &second, NULL),
                     IBID_OK);
    assert_string_equal(first.id, second.id);
    assert_non_null(strstr(first.also, "\tb.txt"));
    sound();
}

static void an_undone_import_counts_again_when_it_comes_again(void **state)
{
    (void)state;
    struct ibid_change_result result;
    struct ibid_error err = {0};
    bring("a.txt", article(23, ""));
    const char *was = desk_state(&desk);
    int64_t count = desk_facts(&desk, NULL);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err), IBID_OK);
    assert_int_equal(desk_facts(&desk, NULL), 0);
    struct ibid_import_summary again = bring("a.txt", article(23, ""));
    assert_int_equal(again.count[IBID_NEW], 1);
    assert_int_equal(again.facts, count);
    assert_string_equal(desk_state(&desk), was);
    struct ibid_assignment number = {"number", "99"};
    assert_int_equal(ibid_fact_edit(desk.db, desk_fact(&desk, "casualty", 0),
                                    &number, 1, NULL, 0, NULL, &result, NULL),
                     IBID_OK);
    assert_int_equal(ibid_undo(desk.db, again.op, NULL, &result, &err),
                     IBID_CONFLICT);
    sound();
}

static void the_same_undone_article_twice_comes_back_once(void **state)
{
    (void)state;
    static const char line[] = "{\"id\":\"one\",\"text\":\"At least 23 people "
                               "were killed in Dravik.\"}\n";
    char both[300];
    struct ibid_change_result result;
    bring("a.jsonl", line);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, NULL), IBID_OK);
    (void)snprintf(both, sizeof both, "%s%s", line, line);
    struct ibid_import_summary summary = bring("b.jsonl", both);
    assert_int_equal(summary.count[IBID_NEW], 1);
    assert_int_equal(summary.count[IBID_UNCHANGED], 1);
    sound();
}

static void another_language_is_kept_without_facts(void **state)
{
    (void)state;
    struct ibid_import_summary summary =
        bring("a.txt", "Mindestens 28 Menschen wurden am Montag bei einem "
                       "Angriff auf den Markt der Stadt getötet, sagte der "
                       "Sprecher der Polizei. \"Wir wissen noch nicht, wer es "
                       "war\", sagte er.\n");
    assert_int_equal(summary.count[IBID_NEW], 1);
    assert_int_equal(summary.facts, 0);
    assert_int_equal(desk_findings(&desk), 0);
}

static void a_dry_run_writes_nothing(void **state)
{
    (void)state;
    bring("a.txt", article(23, ""));
    int64_t head = desk_head(&desk);
    const char *path = desk_file(&desk, "a.txt", article(31, ""));
    struct ibid_import what = {
        .paths = &path, .path_count = 1, .dry_run = true};
    struct ibid_import_summary summary;
    assert_int_equal(ibid_import(desk.db, &what, &summary, NULL), IBID_OK);
    assert_int_equal(summary.count[IBID_NEW_VERSION], 1);
    assert_int_equal(desk_head(&desk), head);
}

static void a_large_database_is_copied_for_a_large_import(void **state)
{
    (void)state;
    const int64_t mega = 1024 * 1024;
    assert_true(batch_is_worth_copy(1 * mega, 1));
    assert_true(batch_is_worth_copy(256 * mega, 1));
    assert_false(batch_is_worth_copy(1000 * mega, 3 * mega));
    assert_true(batch_is_worth_copy(1000 * mega, 50 * mega));
    assert_true(batch_is_worth_copy(1000 * mega, 0)); /* who knows */
}

static bool stop_at(void *ctx)
{
    return --*(int *)ctx == 0;
}

static void an_interrupted_import_goes_on_without_doubles(void **state)
{
    (void)state;
    struct buf lines = {0};
    for (int i = 0; i < 30; i++)
        buf_printf(&lines,
                   "{\"id\":\"r%d\",\"text\":\"At least %d people were killed "
                   "in Dravik.\"}\n",
                   i, i + 3);
    const char *path = desk_file(&desk, "a.jsonl", lines.ptr);
    buf_done(&lines);
    int left = 10;
    struct ibid_import what = {
        .paths = &path, .path_count = 1, .ctx = &left, .stop = stop_at};
    struct ibid_import_summary summary;
    assert_int_equal(ibid_import(desk.db, &what, &summary, NULL),
                     IBID_INTERRUPTED);
    assert_int_equal(summary.count[IBID_NEW], 10);
    sound();
    what.stop = NULL;
    assert_int_equal(ibid_import(desk.db, &what, &summary, NULL), IBID_OK);
    assert_int_equal(summary.count[IBID_NEW], 20);
    assert_int_equal(summary.count[IBID_UNCHANGED], 10);
    struct ibid_query casualties = {.kind = "casualty"};
    assert_int_equal(desk_facts(&desk, &casualties), 30);
}

static void keep_why(void *ctx, const struct ibid_import_item *item)
{
    if (item->why)
        *(struct ibid_error *)ctx = *item->why;
}

static void a_bad_record_is_told_and_the_others_go_in(void **state)
{
    (void)state;
    struct ibid_error why = {0};
    const char *path =
        desk_file(&desk, "a.jsonl",
                  "{\"id\":\"one\",\"text\":\"Five people were killed.\"}\n"
                  "{\"id\":\"two\", broken\n"
                  "{\"id\":\"three\",\"text\":\"Six people were killed.\"}\n");
    struct ibid_import what = {
        .paths = &path, .path_count = 1, .ctx = &why, .item = keep_why};
    struct ibid_import_summary summary;
    assert_int_equal(ibid_import(desk.db, &what, &summary, NULL), IBID_OK);
    assert_int_equal(summary.count[IBID_NEW], 2);
    assert_int_equal(summary.count[IBID_FAILED], 1);
    assert_int_equal(why.line, 2);
}

/* A limit on the file's size stands for a disk without room. */
static void a_full_disk_is_told_and_the_database_is_as_it_was(void **state)
{
    (void)state;
    struct stat info;
    struct rlimit old, tight;
    struct ibid_error err = {0};
    struct ibid_import_summary summary;
    bring("a.txt", article(23, ""));
    const char *was = desk_state(&desk);
    struct buf lines = {0};
    for (int i = 0; i < 500; i++)
        buf_printf(&lines,
                   "{\"id\":\"r%d\",\"text\":\"At least %d people were killed "
                   "in Dravik, %d said.\"}\n",
                   i, i + 3, i * 7919);
    const char *path = desk_file(&desk, "a.jsonl", lines.ptr);
    buf_done(&lines);
    struct ibid_import what = {.paths = &path, .path_count = 1};
    assert_int_equal(stat(desk.path, &info), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    tight = old;
    tight.rlim_cur = (rlim_t)info.st_size + 8192;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    enum ibid_status status = ibid_import(desk.db, &what, &summary, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(status, IBID_DATABASE);
    assert_non_null(strstr(err.text, "nothing of this step was saved"));
    assert_string_equal(desk_state(&desk), was);
    sound();
    assert_int_equal(ibid_import(desk.db, &what, &summary, &err), IBID_OK);
    assert_int_equal(summary.count[IBID_NEW], 500);
    sound();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_article_is_new_then_unchanged_then_a_new_version),
        TEST(a_new_version_brings_only_new_facts),
        TEST(a_corrected_fact_is_not_found_once_more),
        TEST(what_is_known_stays_and_gaps_are_filled),
        TEST(a_source_twice_in_one_file_has_its_facts_once),
        TEST(one_text_under_two_names_is_one_source),
        TEST(an_undone_import_counts_again_when_it_comes_again),
        TEST(the_same_undone_article_twice_comes_back_once),
        TEST(another_language_is_kept_without_facts),
        TEST(a_dry_run_writes_nothing),
        TEST(a_large_database_is_copied_for_a_large_import),
        TEST(an_interrupted_import_goes_on_without_doubles),
        TEST(a_bad_record_is_told_and_the_others_go_in),
        TEST(a_full_disk_is_told_and_the_database_is_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
