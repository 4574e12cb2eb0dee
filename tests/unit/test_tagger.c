/* test_tagger.c - a model's bytes are checked, and its rows decide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/tagger.h"

enum { HEADER = 24, ROWS = 2 };

/* A model of ROWS equal rows that are for `tag`. */
static struct str model(unsigned char *bytes, unsigned tag)
{
    memset(bytes, 128, HEADER + ROWS * TAGGER_STRIDE);
    memcpy(bytes, "ibid tagger 1\n\0\0", 16);
    memcpy(bytes + 16, "\2\0\0\0\23\0\0\0", 8);
    for (int row = 0; row < ROWS; row++)
        bytes[HEADER + row * TAGGER_STRIDE + (int)tag] = 255;
    return (struct str){(const char *)bytes, HEADER + ROWS * TAGGER_STRIDE};
}

static void every_tag_can_be_the_best(void **state)
{
    (void)state;
    unsigned char bytes[HEADER + ROWS * TAGGER_STRIDE];
    struct tagger_word words[] = {
        tagger_word(STR("the"), STR("T"), SHAPE_FIRST),
        tagger_word(STR("well-known"), STR("J"), SHAPE_LOWER),
    };
    for (unsigned tag = 0; tag < TAGGER_TAGS; tag++) {
        struct tagger tagger;
        assert_true(tagger_open(&tagger, model(bytes, tag)));
        for (uint32_t at = 0; at < 2; at++)
            assert_int_equal(
                tagger_tag(&tagger, words, 2, at, TAGGER_TAGS, TAGGER_TAGS),
                tag);
    }
}

static void a_model_that_is_cut_or_foreign_is_none(void **state)
{
    (void)state;
    unsigned char bytes[HEADER + ROWS * TAGGER_STRIDE];
    struct str whole = model(bytes, 3);
    struct tagger tagger;
    for (size_t length = 0; length < whole.len; length++)
        assert_false(tagger_open(&tagger, str_cut(whole, 0, length)));
    static const struct {
        size_t at;
        unsigned char byte;
    } wrong[] = {{0, 'x'}, {16, 0}, {16, 3}, {16, 4}, {19, 1}, {20, 18}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        model(bytes, 3);
        bytes[wrong[i].at] = wrong[i].byte;
        assert_false(tagger_open(&tagger, whole));
        assert_null(tagger.weights);
    }
}

static void words_differ_by_letters_shape_and_hyphen(void **state)
{
    (void)state;
    struct tagger_word lower = tagger_word(STR("cook"), STR("BN"), SHAPE_LOWER);
    struct tagger_word first = tagger_word(STR("cook"), STR("BN"), SHAPE_FIRST);
    struct tagger_word short_one =
        tagger_word(STR("to"), STR("O"), SHAPE_LOWER);
    struct tagger_word hyphen =
        tagger_word(STR("so-so"), STR("R"), SHAPE_LOWER);
    assert_int_equal(lower.word, first.word);
    assert_int_not_equal(lower.shape, first.shape);
    assert_int_not_equal(lower.last3, 0);
    assert_int_equal(short_one.last3, 0); /* too short to have an ending */
    assert_int_equal(hyphen.shape % 2, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_tag_can_be_the_best),
        cmocka_unit_test(a_model_that_is_cut_or_foreign_is_none),
        cmocka_unit_test(words_differ_by_letters_shape_and_hyphen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
