/* test_history_turn.c - undo and redo of what is no fact, and what stands in
 * their way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "desk.h"

static struct desk desk;
static struct ibid_change_result result;
static struct ibid_error err;

static int setup(void **state)
{
    (void)state;
    err = (struct ibid_error){0};
    desk_open(&desk);
    desk_report(&desk, "a.txt", "Dravik", 23, "A. Verrick", "It rained.");
    desk_report(&desk, "b.txt", "Dravik", 23, "Ilse Rand", "Nobody was seen.");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return desk_close(&desk);
}

static enum ibid_status undo(const char *op)
{
    return ibid_undo(desk.db, op, NULL, &result, &err);
}

static enum ibid_status redo(const char *op)
{
    return ibid_redo(desk.db, op, NULL, &result, &err);
}

static void assert_in_the_way(const char *op, const char *who)
{
    assert_int_equal(undo(op), IBID_CONFLICT);
    assert_non_null(strstr(err.text, "was changed since by"));
    if (!strstr(err.text, who))
        fail_msg("%s", err.text);
}

static void entitle(const char *title, const char *op)
{
    struct ibid_assignment one = {"title", title};
    struct ibid_change_options options = {.op = op};
    assert_int_equal(
        ibid_source_edit(desk.db, "a.txt", &one, 1, &options, &result, &err),
        IBID_OK);
}

static void a_title_that_was_changed_again_is_not_taken_back(void **state)
{
    (void)state;
    const char *was = desk_state(&desk);
    entitle("One", "first");
    entitle("Two", "second");
    assert_in_the_way("first", "'source'");
    assert_int_equal(undo("second"), IBID_OK);
    assert_int_equal(undo("first"), IBID_OK);
    assert_string_equal(desk_state(&desk), was);
    assert_int_equal(redo("second"), IBID_CONFLICT);
    assert_non_null(strstr(err.text, "redo entry"));
    assert_int_equal(redo("first"), IBID_OK);
    assert_int_equal(redo("second"), IBID_OK);
}

static void relabel(const char *role, const char *op)
{
    struct ibid_relabel what = {
        .ref = "a.txt", .first = 2, .count = 1, .role = role};
    struct ibid_change_options options = {.op = op};
    assert_int_equal(ibid_relabel(desk.db, &what, &options, &result, &err),
                     IBID_OK);
}

static void a_role_that_was_changed_again_is_not_taken_back(void **state)
{
    (void)state;
    relabel("boilerplate", "first");
    relabel("caption", "second");
    assert_in_the_way("first", "'extract'");
    assert_int_equal(undo("second"), IBID_OK);
    assert_int_equal(undo("first"), IBID_OK);
    assert_int_equal(redo("second"), IBID_CONFLICT);
}

static void the_role_of_a_removed_text_stays_as_it_was(void **state)
{
    (void)state;
    relabel("boilerplate", "role");
    struct ibid_change_options options = {.op = "gone"};
    assert_int_equal(
        ibid_source_redact(desk.db, "a.txt", &options, &result, &err), IBID_OK);
    assert_int_equal(undo("role"), IBID_OK);
    assert_int_equal(undo("gone"), IBID_CONFLICT);
    assert_non_null(strstr(err.text, "cannot be undone"));
}

static void say(bool dismissed, const char *op)
{
    struct ibid_link_choice choice = {.dismissed = dismissed,
                                      .relation = dismissed ? NULL : "same"};
    struct ibid_change_options options = {.op = op};
    struct ibid_query killed = {.kind = "casualty"};
    int64_t last = desk_facts(&desk, &killed) - 1;
    const char *other = desk_fact(&desk, "casualty", last);
    assert_int_equal(ibid_link_decide(desk.db, desk_fact(&desk, "casualty", 0),
                                      &other, 1, &choice, &options, &result,
                                      &err),
                     IBID_OK);
}

static void a_word_on_a_link_is_not_taken_back_under_a_newer_one(void **state)
{
    (void)state;
    const char *was = desk_state(&desk);
    say(false, "first");
    say(true, "second");
    assert_in_the_way("first", "'dismiss'");
    assert_int_equal(undo("second"), IBID_OK);
    assert_int_equal(undo("first"), IBID_OK);
    assert_string_equal(desk_state(&desk), was);
    assert_int_equal(redo("second"), IBID_CONFLICT);
    assert_int_equal(redo("first"), IBID_OK);
}

static void an_operation_is_taken_back_once(void **state)
{
    (void)state;
    entitle("One", "first");
    assert_int_equal(redo("first"), IBID_CONFLICT);
    assert_non_null(strstr(err.text, "was not undone"));
    assert_int_equal(undo("first"), IBID_OK);
    assert_int_equal(undo("first"), IBID_CONFLICT);
    assert_non_null(strstr(err.text, "is undone already"));
}

static void an_import_whose_words_another_fact_cites_stays(void **state)
{
    (void)state;
    struct ibid_query killed = {.kind = "casualty"};
    struct ibid_link_choice choice = {.relation = "same", .merge = true};
    int64_t last = desk_facts(&desk, &killed) - 1;
    const char *other = desk_fact(&desk, "casualty", last);
    struct ibid_fact fact;
    assert_int_equal(ibid_fact_get(desk.db, other, desk.mem, &fact, &err),
                     IBID_OK);
    assert_int_equal(ibid_link_decide(desk.db, desk_fact(&desk, "casualty", 0),
                                      &other, 1, &choice, NULL, &result, &err),
                     IBID_OK);
    assert_int_equal(undo("3"), IBID_CONFLICT); /* the import of b.txt */
    assert_int_equal(undo(NULL), IBID_OK);
    assert_int_equal(undo("3"), IBID_OK);
    assert_int_equal(undo("3"), IBID_CONFLICT);
    assert_int_equal(redo("3"), IBID_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_title_that_was_changed_again_is_not_taken_back),
        TEST(a_role_that_was_changed_again_is_not_taken_back),
        TEST(the_role_of_a_removed_text_stays_as_it_was),
        TEST(a_word_on_a_link_is_not_taken_back_under_a_newer_one),
        TEST(an_operation_is_taken_back_once),
        TEST(an_import_whose_words_another_fact_cites_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
