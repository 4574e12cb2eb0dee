/* test_agreement.c - agreement of two coders, against examples of textbooks
 * worked by hand there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "fact/agreement.h"

static void score(const char *a, const char *b, double *kappa, double *alpha)
{
    struct arena mem = {0};
    struct agreement of = {.mem = &mem};
    for (size_t i = 0; a[i]; i++)
        agreement_add(&of, (struct str){a + i, 1}, (struct str){b + i, 1});
    assert_true(agreement_score(&of, kappa, alpha));
    arena_done(&mem);
}

/* `count` units that coder A put in `a` and coder B in `b`. */
static void cell(struct agreement *of, const char *a, const char *b, int count)
{
    while (count-- > 0)
        agreement_add(of, str_of(a), str_of(b));
}

static bool is_about(double value, double wanted)
{
    return fabs(value - wanted) < 0.0005;
}

/* K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A:
 * binary data, two observers, alpha = 0.095. Kappa by hand: 6 of 10 agree,
 * chance .8 * .6 + .2 * .4 = .56, (.6 - .56) / .44. */
static void binary_data_of_two_observers(void **state)
{
    (void)state;
    double kappa, alpha;
    score("0100000010", "1110010000", &kappa, &alpha);
    assert_true(is_about(alpha, 0.095));
    assert_true(is_about(kappa, 0.0909));
}

/* The same, B: nominal data, two observers, alpha = 0.692. */
static void nominal_data_of_two_observers(void **state)
{
    (void)state;
    double kappa, alpha;
    score("aabbdcccedda", "babbbccceddd", &kappa, &alpha);
    assert_true(is_about(alpha, 0.692));
}

/* J. L. Fleiss, Statistical Methods for Rates and Proportions, chapter 13: two
 * raters, 100 subjects, three diagnoses; observed .89, chance .66, kappa .676.
 */
static void three_diagnoses_of_two_raters(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct agreement of = {.mem = &mem};
    double kappa, alpha;
    cell(&of, "psychotic", "psychotic", 75);
    cell(&of, "psychotic", "neurotic", 1);
    cell(&of, "psychotic", "organic", 4);
    cell(&of, "neurotic", "psychotic", 5);
    cell(&of, "neurotic", "neurotic", 4);
    cell(&of, "neurotic", "organic", 1);
    cell(&of, "organic", "organic", 10);
    assert_true(agreement_score(&of, &kappa, &alpha));
    assert_int_equal(of.units, 100);
    assert_int_equal(of.agreed, 89);
    assert_true(is_about(kappa, 0.6765));
    arena_done(&mem);
}

/* The yes/no table of 50 proposals used to explain kappa: 20 and 15 agreed, 5
 * and 10 not: observed .7, chance .5, kappa .4. */
static void fifty_proposals_of_two_readers(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct agreement of = {.mem = &mem};
    double kappa, alpha;
    cell(&of, "yes", "yes", 20);
    cell(&of, "yes", "no", 5);
    cell(&of, "no", "yes", 10);
    cell(&of, "no", "no", 15);
    assert_true(agreement_score(&of, &kappa, &alpha));
    assert_true(is_about(kappa, 0.4));
    arena_done(&mem);
}

static void full_agreement_is_one_and_one_category_says_nothing(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct agreement of = {.mem = &mem}, none = {.mem = &mem};
    double kappa, alpha;
    assert_false(agreement_score(&none, &kappa, &alpha));
    cell(&of, "yes", "yes", 3);
    assert_false(agreement_score(&of, &kappa, &alpha));
    cell(&of, "no", "no", 1);
    assert_true(agreement_score(&of, &kappa, &alpha));
    assert_true(is_about(kappa, 1) && is_about(alpha, 1));
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binary_data_of_two_observers),
        cmocka_unit_test(nominal_data_of_two_observers),
        cmocka_unit_test(three_diagnoses_of_two_raters),
        cmocka_unit_test(fifty_proposals_of_two_readers),
        cmocka_unit_test(full_agreement_is_one_and_one_category_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
