/* test_extract_codebook.c - codebooks: what compiles, and how mistakes are
 * told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "extract/extract.h"

#define HEAD                                                                   \
    "name test\nlanguage en\nkind move: a move\nfield who name key: who\n"     \
    "field where name required key: where\n"

static struct codebook_file files[3];

static size_t book(const char *head, const char *words, const char *rules)
{
    files[0] = (struct codebook_file){"codebook.txt", str_of(head)};
    files[1] = (struct codebook_file){"rules/a.txt", str_of(rules)};
    files[2] = (struct codebook_file){"words/go.txt", str_of(words)};
    return 3;
}

static void expect(const char *head, const char *words, const char *rules,
                   const char *source, int line, const char *text)
{
    struct codebook *codebook = NULL;
    struct ibid_error err = {0};
    size_t count = book(head, words, rules);
    assert_int_equal(codebook_open(files, count, &codebook, &err),
                     IBID_INVALID);
    assert_null(codebook);
    assert_string_equal(err.source, source);
    assert_int_equal(err.line, line);
    if (!strstr(err.text, text))
        fail_msg("\"%s\" does not say \"%s\"", err.text, text);
}

static void a_small_codebook_opens_and_names_itself(void **state)
{
    (void)state;
    struct codebook *codebook = NULL;
    size_t kinds = 0;
    size_t count = book(HEAD, "goes, went -> go\n",
                        "rule go\nkind move\npattern who:<np> ^@go to "
                        "where:<name>\n");
    assert_int_equal(codebook_open(files, count, &codebook, NULL), IBID_OK);
    assert_string_equal(codebook_name(codebook), "test");
    assert_string_equal(codebook_language(codebook), "en");
    const struct codebook_kind *all = codebook_kinds(codebook, &kinds);
    assert_int_equal(kinds, 1);
    assert_true(codebook_field(&all[0], "where")->required);
    assert_null(codebook_field(&all[0], "when"));
    struct sha256 hash = codebook_files_hash(files, count);
    struct sha256 own = codebook_hash(codebook);
    assert_memory_equal(&hash, &own, sizeof hash);
    codebook_close(codebook);
    codebook_close(NULL);
}

static void mistakes_in_kinds_are_told_with_their_line(void **state)
{
    (void)state;
    expect("name x\nkind a\nfield b colour\n", "", "", "codebook.txt", 3,
           "no type");
    expect("name x\nkind a\nfield b text\nfield b text\n", "", "",
           "codebook.txt", 4, "twice");
    expect("name x\nkind a\nfield fact_no text\n", "", "", "codebook.txt", 3,
           "column in every export");
    expect("name x\nkind a\nfield disputed text\n", "", "", "codebook.txt", 3,
           "column in every export");
    expect("name x\nfield b text\n", "", "", "codebook.txt", 2,
           "before any kind");
    expect("name x\nkind a\nfield b choice()\n", "", "", "codebook.txt", 3,
           "empty");
    expect("kind a\nfield b text\n", "", "", "codebook.txt", 0, "name");
}

static void mistakes_in_word_lists_are_told_with_their_line(void **state)
{
    (void)state;
    expect(HEAD, "# words\n\ngo ->\n", "", "words/go.txt", 3, "nothing");
    expect(HEAD, "[Bad Name]\n", "", "words/go.txt", 1, "not a name");
    expect(HEAD, "go\n+other\n", "", "words/go.txt", 2, "no list");
    expect(HEAD, "a b c d e f g h i j k l m n o\n", "", "words/go.txt", 1,
           "more than 12 words");
}

static void mistakes_in_rules_are_told_with_their_line(void **state)
{
    (void)state;
    expect(HEAD, "go\n", "pattern go\n", "rules/a.txt", 1, "outside a rule");
    expect(HEAD, "go\n", "rule a\nkind none\n", "rules/a.txt", 2, "no kind");
    expect(HEAD, "go\n", "rule a\nkind move\n", "rules/a.txt", 1, "no pattern");
    expect(HEAD, "go\n", "rule a\nkind move\npattern @gone\n", "rules/a.txt", 3,
           "no such word list");
    expect(HEAD, "go\n", "rule a\nkind move\npattern go when:<date>\n",
           "rules/a.txt", 3, "no such field");
    expect(HEAD, "go\n", "rule a\nkind move\npattern (go\n", "rules/a.txt", 3,
           "not closed");
    expect(HEAD, "go\n", "rule a\nkind move\npattern <np> <np>\n",
           "rules/a.txt", 3, "mark one with ^");
    expect(HEAD, "go\n", "rule a\nkind move\npattern go\nset where = x\n",
           "rules/a.txt", 4, "only a choice");
    expect(HEAD, "go\n", "rule a\nkind move\nconfidence 2\npattern go\n",
           "rules/a.txt", 3, "from 0 to 1");
    expect(HEAD, "go\n", "rule a\nkind move\npattern go{1,900}\n",
           "rules/a.txt", 3, "{m,n}");
    expect(HEAD, "go\n", "rule a\nkind move\npattern &later\n", "rules/a.txt",
           3, "no definition");
}

/* Each behind "rule a", "kind move", in line 3. */
static void mistakes_in_lines_of_a_rule_say_what_to_write(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"version x", "a version is a number"},
        {"version 0", "from 1 to 9999"},
        {"version 10000", "from 1 to 9999"},
        {"confidence", "from 0 to 1"},
        {"confidence .x", "from 0 to 1"},
        {"confidence 0.5.1", "from 0 to 1"},
        {"set where", "write \"set FIELD = VALUE\""},
        {"set where =", "write \"set FIELD = VALUE\""},
        {"set when = x", "no field \"when\""},
        {"also that", "stands alone"},
        {"fills near", "\"near\" and a number"},
        {"fills near 256", "\"near\" and a number"},
        {"fills within when", "no field \"when\""},
        {"fills besides", "write \"within FIELD\""},
        {"split when", "no field \"when\""},
        {"match", "the example has no text"},
        {"fact who: Ann", "below a \"match\""},
        {"define", "write \"define NAME = PATTERN\""},
        {"define x", "write \"define NAME = PATTERN\""},
        {"colour red", "begins no line of a rule"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char rules[128];
        (void)snprintf(rules, sizeof rules, "rule a\nkind move\n%s\n",
                       lines[i][0]);
        expect(HEAD, "go\n", rules, "rules/a.txt", 3, lines[i][1]);
    }
    expect(HEAD, "go\n", "rule a\nkind move\npattern go\nrule Bad Name\n",
           "rules/a.txt", 4, "is not a name");
    expect(HEAD, "go\n", "rule a\nkind move\npattern go\nrule a\n",
           "rules/a.txt", 4, "stands in rules/a.txt, line 1, too");
    expect(HEAD, "go\n", "rule a\npattern go\n", "rules/a.txt", 2,
           "say which kind before the pattern");
    expect(HEAD, "go\n", "rule a\nset where = x\n", "rules/a.txt", 2,
           "say which kind before this line");
}

