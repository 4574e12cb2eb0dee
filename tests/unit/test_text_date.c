/* test_text_date.c - dates in texts, their EDTF values, the calendar. */
#include "base/buf.h"
#include "english.h"
#include "text/date.h"

/* "words=value" of every date in the text, "|" between. */
struct expected {
    const char *text, *dates;
};

static void check(const struct language *lang, const char *published,
                  const struct expected *cases, size_t count)
{
    struct day day;
    bool known = published && day_parse(str_of(published), &day);
    for (size_t i = 0; i < count; i++) {
        struct arena mem = {0};
        struct buf out = {0};
        struct str text = str_of(cases[i].text);
        struct stretch all = {0, (uint32_t)text.len};
        struct tokens tokens = text_tokens(lang, text, &all, 1, &mem);
        struct date *list;
        size_t found =
            text_dates(lang, &tokens, known ? &day : NULL, &mem, &list);
        for (size_t n = 0; n < found; n++) {
            uint32_t start = tokens.list[list[n].first].start;
            uint32_t end = tokens.list[list[n].last - 1].end;
            buf_text(&out, n ? "|" : "");
            buf_str(&out, str_cut(text, start, end));
            buf_printf(&out, "=%s", list[n].value);
            assert_true(!list[n].value[0] || edtf_valid(str_of(list[n].value)));
        }
        buf_byte(&out, '\0');
        assert_string_equal(out.ptr, cases[i].dates);
        buf_done(&out);
        arena_done(&mem);
    }
}

#define CHECK(published, cases)                                                \
    check(*state, published, cases, sizeof cases / sizeof *cases)

static void absolute_dates_need_no_publication_day(void **state)
{
    static const struct expected cases[] = {
        {"on January 23, 2017, he left", "January 23, 2017=2017-01-23"},
        {"on 23 January 2017.", "23 January 2017=2017-01-23"},
        {"the 23rd of January, 2017", "the 23rd of January, 2017=2017-01-23"},
        {"Monday, Jan. 23rd 2017", "Monday, Jan. 23rd 2017=2017-01-23"},
        {"Jan 23, 2017, 00:27", "Jan 23, 2017=2017-01-23"},
        {"BOGOTA, 8 JAN 90 (AGENCY)", "8 JAN 90=1990-01-08"},
        {"in March 2016", "March 2016=2016-03"},
        {"2017-01-16 and 2017-01", "2017-01-16=2017-01-16|2017-01=2017-01"},
        {"16/01/2017", "16/01/2017=2017-01-16"},
        {"01/16/2017", "01/16/2017=2017-01-16"},
        {"01/02/2017", "01/02/2017=2017-XX-XX"},
        {"3.2.2017", "3.2.2017=2017-02-03"},
        {"in 1850 and 2011", "1850=1850|2011=2011"},
        {"circa 1850", "circa 1850=1850~"},
        {"in nineteen ninety-six", "nineteen ninety-six=1996"},
        {"the 1990s, the '80s, the nineties",
         "the 1990s=199X|the '80s=198X|the nineties=199X"},
        {"the 20th century", "the 20th century=19XX"},
        {"the spring of 2011", "the spring of 2011=2011-21"},
        {"late December 2016", "late December 2016=2016-12-21/2016-12-31"},
        {"the end of 2015", "the end of 2015=2015"},
        {"Feb. 29, 2016", "Feb. 29, 2016=2016-02-29"},
    };
    CHECK(NULL, cases);
}

static void ranges_have_two_ends(void **state)
{
    static const struct expected cases[] = {
        {"January 23-24, 2017", "January 23-24, 2017=2017-01-23/2017-01-24"},
        {"January 23 and 24, 2017",
         "January 23 and 24, 2017=2017-01-23/2017-01-24"},
        {"23 to 25 January 2017",
         "23 to 25 January 2017=2017-01-23/2017-01-25"},
        {"from 2011 to 2013", "2011 to 2013=2011/2013"},
        {"between 2011 and 2013", "2011 and 2013=2011/2013"},
        {"in 2011 and 2013", "2011=2011|2013=2013"},
        {"2011-2013, 1990-91", "2011-2013=2011/2013|1990-91=1990/1991"},
        {"January 23 to February 2, 2017",
         "January 23 to February 2, 2017=2017-01-23/2017-02-02"},
        {"Dec. 29 - Jan. 3, 2017",
         "Dec. 29 - Jan. 3, 2017=2016-12-29/2017-01-03"},
    };
    CHECK(NULL, cases);
}

