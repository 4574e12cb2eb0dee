/* test_corroborate_casualty.c - which tolls are one count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "told.h"

#define SIX "{\"min\":6,\"max\":6}"

static void figures_weeks_apart_are_of_two_events(void **state)
{
    (void)state;
    assert_int_equal(
        relation((struct told){FIVE}, (struct told){SEVEN, .day = 20}),
        LINK_NONE);
    assert_int_equal(relation((struct told){SEVEN, .around = "at sea"},
                              (struct told){SEVEN, .day = 60}),
                     LINK_NONE);
    assert_int_equal(
        relation((struct told){SEVEN}, (struct told){SEVEN, .day = 60}),
        LINK_SAME);
}

static void an_unusual_number_names_its_victims(void **state)
{
    (void)state;
    const struct told nobody = {.number = "17",
                                .normal = "{\"min\":17,\"max\":17}"};
    struct told soldiers = nobody;
    soldiers.victims = "soldiers";
    assert_int_equal(relation(nobody, soldiers), LINK_SAME);
    assert_int_equal(relation((struct told){TWENTY},
                              (struct told){TWENTY, .victims = "soldiers"}),
                     LINK_NONE);
}

/* ---- Places and victims ------------------------------------------------- */

static void a_place_is_one_however_it_is_spelt(void **state)
{
    (void)state;
    assert_int_equal(relation((struct told){FIVE, .place = "Deir Ezzor"},
                              (struct told){SEVEN, .place = "Dayr al-Zawr"}),
                     LINK_CONTRADICTS);
    assert_int_equal(relation((struct told){FIVE, .place = "Kalvik"},
                              (struct told){SEVEN, .place = "Dornum"}),
                     LINK_NONE);
}

static void up_to_seven_may_be_seven(void **state)
{
    (void)state;
    const struct told most = {.number = "up to seven", .normal = "{\"max\":7}"};
    assert_int_equal(relation(most, (struct told){SEVEN}), LINK_SAME);
    assert_int_equal(relation(most, (struct told){FIVE}), LINK_NONE);
    assert_int_equal(relation(most, (struct told){TWENTY}), LINK_NONE);
}

static void people_are_whom_nobody_names(void **state)
{
    (void)state;
    const struct told plain = {SEVEN_OR_MORE, .day = 0};
    assert_int_equal(
        relation(plain, (struct told){SEVEN, .victims = "people at a concert "
                                                        "in Dornum"}),
        LINK_SAME);
    assert_int_equal(relation(plain, (struct told){SEVEN, .victims = "lives"}),
                     LINK_SAME);
    assert_int_equal(
        relation(plain, (struct told){SEVEN, .victims = "soldiers"}),
        LINK_NONE);
}

static void equal_figures_may_name_victims_in_other_words(void **state)
{
    (void)state;
    const struct told plain = {SEVEN, .victims = "people"};
    const struct told other = {SEVEN, .victims = "union leaders"};
    struct told more = {FIVE, .victims = "union leaders"};
    assert_int_equal(relation(plain, other), LINK_SAME);
    assert_int_equal(
        relation(other, (struct told){SEVEN, .victims = "priests"}), LINK_SAME);
    assert_int_equal(relation(plain, more), LINK_NONE);
    more = other;
    more.around = "at sea";
    assert_int_equal(relation(plain, more), LINK_NONE);
    more.victims = "other union leaders";
    more.around = NULL;
    assert_int_equal(relation(plain, more), LINK_NONE);
}

static void victims_are_one_by_half_their_names(void **state)
{
    (void)state;
    assert_int_equal(relation((struct told){ONE("Minister Anton Verrick")},
                              (struct told){ONE("Verrick")}),
                     LINK_SAME);
    assert_int_equal(
        relation((struct told){ONE("Judge Anton Halvorsen Brandt")},
                 (struct told){ONE("Senator Anton Verrick")}),
        LINK_NONE);
    assert_int_equal(relation((struct told){ONE("he")},
                              (struct told){.number = "one",
                                            .normal = "{\"min\":1,\"max\":1}"}),
                     LINK_NONE);
}

