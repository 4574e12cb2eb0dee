/* test_curate_apply.c - edited tables that come home: what is taken, what is
 * refused, what is asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

enum { FACTS = 6 };

static struct desk desk;
static struct sheet sheet;
static const char *path;
static struct ibid_apply how;
static struct ibid_apply_summary sum;
static struct ibid_change_options options;
static struct ibid_error err;
static char said[4096]; /* "what column: text" of each item, a line each */

static void change(size_t row, const char *name, const char *value)
{
    sheet.cell[row][sheet_column(&sheet, name)] = value;
    path = sheet_write(&sheet, &desk, "toll.csv");
}

static void export_toll(void)
{
    struct ibid_export out = {.path = path, .query = {.kind = "casualty"}};
    struct ibid_export_summary done;
    assert_int_equal(ibid_export(desk.db, &out, &done, &err), IBID_OK);
    sheet_read(&sheet, path, desk.mem);
    assert_int_equal(sheet.rows, 1 + FACTS);
}

static int setup(void **state)
{
    static const char *const places[] = {"Dravik", "Vessen", "Lindova"};
    (void)state;
    err = (struct ibid_error){0};
    options = (struct ibid_change_options){.dry_run = false};
    desk_open(&desk);
    for (int i = 0; i < 3; i++) {
        char name[] = "0.txt";
        name[0] = (char)('0' + i);
        desk_import(&desk, desk_file(&desk, name,
                                     desk_article(&desk, places[i], 23 + i,
                                                  "Anton Verrick", "")));
    }
    path = desk_file(&desk, "toll.csv", "");
    export_toll();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    return desk_close(&desk);
}

/* ---- applying ---------------------------------------------------------- */

static void each(void *ctx, const struct ibid_applied_item *item)
{
    size_t used = strlen(said);
    (void)ctx;
    (void)snprintf(said + used, sizeof said - used, "%s %s: %s\n",
                   ibid_applied_name(item->what),
                   item->column ? item->column : "row",
                   item->text ? item->text : "");
}

static enum ibid_status apply(void)
{
    said[0] = '\0';
    how.path = path;
    how.each = each;
    enum ibid_status status =
        ibid_apply(desk.db, &how, &options, desk.mem, &sum, &err);
    how = (struct ibid_apply){0};
    return status;
}

static const char *number_of(size_t row)
{
    return desk_value(&desk, sheet.cell[row][sheet_column(&sheet, "fact_id")],
                      "number");
}

static void correct(size_t row, const char *value)
{
    struct ibid_assignment one = {"number", value};
    struct ibid_change_result done;
    assert_int_equal(
        ibid_fact_edit(desk.db,
                       sheet.cell[row][sheet_column(&sheet, "fact_id")], &one,
                       1, NULL, 0, NULL, &done, &err),
        IBID_OK);
}

static void an_untouched_table_changes_nothing(void **state)
{
    (void)state;
    int64_t head = desk_head(&desk);
    assert_int_equal(apply(), IBID_OK);
    assert_string_equal(said, "");
    assert_int_equal(sum.rows, FACTS);
    assert_int_equal(desk_head(&desk), head);
}

static void
an_edit_is_found_by_id_wherever_its_row_and_column_went(void **state)
{
    (void)state;
    const char *id = sheet.cell[1][sheet_column(&sheet, "fact_id")];
    size_t from = sheet_column(&sheet, "number");
    change(1, "number", "at least 31");
    for (size_t c = 0; c < sheet.columns; c++) {
        const char *first = sheet.cell[1][c];
        sheet.cell[1][c] = sheet.cell[3][c];
        sheet.cell[3][c] = first;
    }
    for (size_t r = 0; r < sheet.rows; r++) {
        const char *moved = sheet.cell[r][from];
        sheet.cell[r][from] = sheet.cell[r][sheet.columns - 1];
        sheet.cell[r][sheet.columns - 1] = moved;
    }
    path = sheet_write(&sheet, &desk, "toll.csv");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.facts, 1);
    assert_string_equal(desk_value(&desk, id, "number"), "at least 31");
    assert_string_equal(said, "edit number: its quote does not say this\n");
    assert_int_equal(sum.unsupported, 1);
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.facts, 0);
}

static void a_dry_run_only_tells(void **state)
{
    (void)state;
    int64_t head = desk_head(&desk);
    options.dry_run = true;
    change(1, "number", "31");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.facts, 1);
    assert_int_equal(desk_head(&desk), head);
    assert_string_equal(number_of(1), "23");
}

static void one_undo_takes_all_back(void **state)
{
    (void)state;
    struct ibid_change_result done;
    change(1, "number", "31");
    change(2, "fact_status", "Rejected");
    change(3, "fact_rank", "preferred");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.facts, 3);
    assert_string_equal(number_of(1), "31");
    assert_int_equal(ibid_undo(desk.db, sum.done.op, NULL, &done, &err),
                     IBID_OK);
    assert_int_equal(done.changed, 3);
    assert_string_equal(number_of(1), "23");
}

static void a_conflict_is_left_as_it_is(void **state)
{
    (void)state;
    correct(1, "40");
    change(1, "number", "31");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.conflicts, 1);
    assert_int_equal(sum.facts, 0);
    assert_non_null(strstr(sum.conflict_list, "\"23\",\"31\",\"40\",\"\""));
    assert_string_equal(number_of(1), "40");
}