static void unknown_stays_unknown(void **state)
{
    static const struct expected cases[] = {
        {"on January 23", "January 23=XXXX-01-23"},
        {"in January", "January=XXXX-01"},
        {"yesterday, last week", "yesterday=|last week="},
        {"on Friday", "Friday="},
        {"two days ago", "two days ago="},
        {"the following day", "the following day="},
        {"late December", "late December=XXXX-12-21/XXXX-12-31"},
        {"Monday, January 23", "Monday, January 23=XXXX-01-23"},
    };
    CHECK(NULL, cases);
}

static void relative_dates_count_from_publication(void **state)
{
    static const struct expected cases[] = {
        {"today, yesterday and tomorrow",
         "today=2017-01-16|yesterday=2017-01-15|tomorrow=2017-01-17"},
        {"dawn today, last night, this morning",
         "dawn today=2017-01-16|last night=2017-01-15|this morning=2017-01-16"},
        {"the day before yesterday", "the day before yesterday=2017-01-14"},
        {"next week", "next week=2017-01-23/2017-01-29"},
        {"last month", "last month=2016-12"},
        {"earlier this month", "earlier this month=2017-01"},
        {"this year", "this year=2017"},
        {"last weekend", "last weekend=2017-01-14/2017-01-15"},
        {"two days ago", "two days ago=2017-01-14"},
        {"a week ago", "a week ago=2017-01-09~"},
        {"nearly four years ago", "nearly four years ago=2013~"},
        {"several years ago", "several years ago="},
        {"six months from now", "six months from now=2017-07"},
        {"the past two days", "the past two days=2017-01-14/2017-01-16"},
        {"the next three weeks", "the next three weeks=2017-01-16/2017-02-06"},
        {"last April, next May", "last April=2016-04|next May=2017-05"},
        {"last summer", "last summer=2016-22"},
        {"June last year", "June last year=2016-06"},
        {"last Monday, this Friday",
         "last Monday=2017-01-09|this Friday=2017-01-20"},
        {"late December", "late December=2016-12-21/2016-12-31"},
        {"mid-November", "mid-November=2016-11-11/2016-11-20"},
        {"a year earlier", "a year earlier="},
        {"3000 years ago", "3000 years ago="},
    };
    CHECK("2017-01-16T08:00:00Z", cases);
}

static void verbs_decide_between_past_and_future(void **state)
{
    static const struct expected cases[] = {
        {"He left on Friday.", "Friday=2017-01-13"},
        {"He will leave on Friday.", "Friday=2017-01-20"},
        {"It will be announced on Friday.", "Friday=2017-01-20"},
        {"They met in May.", "May=2016-05"},
        {"They will meet in October.", "October=2017-10"},
        {"Talks are expected on January 23.", "January 23=2017-01-23"},
        {"It was agreed on December 29.", "December 29=2016-12-29"},
        {"On Monday he spoke.", "Monday=2017-01-16"},
    };
    CHECK("2017-01-16", cases);
}

static void other_words_are_no_dates(void **state)
{
    static const struct expected cases[] = {
        {"Teresa May may march on.", ""},
        {"a six-year-old war and 28 men", ""},
        {"it cost $1999 or 1999%", ""},
        {"2000 million people", ""},
        {"The second man fell.", ""},
        {"at 5 p.m. and 16:30", ""},
        {"AT 1625 ON ARRIVAL", ""},
        {"the last man, next door", ""},
        {"February 30 and 99/99/2017", "February=2017-02"},
        {"a day in the life", ""},
        {"version 1.2.3 and 555-1234", ""},
    };
    CHECK("2017-01-16", cases);
}

static void whole_texts_are_parsed(void **state)
{
    static const struct expected cases[] = {
        {"January 23", "2017-01-23"},
        {" late December ", "2016-12-21/2016-12-31"},
        {"2016-12-21/2016-12-31", "2016-12-21/2016-12-31"},
        {"2015~", "2015~"},
        {"XXXX-12-29", "XXXX-12-29"},
        {"January 23 in the city", NULL},
        {"", NULL},
        {"soon", NULL},
    };
    struct day published = {2017, 1, 16};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date date;
        bool found = date_parse(*state, str_of(cases[i].text), &published,
                                DATE_ANY, &date);
        assert_int_equal(found, cases[i].dates != NULL);
        if (found)
            assert_string_equal(date.value, cases[i].dates);
    }
}

