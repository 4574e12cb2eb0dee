/* test_curate.c - corrections by hand: what is taken, refused, and recorded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "desk.h"

static struct desk desk;
static struct ibid_change_result result;
static struct ibid_error err;

static int setup(void **state)
{
    (void)state;
    err = (struct ibid_error){0};
    desk_open(&desk);
    desk_report(&desk, "a.txt", "Dravik", 23, "Anton Verrick",
                "zyxwvut is only here. The election "
                "took place on Friday in Dravik.");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return desk_close(&desk);
}

static enum ibid_status edit(const char *id, const char *field,
                             const char *value,
                             const struct ibid_change_options *options)
{
    struct ibid_assignment one = {field, value};
    return ibid_fact_edit(desk.db, id, &one, 1, NULL, 0, options, &result,
                          &err);
}

static enum ibid_status cite(const char *id, const char *field,
                             const char *version, uint32_t start, uint32_t end)
{
    struct ibid_cite one = {
        .field = field, .version = version, .start = start, .end = end};
    return ibid_fact_edit(desk.db, id, NULL, 0, &one, 1, NULL, &result, &err);
}

static struct ibid_fact fact_of(const char *id)
{
    struct ibid_fact fact = {0};
    assert_int_equal(ibid_fact_get(desk.db, id, desk.mem, &fact, &err),
                     IBID_OK);
    return fact;
}

static void an_edit_corrects_a_value_and_keeps_its_words(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 1);
    assert_int_equal(edit(id, "number", "31", NULL), IBID_OK);
    assert_int_equal(result.changed, 1);
    struct ibid_fact fact = fact_of(id);
    assert_int_equal(fact.status, IBID_CORRECTED);
    assert_int_equal(fact.revision, 2);
    assert_string_equal(fact.fields[0].values[0].text, "31");
    assert_string_equal(fact.fields[0].values[0].normalized,
                        "{\"min\":31,\"max\":31}");
    assert_int_equal(fact.fields[0].values[0].citation_count, 1);
}

static void an_edit_to_what_stands_there_changes_nothing(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "statement", 0);
    int64_t head = desk_head(&desk);
    const char *speaker = desk_value(&desk, id, "speaker");
    assert_int_equal(edit(id, "speaker", speaker, NULL), IBID_OK);
    assert_int_equal(result.changed, 0);
    assert_int_equal(desk_head(&desk), head);
    assert_int_equal(fact_of(id).status, IBID_EXTRACTED);
}

static void a_field_that_is_none_is_refused_with_those_there_are(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    assert_int_equal(edit(id, "colour", "red", NULL), IBID_INVALID);
    assert_non_null(strstr(err.text, "'colour'"));
    assert_non_null(strstr(err.text, "number"));
}

static void a_required_field_cannot_be_removed(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "statement", 0);
    assert_int_equal(edit(id, "content", "", NULL), IBID_INVALID);
    assert_non_null(strstr(err.text, "needs its content"));
    assert_int_equal(edit(id, "cue", "", NULL), IBID_OK);
    assert_string_equal(desk_value(&desk, id, "cue"), "");
}

static void values_that_are_no_utf8_are_refused(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    struct ibid_change_options options = {.reason = "\xff"};
    assert_int_equal(edit(id, "number", "\xc3(", NULL), IBID_INVALID);
    assert_int_equal(edit(id, "number", "3", &options), IBID_INVALID);
    struct ibid_assignment title = {"title", "\xe2\x82"};
    assert_int_equal(
        ibid_source_edit(desk.db, "a.txt", &title, 1, NULL, &result, &err),
        IBID_INVALID);
}

static void a_citation_that_cuts_a_character_is_refused(void **state)
{
    (void)state;
    const char *text;
    size_t bytes;
    const char *id = desk_fact(&desk, "casualty", 0);
    struct ibid_fact fact = fact_of(id);
    assert_int_equal(
        ibid_version_text(desk.db, fact.version, desk.mem, &text, &bytes, &err),
        IBID_OK);
    uint32_t at = (uint32_t)(strstr(text, "é") - text);
    assert_int_equal(cite(id, "number", NULL, at - 3, at + 1), IBID_INVALID);
    assert_non_null(strstr(err.text, "cut a character"));
    assert_int_equal(cite(id, "number", NULL, 5, (uint32_t)bytes + 1),
                     IBID_INVALID);
    assert_int_equal(cite(id, "number", NULL, at - 3, at + 2), IBID_OK);
    assert_string_equal(fact_of(id).fields[0].values[0].citations[0].quote,
                        "café");
}

static void another_version_can_be_cited_and_then_stays(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    struct ibid_import_summary second =
        desk_report(&desk, "b.txt", "Lindova", 5, "I. Brandvold", "");
    struct ibid_source source;
    assert_int_equal(ibid_source_get(desk.db, "b.txt", desk.mem, &source, &err),
                     IBID_OK);
    assert_int_equal(cite(id, "number", source.versions[0].id, 0, 8), IBID_OK);
    assert_int_equal(ibid_undo(desk.db, second.op, NULL, &result, &err),
                     IBID_CONFLICT);
    assert_non_null(strstr(err.text, "'edit'"));
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err), IBID_OK);
    assert_int_equal(ibid_undo(desk.db, second.op, NULL, &result, &err),
                     IBID_OK);
    assert_int_equal(cite(id, "number", source.versions[0].id, 0, 8),
                     IBID_NOT_FOUND);
}

static void a_stale_revision_is_refused(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    struct ibid_change_options options = {.expected_revision = 1};
    assert_int_equal(edit(id, "number", "31", &options), IBID_OK);
    assert_int_equal(edit(id, "number", "32", &options), IBID_STALE);
    assert_non_null(strstr(err.text, "revision 2"));
}

static void the_same_operation_is_done_once(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    struct ibid_change_options options = {.op = "op-1"};
    assert_int_equal(edit(id, "number", "31", &options), IBID_OK);
    assert_int_equal(edit(id, "number", "32", &options), IBID_OK);
    assert_true(result.repeated);
    assert_string_equal(desk_value(&desk, id, "number"), "31");
}

static void a_dry_run_counts_and_changes_nothing(void **state)
{
    (void)state;
    struct ibid_query all = {0};
    struct ibid_change_options dry = {.dry_run = true};
    int64_t head = desk_head(&desk), facts = desk_facts(&desk, NULL);
    assert_int_equal(
        ibid_fact_decide(desk.db, &all, IBID_ACCEPTED, &dry, &result, &err),
        IBID_OK);
    assert_int_equal(result.changed, facts);
    assert_int_equal(ibid_source_redact(desk.db, "a.txt", &dry, &result, &err),
                     IBID_OK);
    assert_int_equal(desk_head(&desk), head);
}

static void many_decisions_are_one_step(void **state)
{
    (void)state;
    struct ibid_query text = {.text = "Dravik"};
    struct ibid_query accepted = {.statuses = 1u << IBID_ACCEPTED};
    const char *was = desk_state(&desk);
    assert_int_equal(
        ibid_fact_decide(desk.db, &text, IBID_ACCEPTED, NULL, &result, &err),
        IBID_OK);
    assert_true(result.changed > 1);
    assert_int_equal(desk_facts(&desk, &accepted), result.changed);
    desk_reopen(&desk);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err), IBID_OK);
    assert_string_equal(desk_state(&desk), was);
}

static void a_new_date_moves_what_was_relative_to_it(void **state)
{
    (void)state;
    struct ibid_assignment date = {"published", "2017-02-22"};
    const char *plain = desk_fact(&desk, "event", 0);
    assert_string_equal(desk_value(&desk, plain, "date"), "Friday");
    const char *state_was = desk_state(&desk);
    assert_int_equal(
        ibid_source_edit(desk.db, "a.txt", &date, 1, NULL, &result, &err),
        IBID_OK);
    struct ibid_fact fact = fact_of(plain);
    bool moved = false;
    for (size_t i = 0; i < fact.field_count; i++)
        if (strcmp(fact.fields[i].name, "date") == 0)
            moved = strcmp(fact.fields[i].values[0].normalized,
                           "\"2017-02-17\"") == 0; /* it took place */
    assert_true(moved);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err), IBID_OK);
    assert_string_equal(desk_state(&desk), state_was);
    assert_int_equal(edit(plain, "name", "The vote", NULL), IBID_OK);
    int64_t revision = fact_of(plain).revision;
    assert_int_equal(
        ibid_source_edit(desk.db, "a.txt", &date, 1, NULL, &result, &err),
        IBID_OK);
    assert_int_equal(fact_of(plain).revision, revision);
}

