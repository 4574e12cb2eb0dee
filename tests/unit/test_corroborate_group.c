/* test_corroborate_group.c - groups of facts that say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corroborate/group.h"

enum { MANY = 40 };

static void facts_that_say_the_same_are_one_group(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct group_edge edges[] = {{1, 3, true, GROUP_WHOLE, 900},
                                 {3, 4, true, GROUP_WHOLE, 800},
                                 {0, 4, false, GROUP_WHOLE, 700}};
    size_t group[6], band[6];
    group_make(6, edges, 3, &mem, group, band);
    assert_int_equal(group[0], 0);
    assert_int_equal(group[1], 1);
    assert_int_equal(group[3], 1);
    assert_int_equal(group[4], 1);
    assert_int_equal(band[4], 0);
    assert_int_equal(band[3], 0);
    assert_int_equal(group[2], 2);
    assert_int_equal(band[5], 5);
    arena_done(&mem);
}

/* 0 is a long quotation that holds 1 and 2, which 3 repeats. */
static void long_fact_does_not_make_what_it_holds_one(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct group_edge edges[] = {{0, 1, true, GROUP_PART_OF_A, 1000},
                                 {0, 2, true, GROUP_PART_OF_A, 900},
                                 {3, 2, true, GROUP_WHOLE, 1000},
                                 {1, 4, true, GROUP_PART_OF_B, 800},
                                 {1, 5, true, GROUP_PART_OF_B, 700}};
    size_t group[6], band[6];
    group_make(6, edges, 5, &mem, group, band);
    assert_int_equal(group[1], 0);
    assert_int_equal(group[2], 2);
    assert_int_equal(group[3], 2);
    assert_int_equal(group[4], 0);
    assert_int_equal(group[5], 0);
    arena_done(&mem);
}

static void order_of_links_makes_no_difference(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct group_edge edges[MANY];
    size_t group[MANY], band[MANY], other[MANY], other_band[MANY];
    srand(7);
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < MANY; i++)
            edges[i] = (struct group_edge){
                (size_t)rand() % MANY, (size_t)rand() % MANY, rand() % 4 > 0,
                (enum group_part)(rand() % 3), (uint32_t)rand() % 5};
        group_make(MANY, edges, MANY, &mem, group, band);
        for (size_t i = MANY - 1; i; i--) {
            size_t k = (size_t)rand() % (i + 1);
            struct group_edge edge = edges[i];
            edges[i] = edges[k];
            edges[k] = edge;
        }
        group_make(MANY, edges, MANY, &mem, other, other_band);
        assert_memory_equal(group, other, sizeof group);
        assert_memory_equal(band, other_band, sizeof band);
    }
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_that_say_the_same_are_one_group),
        cmocka_unit_test(long_fact_does_not_make_what_it_holds_one),
        cmocka_unit_test(order_of_links_makes_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
