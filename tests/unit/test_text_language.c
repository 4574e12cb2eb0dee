/* test_text_language.c - word lists load, mistakes in them are named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/language.h"
#include "text/lexicon.h"

static void built_in_language_opens(void **state)
{
    (void)state;
    struct language *lang;
    assert_int_equal(language_open("en", &lang, NULL), IBID_OK);
    assert_string_equal(language_tag(lang), "en");
    language_close(lang);
    language_close(NULL);
}

static void unknown_language_is_not_found(void **state)
{
    (void)state;
    static const char *const tags[] = {"xx", "", "en/", "e", "a-very-long-tag"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct ibid_error err = {0};
        struct language *lang;
        assert_int_equal(language_open(tags[i], &lang, &err), IBID_NOT_FOUND);
    }
}

struct bad_line {
    const char *path, *text;
    int line;
    const char *message;
};

static void mistakes_are_named_with_their_line(void **state)
{
    (void)state;
    static const struct bad_line cases[] = {
        {"l/vague.txt", "# x\n\ntens = 6\nmay\n", 4, "no \"=\" in: \"may\""},
        {"l/vague.txt", "may =", 1, "a number is missing in list: \"vague\""},
        {"l/months.txt", "may = sure 13", 1,
         "not a number that this list may hold: \"13\""},
        {"l/vague.txt", "may = 5x", 1,
         "not a number that this list may hold: \"5x\""},
        {"l/months.txt", "may = sure 5 6", 1,
         "nothing more is expected here: \"6\""},
        {"l/vague.txt", "may, = 5", 1,
         "an empty word before the \"=\" of list: \"vague\""},
        {"l/vague.txt", "may, may = 5", 1, "this list has it already: \"may\""},
        {"l/tense.txt", "was = gone", 1, "unknown keyword: \"gone\""},
        {"l/tense.txt", "was =", 1,
         "a keyword is missing behind the \"=\" of list: \"tense\""},
        {"l/speech.txt", "said = 1", 1,
         "this list takes words only: \"said = 1\""},
        {"l/vague.txt", "a b c d e f g h i = 3", 1,
         "too many words in: \"a b c d e f g h i\""},
        {"l/wrong.txt", "a = 1", 0, "no word list has this name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct embed_file file = {cases[i].path, str_of(cases[i].text)};
        struct language *lang;
        struct ibid_error err = {0};
        assert_int_equal(lexicon_load("l", &file, 1, &lang, &err),
                         IBID_INVALID);
        assert_string_equal(err.text, cases[i].message);
        assert_string_equal(err.source, cases[i].path);
        assert_int_equal(err.line, cases[i].line);
    }
}

static void missing_list_is_named(void **state)
{
    (void)state;
    struct embed_file file = {"l/months.txt", STR("may = sure 5\n")};
    struct language *lang;
    struct ibid_error err = {0};
    assert_int_equal(lexicon_load("l", &file, 1, &lang, &err), IBID_INVALID);
    assert_string_equal(err.text,
                        "language \"l\" has no list abbreviations.txt");
}

static void language_is_recognised(void **state)
{
    (void)state;
    struct language *lang;
    assert_int_equal(language_open("en", &lang, NULL), IBID_OK);
    double english = language_match(
        lang, STR("The delegates of the two parties arrived in the capital on "
                  "Monday and will meet for the first time since the ceasefire "
                  "was announced, a spokesman said."));
    double german = language_match(
        lang, STR("Die Delegationen der beiden Parteien sind am Montag in der "
                  "Hauptstadt eingetroffen und treffen sich zum ersten Mal "
                  "seit dem Waffenstillstand, sagte ein Sprecher."));
    double spanish = language_match(
        lang, STR("Las delegaciones de los dos partidos llegaron el lunes a la "
                  "capital y se reunir\xc3\xa1n por primera vez desde que se "
                  "anunci\xc3\xb3 el alto el fuego, dijo un portavoz."));
    double few = language_match(lang, STR("The end of it."));
    assert_true(english > 0.8);
    assert_true(german < 0.2);
    assert_true(spanish < 0.2);
    assert_true(few == 0.5);
    language_close(lang);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_language_opens),
        cmocka_unit_test(unknown_language_is_not_found),
        cmocka_unit_test(mistakes_are_named_with_their_line),
        cmocka_unit_test(missing_list_is_named),
        cmocka_unit_test(language_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
