/* test_corroborate_link.c - what several sources say: figures that agree or
 * not, sources that are one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "corroborate/independent.h"
#include "desk.h"

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

static void bring(const char *name, const char *text)
{
    desk_import(&desk, desk_file(&desk, name, text));
}

/* A report on a raid on Kalvik; `more` ends it. */
static void report(const char *name, const char *more)
{
    struct buf out = {0};
    buf_printf(&out,
               "Raid on Kalvik barracks\n\nGunmen from the Morvane hills "
               "came into the Kalvik barracks near Dornum on "
               "Sunday.\n\n%s\n",
               more);
    bring(name, out.ptr);
    buf_done(&out);
}

/* How often a relation stands in the export's links. */
static int links(const char *relation)
{
    char *json = desk_export(desk.db), word[64];
    snprintf(word, sizeof word, "\"relation\":\"%s\"", relation);
    int count = 0;
    for (const char *at = strstr(json, "\"links\":");
         at && (at = strstr(at, word)); at++)
        count++;
    free(json);
    return count;
}

static void figures_that_agree_are_the_same(void **state)
{
    (void)state;
    report("a.txt", "At least 28 soldiers were killed in Kalvik.");
    report("b.txt", "In Kalvik 28 soldiers were killed.");
    assert_int_equal(links("same"), 1);
    assert_int_equal(links("contradicts"), 0);
}

static void at_least_28_and_31_do_not_contradict(void **state)
{
    (void)state;
    report("a.txt", "At least 28 soldiers were killed in Kalvik.");
    report("b.txt", "In Kalvik 31 soldiers were killed.");
    assert_int_equal(links("same"), 0);
    assert_int_equal(links("contradicts"), 0);
}

static void unlike_victims_do_not_contradict(void **state)
{
    (void)state;
    report("a.txt", "In Kalvik 28 soldiers were killed.");
    report("b.txt", "In Kalvik 40 civilians were killed.");
    assert_int_equal(links("contradicts"), 0);
}

static void two_figures_of_one_count_contradict(void **state)
{
    (void)state;
    report("a.txt", "In Kalvik 28 soldiers were killed.");
    report("b.txt", "In Kalvik 34 soldiers were killed.");
    assert_int_equal(links("contradicts"), 1);
}

static void all_go_and_some_stay_away_is_a_contradiction(void **state)
{
    (void)state;
    report("a.txt", "\"All the hill clans are going to Dornum,\" Anton "
                    "Verrick told reporters.");
    report("b.txt", "Local media reported that some hill clans, including "
                    "the Serra, had decided to stay away from Dornum.");
    assert_int_equal(links("contradicts"), 1);
}

static void importing_again_changes_no_link(void **state)
{
    (void)state;
    report("a.txt", "In Kalvik 28 soldiers were killed.");
    report("b.txt", "In Kalvik 34 soldiers were killed.");
    const char *before = desk_state(&desk);
    report("a.txt", "In Kalvik 28 soldiers were killed.");
    assert_string_equal(before, desk_state(&desk));
}

static void merging_and_undoing_restores_every_link(void **state)
{
    (void)state;
    report("a.txt", "At least 28 soldiers were killed in Kalvik.");
    report("b.txt", "In Kalvik 28 soldiers were killed.");
    const char *before = desk_state(&desk);
    const char *into = desk_fact(&desk, "casualty", 0);
    const char *other = desk_fact(&desk, "casualty", 1);
    struct ibid_change_result result;
    assert_int_equal(
        ibid_fact_merge(desk.db, into, &other, 1, NULL, &result, NULL), 0);
    assert_int_equal(links("same"), 0);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, NULL), 0);
    assert_string_equal(before, desk_state(&desk));
}

/* ---- Sources ----------------------------------------------------------- */

static void copies_publishers_and_origins_count_once(void **state)
{
    (void)state;
    const struct str agency = STR("afp");
    const struct witness list[] = {
        {1, 0, 0, STR("One Daily"), STR("the Dornum Observatory"), NULL, 0},
        {2, 0, 0, STR("two.example"), STR("The Dornum Observatory"), NULL, 0},
        {3, 0, 0, STR("one daily"), STR(""), NULL, 0},
        {4, 0, 0, STR("Four"), STR(""), &agency, 1},
        {5, 0, 0, STR("Five"), STR(""), &agency, 1},
        {6, 0, 0, STR("Six"), STR(""), NULL, 0},
        {7, 0, 0, STR("Seven"), STR(""), NULL, 0},
    };
    const struct copy_pair copy = {.a = 6, .b = 7};
    struct independent many = independent_count(list, 7, &copy, 1);
    assert_int_equal(many.publishers, 6);
    assert_int_equal(many.origins, 3);
}

static void words_copied_in_parts_count_once_where_they_are(void **state)
{
    (void)state;
    struct witness list[] = {{.source = 1, .start = 100, .end = 195},
                             {.source = 2, .start = 40, .end = 183}};
    const struct copy_pair copies[] = {{2, 1, 40, 85, 100, 145},
                                       {2, 1, 300, 360, 500, 560}};
    assert_int_equal(independent_count(list, 2, copies, 2).origins, 1);
    list[0].start = 146; /* behind what is shared */
    assert_int_equal(independent_count(list, 2, copies, 2).origins, 2);
    list[0] = (struct witness){.source = 1}; /* nobody knows where */
    assert_int_equal(independent_count(list, 2, copies, 2).origins, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(figures_that_agree_are_the_same, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(at_least_28_and_31_do_not_contradict,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(unlike_victims_do_not_contradict, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(two_figures_of_one_count_contradict,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            all_go_and_some_stay_away_is_a_contradiction, setup, teardown),
        cmocka_unit_test_setup_teardown(importing_again_changes_no_link, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(merging_and_undoing_restores_every_link,
                                        setup, teardown),
        cmocka_unit_test(copies_publishers_and_origins_count_once),
        cmocka_unit_test(words_copied_in_parts_count_once_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
