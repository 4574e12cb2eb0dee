/* test_extract_own.c - a user's codebook, as schema/codebooks/README.md
 * shows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "extract/extract.h"

static const char head[] =
    "name         peace\nlanguage     en\n"
    "description  Who goes to the talks.\n\n"
    "kind participation: a party's answer to an invitation\n"
    "field party     name required key: who\n"
    "field words     text: the words that say so\n"
    "field decision  choice(attends declines) derived from words: the "
    "answer\nfield event     text: what it is about\n";

static const char rule[] =
    "rule party-attends\n  about      The union will attend the talks.\n"
    "  kind       participation\n  confidence 0.8\n"
    "  pattern    party:<np> words:^@attend event:<np>\n"
    "  match      The Harbour Union will attend the talks.\n"
    "  fact       party = The Harbour Union; decision => \"attends\"\n"
    "  not        The Harbour Union met on Monday.\n";

static const char words[] =
    "[attend]\nwill attend, has agreed to attend, will take part in -> "
    "attends\nwill stay away from, has refused to attend -> declines\n";

static void docs_codebook(struct codebook_file files[3])
{
    files[0] = (struct codebook_file){"codebook.txt", str_of(head)};
    files[1] = (struct codebook_file){"rules/answer.txt", str_of(rule)};
    files[2] = (struct codebook_file){"words/answer.txt", str_of(words)};
}

static void print_problem(void *ctx, const struct ibid_error *problem)
{
    (void)ctx;
    print_error("%s:%d: %s\n", problem->source, (int)problem->line,
                problem->text);
}

static void the_codebook_of_the_docs_has_no_problems(void **state)
{
    (void)state;
    struct codebook_file peace[3];
    size_t rules = 0, examples = 0;
    docs_codebook(peace);
    assert_int_equal(
        codebook_check(peace, 3, print_problem, NULL, &rules, &examples), 0);
    assert_int_equal(rules, 1);
    assert_int_equal(examples, 2);
}

static void its_facts_follow_its_fields(void **state)
{
    (void)state;
    struct codebook_file peace[3];
    struct arena mem = {0};
    struct codebook *codebook = NULL;
    struct extraction out;
    const char *text = "The Coast Front will stay away from the talks.";
    struct block block = {0, (uint32_t)strlen(text), BLOCK_BODY};
    docs_codebook(peace);
    assert_int_equal(codebook_open(peace, 3, &codebook, NULL), IBID_OK);
    extract_facts(codebook, str_of(text), &block, 1, NULL, 0, &mem, &out);
    assert_int_equal(out.fact_count, 1);
    assert_string_equal(out.facts[0].rule, "peace/party-attends@1");
    assert_string_equal(out.facts[0].fields[2].name, "decision");
    assert_string_equal(out.facts[0].fields[2].values[0].text, "declines");
    assert_int_equal(out.facts[0].fields[2].values[0].citations[0].start, 16);
    assert_string_equal(out.facts[0].citations[0].quote, text);
    codebook_close(codebook);
    arena_done(&mem);
}

static double confidence(const struct codebook *codebook, const char *text)
{
    struct arena mem = {0};
    struct extraction out;
    struct block block = {0, (uint32_t)strlen(text), BLOCK_BODY};
    extract_facts(codebook, str_of(text), &block, 1, NULL, EXTRACT_CONTEXTS,
                  &mem, &out);
    double found = out.fact_count ? out.facts[0].confidence : -1;
    if (out.fact_count)
        assert_non_null(strstr(out.contexts[0], "\"party first the\""));
    arena_done(&mem);
    return found;
}

static const char attends[] = "The Coast Front will attend the talks.";
static const char declines[] =
    "The Coast Front has refused to attend the talks.";

/* The docs' codebook and a calibration.txt. */
static enum ibid_status calibrated(const char *lines, const char *keep,
                                   struct codebook **out,
                                   struct ibid_error *err)
{
    struct codebook_file peace[4];
    struct buf first = {0};
    docs_codebook(peace);
    buf_text(&first, head);
    buf_text(&first, keep);
    peace[0].bytes = buf_view(&first);
    peace[3] = peace[2];
    peace[2] = peace[1];
    peace[1] = (struct codebook_file){"calibration.txt", str_of(lines)};
    enum ibid_status status = codebook_open(peace, 4, out, err);
    buf_done(&first);
    return status;
}

static void contexts_raise_and_lower_confidence(void **state)
{
    (void)state;
    struct codebook *codebook = NULL;
    assert_int_equal(calibrated("party-attends 72 90\n"
                                "weight -1.5 words first has\n"
                                "weight 0.25 party-attends words first will\n",
                                "", &codebook, NULL),
                     IBID_OK);
    assert_float_equal(confidence(codebook, attends), 0.84, 0.001);
    assert_float_equal(confidence(codebook, declines), 0.47, 0.001);
    codebook_close(codebook);
}

static void facts_below_the_limit_are_left_out(void **state)
{
    (void)state;
    struct codebook *codebook = NULL;
    assert_int_equal(calibrated("weight -1.5 words first has\n",
                                "keep from 0.50\n", &codebook, NULL),
                     IBID_OK);
    assert_float_equal(confidence(codebook, attends), 0.8, 0.001);
    assert_float_equal(confidence(codebook, declines), -1, 0.001);
    codebook_close(codebook);
}

static void decisions_move_confidence(void **state)
{
    (void)state;
    struct codebook *codebook = NULL;
    assert_int_equal(calibrated("", "", &codebook, NULL), IBID_OK);
    assert_float_equal(confidence(codebook, attends), 0.8, 0.001);
    codebook_learn(codebook, "peace/party-attends@1", 0, 20);
    assert_float_equal(confidence(codebook, attends), 0.4, 0.001);
    codebook_learn(codebook, "peace/party-attends@1", 20, 20);
    assert_float_equal(confidence(codebook, attends), 0.9, 0.001);
    codebook_learn(codebook, "peace/party-attends@2", 0, 900);
    assert_float_equal(confidence(codebook, attends), 0.9, 0.001);
    codebook_close(codebook);
}

static void mistakes_in_weights_and_limits_are_told(void **state)
{
    (void)state;
    static const char *const lines[] = {"weight x trigger a\n", "weight 1\n",
                                        "weight 1.234 trigger a\n",
                                        "weight 99 trigger a\n"};
    static const char *const limits[] = {"keep 0.5\n", "keep from 1.5\n",
                                         "keep from 0.x\n",
                                         "keep quoted 0.1\n"};
    struct codebook *codebook = NULL;
    struct ibid_error err;
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(calibrated(lines[i], "", &codebook, &err),
                         IBID_INVALID);
        assert_string_equal(err.source, "calibration.txt");
        assert_int_equal(calibrated("", limits[i], &codebook, &err),
                         IBID_INVALID);
        assert_string_equal(err.source, "codebook.txt");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_codebook_of_the_docs_has_no_problems),
        cmocka_unit_test(its_facts_follow_its_fields),
        cmocka_unit_test(contexts_raise_and_lower_confidence),
        cmocka_unit_test(facts_below_the_limit_are_left_out),
        cmocka_unit_test(decisions_move_confidence),
        cmocka_unit_test(mistakes_in_weights_and_limits_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
