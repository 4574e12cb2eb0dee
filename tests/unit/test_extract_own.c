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
    extract_facts(codebook, str_of(text), &block, 1, NULL, false, &mem, &out);
    assert_int_equal(out.fact_count, 1);
    assert_string_equal(out.facts[0].rule, "peace/party-attends@1");
    assert_string_equal(out.facts[0].fields[2].name, "decision");
    assert_string_equal(out.facts[0].fields[2].values[0].text, "declines");
    assert_int_equal(out.facts[0].fields[2].values[0].citations[0].start, 16);
    assert_string_equal(out.facts[0].citations[0].quote, text);
    codebook_close(codebook);
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_codebook_of_the_docs_has_no_problems),
        cmocka_unit_test(its_facts_follow_its_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
