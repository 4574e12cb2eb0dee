/* test_verify_sheet.c - tables are checked against what was exported, also
 * when a spreadsheet saved them or the database went on. */
#include "database.h"

#include "export/export.h"
#include "verify/verify.h"

static void note(void *ctx, const struct ibid_finding *finding)
{
    struct buf *checks = ctx;
    buf_printf(checks, "%s ", finding->check);
}

static const char *in_folder(struct database *db, const char *name)
{
    return arena_printf(&db->mem, "%s/%s", db->folder, name);
}

static void verifies(struct database *db, const struct verify_how *how,
                     const char *path, const char *checks)
{
    struct buf found = {0};
    struct ibid_error err = {0};
    struct ibid_verify_summary summary;
    enum ibid_status status =
        verify_file(db->st, how, path, note, &found, &summary, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, IBID_OK);
    assert_string_equal(found.ptr ? found.ptr : "", checks);
    buf_done(&found);
}

static void a_workbook_verifies(void **state)
{
    struct database *db = *state;
    static const struct verify_how how;
    struct ibid_export_summary summary;
    const char *path = in_folder(db, "a.xlsx");
    struct ibid_export options = {.path = path};
    assert_int_equal(export_run(db->st, NULL, &options, &summary, NULL),
                     IBID_OK);
    verifies(db, &how, path, "");
    database_edit(db, 1);
    verifies(db, &how, path, "stale ");
    unlink(path);
}

/* A row of fact 1 with these cells under id and revision. */
static void row_verifies(struct database *db, const struct verify_how *how,
                         const char *columns, const char *cells,
                         const char *checks)
{
    struct ibid_fact fact;
    const char *path = in_folder(db, "row.csv");
    assert_int_equal(store_fact_get(db->st, 1, &db->mem, &fact, NULL, NULL),
                     IBID_OK);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "fact_id,fact_revision,%s\n%s,1,%s\n", columns, fact.id,
            cells);
    assert_int_equal(fclose(file), 0);
    verifies(db, how, path, checks);
    unlink(path);
}

static void damage_is_told_from_edits(void **state)
{
    struct database *db = *state;
    static const struct verify_how how;
    row_verifies(db, &how, "number,fact_confidence", "at least 28,0.930", "");
    row_verifies(db, &how, "source_published", "16/01/2017", "spreadsheet ");
    row_verifies(db, &how, "source_published", "17/01/2017", "source ");
    row_verifies(db, &how, "harm,harm_quote", " killed ,killd", "quote ");
}

static void a_row_is_compared_with_its_own_revision(void **state)
{
    struct database *db = *state;
    static const struct verify_how how;
    database_edit(db, 1);
    row_verifies(db, &how, "number", "at least 28", "stale ");
    row_verifies(db, &how, "number", "at most 28", "stale value ");
}

static void escapes_are_taken_back_only_when_told(void **state)
{
    struct database *db = *state;
    static const struct verify_how plain, escaped = {.escaped = true};
    row_verifies(db, &plain, "place", "'=Quay", "value ");
    row_verifies(db, &plain, "harm", "'killed", "value ");
    row_verifies(db, &escaped, "harm", "'killed", "");
}

#define WITH(test)                                                             \
    cmocka_unit_test_setup_teardown(test, database_open, database_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(a_workbook_verifies),
        WITH(damage_is_told_from_edits),
        WITH(a_row_is_compared_with_its_own_revision),
        WITH(escapes_are_taken_back_only_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