static void a_conflict_is_answered_for_a_field_or_for_all(void **state)
{
    static const char *const fields[] = {"number"};
    (void)state;
    correct(1, "40");
    change(1, "number", "31");
    how = (struct ibid_apply){
        .side = IBID_THEIRS, .ours = fields, .ours_count = 1};
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.kept, 1);
    assert_string_equal(number_of(1), "40");
    how = (struct ibid_apply){
        .side = IBID_OURS, .theirs = fields, .theirs_count = 1};
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.edits, 1);
    assert_string_equal(number_of(1), "31");
}

/* The list of conflicts, its one row answered. */
static const char *answered(const char *list, const char *take)
{
    int before = (int)(strlen(list) - strlen("\"\"\r\n"));
    return desk_file(
        &desk, "answers.csv",
        arena_printf(desk.mem, "%.*s\"%s\"\r\n", before, list, take));
}

static void a_conflict_is_answered_in_a_list(void **state)
{
    (void)state;
    correct(1, "40");
    change(1, "number", "31");
    assert_int_equal(apply(), IBID_OK);
    const char *list = sum.conflict_list;
    how.answers = answered(list, "theirs");
    assert_int_equal(apply(), IBID_OK);
    assert_string_equal(number_of(1), "31");
    how.answers = answered(list, "mine");
    assert_int_equal(apply(), IBID_INVALID);
    assert_non_null(strstr(err.text, "write ours"));
}

static void a_row_without_id_becomes_a_fact_once(void **state)
{
    (void)state;
    size_t new = sheet.rows++;
    for (size_t c = 0; c < sheet.columns; c++)
        sheet.cell[new][c] = "";
    sheet.cell[new][sheet_column(&sheet, "source_title")] =
        sheet.cell[1][sheet_column(&sheet, "source_title")];
    sheet.cell[new][sheet_column(&sheet, "harm")] = "wounded";
    change(new, "number", "77");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.added, 1);
    assert_int_equal(sum.uncited, 1);
    assert_int_equal(
        desk_facts(&desk, &(struct ibid_query){.kind = "casualty"}), FACTS + 1);
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.added, 0);
}

static void a_row_that_is_gone_is_rejected_only_when_asked(void **state)
{
    (void)state;
    sheet.rows--;
    path = sheet_write(&sheet, &desk, "toll.csv");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.missing, 1);
    assert_string_equal(said, "missing row: \n");
    how.reject_missing = true;
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.rejected, 1);
    assert_int_equal(
        desk_facts(&desk, &(struct ibid_query){.kind = "casualty",
                                               .statuses = 1 << IBID_REJECTED}),
        1);
}

static void what_is_not_edited_in_a_sheet_is_refused(void **state)
{
    static const char *const names[] = {
        "number_quote",    "number_cite", "number_normalized",
        "fact_confidence", "fact_quote",  "source_title",
        "sources",         "disputed",    "source_link"};
    (void)state;
    int64_t head = desk_head(&desk);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *before = sheet.cell[1][sheet_column(&sheet, names[i])];
        change(1, names[i], "7");
        assert_int_equal(apply(), IBID_OK);
        assert_int_equal(sum.refused, 1);
        assert_non_null(strstr(said, names[i]));
        change(1, names[i], before);
    }
    assert_int_equal(desk_head(&desk), head);
}

static void a_count_of_another_day_is_no_edit(void **state)
{
    (void)state;
    change(1, "sources", "7");
    correct(2, "40");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.refused, 0);
    assert_true(sum.recounted > 0);
}

static void a_fact_on_two_rows_that_differ_is_refused(void **state)
{
    (void)state;
    size_t again = sheet.rows++;
    memcpy(sheet.cell[again], sheet.cell[1], sizeof sheet.cell[1]);
    path = sheet_write(&sheet, &desk, "toll.csv");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.refused, 0);
    change(again, "number", "31");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.refused, 1);
    assert_string_equal(number_of(1), "23");
}

static void what_a_spreadsheet_did_is_not_taken(void **state)
{
    (void)state;
    change(1, "number", "23.0");
    assert_int_equal(apply(), IBID_OK);
    assert_int_equal(sum.reshaped, 1);
    assert_int_equal(sum.facts, 0);
}

static void another_table_is_refused(void **state)
{
    (void)state;
    path = desk_file(&desk, "other.csv", "a,b\r\n1,2\r\n");
    assert_int_equal(apply(), IBID_INVALID);
    assert_non_null(strstr(err.text, "no column fact_id"));
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(an_untouched_table_changes_nothing),
        WITH(an_edit_is_found_by_id_wherever_its_row_and_column_went),
        WITH(a_dry_run_only_tells),
        WITH(one_undo_takes_all_back),
        WITH(a_conflict_is_left_as_it_is),
        WITH(a_conflict_is_answered_for_a_field_or_for_all),
        WITH(a_conflict_is_answered_in_a_list),
        WITH(a_row_without_id_becomes_a_fact_once),
        WITH(a_row_that_is_gone_is_rejected_only_when_asked),
        WITH(what_is_not_edited_in_a_sheet_is_refused),
        WITH(a_count_of_another_day_is_no_edit),
        WITH(a_fact_on_two_rows_that_differ_is_refused),
        WITH(what_a_spreadsheet_did_is_not_taken),
        WITH(another_table_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
