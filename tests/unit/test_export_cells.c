/* test_export_cells.c - cells and links of exports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact/cells.h"
#include "fact/link.h"

/* ---- formulas ---------------------------------------------------------- */

static void what_a_spreadsheet_would_run_is_risky(void **state)
{
    (void)state;
    static const char *const risky[] = {
        "=1+1",
        "+44 20 7946",
        "-5",
        "-- comment",
        "@SUM(1)",
        "|cmd",
        "%x",
        "\xef\xbc\x9d"
        "1+1",
        "\xef\xbc\x8b",
        "\xef\xbc\x8d",
        "\xef\xbc\xa0",
        " =1",
        "\xc2\xa0=1",
        "\xef\xbb\xbf=1",
        "\xe2\x80\x8b=1",
        "\xe2\x80\xae=1",
        "\tplain",
        "\nplain",
        "\rplain",
        "'=x",
        "''",
        "=HYPERLINK(1)",
        "\n=1",
        " \t +1",
    };
    for (size_t i = 0; i < sizeof risky / sizeof *risky; i++)
        assert_true(cell_is_risky(str_of(risky[i])));
}

static void plain_text_is_not_risky(void **state)
{
    (void)state;
    static const char *const plain[] = {
        "",
        " ",
        "at least 28",
        "\"=1",
        ";=1",
        "{=1}",
        "a=b",
        "3-4",
        "#12",
        "caf\xc3\xa9",
        "\xe2\x80\x9cquoted\xe2\x80\x9d",
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_false(cell_is_risky(str_of(plain[i])));
}

static void only_whole_numbers_and_decimals_count_as_numbers(void **state)
{
    (void)state;
    static const char *const yes[] = {"-5", "-5.00", "+1",     "0.93",
                                      ".5", "1e3",   "-1.5E-7"};
    static const char *const no[] = {"",   "-",    "+44 20", "1.",  "e3",
                                     "1e", "-2+3", "0x10",   "1,5", " 1",
                                     ".",  "1e+",  "--1"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(cell_is_number(str_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(cell_is_number(str_of(no[i])));
}

/* ---- cells of lists ---------------------------------------------------- */

static const struct ibid_citation cites[] = {
    {.id = "c1", .quote = "one|two"},
    {.id = "c2", .quote = "three"},
    {.id = "c3", .quote = NULL},
};

static void repeated_values_are_joined_and_bars_doubled(void **state)
{
    (void)state;
    const struct ibid_value values[] = {
        {.text = "a|b",
         .normalized = "\"A\"",
         .citations = cites,
         .citation_count = 1},
        {.text = "c", .citations = cites + 1, .citation_count = 2},
    };
    const struct ibid_field field = {"names", values, 2};
    struct buf out = {0};
    cell_value(&field, true, &out);
    assert_string_equal(out.ptr, "a||b | c");
    buf_reset(&out);
    cell_normalized(&field, true, &out);
    assert_string_equal(out.ptr, "A | ");
    buf_reset(&out);
    cell_quote(&field, true, &out);
    assert_string_equal(out.ptr, "one||two | three");
    buf_reset(&out);
    cell_cite(&field, &out);
    assert_string_equal(out.ptr, "c1 c2 c3");
    buf_done(&out);
}

static void a_single_value_stays_as_it_is(void **state)
{
    (void)state;
    const struct ibid_value value = {
        .text = "a|b", .citations = cites, .citation_count = 1};
    const struct ibid_field field = {"name", &value, 1};
    struct buf out = {0};
    cell_value(&field, false, &out);
    assert_string_equal(out.ptr, "a|b");
    buf_reset(&out);
    cell_quote(&field, false, &out);
    assert_string_equal(out.ptr, "one|two");
    buf_reset(&out);
    cell_value(&field, true, &out); /* a list of one is still a list */
    assert_string_equal(out.ptr, "a||b");
    buf_reset(&out);
    cell_value(NULL, true, &out);
    cell_cite(NULL, &out);
    assert_int_equal(out.len, 0);
    buf_done(&out);
}

static void a_json_string_loses_its_quotes_and_escapes(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"\"2017-01-23\"", "2017-01-23"},
        {"{\"min\":28}", "{\"min\":28}"},
        {"\"a\\\"b\\\\\\n\\u00e9\\ud83d\\ude00\\/\"",
         "a\"b\\\n\xc3\xa9\xf0\x9f\x98\x80/"},
        {"\"\\ud800x\\u12\"", "\xef\xbf\xbdx\xef\xbf\xbd"},
        {"\"", "\""},
        {"12", "12"},
    };
    struct buf out = {0};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        buf_reset(&out);
        cell_json(str_of(pairs[i][0]), &out);
        assert_string_equal(buf_view(&out).ptr, pairs[i][1]);
    }
    buf_done(&out);
}

static void context_is_cut_between_characters(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 40; i++)
        buf_text(&text, "\xc3\xa9");
    struct str before = context_before(buf_view(&text), text.len);
    struct str after = context_after(buf_view(&text), 0);
    assert_int_equal(before.len, 64);
    assert_int_equal(after.len, 64);
    assert_int_equal(context_before(buf_view(&text), 4).len, 4);
    assert_int_equal(context_after(buf_view(&text), text.len).len, 0);
    buf_done(&text);
}

