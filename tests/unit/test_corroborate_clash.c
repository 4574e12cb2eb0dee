/* test_corroborate_clash.c - which tolls that differ are of one count, and
 * which is the later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "told.h"

static void a_later_and_higher_figure_supersedes(void **state)
{
    (void)state;
    assert_int_equal(
        relation((struct told){FIVE}, (struct told){SEVEN, .day = 1}),
        LINK_SUPERSEDES);
    assert_int_equal(relation((struct told){FIVE_OR_MORE},
                              (struct told){SEVEN_OR_MORE, .day = 1}),
                     LINK_SUPERSEDES);
    assert_int_equal(
        relation((struct told){FIVE_OR_MORE}, (struct told){SEVEN_OR_MORE}),
        LINK_NONE);
    /* A later report may have been written before. */
    assert_int_equal(
        relation((struct told){SEVEN}, (struct told){FIVE, .day = 1}),
        LINK_NONE);
    assert_int_equal(relation((struct told){SEVEN}, (struct told){FIVE}),
                     LINK_CONTRADICTS);
}

static void on_one_day_the_later_hour_supersedes(void **state)
{
    (void)state;
    assert_int_equal(relation((struct told){FIVE_OR_MORE, .minute = 500},
                              (struct told){SEVEN_OR_MORE, .minute = 900}),
                     LINK_SUPERSEDES);
    assert_int_equal(relation((struct told){FIVE_OR_MORE, .minute = 900},
                              (struct told){SEVEN_OR_MORE, .minute = 500}),
                     LINK_NONE);
    assert_int_equal(relation((struct told){FIVE, .minute = 900},
                              (struct told){SEVEN, .minute = 500}),
                     LINK_CONTRADICTS);
    assert_int_equal(relation((struct told){FIVE_OR_MORE, .minute = 500},
                              (struct told){SEVEN_OR_MORE}),
                     LINK_NONE);
}

static void the_hour_of_a_report_is_that_of_utc(void **state)
{
    (void)state;
    assert_int_equal(profile_minute("2031-03-14T10:30:00Z"), 630);
    assert_int_equal(profile_minute("2031-03-14T10:30:00+02:00"), 510);
    assert_int_equal(profile_minute("2031-03-14T22:30-05:30"), 1680);
    assert_int_equal(profile_minute("2031-03-14"), PROFILE_MINUTE_UNKNOWN);
    assert_int_equal(profile_minute("2031-03-14T1"), PROFILE_MINUTE_UNKNOWN);
    assert_int_equal(profile_minute(NULL), PROFILE_MINUTE_UNKNOWN);
}

static void tolls_of_two_days_do_not_clash(void **state)
{
    (void)state;
    const struct told five = {FIVE, .date = "2028-10-04"};
    struct told seven = {SEVEN, .date = "2028-10-05", .day = 1};
    assert_int_equal(relation(five, seven), LINK_NONE);
    seven.date = five.date;
    assert_int_equal(relation(five, seven), LINK_SUPERSEDES);
    seven.date = NULL; /* as old as its report: of another month */
    assert_int_equal(relation((struct told){FIVE, .date = "2028-03-01"}, seven),
                     LINK_NONE);
}

static void figures_that_differ_need_more_than_a_number(void **state)
{
    (void)state;
    assert_int_equal(
        relation((struct told){FIVE, .around = "at sea"}, (struct told){SEVEN}),
        LINK_NONE);
    assert_int_equal(
        relation((struct told){FIVE, .day = -1}, (struct told){SEVEN}),
        LINK_NONE);
    assert_int_equal(
        relation((struct told){FIVE, .around = "at sea", .date = "2028-10-04"},
                 (struct told){SEVEN, .date = "2028-10-04"}),
        LINK_CONTRADICTS);
}

static void others_are_no_total(void **state)
{
    (void)state;
    struct told five = {FIVE, .around = "five, by gunmen of Kalvik in Morvane"};
    assert_int_equal(relation(five, (struct told){SEVEN}), LINK_CONTRADICTS);
    five.around = "five of them, by gunmen of Kalvik in Morvane";
    assert_int_equal(relation(five, (struct told){SEVEN}), LINK_NONE);
    assert_int_equal(relation((struct told){FIVE, .victims = "more soldiers"},
                              (struct told){SEVEN, .victims = "soldiers"}),
                     LINK_NONE);
    assert_int_equal(relation((struct told){FIVE, .victims = "others"},
                              (struct told){SEVEN, .victims = "people"}),
                     LINK_NONE);
}