static enum ibid_status count_hit(void *ctx, const struct ibid_hit *hit,
                                  struct ibid_error *why)
{
    (void)hit;
    (void)why;
    ++*(int *)ctx;
    return IBID_OK;
}

static void a_redacted_text_is_gone_for_good(void **state)
{
    (void)state;
    int hits = 0;
    struct ibid_source source;
    struct ibid_verify_summary summary;
    assert_int_equal(ibid_search(desk.db, "zyxwvut", 0, count_hit, &hits, &err),
                     IBID_OK);
    assert_int_equal(hits, 1);
    assert_true(desk_file_has(desk.path, "yxwvut"));
    const char *id = desk_fact(&desk, "casualty", 0);
    assert_int_equal(edit(id, "number", "31", NULL), IBID_OK);
    assert_int_equal(ibid_source_redact(desk.db, "a.txt", NULL, &result, &err),
                     IBID_OK);
    assert_int_equal(ibid_source_get(desk.db, "a.txt", desk.mem, &source, &err),
                     IBID_OK);
    assert_true(source.versions[0].redacted);
    assert_int_equal(strlen(source.versions[0].sha256), 64);
    assert_null(fact_of(id).citations[0].quote);
    hits = 0;
    assert_int_equal(ibid_search(desk.db, "zyxwvut", 0, count_hit, &hits, &err),
                     IBID_OK);
    assert_int_equal(hits, 0);
    assert_false(desk_file_has(desk.path, "yxwvut"));
    assert_int_equal(cite(id, "number", NULL, 0, 5), IBID_INVALID);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err),
                     IBID_CONFLICT);
    assert_int_equal(ibid_verify(desk.db, NULL, NULL, NULL, &summary, &err),
                     IBID_OK);
    assert_int_equal(summary.redacted, 1);
    assert_int_equal(summary.findings, 0);
    assert_int_equal(edit(id, "number", "40", NULL), IBID_OK);
}

