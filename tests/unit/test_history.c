/* test_history.c - undo and redo, and what the journal refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "database.h"
#include "desk.h"

static struct desk desk;
static struct ibid_change_result result;
static struct ibid_error err;
static const char *imported; /* the state after the import */

static int setup(void **state)
{
    (void)state;
    err = (struct ibid_error){0};
    desk_open(&desk);
    desk_report(&desk, "a.txt", "Dravik", 23, "A. Verrick", "");
    imported = desk_state(&desk);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return desk_close(&desk);
}

static void edit(const char *id, const char *value, const char *op)
{
    struct ibid_assignment one = {"number", value};
    struct ibid_change_options options = {.op = op};
    assert_int_equal(
        ibid_fact_edit(desk.db, id, &one, 1, NULL, 0, &options, &result, &err),
        IBID_OK);
}

static enum ibid_status undo(const char *op)
{
    return ibid_undo(desk.db, op, NULL, &result, &err);
}

static enum ibid_status redo(const char *op)
{
    return ibid_redo(desk.db, op, NULL, &result, &err);
}

static void undo_and_redo_work_after_reopening(void **state)
{
    (void)state;
    edit(desk_fact(&desk, "casualty", 0), "31", NULL);
    const char *edited = desk_state(&desk);
    desk_reopen(&desk);
    assert_int_equal(undo(NULL), IBID_OK);
    assert_string_equal(desk_state(&desk), imported);
    desk_reopen(&desk);
    assert_int_equal(redo(NULL), IBID_OK);
    assert_string_equal(desk_state(&desk), edited);
}

static void the_first_import_can_be_undone_and_redone(void **state)
{
    (void)state;
    assert_int_equal(undo(NULL), IBID_OK);
    assert_int_equal(desk_facts(&desk, NULL), 0);
    assert_int_equal(undo(NULL), IBID_NOT_FOUND);
    assert_int_equal(redo(NULL), IBID_OK);
    assert_string_equal(desk_state(&desk), imported);
    assert_int_equal(redo(NULL), IBID_NOT_FOUND);
}

static void undo_names_the_later_change_in_the_way(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    edit(id, "31", "first");
    edit(id, "32", "second");
    assert_int_equal(undo("first"), IBID_CONFLICT);
    assert_non_null(strstr(err.text, id));
    assert_non_null(strstr(err.text, "'edit' (entry 4"));
    assert_int_equal(undo("second"), IBID_OK);
    assert_int_equal(undo("first"), IBID_OK);
    assert_string_equal(desk_state(&desk), imported);
    assert_int_equal(undo("first"), IBID_CONFLICT);
}

static void an_import_is_undone_only_when_its_facts_are_as_made(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    edit(id, "31", NULL);
    assert_int_equal(undo("2"), IBID_CONFLICT);
    assert_non_null(strstr(err.text, id));
    assert_int_equal(undo(NULL), IBID_OK);
    assert_int_equal(undo("2"), IBID_OK);
    assert_int_equal(desk_facts(&desk, NULL), 0);
}

static void a_fact_of_an_undone_import_is_not_revived(void **state)
{
    (void)state;
    edit(desk_fact(&desk, "casualty", 0), "31", "edit");
    assert_int_equal(undo("edit"), IBID_OK);
    assert_int_equal(undo("2"), IBID_OK);
    assert_int_equal(redo("edit"), IBID_CONFLICT);
    assert_non_null(strstr(err.text, "redo entry 2 first"));
    assert_int_equal(redo("2"), IBID_OK);
    assert_int_equal(redo("edit"), IBID_OK);
}

static void nothing_is_redone_after_a_new_change(void **state)
{
    (void)state;
    const char *id = desk_fact(&desk, "casualty", 0);
    edit(id, "31", NULL);
    assert_int_equal(undo(NULL), IBID_OK);
    edit(id, "32", NULL);
    assert_int_equal(redo(NULL), IBID_NOT_FOUND);
    assert_string_equal(desk_value(&desk, id, "number"), "32");
}