/* ---- links ------------------------------------------------------------- */

static void link_is(const char *url, const char *text, const char *quote,
                    const char *expected)
{
    struct buf out = {0};
    size_t at = str_find(str_of(text), str_of(quote));
    link_write(url, str_of(text), at, at + strlen(quote), &out);
    assert_string_equal(buf_view(&out).ptr, expected);
    buf_done(&out);
}

static void a_link_quotes_words_with_their_context(void **state)
{
    (void)state;
    link_is("https://a.example/p", "At least 28 died, he said.", "28 died",
            "https://a.example/p#:~:text=At%20least-,28%20died");
    link_is("http://a.example/p", "one two-three, four", "two-three, four",
            "http://a.example/p#:~:text=one-,two%2Dthree%2C%20four");
    link_is("https://a.example/p#top", "one\ntwo", "two",
            "https://a.example/p#top:~:text=two");
    link_is("https://a.example/p#:~:text=old", "one two three", "two",
            "https://a.example/p#:~:text=one-,two,-three");
}

static void a_long_quote_is_linked_by_its_ends(void **state)
{
    (void)state;
    link_is("https://a.example/p",
            "First paragraph has these words.\n\nAnd the second ends it so.",
            "First paragraph has these words.\n\nAnd the second ends it so.",
            "https://a.example/p#:~:text=First%20paragraph%20has%20these%20"
            "words.,the%20second%20ends%20it%20so.");
}

static void half_words_are_no_context(void **state)
{
    (void)state;
    link_is("https://a.example/p",
            "extraordinarily longer beginnings of the sentence quote and then "
            "continues with uninterrupted verbosity",
            "quote",
            "https://a.example/p#:~:text=beginnings%20of%20the%20sentence-,"
            "quote,-and%20then%20continues%20with");
}

static void only_web_addresses_become_links(void **state)
{
    (void)state;
    link_is("javascript:alert(1)", "one two", "two", "");
    link_is("file:///etc/passwd", "one two", "two", "");
    link_is("=cmd", "one two", "two", "");
    link_is("https://", "one two", "two", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_spreadsheet_would_run_is_risky),
        cmocka_unit_test(plain_text_is_not_risky),
        cmocka_unit_test(only_whole_numbers_and_decimals_count_as_numbers),
        cmocka_unit_test(repeated_values_are_joined_and_bars_doubled),
        cmocka_unit_test(a_single_value_stays_as_it_is),
        cmocka_unit_test(a_json_string_loses_its_quotes_and_escapes),
        cmocka_unit_test(context_is_cut_between_characters),
        cmocka_unit_test(a_link_quotes_words_with_their_context),
        cmocka_unit_test(a_long_quote_is_linked_by_its_ends),
        cmocka_unit_test(half_words_are_no_context),
        cmocka_unit_test(only_web_addresses_become_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