/* ---- What a report tells first ------------------------------------------ */

/* How the last toll of the one report bears on the last of the other. */
static enum link_relation among(const struct told *one, size_t ones,
                                const struct told *other, size_t others)
{
    struct claim *all[8];
    struct link found;
    for (size_t i = 0; i < ones + others; i++)
        all[i] = i < ones ? claim(&one[i], 1) : claim(&other[i - ones], 2);
    link_lists_mark(all, ones + others);
    link_compare(all[ones - 1], all[ones + others - 1], &found);
    return found.relation;
}

static void what_reports_tell_first_may_have_grown_more(void **state)
{
    (void)state;
    const struct told seven = {SEVEN}, twenty = {TWENTY, .day = 1};
    const struct told far[] = {{FIVE, .around = "at sea"},
                               {TWENTY, .day = 1, .start = 900}};
    assert_int_equal(among(&twenty, 1, &seven, 1), LINK_SUPERSEDES);
    assert_int_equal(among(far, 2, &seven, 1), LINK_NONE);
    const struct told two = {.number = "two",
                             .normal = "{\"min\":2,\"max\":2}"};
    const struct told five = {FIVE, .day = 1};
    assert_int_equal(among(&two, 1, &five, 1), LINK_SUPERSEDES);
    assert_int_equal(relation(two, five), LINK_NONE);
    const struct told thirty = {THIRTY, .day = 1};
    assert_int_equal(among(&thirty, 1, &seven, 1), LINK_NONE);
}

static void a_toll_grows_for_weeks_where_words_tell_of_it(void **state)
{
    (void)state;
    const struct told five = {FIVE};
    struct told seven = {SEVEN, .day = 24};
    assert_int_equal(among(&five, 1, &seven, 1), LINK_SUPERSEDES);
    seven.around = "in the barracks, by gunmen";
    assert_int_equal(among(&five, 1, &seven, 1), LINK_NONE);
    seven.around = NULL;
    seven.day = 40;
    assert_int_equal(among(&five, 1, &seven, 1), LINK_NONE);
}

static void one_of_several_tolls_clashes_with_a_first_one_alone(void **state)
{
    (void)state;
    const struct told many[] = {{TWENTY}, {THIRTY}, {SEVEN}};
    const struct told five = {FIVE};
    const struct told list[] = {{TWENTY}, {THIRTY}, {FIVE}};
    assert_int_equal(among(many, 3, &five, 1), LINK_CONTRADICTS);
    assert_int_equal(among(many, 3, list, 3), LINK_NONE);
    const struct told far[] = {{TWENTY}, {THIRTY}, {SEVEN, .start = 900}};
    assert_int_equal(among(far, 3, &five, 1), LINK_NONE);
}

static void a_part_that_is_more_than_the_whole_is_the_whole(void **state)
{
    (void)state;
    const struct told five = {FIVE, .victims = "people"};
    struct told seven = {SEVEN, .victims = "union leaders", .day = 1};
    assert_int_equal(among(&five, 1, &seven, 1), LINK_SUPERSEDES);
    seven.day = -1; /* of no later day: nothing is known */
    assert_int_equal(among(&five, 1, &seven, 1), LINK_NONE);
    const struct told leaders = {FIVE, .victims = "union leaders"};
    const struct told people = {SEVEN, .victims = "people", .day = 1};
    assert_int_equal(among(&leaders, 1, &people, 1), LINK_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_later_and_higher_figure_supersedes),
        cmocka_unit_test(on_one_day_the_later_hour_supersedes),
        cmocka_unit_test(the_hour_of_a_report_is_that_of_utc),
        cmocka_unit_test(tolls_of_two_days_do_not_clash),
        cmocka_unit_test(figures_that_differ_need_more_than_a_number),
        cmocka_unit_test(others_are_no_total),
        cmocka_unit_test(what_reports_tell_first_may_have_grown_more),
        cmocka_unit_test(a_toll_grows_for_weeks_where_words_tell_of_it),
        cmocka_unit_test(one_of_several_tolls_clashes_with_a_first_one_alone),
        cmocka_unit_test(a_part_that_is_more_than_the_whole_is_the_whole),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