static void operations_go_by_id_and_by_entry(void **state)
{
    (void)state;
    edit(desk_fact(&desk, "casualty", 0), "31", "mine");
    assert_int_equal(undo("mine"), IBID_OK);
    assert_int_equal(redo("3"), IBID_OK);
    assert_int_equal(undo("3"), IBID_OK);
    assert_int_equal(undo("4"), IBID_INVALID);
    assert_int_equal(undo("nosuch"), IBID_NOT_FOUND);
    assert_int_equal(undo("1"), IBID_OK); /* the same operation as entry 2 */
}

static enum ibid_status count_hit(void *ctx, const struct ibid_hit *hit,
                                  struct ibid_error *why)
{
    (void)why;
    *(int *)ctx += hit->fact != NULL;
    return IBID_OK;
}

static void facts_are_found_by_their_evidence_after_an_undo(void **state)
{
    (void)state;
    int before = 0, after = 0;
    assert_int_equal(
        ibid_search(desk.db, "police", 0, count_hit, &before, &err), IBID_OK);
    assert_true(before > 0);
    for (int i = 0; i < 3; i++) {
        edit(desk_fact(&desk, "casualty", 1), "31", NULL);
        assert_int_equal(undo(NULL), IBID_OK);
    }
    assert_int_equal(ibid_search(desk.db, "police", 0, count_hit, &after, &err),
                     IBID_OK);
    assert_int_equal(after, before);
}

/* ---- Below the facade -------------------------------------------------- */

static const char false_text[] = "At least 28 were killed in Port.\n";

/* Import a text whose one fact quotes words that do not stand there. */
static enum ibid_status import_false(struct database *db, struct history *h)
{
    struct article article = {.name = "false.txt"};
    struct sha256 hash = hash_of(str_of(false_text));
    assert_int_equal(
        read_text(str_of(false_text), NULL, &db->mem, &article, NULL), IBID_OK);
    struct ibid_source source = {.id = "s0000000000000000",
                                 .name = "false.txt"};
    struct ibid_citation citation = {.id = "c0000000000000000",
                                     .source = source.id,
                                     .version = "v0000000000000000",
                                     .start = 0,
                                     .end = 11,
                                     .quote = "At least 82"};
    struct ibid_fact fact = {.id = "f0000000000000000",
                             .kind = "casualty",
                             .source = source.id,
                             .version = "v0000000000000000",
                             .revision = 1,
                             .citations = &citation,
                             .citation_count = 1};
    struct history_article whole = {.run = db->run,
                                    .source = &source,
                                    .version = fact.version,
                                    .article = &article,
                                    .sha256 = hash,
                                    .text_sha256 = hash,
                                    .facts = &fact,
                                    .fact_count = 1};
    return history_import(h, &whole, &err);
}

static void a_false_quote_drops_its_article_and_no_other(void **state)
{
    struct database *db = *state;
    struct history h;
    bool repeated;
    int64_t no = -1;
    assert_int_equal(
        history_begin(db->st, NULL, "user:test", NULL, &h, &repeated, NULL),
        IBID_OK);
    assert_int_equal(store_step_begin(db->st, NULL), IBID_OK);
    struct history before = h;
    assert_int_equal(import_false(db, &h), IBID_INVALID);
    assert_non_null(strstr(err.text, "the quote is not the text"));
    store_step_drop(db->st);
    h = before;
    assert_int_equal(store_version_find(db->st, "v0000000000000000", &no, NULL),
                     IBID_OK);
    assert_int_equal(no, 0);
    assert_int_equal(store_source_find(db->st, "s0000000000000000", &no, NULL),
                     IBID_OK);
    assert_int_equal(no, 0);
    /* The next version gets the same number, and is checked by its own text. */
    database_import(db, &h, "three.txt", NULL,
                    "Again at least 28 killed, Port|Café, =Quay.\n");
    assert_int_equal(history_commit(&h, NULL), IBID_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(undo_and_redo_work_after_reopening),
        TEST(the_first_import_can_be_undone_and_redone),
        TEST(undo_names_the_later_change_in_the_way),
        TEST(an_import_is_undone_only_when_its_facts_are_as_made),
        TEST(a_fact_of_an_undone_import_is_not_revived),
        TEST(nothing_is_redone_after_a_new_change),
        TEST(operations_go_by_id_and_by_entry),
        TEST(facts_are_found_by_their_evidence_after_an_undo),
        cmocka_unit_test_setup_teardown(
            a_false_quote_drops_its_article_and_no_other, database_open,
            database_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