static void an_undone_import_can_be_redacted(void **state)
{
    (void)state;
    struct ibid_source source;
    const char *text;
    size_t bytes;
    assert_int_equal(ibid_source_get(desk.db, "a.txt", desk.mem, &source, &err),
                     IBID_OK);
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, &err), IBID_OK);
    assert_int_equal(ibid_source_redact(desk.db, "a.txt", NULL, &result, &err),
                     IBID_OK);
    assert_int_equal(result.changed, 1);
    assert_int_equal(ibid_version_text(desk.db, source.versions[0].id, desk.mem,
                                       &text, &bytes, &err),
                     IBID_NOT_FOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_edit_corrects_a_value_and_keeps_its_words),
        TEST(an_edit_to_what_stands_there_changes_nothing),
        TEST(a_field_that_is_none_is_refused_with_those_there_are),
        TEST(a_required_field_cannot_be_removed),
        TEST(values_that_are_no_utf8_are_refused),
        TEST(a_citation_that_cuts_a_character_is_refused),
        TEST(another_version_can_be_cited_and_then_stays),
        TEST(a_stale_revision_is_refused),
        TEST(the_same_operation_is_done_once),
        TEST(a_dry_run_counts_and_changes_nothing),
        TEST(many_decisions_are_one_step),
        TEST(a_new_date_moves_what_was_relative_to_it),
        TEST(a_redacted_text_is_gone_for_good),
        TEST(an_undone_import_can_be_redacted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
