/* test_text_number.c - numbers in digits, in words, and vague. */
#include "base/jsonw.h"
#include "english.h"
#include "text/number.h"

struct expected {
    const char *text, *json;
};

/* "": not a number. */
static const struct expected whole_texts[] = {
    {"28", "{\"min\":28,\"max\":28}"},
    {"310,000", "{\"min\":310000,\"max\":310000}"},
    {"4.5", "{\"min\":4.5,\"max\":4.5}"},
    {"29th", "{\"min\":29,\"max\":29}"},
    {"third", "{\"min\":3,\"max\":3}"},
    {"thirty-first", "{\"min\":31,\"max\":31}"},
    {"one", "{\"min\":1,\"max\":1}"},
    {"twenty-six", "{\"min\":26,\"max\":26}"},
    {"Twenty six", "{\"min\":26,\"max\":26}"},
    {"two hundred and ten", "{\"min\":210,\"max\":210}"},
    {"a hundred thirty million", "{\"min\":130000000,\"max\":130000000}"},
    {"two thousand five hundred", "{\"min\":2500,\"max\":2500}"},
    {"2.5 million", "{\"min\":2500000,\"max\":2500000}"},
    {"28m", "{\"min\":28000000,\"max\":28000000}"},
    {"one and a half million", "{\"min\":1500000,\"max\":1500000}"},
    {"half a dozen", "{\"min\":6,\"max\":6}"},
    {"a dozen", "{\"min\":12,\"max\":12}"},
    {"at least 28", "{\"min\":28}"},
    {"more than 20", "{\"min\":20}"},
    {"up to 40", "{\"max\":40}"},
    {"as many as forty", "{\"max\":40}"},
    {"no fewer than 12", "{\"min\":12}"},
    {"about 50", "{\"min\":50,\"max\":50,\"approximate\":true}"},
    {"at least about 50", "{\"min\":50,\"approximate\":true}"},
    {"some 300", "{\"min\":300,\"max\":300,\"approximate\":true}"},
    {"28 or more", "{\"min\":28}"},
    {"a hundred or so", "{\"min\":100,\"max\":100,\"approximate\":true}"},
    {"dozens", "{\"min\":24,\"approximate\":true}"},
    {"several hundred", "{\"min\":300,\"approximate\":true}"},
    {"tens of thousands", "{\"min\":20000,\"approximate\":true}"},
    {"a couple", "{\"min\":2,\"max\":2,\"approximate\":true}"},
    {"up to several hundred", "{\"max\":300,\"approximate\":true}"},
    {"28 to 30", "{\"min\":28,\"max\":30}"},
    {"28-30", "{\"min\":28,\"max\":30}"},
    {"28\xe2\x80\x93"
     "30",
     "{\"min\":28,\"max\":30}"},
    {"two or three", "{\"min\":2,\"max\":3}"},
    {"two to three million", "{\"min\":2000000,\"max\":3000000}"},
    {"between 20 and 30", "{\"min\":20,\"max\":30}"},
    {"12 percent", "{\"min\":12,\"max\":12}"},
    {"10 to 12.5%", "{\"min\":10,\"max\":12.5}"},
    {"1e5", ""},
    {"", ""},
    {"few", ""},
    {"many", ""},
    {"million", ""},
    {"a", ""},
    {"28 people", ""},
    {"two and three", ""},
    {"at least", ""},
    {"six-year-old", ""},
    {"16:30", ""},
    {"5 p.m.", ""},
    {"2017-01-16", ""},
    {"between 30", ""},
    {"12345678901234567890123456789012345", ""},
};

static void whole_texts_are_read(void **state)
{
    for (size_t i = 0; i < sizeof whole_texts / sizeof *whole_texts; i++) {
        struct number number = {0};
        struct buf out = {0};
        struct jsonw to = jsonw_start(&out);
        if (number_parse(*state, str_of(whole_texts[i].text), &number))
            number_json(&number, &to);
        buf_byte(&out, '\0');
        assert_string_equal(out.ptr, whole_texts[i].json);
        buf_done(&out);
    }
}

static void span_takes_in_qualifiers_and_percent(void **state)
{
    struct arena mem = {0};
    struct str text = STR("He said more than 12 percent of 30 fell.");
    struct stretch all = {0, (uint32_t)text.len};
    struct tokens tokens = text_tokens(*state, text, &all, 1, &mem);
    struct number number;
    assert_true(number_at(*state, &tokens, 2, &number));
    assert_int_equal(number.first, 2);
    assert_int_equal(number.core, 4);
    assert_int_equal(number.last, 6);
    assert_true(number.percent);
    assert_false(number_at(*state, &tokens, 3, &number));
    arena_done(&mem);
}

/* The words of every number in a text, with "|" between. */
static void numbers_of_a_text_are_listed(void **state)
{
    static const struct expected cases[] = {
        {"At least 28 rebels and two officers died in 3 attacks.",
         "At least 28|two|3"},
        {"On January 23 at 5 p.m. dozens met.", "dozens"},
        {"23 January, 5 of 6.", "5|6"},
        {"One of the first two.", "One|first|two"},
        {"Up to forty-two people, about 3.5 million dollars",
         "Up to forty-two|about 3.5 million"},
        {"Nobody came.", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena mem = {0};
        struct buf out = {0};
        struct str text = str_of(cases[i].text);
        struct stretch all = {0, (uint32_t)text.len};
        struct tokens tokens = text_tokens(*state, text, &all, 1, &mem);
        struct number *list;
        size_t count = text_numbers(*state, &tokens, NULL, 0, &mem, &list);
        for (size_t n = 0; n < count; n++) {
            uint32_t start = tokens.list[list[n].first].start;
            uint32_t end = tokens.list[list[n].last - 1].end;
            buf_text(&out, n ? "|" : "");
            buf_str(&out, str_cut(text, start, end));
        }
        buf_byte(&out, '\0');
        assert_string_equal(out.ptr, cases[i].json);
        buf_done(&out);
        arena_done(&mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_texts_are_read),
        cmocka_unit_test(span_takes_in_qualifiers_and_percent),
        cmocka_unit_test(numbers_of_a_text_are_listed),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
