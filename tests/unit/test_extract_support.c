/* test_extract_support.c - whether the words cited carry a value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/support.h"

static struct codebook *codebook;

static int setup(void **state)
{
    (void)state;
    struct arena mem = {0};
    const struct codebook_file *files;
    size_t count;
    int failed = codebook_builtin("news", &mem, &files, &count, NULL) ||
                 codebook_open(files, count, &codebook, NULL);
    arena_done(&mem);
    return failed;
}

static int teardown(void **state)
{
    (void)state;
    codebook_close(codebook);
    return 0;
}

/* "kind.field", a value as a curator would write it, the words cited (up to
 * two pieces). */
static enum ibid_support look(const char *kind, const char *field,
                              const char *value, const char *quote,
                              const char *more)
{
    struct arena mem = {0};
    struct ibid_error err = {0};
    const struct codebook_field *f =
        codebook_field(codebook_kind(codebook, kind), field);
    assert_non_null(f);
    struct ibid_citation cites[2] = {{.quote = quote}, {.quote = more}};
    struct ibid_value one = {
        .text = value, .citations = cites, .citation_count = more ? 2 : 1};
    if (codebook_normalize(codebook, f, str_of(value), "2017-01-16", &mem,
                           &one.normalized, &err))
        fail_msg("%s", err.text);
    enum ibid_support support =
        support_of_value(codebook, f, &one, "2017-01-16");
    arena_done(&mem);
    return support;
}

static enum ibid_support number(const char *value, const char *quote)
{
    return look("casualty", "number", value, quote, NULL);
}

static enum ibid_support date(const char *value, const char *quote)
{
    return look("casualty", "date", value, quote, NULL);
}

static void a_number_is_carried_in_digits_or_words(void **state)
{
    (void)state;
    assert_int_equal(number("28", "twenty-eight"), IBID_SUPPORTED);
    assert_int_equal(number("twenty-eight", "some 28 people"), IBID_SUPPORTED);
    assert_int_equal(number("28", "at least 28 civilians"), IBID_SUPPORTED);
    assert_int_equal(number("28 to 30", "between 28 and 30"), IBID_SUPPORTED);
    assert_int_equal(number("5,000", "five thousand"), IBID_SUPPORTED);
    assert_int_equal(number("dozens", "dozens of people"), IBID_SUPPORTED);
    assert_int_equal(number("exactly 23", "23"), IBID_SUPPORTED);
    assert_int_equal(number("exactly 23", "24"), IBID_DIFFERS);
    assert_int_equal(number("31", "at least 28"), IBID_DIFFERS);
    assert_int_equal(number("28", "28,000 people"), IBID_DIFFERS);
    assert_int_equal(number("5", "five million"), IBID_DIFFERS);
    assert_int_equal(number("28 to 31", "28 people"), IBID_DIFFERS);
    assert_int_equal(number("28", "several people"), IBID_DIFFERS);
}

static void a_date_is_carried_as_it_resolves(void **state)
{
    (void)state;
    assert_int_equal(date("2017-01-23", "January 23"), IBID_SUPPORTED);
    assert_int_equal(date("2017-01-16", "on Monday"), IBID_SUPPORTED);
    assert_int_equal(date("2017-01-15", "yesterday"), IBID_SUPPORTED);
    assert_int_equal(date("2017-01", "January 23, 2017"), IBID_SUPPORTED);
    assert_int_equal(date("January 23", "on January 23, 2017"), IBID_SUPPORTED);
    assert_int_equal(date("2017-01-24", "January 23"), IBID_DIFFERS);
    assert_int_equal(date("2017-01-23", "January"), IBID_DIFFERS);
    assert_int_equal(date("2017-01-23", "the talks"), IBID_DIFFERS);
}

static void names_and_words_are_compared_folded(void **state)
{
    (void)state;
    assert_int_equal(look("casualty", "place", "deir ez-zor",
                          "the city of Deir\u00a0ez\u2013Zor", NULL),
                     IBID_SUPPORTED);
    assert_int_equal(
        look("role", "person", "Dmitry Peskov", "Dmitry S. Peskov, 49,", NULL),
        IBID_SUPPORTED);
    assert_int_equal(look("role", "person", "Peskov", "Peskov\u2019s", NULL),
                     IBID_SUPPORTED);
    assert_int_equal(look("role", "person", "Peskov", "the spokesman", NULL),
                     IBID_DIFFERS);
    assert_int_equal(look("role", "person", "Pesk", "Peskov", NULL),
                     IBID_DIFFERS);
    assert_int_equal(look("statement", "content", "We will go \u2026 and win",
                          "\u201cWe will go,\u201d", "\u201cand win.\u201d"),
                     IBID_SUPPORTED);
    assert_int_equal(look("statement", "content", "and win \u2026 We will go",
                          "\u201cWe will go,\u201d", "\u201cand win.\u201d"),
                     IBID_DIFFERS);
    assert_int_equal(look("statement", "content", "he agrees",
                          "he said that nobody agrees", NULL),
                     IBID_DIFFERS);
}

static void a_choice_is_carried_by_a_word_of_its_list(void **state)
{
    (void)state;
    assert_int_equal(look("casualty", "harm", "killed", "were shot dead", NULL),
                     IBID_SUPPORTED);
    assert_int_equal(
        look("casualty", "harm", "wounded", "killed and injured", NULL),
        IBID_SUPPORTED);
    assert_int_equal(look("casualty", "harm", "wounded", "died", NULL),
                     IBID_DIFFERS);
    assert_int_equal(look("casualty", "harm", "wounded", "nobody knew", NULL),
                     IBID_CHOSEN);
}

static void without_words_a_value_is_chosen_uncited_or_lost(void **state)
{
    (void)state;
    const struct codebook_kind *kind = codebook_kind(codebook, "statement");
    struct ibid_value value = {.text = "direct"};
    assert_int_equal(
        support_of_value(codebook, codebook_field(kind, "form"), &value, NULL),
        IBID_CHOSEN);
    assert_int_equal(support_of_value(codebook, codebook_field(kind, "speaker"),
                                      &value, NULL),
                     IBID_UNCITED);
    struct ibid_citation gone = {.anchor = IBID_LOST, .quote = "direct"};
    value.citations = &gone;
    value.citation_count = 1;
    assert_int_equal(support_of_value(codebook, codebook_field(kind, "speaker"),
                                      &value, NULL),
                     IBID_CITATION_LOST);
    gone = (struct ibid_citation){.quote = NULL};
    assert_int_equal(support_of_value(codebook, NULL, &value, NULL),
                     IBID_CITATION_LOST);
}

static void any_quote_that_does_not_dispute_counts(void **state)
{
    (void)state;
    struct ibid_citation cites[] = {{.quote = "the city"}, {.quote = "Homs"}};
    struct ibid_value value = {
        .text = "Homs", .citations = cites, .citation_count = 2};
    assert_int_equal(support_of_value(codebook, NULL, &value, NULL),
                     IBID_SUPPORTED);
    cites[1].stance = IBID_DISPUTES;
    assert_int_equal(support_of_value(codebook, NULL, &value, NULL),
                     IBID_DIFFERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_carried_in_digits_or_words),
        cmocka_unit_test(a_date_is_carried_as_it_resolves),
        cmocka_unit_test(names_and_words_are_compared_folded),
        cmocka_unit_test(a_choice_is_carried_by_a_word_of_its_list),
        cmocka_unit_test(without_words_a_value_is_chosen_uncited_or_lost),
        cmocka_unit_test(any_quote_that_does_not_dispute_counts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