static void day_is_parsed_strictly(void **state)
{
    (void)state;
    struct day day;
    assert_true(day_parse(STR("2017-01-16"), &day));
    assert_int_equal(day.year * 10000 + day.month * 100 + day.day, 20170116);
    assert_true(day_parse(STR("2017-01-16T00:27:00Z"), &day));
    assert_true(day_parse(STR("2017-01"), &day) && day.day == 0);
    assert_true(day_parse(STR("2017"), &day) && day.month == 0);
    static const char *const bad[] = {
        "",         "17",          "2017-13",    "2017-02-29", "2017-1-16",
        "2017-01-", "2017-01-16x", "2017 01 16", "2017-00-10", "01/16/2017"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(day_parse(str_of(bad[i]), &day));
}

static void edtf_is_told_from_other_text(void **state)
{
    (void)state;
    static const char *const good[] = {"2017",
                                       "2017-01",
                                       "2017-01-16",
                                       "199X",
                                       "19XX",
                                       "2017-XX-XX",
                                       "XXXX-12-29",
                                       "2015~",
                                       "2011-21",
                                       "2011/2013",
                                       "2017-01-23/2017-01-24",
                                       "XXXX-02-29",
                                       "2017-01/..",
                                       "../2017",
                                       "2017/"};
    static const char *const bad[] = {
        "",           "2017-13", "2017-02-29",      "2017-1", "/",
        "20X7",       "2017-25", "2017-21-01",      "soon",   "2017-01-",
        "2017//2018", "1/2/3",   "2017-01-16T00:00"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(edtf_valid(str_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(edtf_valid(str_of(bad[i])));
}

static void parts_of_years_and_months_are_stretches(void **state)
{
    static const struct expected cases[] = {
        {"It rose in the third quarter of 2016.",
         "the third quarter of 2016=2016-07/2016-09"},
        {"It fell in the first half of last year.",
         "the first half of last year=2016-01/2016-06"},
        {"He left in the last week of July.",
         "the last week of July=2016-07-25/2016-07-31"},
        {"He came in the first week of May 2016.",
         "the first week of May 2016=2016-05-01/2016-05-07"},
        {"It was the fifth quarter of 2016.", "2016=2016"},
        {"He left in the third quarter.", ""},
    };
    check(*state, "2017-01-16", cases, sizeof cases / sizeof *cases);
}

static void weeks_months_and_feasts_place_their_days(void **state)
{
    static const struct expected cases[] = {
        {"They met on Tuesday of last week.",
         "Tuesday of last week=2017-01-10"},
        {"They will meet on Friday next week.", "Friday next week=2017-01-27"},
        {"They meet on the 20th of next month.",
         "the 20th of next month=2017-02-20"},
        {"They met on the 31st of next month.", "next month=2017-02"},
        {"He came on Christmas Eve.", "Christmas Eve=2016-12-24"},
        {"He died on New Year's Day, 2015.", "New Year's Day, 2015=2015-01-01"},
    };
    check(*state, "2017-01-16", cases, sizeof cases / sizeof *cases);
    static const struct expected undated[] = {
        {"They met on Tuesday of last week.", "Tuesday of last week="},
        {"They met on the 20th of last month.", "the 20th of last month="},
        {"He came on Christmas Day.", "Christmas Day=XXXX-12-25"},
    };
    check(*state, NULL, undated, sizeof undated / sizeof *undated);
}

static void digits_alone_are_dates_where_their_order_shows(void **state)
{
    static const struct expected cases[] = {
        {"It was 3/4/2017 there.", "3/4/2017=2017-XX-XX"},
        {"It was 3/14/2017 there.", "3/14/2017=2017-03-14"},
        {"It was 14/3/2017 there.", "14/3/2017=2017-03-14"},
        {"It was 04.01.2017 there.", "04.01.2017=2017-01-04"},
        {"It was 2017.1.4 there.", "2017.1.4=2017-01-04"},
        {"It was 14-3-2017 there.", "14-3-2017=2017-03-14"},
        {"It was 05/05/89 there.", "05/05/89=1989-05-05"},
        {"It was 5/25/17 there.", "5/25/17=2017-05-25"},
        {"It was 10.25.17 there.", ""},
        {"It was 24/7/7/17 there.", ""},
        {"It was 33/14/17 there.", ""},
        {"It comes at 2200 GMT.", ""},
        {"It comes at 2000 GMT on Monday.", "Monday=2017-01-16"},
    };
    check(*state, "2017-01-16", cases, sizeof cases / sizeof *cases);
}

static void small_letters_do_for_names_of_nothing_else(void **state)
{
    static const struct expected cases[] = {
        {"He spoke on monday, january 12th, 2016 there.",
         "monday, january 12th, 2016=2016-01-12"},
        {"They march in may and the sun shines.", ""},
    };
    check(*state, "2017-01-16", cases, sizeof cases / sizeof *cases);
}

/* The 18th of January 2017 is a Wednesday. */
static void weekends_decades_and_seasons_count_from_the_day(void **state)
{
    static const struct expected cases[] = {
        {"last weekend", "last weekend=2017-01-14/2017-01-15"},
        {"over the weekend", "the weekend=2017-01-14/2017-01-15"},
        {"next weekend", "next weekend=2017-01-21/2017-01-22"},
        {"will come this weekend", "this weekend=2017-01-21/2017-01-22"},
        {"last decade", "last decade=200X"},
        {"next decade", "next decade=202X"},
        {"this decade", "this decade=201X"},
        {"two decades ago", "two decades ago=1997~"},
        {"200 years ago", "200 years ago=1817"},
        {"5,000 years ago", ""},
        {"30,000 days ago", ""},
        {"a week or so ago", "a week or so ago=2017-01-11~"},
        {"six months ago", "six months ago=2016-07"},
        {"next spring", "next spring=2017-21"},
        {"last spring", "last spring=2016-21"},
        {"this summer", "this summer=2017-22"},
        {"next winter", "next winter=2017-24"},
        {"next Monday", "next Monday=2017-01-23"},
        {"last Monday", "last Monday=2017-01-16"},
        {"next Wednesday", "next Wednesday=2017-01-25"},
        {"next May", "next May=2017-05"},
        {"last May", "last May=2016-05"},
    };
    CHECK("2017-01-18", cases);
}

static void the_weekend_of_a_weekend_is_its_own(void **state)
{
    static const struct expected cases[] = {
        {"this weekend", "this weekend=2017-01-14/2017-01-15"},
        {"last weekend", "last weekend=2017-01-07/2017-01-08"},
        {"next weekend", "next weekend=2017-01-21/2017-01-22"},
    };
    CHECK("2017-01-15", cases);
}

static void without_a_day_they_have_no_value(void **state)
{
    static const struct expected cases[] = {
        {"last weekend", "last weekend="}, {"next Monday", "next Monday="},
        {"next spring", "next spring="},   {"two years ago", "two years ago="},
        {"last decade", "last decade="},   {"last May", "last May=XXXX-05"},
    };
    CHECK(NULL, cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absolute_dates_need_no_publication_day),
        cmocka_unit_test(ranges_have_two_ends),
        cmocka_unit_test(unknown_stays_unknown),
        cmocka_unit_test(relative_dates_count_from_publication),
        cmocka_unit_test(verbs_decide_between_past_and_future),
        cmocka_unit_test(other_words_are_no_dates),
        cmocka_unit_test(parts_of_years_and_months_are_stretches),
        cmocka_unit_test(weeks_months_and_feasts_place_their_days),
        cmocka_unit_test(digits_alone_are_dates_where_their_order_shows),
        cmocka_unit_test(small_letters_do_for_names_of_nothing_else),
        cmocka_unit_test(whole_texts_are_parsed),
        cmocka_unit_test(day_is_parsed_strictly),
        cmocka_unit_test(edtf_is_told_from_other_text),
        cmocka_unit_test(weekends_decades_and_seasons_count_from_the_day),
        cmocka_unit_test(the_weekend_of_a_weekend_is_its_own),
        cmocka_unit_test(without_a_day_they_have_no_value),
    };
    return cmocka_run_group_tests(tests, english_open, english_close);
}
