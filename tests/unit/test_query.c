/* test_query.c - the query language: what is read, what is refused, what
 * values match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact/query.h"
#include "text/fold.h"

static struct query read_query(const char *where, struct arena *mem)
{
    struct ibid_query query = {.where = where};
    struct ibid_error err = {0};
    struct query out = {0};
    if (query_read_terms(&query, mem, &out, &err))
        fail_msg("%s: %s", where, err.text);
    return out;
}

static void refuses(const char *where, const char *text)
{
    struct ibid_query query = {.where = where};
    struct ibid_error err = {0};
    struct query out;
    struct arena mem = {0};
    assert_int_equal(query_read_terms(&query, &mem, &out, &err), IBID_INVALID);
    assert_string_equal(err.text, text);
    arena_done(&mem);
}

static void terms_are_keys_words_and_flags(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct query q = read_query(
        " kind:casualty -status:rejected,merged doubt>=0.4 uncited \"two "
        "words\" #12 place=\"Deep \\\"Harbour\\\"\" bombing casualty.number<5",
        &mem);
    assert_int_equal(q.count, 10);
    assert_int_equal(q.list[0].key, QUERY_KIND);
    assert_string_equal(q.list[0].value, "casualty");
    assert_true(q.list[1].negated && q.list[2].negated);
    assert_int_equal((int)q.list[2].number, IBID_MERGED);
    assert_int_equal(q.list[3].op, QUERY_AT_LEAST);
    assert_int_equal(q.list[4].key, QUERY_UNCITED);
    assert_true(q.list[5].quoted);
    assert_string_equal(q.list[5].value, "two words");
    assert_int_equal(q.list[6].key, QUERY_NO);
    assert_true(q.list[6].number == 12);
    assert_string_equal(q.list[7].value, "Deep \"Harbour\"");
    assert_int_equal(q.list[7].op, QUERY_IS);
    assert_int_equal(q.list[8].key, QUERY_WORD);
    assert_string_equal(q.list[9].kind, "casualty");
    assert_string_equal(q.list[9].field, "number");
    arena_done(&mem);
}

static void mistakes_are_named_with_their_column(void **state)
{
    (void)state;
    refuses("kind:casualty status:accepted status:bogus",
            "column 31: there is no status \"bogus\"; there are extracted, "
            "accepted, corrected, rejected, merged");
    refuses("caf\u00e9 confidence<many",
            "column 6: confidence takes a number from 0 to 1, not \"many\"");
    refuses("published>May",
            "column 1: published takes a date such as 2017-01-16 or 2017-01, "
            "not \"May\"");
    refuses("place:\"Homs", "column 7: the quotation mark is not closed");
    refuses("place:", "column 7: place: no value follows; has:FIELD asks "
                      "whether there is one");
    refuses("uncited:yes", "column 1: uncited stands alone, without a value");
    refuses("10:30", "column 1: \"10\" is no filter; to look for words with : "
                     "= < > in them put them in quotation marks");
    refuses("kind>casualty", "column 1: kind takes \":\" or \"=\"");
    refuses("place<Homs",
            "column 1: \"Homs\" is neither a number nor a date such as "
            "2017-01, so that place cannot be compared with it");
    refuses("place:\"\"", "column 7: nothing stands in the quotation marks");
    refuses("place:\"a\"b",
            "column 10: a blank is missing behind the quotation mark");
    refuses("a \xff", "the query is not UTF-8");
}

static void too_many_terms_are_refused(void **state)
{
    (void)state;
    struct buf text = {0};
    struct arena mem = {0};
    struct query out;
    struct ibid_query query = {0};
    for (int i = 0; i <= QUERY_TERMS_MAX; i++)
        buf_text(&text, "w ");
    query.where = text.ptr;
    assert_int_equal(query_read_terms(&query, &mem, &out, NULL), IBID_LIMIT);
    text.ptr[2 * QUERY_TERMS_MAX] = '\0';
    assert_int_equal(query_read_terms(&query, &mem, &out, NULL), IBID_OK);
    buf_done(&text);
    arena_done(&mem);
}

static void the_same_key_again_is_an_or(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct query q = read_query("place:a place:b date:2017 place>1 -place:c "
                                "number>=2 number<9",
                                &mem);
    assert_true(query_alike(&q.list[0], &q.list[1]));
    assert_false(query_alike(&q.list[0], &q.list[2]));
    assert_false(query_alike(&q.list[0], &q.list[3]));
    assert_false(query_alike(&q.list[0], &q.list[4]));
    assert_false(query_alike(&q.list[5], &q.list[6]));
    arena_done(&mem);
}

static bool matches(const char *where, const char *text, const char *normal)
{
    struct arena mem = {0};
    struct buf scratch = {0};
    struct query q = read_query(where, &mem);
    bool yes =
        query_value_matches(&q.list[0], str_of(text), str_of(normal), &scratch);
    buf_done(&scratch);
    arena_done(&mem);
    return yes;
}

static void a_number_counts_by_what_it_can_be(void **state)
{
    (void)state;
    const char *least = "{\"min\":28}", *most = "{\"max\":40}";
    const char *both = "{\"min\":28,\"max\":30}";
    assert_true(matches("number>=28", "at least 28", least));
    assert_false(matches("number>28", "at least 28", least));
    assert_true(matches("number:28", "twenty-eight", least));
    assert_true(matches("number>39", "up to 40", most));
    assert_true(matches("number<=30", "28 to 30", both));
    assert_false(matches("number<30", "28 to 30", both));
    assert_true(matches("number=30", "28 to 30", both));
    assert_false(matches("number:2", "28", "{\"min\":28,\"max\":28}"));
}

static void a_date_counts_by_its_first_day(void **state)
{
    (void)state;
    const char *range = "\"2016-12-21/2016-12-31\"";
    assert_true(matches("date:2016-12", "late December", range));
    assert_false(matches("date:2017", "late December", range));
    assert_true(matches("date<2017", "late December", range));
    assert_true(matches("date>=2016-12-21", "late December", range));
    assert_false(matches("date>2016-12", "late December", range));
    assert_false(matches("date:2017-01", "2017", "\"2017\""));
    assert_true(matches("date<2017-01", "2017", "\"2017\""));
    assert_false(matches("date>2000", "29 December", "\"XXXX-12-29\""));
    assert_true(matches("date:December", "29 December", "\"XXXX-12-29\""));
}

static void words_match_whole_in_any_case_and_dress(void **state)
{
    (void)state;
    assert_true(matches("place:astana", "the city of ASTANA", ""));
    assert_false(matches("place:asta", "Astana", ""));
    assert_true(matches("place:asta*", "Astana", ""));
    assert_true(matches("place:\"o'neill\"", "O\u2019Neill", ""));
    assert_true(matches("place:\"deir ez-zor\"", "Deir\u00a0ez\u2013Zor", ""));
    assert_true(matches("speaker:Peskov", "he", "\"Dmitry Peskov\""));
    assert_true(matches("place:\u00c9vora", "\u00e9vora", ""));
    assert_false(matches("place=Evora", "near Evora", ""));
    assert_true(matches("place=evora", "Evora", ""));
}

static void folding_keeps_numbers_whole(void **state)
{
    (void)state;
    assert_true(fold_has_words(STR("some 28,000 men"), STR("28,000")));
    assert_false(fold_has_words(STR("some 28,000 men"), STR("28")));
    assert_false(fold_has_words(STR("4.5 tons"), STR("5")));
    assert_true(fold_has_words(STR("28, he said"), STR("28")));
    assert_true(fold_has_words(STR("it was 28."), STR("28")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_keys_words_and_flags),
        cmocka_unit_test(mistakes_are_named_with_their_column),
        cmocka_unit_test(too_many_terms_are_refused),
        cmocka_unit_test(the_same_key_again_is_an_or),
        cmocka_unit_test(a_number_counts_by_what_it_can_be),
        cmocka_unit_test(a_date_counts_by_its_first_day),
        cmocka_unit_test(words_match_whole_in_any_case_and_dress),
        cmocka_unit_test(folding_keeps_numbers_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
