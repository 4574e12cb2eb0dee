/* test_extract_fill.c - fields filled from around a fact, and why. */
#include <stdio.h>

#include "fact/fact.h"
#include "news.h"

static struct extraction read_text(struct news *f, const char *text)
{
    struct extraction out;
    struct block block = {0, (uint32_t)strlen(text), BLOCK_BODY};
    extract_facts(f->codebook, str_of(text), &block, 1, "2017-01-16", 0,
                  &f->mem, &out);
    return out;
}

/* The first value of a field of the first fact of a kind, or NULL; its
 * citations must be the text's words. */
static const struct ibid_value *value_of(const struct extraction *all,
                                         const char *text, const char *kind,
                                         const char *name)
{
    for (size_t i = 0; i < all->fact_count; i++) {
        if (strcmp(all->facts[i].kind, kind) != 0)
            continue;
        const struct ibid_field *field = fact_field(&all->facts[i], name);
        if (!field)
            return NULL;
        for (size_t k = 0; k < field->values[0].citation_count; k++)
            assert_int_equal(citation_check(&field->values[0].citations[k],
                                            str_of(text), NULL),
                             IBID_OK);
        return &field->values[0];
    }
    return NULL;
}

static void who_is_told_of_the_dead_by_is_cited(void **state)
{
    struct news *f = *state;
    const char *text = "The harbour office said that at least 12 sailors had "
                       "been killed in a storm in Malta.";
    struct extraction all = read_text(f, text);
    const struct ibid_value *who =
        value_of(&all, text, "casualty", "attributed_to");
    assert_non_null(who);
    assert_string_equal(who->text, "The harbour office");
    assert_int_equal(who->citation_count, 1);
    assert_string_equal(value_of(&all, text, "casualty", "place")->text,
                        "Malta");
    assert_string_equal(value_of(&all, text, "casualty", "cause")->text,
                        "a storm");
}

static void who_denies_the_dead_does_not_vouch_for_them(void **state)
{
    struct news *f = *state;
    const char *text = "The harbour office denied that 12 sailors had been "
                       "killed.";
    struct extraction all = read_text(f, text);
    assert_non_null(value_of(&all, text, "casualty", "number"));
    assert_null(value_of(&all, text, "casualty", "attributed_to"));
}

static void each_date_keeps_to_its_own_fact(void **state)
{
    struct news *f = *state;
    const char *text = "Twelve sailors were killed on 3 May 2016, the mayor "
                       "said on 5 May 2016.";
    struct extraction all = read_text(f, text);
    assert_string_equal(value_of(&all, text, "casualty", "date")->normalized,
                        "\"2016-05-03\"");
    assert_string_equal(value_of(&all, text, "statement", "date")->normalized,
                        "\"2016-05-05\"");
}

static void nothing_is_filled_across_sentences(void **state)
{
    struct news *f = *state;
    const char *text = "Twelve sailors were killed. The storm in Malta on 3 "
                       "May 2016 was long.";
    struct extraction all = read_text(f, text);
    assert_non_null(value_of(&all, text, "casualty", "number"));
    assert_null(value_of(&all, text, "casualty", "place"));
    assert_null(value_of(&all, text, "casualty", "date"));
    assert_null(value_of(&all, text, "casualty", "cause"));
}

static void why_tells_only_of_the_fact_asked_for(void **state)
{
    struct news *f = *state;
    const char *text = "Three miners and two guards were killed in Malta.";
    struct extraction all = read_text(f, text);
    struct block block = {0, (uint32_t)strlen(text), BLOCK_BODY};
    struct buf out = {0};
    assert_int_equal(all.fact_count, 2);
    extract_explain(f->codebook, str_of(text), &block, 1, "2017-01-16",
                    &all.facts[1], &f->mem, &out);
    buf_byte(&out, 0);
    assert_non_null(strstr(out.ptr, "number = \"two\""));
    assert_null(strstr(out.ptr, "\"Three\""));
    assert_non_null(
        strstr(out.ptr, "place = \"Malta\" by news/casualty-place@1"));
    buf_done(&out);
}

static size_t problems_of(const char *head, const char *rule)
{
    struct codebook_file files[] = {{"codebook.txt", str_of(head)},
                                    {"rules/one.txt", str_of(rule)}};
    size_t rules, examples;
    return codebook_check(files, 2, NULL, NULL, &rules, &examples);
}

static void mistakes_in_filling_are_told(void **state)
{
    (void)state;
    const char *head = "name a\nlanguage en\nkind one: x\nfield who name: x\n"
                       "kind two: x\nfield by name inside one.who take who: x";
    const char *bad = "name a\nlanguage en\nkind one: x\nfield who name inside "
                      "three.who take who: x\n";
    const char *rule = "rule r\nkind one\nfills near 9\npattern ^by who:<np>\n";
    assert_int_equal(problems_of(head, rule), 0);
    assert_int_equal(problems_of(bad, "rule r\nkind one\npattern ^by"), 1);
    assert_int_equal(
        problems_of(head, "rule r\nkind one\nfills far\npattern ^by who:<np>"),
        1);
    assert_int_equal(problems_of(head, "rule r\nkind one\nfills near 256\n"
                                       "pattern ^by who:<np>"),
                     1);
    assert_int_equal(problems_of(head, "rule r\nkind one\nfills within when\n"
                                       "pattern ^by who:<np>"),
                     1);
}

static void a_rule_that_drops_names_choices_of_its_kind(void **state)
{
    (void)state;
    const char *head = "name a\nlanguage en\nkind one: x\nfield who name: x\n"
                       "field end choice(good bad): x\n";
    const char *behind[] = {"end good", "end bad good", "end",
                            "end ugly", "who good",     "when good"};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "rule r\nkind one\ndrops near 9 if %s\npattern ^by\n",
                 behind[i]);
        assert_int_equal(problems_of(head, text), i < 2 ? 0 : 1);
    }
    assert_int_equal(problems_of(head, "rule r\nkind one\nfills if end bad\n"
                                       "pattern ^by who:<np>"),
                     1);
}

static void dead_of_a_war_go_and_its_captives_stay(void **state)
{
    struct news *f = *state;
    const char *dead = "In 2014 the group killed 200 sailors.";
    const char *captive = "In 2014 the group abducted 200 sailors.";
    struct extraction all = read_text(f, dead);
    assert_null(value_of(&all, dead, "casualty", "number"));
    all = read_text(f, captive);
    assert_string_equal(value_of(&all, captive, "casualty", "number")->text,
                        "200");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_told_of_the_dead_by_is_cited),
        cmocka_unit_test(who_denies_the_dead_does_not_vouch_for_them),
        cmocka_unit_test(each_date_keeps_to_its_own_fact),
        cmocka_unit_test(nothing_is_filled_across_sentences),
        cmocka_unit_test(why_tells_only_of_the_fact_asked_for),
        cmocka_unit_test(mistakes_in_filling_are_told),
        cmocka_unit_test(a_rule_that_drops_names_choices_of_its_kind),
        cmocka_unit_test(dead_of_a_war_go_and_its_captives_stay),
    };
    return cmocka_run_group_tests(tests, news_open, news_close);
}
