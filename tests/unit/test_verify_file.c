/* test_verify_file.c - exported files are checked against the database. */
#include "database.h"

#include "export/export.h"
#include "verify/verify.h"

struct found {
    int count;
    char checks[512];  /* names of the checks, each with a blank behind */
    char subject[256]; /* of the last one */
};

static const struct verify_how how;

static void note(void *ctx, const struct ibid_finding *finding)
{
    struct found *found = ctx;
    size_t used = strlen(found->checks);
    assert_true(finding->text[0] != '\0');
    (void)snprintf(found->checks + used, sizeof found->checks - used, "%s ",
                   finding->check);
    (void)snprintf(found->subject, sizeof found->subject, "%s",
                   finding->subject);
    found->count++;
}

static const char *in_folder(struct database *db, const char *name)
{
    return arena_printf(&db->mem, "%s/%s", db->folder, name);
}

static const char *exported(struct database *db, const char *name,
                            const char *kind)
{
    struct ibid_export_summary summary;
    struct ibid_error err = {0};
    const char *path = in_folder(db, name);
    struct ibid_export options = {.path = path, .query = {.kind = kind}};
    enum ibid_status status =
        export_run(db->st, NULL, &options, &summary, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, IBID_OK);
    return path;
}

static void written(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* Put `new` for the first `old` in the file, as an editor would. */
static void changed(struct database *db, const char *path, const char *old,
                    const char *new)
{
    struct str text = database_read(db, path);
    struct buf out = {0};
    size_t at = str_find(text, str_of(old));
    assert_true(at < text.len);
    buf_str(&out, str_cut(text, 0, at));
    buf_text(&out, new);
    buf_str(&out, str_cut(text, at + strlen(old), text.len));
    written(path, buf_view(&out));
    buf_done(&out);
}

static struct found verified(struct database *db, const char *path,
                             struct ibid_verify_summary *summary)
{
    struct found found = {0};
    struct ibid_error err = {0};
    enum ibid_status status =
        verify_file(db->st, &how, path, note, &found, summary, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, IBID_OK);
    assert_int_equal(found.count, summary->findings);
    return found;
}

static void removed(struct database *db, const char *name)
{
    unlink(in_folder(db, name));
    unlink(in_folder(db, arena_printf(&db->mem, "%s-metadata.json", name)));
}

/* ---- what was exported verifies ---------------------------------------- */

static void every_format_verifies(void **state)
{
    struct database *db = *state;
    static const struct {
        const char *name, *kind;
        int64_t citations;
    } files[] = {{"a.json", NULL, 10},
                 {"a.jsonl", NULL, 10},
                 {"wide.csv", "casualty", 2},
                 {"long.csv", NULL, 2}};
    for (size_t i = 0; i < 4; i++) {
        struct ibid_verify_summary summary;
        const char *path = exported(db, files[i].name, files[i].kind);
        struct found found = verified(db, path, &summary);
        assert_string_equal(found.checks, "");
        assert_int_equal(summary.facts, 2);
        assert_int_equal(summary.citations, files[i].citations);
        removed(db, files[i].name);
    }
}

static void a_folder_verifies_table_by_table(void **state)
{
    struct database *db = *state;
    struct ibid_verify_summary summary;
    const char *folder = exported(db, "tables/", NULL);
    struct found found = verified(db, folder, &summary);
    assert_string_equal(found.checks, "");
    assert_int_equal(summary.versions, 2);
    assert_true(summary.cells > 50);
    const char *citations = arena_printf(&db->mem, "%scitations.csv", folder);
    changed(db, citations, "\"at least 28\"", "\"at least 82\"");
    found = verified(db, folder, &summary);
    assert_string_equal(found.checks, "quote file ");
    static const char *const names[] = {"casualty.csv", "citations.csv",
                                        "sources.csv", "csv-metadata.json"};
    for (size_t i = 0; i < 4; i++)
        unlink(arena_printf(&db->mem, "%s%s", folder, names[i]));
    rmdir(folder);
}

/* ---- what was changed is found ----------------------------------------- */

static struct found after_change(struct database *db, const char *name,
                                 const char *kind, const char *old,
                                 const char *new)
{
    struct ibid_verify_summary summary;
    const char *path = exported(db, name, kind);
    changed(db, path, old, new);
    struct found found = verified(db, path, &summary);
    removed(db, name);
    return found;
}

static void a_changed_json_is_found(void **state)
{
    static const char *const cases[][3] = {
        {"\"quote\":\"at least 28\"", "\"quote\":\"at least 82\"", "quote "},
        {"\"start\":10,\"end\":21", "\"start\":11,\"end\":22",
         "quote value value "},
        {"\"start\":10", "\"start\":99999", "quote value "},
        {"\"start\":10", "\"start\":-5", "quote value "},
        {"\"value\":\"at least 28\"", "\"value\":\"82\"", "value "},
        {"\"normalized\":{\"min\":28}", "\"normalized\":{\"min\":82}",
         "value "},
        {"\"anchor\":\"exact\"", "\"anchor\":\"moved\"", "value "},
        {"\"suffix\":\"\\nThe rest", "\"suffix\":\"\\nThe end", "quote "},
        {"\"revision\":1", "\"revision\":2", "stale "},
        {"\"status\":\"extracted\"", "\"status\":\"accepted\"", "value "},
        {"\"outlet\":\"Example Wire\"", "\"outlet\":\"Another\"", "source "},
        {"\"sha256\":\"", "\"sha256\":\"0", "hash "},
        {"\"head\":\"", "\"head\":\"1", "head "},
        {"{\"id\":\"f", "{\"id\":\"fzzz", "fact "},
        {"\"version\":\"v", "\"version\":\"vzzz", "version value "},
        {"\"normalized\":{\"min\":28},", "", "value "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct found found =
            after_change(*state, "a.json", NULL, cases[i][0], cases[i][1]);
        assert_string_equal(found.checks, cases[i][2]);
        assert_true(strncmp(found.subject, "a.json", 6) == 0);
    }
}

static void a_changed_jsonl_is_found(void **state)
{
    struct found found = after_change(
        *state, "a.jsonl", NULL, "\"quote\":\"killed\"", "\"quote\":\"hurt\"");
    assert_string_equal(found.checks, "quote ");
}

static void a_changed_cell_is_found_with_its_row_and_column(void **state)
{
    struct database *db = *state;
    struct found found =
        after_change(db, "w.csv", "casualty", ",\"killed\",", ",\"hurt\",");
    assert_string_equal(found.checks, "value file ");
    found = after_change(db, "w.csv", "casualty",
                         "\"{\"\"min\"\":28}\",\"at least 28\"",
                         "\"{\"\"min\"\":28}\",\"28\"");
    assert_string_equal(found.checks, "quote file ");
    found = after_change(db, "w.csv", "casualty", ",\"Example Wire\",",
                         ",\"Another\",");
    assert_string_equal(found.checks, "source file ");
    found = after_change(db, "l.csv", NULL, "\"at least 28\",\"{\"\"min\"\"",
                         "\"at least 82\",\"{\"\"min\"\"");
    assert_string_equal(found.checks, "value file ");
}

static void a_finding_names_row_and_column(void **state)
{
    struct database *db = *state;
    struct ibid_verify_summary summary;
    const char *path = exported(db, "w.csv", "casualty");
    unlink(in_folder(db, "w.csv-metadata.json"));
    changed(db, path, ",\"killed\",", ",\"hurt\",");
    struct found found = verified(db, path, &summary);
    assert_string_equal(found.subject, "w.csv row 2, harm");
    removed(db, "w.csv");
}

/* As a spreadsheet writes it: BOM, semicolons, sorted, a column gone, one of
 * the user's own, quotes only where they must be. */
static void a_table_saved_by_a_spreadsheet_verifies(void **state)
{
    struct database *db = *state;
    struct ibid_verify_summary summary;
    struct ibid_fact fact;
    struct buf out = {0};
    assert_int_equal(store_fact_get(db->st, 2, &db->mem, &fact, NULL, NULL),
                     IBID_OK);
    buf_printf(&out,
               "\xef\xbb\xbfmine;number;fact_id;number_quote\r\n"
               " x ;at least 28;%s;at least 28\n;;;\n",
               fact.id);
    const char *path = in_folder(db, "saved.csv");
    written(path, buf_view(&out));
    struct found found = verified(db, path, &summary);
    assert_string_equal(found.checks, "");
    assert_int_equal(summary.cells, 3);
    buf_done(&out);
    removed(db, "saved.csv");
}

static void
a_fact_edited_since_is_stale_but_its_quotes_still_count(void **state)
{
    struct database *db = *state;
    struct ibid_verify_summary summary;
    const char *json = exported(db, "a.json", NULL);
    const char *csv = exported(db, "w.csv", "casualty");
    database_edit(db, 1);
    assert_string_equal(verified(db, json, &summary).checks, "stale ");
    assert_int_equal(summary.citations, 10);
    unlink(in_folder(db, "w.csv-metadata.json"));
    assert_string_equal(verified(db, csv, &summary).checks, "stale ");
    changed(db, csv, "\"{\"\"min\"\":28}\",\"at least 28\"",
            "\"{\"\"min\"\":28}\",\"at most 28\"");
    assert_string_equal(verified(db, csv, &summary).checks, "stale quote ");
    removed(db, "a.json");
    removed(db, "w.csv");
}

/* ---- what is no export -------------------------------------------------- */

static void broken_files_are_refused_with_a_reason(void **state)
{
    struct database *db = *state;
    static const char *const files[] = {
        "",
        "{",
        "{}",
        "{\"facts\":[",
        "{\"facts\":[]",
        "{\"facts\":[]} x",
        "{\"facts\":[{]}",
        "{\"facts\":[,]}",
        "{\"facts\":[{},]}",
        "{\"facts\":[],\"facts\":[]}",
        "{\"facts\":[{\"id\":1,\"id\":2}]}",
        "{\"facts\":[],}",
        "{\"facts\" []}",
        "{\"offset_unit\":\"byte\",\"facts\":[]}",
        "{\"type\":\"fact\"\n",
        "{\"type\":",
        "a,b\n1,2\n",
        "fact_id,number\n\"f",
        "fact_id,number\n\"f\"x,y\n",
        "PK\3\4",
        "\xff\xfe",
    };
    const char *path = in_folder(db, "broken");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct ibid_verify_summary summary;
        struct ibid_error err = {0};
        struct found found = {0};
        written(path, str_of(files[i]));
        assert_int_equal(
            verify_file(db->st, &how, path, note, &found, &summary, &err),
            IBID_INVALID);
        assert_true(err.text[0] != '\0');
    }
    unlink(path);
}

static void odd_records_are_findings(void **state)
{
    struct database *db = *state;
    static const char *const files[][2] = {
        {"{\"facts\":[1,null,{},{\"id\":\"x\"},{\"id\":\"f\"}]}",
         "fact fact fact fact fact "},
        {"{\"sources\":[{\"id\":\"s\"},[]],\"facts\":[]}", "source source "},
        {"{\"head\":7,\"facts\":[]}", "head "},
        {"{\"facts\":[{\"id\":\"f\",\"citations\":[{},7]}]}",
         "fact version version "},
        {"fact_id,x\n#12,1\n'=x,2,3\n", "fact row fact "},
        {"citation_id,fact_id\nc1,f1\n", "fact "},
        {"source_id\ns1\n", "source "},
    };
    const char *path = in_folder(db, "odd");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct ibid_verify_summary summary;
        written(path, str_of(files[i][0]));
        assert_string_equal(verified(db, path, &summary).checks, files[i][1]);
    }
    unlink(path);
}

static void a_missing_file_is_not_found(void **state)
{
    struct database *db = *state;
    struct ibid_verify_summary summary;
    assert_int_equal(verify_file(db->st, &how, in_folder(db, "none"), NULL,
                                 NULL, &summary, NULL),
                     IBID_NOT_FOUND);
    assert_int_equal(
        verify_file(db->st, &how, db->folder, NULL, NULL, &summary, NULL),
        IBID_INVALID);
}

#define WITH(test)                                                             \
    cmocka_unit_test_setup_teardown(test, database_open, database_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(every_format_verifies),
        WITH(a_folder_verifies_table_by_table),
        WITH(a_changed_json_is_found),
        WITH(a_changed_jsonl_is_found),
        WITH(a_changed_cell_is_found_with_its_row_and_column),
        WITH(a_finding_names_row_and_column),
        WITH(a_table_saved_by_a_spreadsheet_verifies),
        WITH(a_fact_edited_since_is_stale_but_its_quotes_still_count),
        WITH(broken_files_are_refused_with_a_reason),
        WITH(odd_records_are_findings),
        WITH(a_missing_file_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