static void other_files_and_languages_are_refused(void **state)
{
    (void)state;
    struct ibid_error err;
    struct codebook *codebook = NULL;
    struct codebook_file odd[] = {
        {"codebook.txt", STR("name x\nkind a\nfield b text\n")},
        {"run.sh", STR("rm")}};
    assert_int_equal(codebook_open(odd, 2, &codebook, &err), IBID_INVALID);
    assert_string_equal(err.source, "run.sh");
    odd[0].bytes = STR("name x\nlanguage xx\nkind a\nfield b text\n");
    assert_int_equal(codebook_open(odd, 1, &codebook, &err), IBID_INVALID);
    assert_non_null(strstr(err.text, "xx"));
}

/* `piece` over and over, at most `room` bytes. */
static const char *many(struct arena *mem, const char *before,
                        const char *piece, int times, const char *after)
{
    struct buf text = {0};
    buf_text(&text, before);
    for (int i = 0; i < times; i++)
        buf_text(&text, piece);
    buf_text(&text, after);
    const char *copy = arena_strndup(mem, text.ptr, text.len);
    buf_done(&text);
    return copy;
}

static void a_hostile_codebook_meets_a_limit(void **state)
{
    (void)state;
    struct arena mem = {0};
    const char *rule = "rule a\nkind move\npattern go ";
    expect(HEAD, "go\n", many(&mem, rule, "(", 5000, "\n"), "rules/a.txt", 3,
           "nested too deep");
    expect(HEAD, "go\n",
           many(&mem, rule, "", 0, "((((((x{64}){64}){64}){64}){64}){64})\n"),
           "rules/a.txt", 3, "too long");
    expect(HEAD, "go\n", many(&mem, rule, "x ", 300, "\n"), "rules/a.txt", 3,
           "more than 128");
    expect(HEAD, "go\n", many(&mem, rule, "x", 100000, "\n"), "rules/a.txt", 3,
           "longer than");
    expect(HEAD, "go\n", "define a = &a\nrule b\nkind move\npattern go &a\n",
           "rules/a.txt", 1, "no definition");
    expect(HEAD, "go\n",
           many(&mem,
                "define a = x x x x x x x x\ndefine b = &a &a &a &a &a &a "
                "&a &a\ndefine c = &b &b &b &b &b &b &b &b\ndefine d = &c "
                "&c &c &c &c &c &c &c\ndefine e = &d &d &d &d &d &d "
                "&d &d &d &d &d &d\n",
                "", 0, "rule f\nkind move\npattern go &e\n"),
           "rules/a.txt", 5, "too many or too long");
    arena_done(&mem);
}

