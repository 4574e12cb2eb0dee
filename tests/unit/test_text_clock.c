/* test_text_clock.c - times of day, lengths of time, open dates, shares. */
#include <stdio.h>

#include "english.h"
#include "text/clock.h"
#include "text/date.h"
#include "text/share.h"

struct expected {
    const char *text, *found; /* "words=value"; "" where nothing is */
};

typedef bool read_words(const struct language *lang,
                        const struct tokens *tokens, uint32_t at,
                        struct clock_words *out);

/* The first that `reader` finds in each text. */
static void check(const struct language *lang, read_words *reader,
                  const struct expected *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena mem = {0};
        struct str text = str_of(cases[i].text);
        struct stretch all = {0, (uint32_t)text.len};
        struct tokens tokens = text_tokens(lang, text, &all, 1, &mem);
        struct clock_words words;
        char found[200] = "";
        for (uint32_t at = 0; at < tokens.count && !*found; at++)
            if (reader(lang, &tokens, at, &words)) {
                uint32_t start = tokens.list[words.first].start;
                uint32_t end = tokens.list[words.last - 1].end;
                snprintf(found, sizeof found, "%.*s=%s", (int)(end - start),
                         text.ptr + start, words.value);
            }
        assert_string_equal(found, cases[i].found);
        arena_done(&mem);
    }
}

static void times_of_day_are_told_from_numbers(void **state)
{
    static const struct expected cases[] = {
        {"The blast came at 2200 GMT.", "2200 GMT=T22:00Z"},
        {"It began at 10 a.m. on Monday.", "10 a.m.=T10:00"},
        {"It began at 8:30 p.m.", "8:30 p.m.=T20:30"},
        {"By 12 a.m. it was over.", "12 a.m.=T00:00"},
        {"By 12pm it was over.", "12pm=T12:00"},
        {"At 00:27 they left.", "00:27=T00:27"},
        {"At 7 o'clock they left.", "7 o'clock=T07:00"},
        {"Some 2200 people left.", ""},
        {"The 13 p.m. train and the 25:00 show.", ""},
        {"It rose by 8.30 points.", ""},
        {"In 2014 at least 10 left.", ""},
    };
    check(*state, clock_at, cases, sizeof cases / sizeof *cases);
}

static void lengths_of_time_are_written_as_iso_8601_has_them(void **state)
{
    static const struct expected cases[] = {
        {"They met for three days.", "three days=P3D"},
        {"a two-week cease-fire", "two-week=P2W"},
        {"a 90-minute talk", "90-minute=PT90M"},
        {"An hour passed.", "An hour=PT1H"},
        {"It took 2.5 years.", "2.5 years=P2.5Y"},
        {"It took two decades.", "two decades=P20Y"},
        {"It took several days.", ""},
        {"on the third day", ""},
        {"a two-party week", ""},
    };
    check(*state, length_at, cases, sizeof cases / sizeof *cases);
}

static bool open_at(const struct language *lang, const struct tokens *tokens,
                    uint32_t at, struct clock_words *out)
{
    const struct day published = {2017, 1, 16};
    struct date date;
    if (!date_open(lang, tokens, at, &published, &date))
        return false;
    *out = (struct clock_words){.first = date.first, .last = date.last};
    snprintf(out->value, sizeof out->value, "%.31s", date.value);
    return true;
}

static void dates_behind_since_have_an_open_end(void **state)
{
    static const struct expected cases[] = {
        {"The war has gone on since 2014.", "since 2014=2014/.."},
        {"It has rained since Friday.", "since Friday=2017-01-13/.."},
        {"It has rained since late March 2016.",
         "since late March 2016=2016-03-21/.."},
        {"They stay until May 2017.", "until May 2017=../2017-05"},
        {"They stay since it rains.", ""},
    };
    check(*state, open_at, cases, sizeof cases / sizeof *cases);
}

static void a_typed_date_may_be_open(void **state)
{
    struct date date;
    assert_true(date_parse(*state, STR("since 2014"), NULL, DATE_ANY, &date));
    assert_string_equal(date.value, "2014/..");
    assert_true(edtf_valid(str_of(date.value)));
    assert_false(
        date_parse(*state, STR("since then 2014"), NULL, DATE_ANY, &date));
}

static void a_part_of_a_day_belongs_to_its_date(void **state)
{
    const struct day published = {2017, 1, 16};
    struct date date;
    assert_true(
        date_parse(*state, STR("Friday night"), &published, DATE_PAST, &date));
    assert_string_equal(date.value, "2017-01-13");
    assert_true(date_parse(*state, STR("yesterday morning"), &published,
                           DATE_ANY, &date));
    assert_string_equal(date.value, "2017-01-15");
    assert_false(
        date_parse(*state, STR("January night"), &published, DATE_ANY, &date));
}

static bool share_words(const struct language *lang,
                        const struct tokens *tokens, uint32_t at,
                        struct clock_words *out)
{
    double value;
    if (!share_at(lang, tokens, at, &out->last, &value))
        return false;
    out->first = at;
    snprintf(out->value, sizeof out->value, "%.3f", value);
    return true;
}

static void shares_are_parts_of_a_whole(void **state)
{
    static const struct expected cases[] = {
        {"A quarter of the houses fell.", "A quarter=0.250"},
        {"Two thirds stayed.", "Two thirds=0.667"},
        {"Two-thirds stayed.", "Two-thirds=0.667"},
        {"One-fifth stayed.", "One-fifth=0.200"},
        {"Half of them stayed.", "Half=0.500"},
        {"A third of them stayed.", "A third=0.333"},
        {"A third man stayed.", ""},
        {"The third quarter of 2016.", ""},
        {"Five quarters of it.", ""},
    };
    check(*state, share_words, cases, sizeof cases / sizeof *cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_of_day_are_told_from_numbers),
        cmocka_unit_test(lengths_of_time_are_written_as_iso_8601_has_them),
        cmocka_unit_test(dates_behind_since_have_an_open_end),
        cmocka_unit_test(a_typed_date_may_be_open),
        cmocka_unit_test(a_part_of_a_day_belongs_to_its_date),
        cmocka_unit_test(shares_are_parts_of_a_whole),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