static void a_toll_of_long_ago_is_not_that_of_the_report(void **state)
{
    (void)state;
    assert_int_equal(
        relation((struct told){SEVEN, .date = "2004"}, (struct told){SEVEN}),
        LINK_NONE);
    assert_int_equal(
        relation((struct told){SEVEN, .date = "2028"}, (struct told){SEVEN}),
        LINK_SAME);
}

/* ---- In two stories ---------------------------------------------------- */

/* How two tolls of different stories bear on one another; whether one is found
 * by the other, when they do. */
static enum link_relation far_relation(struct told a, struct told b)
{
    struct link there, back;
    const struct claim *x = claim(&a, 1), *y = claim(&b, 2);
    uint64_t own[MARKS_KEYS], theirs[MARKS_KEYS];
    size_t count = link_far_keys(x, own), others = link_far_keys(y, theirs);
    bool met = false;
    link_far(x, y, &there);
    link_far(y, x, &back);
    assert_int_equal(there.relation, back.relation);
    assert_false(there.exact);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < others; k++)
            met |= own[i] == theirs[k];
    assert_true(met || there.relation == LINK_NONE);
    return there.relation;
}

static void one_event_in_two_stories_takes_words_beside_its_toll(void **state)
{
    (void)state;
    struct told a = {.number = "6", .normal = SIX, .victims = "people"};
    struct told b = a;
    assert_int_equal(far_relation(a, b), LINK_SAME);
    b.around = "when a bus left the road near Ostrel, police said";
    assert_int_equal(far_relation(a, b), LINK_NONE);
    b.around = "when a bus left the road near Morvane, police said";
    assert_int_equal(far_relation(a, b), LINK_NONE); /* one name is too few */
    b.around = "in Morvane, at the barracks of Kalvik";
    assert_int_equal(far_relation(a, b), LINK_SAME);
    b.day = 30;
    assert_int_equal(far_relation(a, b), LINK_NONE);
    b.day = -1;
    assert_int_equal(far_relation(a, b), LINK_NONE);
}

static void figures_that_differ_say_nothing_across_stories(void **state)
{
    (void)state;
    struct told a = {.number = "6", .normal = SIX, .victims = "people"};
    struct told b = {
        .number = "8", .normal = "{\"min\":8,\"max\":8}", .victims = "people"};
    assert_int_equal(far_relation(a, b), LINK_NONE);
}

static void the_higher_a_toll_the_less_is_asked_beside_it(void **state)
{
    (void)state;
    struct told a = {.number = "184",
                     .normal = "{\"min\":184,\"max\":184}",
                     .victims = "people",
                     .around = "when the dam above Ostrel broke"};
    struct told b = a;
    b.around = "in the valley of Ostrel last month";
    assert_int_equal(far_relation(a, b), LINK_SAME);
    a.number = b.number = "4";
    a.normal = b.normal = "{\"min\":4,\"max\":4}";
    assert_int_equal(far_relation(a, b), LINK_NONE);
    a.victims = b.victims = "Hesperine monks"; /* the word is a name */
    assert_int_equal(far_relation(a, b), LINK_SAME);
}

static void what_stands_in_brackets_tells_of_no_event(void **state)
{
    (void)state;
    struct told a = {.number = "6",
                     .normal = SIX,
                     .victims = "people",
                     .around = "[Kalvik Morvane Domestic Service] by Ostrel"};
    struct told b = a;
    b.around = "in Tremond (Kalvik Morvane Domestic Service)";
    assert_int_equal(far_relation(a, b), LINK_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_weeks_apart_are_of_two_events),
        cmocka_unit_test(an_unusual_number_names_its_victims),
        cmocka_unit_test(a_place_is_one_however_it_is_spelt),
        cmocka_unit_test(up_to_seven_may_be_seven),
        cmocka_unit_test(people_are_whom_nobody_names),
        cmocka_unit_test(equal_figures_may_name_victims_in_other_words),
        cmocka_unit_test(victims_are_one_by_half_their_names),
        cmocka_unit_test(a_toll_of_long_ago_is_not_that_of_the_report),
        cmocka_unit_test(one_event_in_two_stories_takes_words_beside_its_toll),
        cmocka_unit_test(figures_that_differ_say_nothing_across_stories),
        cmocka_unit_test(the_higher_a_toll_the_less_is_asked_beside_it),
        cmocka_unit_test(what_stands_in_brackets_tells_of_no_event),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