static void long_lists_that_trigger_much_meet_a_limit(void **state)
{
    (void)state;
    struct buf words = {0}, rules = {0};
    for (int i = 0; i < 16000; i++)
        buf_printf(&words, "go%d\n", i);
    for (int i = 0; i < 256; i++) {
        if (i % 64 == 0)
            buf_printf(&rules, "rule r%d\nkind move\nset where = x\n", i);
        buf_text(&rules, "pattern ^@go\n");
    }
    expect("name x\nkind move\nfield where choice(x)\n", words.ptr, rules.ptr,
           "codebook.txt", 0, "trigger more than");
    buf_done(&words);
    buf_done(&rules);
}

static void count_problem(void *ctx, const struct ibid_error *problem)
{
    (void)problem;
    ++*(size_t *)ctx;
}

static void check_tells_every_mistake_and_runs_examples(void **state)
{
    (void)state;
    size_t told = 0, rules = 0, examples = 0;
    size_t count =
        book(HEAD, "goes, went -> go\n",
             "rule go\nkind move\npattern who:<np> ^@go to where:<name>\n"
             "match Anna goes to Paris.\nfact where = Paris; who = Anna\n"
             "match Anna goes to Rome.\nfact where = Paris\n"
             "not Anna went to Oslo.\nmatch Nothing here.\n");
    assert_int_equal(
        codebook_check(files, count, count_problem, &told, &rules, &examples),
        3);
    assert_int_equal(told, 3);
    assert_int_equal(rules, 1);
    assert_int_equal(examples, 4);
    count = book(HEAD, "go ->\n", "rule a\nrule a\n");
    told = 0;
    assert_true(codebook_check(files, count, count_problem, &told, &rules,
                               &examples) >= 3);
    assert_int_equal(examples, 0);
}

static void print_problem(void *ctx, const struct ibid_error *problem)
{
    (void)ctx;
    print_error("%s:%d: %s\n", problem->source, (int)problem->line,
                problem->text);
}

static void the_news_codebook_has_no_problems(void **state)
{
    (void)state;
    struct arena mem = {0};
    const struct codebook_file *news = NULL;
    size_t count = 0, rules = 0, examples = 0;
    assert_int_equal(codebook_builtin("news", &mem, &news, &count, NULL),
                     IBID_OK);
    assert_int_equal(
        codebook_check(news, count, print_problem, NULL, &rules, &examples), 0);
    assert_true(rules > 20);
    assert_true(examples > 20);
    assert_int_equal(codebook_builtin("none", &mem, &news, &count, NULL),
                     IBID_NOT_FOUND);
    arena_done(&mem);
}

static void values_are_normalized_by_type(void **state)
{
    (void)state;
    struct arena mem = {0};
    const struct codebook_file *news = NULL;
    struct codebook *codebook = NULL;
    struct ibid_error err;
    const char *json = NULL;
    size_t count = 0;
    assert_int_equal(codebook_builtin("news", &mem, &news, &count, NULL),
                     IBID_OK);
    assert_int_equal(codebook_open(news, count, &codebook, NULL), IBID_OK);
    const struct codebook_kind *kind = codebook_kind(codebook, "casualty");
    const struct codebook_field *number = codebook_field(kind, "number");
    const struct codebook_field *harm = codebook_field(kind, "harm");
    const struct codebook_field *date = codebook_field(kind, "date");
    assert_int_equal(codebook_normalize(codebook, number, STR("at least 28"),
                                        NULL, &mem, &json, &err),
                     IBID_OK);
    assert_string_equal(json, "{\"min\":28}");
    assert_int_equal(codebook_normalize(codebook, harm, STR("murdered"), NULL,
                                        &mem, &json, &err),
                     IBID_OK);
    assert_string_equal(json, "\"killed\"");
    assert_int_equal(codebook_normalize(codebook, harm, STR("painted"), NULL,
                                        &mem, &json, &err),
                     IBID_INVALID);
    assert_int_equal(codebook_normalize(codebook, date, STR("January 23, 2017"),
                                        NULL, &mem, &json, &err),
                     IBID_OK);
    assert_string_equal(json, "\"2017-01-23\"");
    codebook_close(codebook);
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_codebook_opens_and_names_itself),
        cmocka_unit_test(mistakes_in_kinds_are_told_with_their_line),
        cmocka_unit_test(mistakes_in_word_lists_are_told_with_their_line),
        cmocka_unit_test(mistakes_in_rules_are_told_with_their_line),
        cmocka_unit_test(mistakes_in_lines_of_a_rule_say_what_to_write),
        cmocka_unit_test(other_files_and_languages_are_refused),
        cmocka_unit_test(a_hostile_codebook_meets_a_limit),
        cmocka_unit_test(long_lists_that_trigger_much_meet_a_limit),
        cmocka_unit_test(check_tells_every_mistake_and_runs_examples),
        cmocka_unit_test(the_news_codebook_has_no_problems),
        cmocka_unit_test(values_are_normalized_by_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
