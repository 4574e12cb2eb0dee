/* test_export_run.c - a database as JSON, JSONL, CSV and a folder. */
#include "database.h"

#include <jansson.h>

#include "export/export.h"

static bool into_buf(void *ctx, const char *bytes, size_t count)
{
    buf_add(ctx, bytes, count);
    return true;
}

static struct ibid_export_summary exported(struct database *db,
                                           const char *format, const char *kind,
                                           struct buf *out)
{
    struct ibid_export_summary summary;
    struct ibid_error err = {0};
    struct ibid_export options = {.format = format,
                                  .query = {.kind = kind},
                                  .ctx = out,
                                  .write = into_buf};
    enum ibid_status status =
        export_run(db->st, NULL, &options, &summary, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, IBID_OK);
    return summary;
}

static const char *string_at(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void json_holds_facts_with_offsets_in_code_points(void **state)
{
    struct buf out = {0};
    struct ibid_export_summary summary = exported(*state, "json", NULL, &out);
    assert_int_equal(summary.sources, 2);
    assert_int_equal(summary.facts, 2);
    assert_int_equal(summary.citations, 10);
    json_t *root = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, NULL);
    assert_string_equal(string_at(root, "offset_unit"), "code point");
    json_t *fact = json_array_get(json_object_get(root, "facts"), 0);
    json_t *number = json_object_get(json_object_get(fact, "fields"), "number");
    assert_string_equal(string_at(number, "value"), "at least 28");
    json_t *c = json_array_get(json_object_get(number, "citations"), 0);
    assert_int_equal(json_integer_value(json_object_get(c, "start")), 10);
    assert_int_equal(json_integer_value(json_object_get(c, "end")), 21);
    assert_string_equal(string_at(c, "quote"), "at least 28");
    assert_string_equal(string_at(c, "anchor"), "exact");
    json_t *place = json_object_get(json_object_get(fact, "fields"), "place");
    assert_int_equal(json_array_size(place), 2);
    c = json_array_get(json_object_get(fact, "citations"), 0);
    assert_string_equal(string_at(c, "prefix"), "");
    assert_string_equal(string_at(c, "suffix"), "\nThe rest of it.\n");
    assert_string_equal(string_at(c, "stance"), "supports");
    json_t *source = json_array_get(json_object_get(root, "sources"), 1);
    assert_true(json_is_null(json_object_get(source, "outlet")));
    json_decref(root);
    buf_done(&out);
}

static void jsonl_has_a_header_a_line_each(void **state)
{
    struct buf out = {0};
    exported(*state, "jsonl", NULL, &out);
    struct str rest = buf_view(&out), line;
    static const char *const types[] = {"header", "source", "source", "fact",
                                        "fact"};
    size_t n = 0;
    while (rest.len && str_split(&rest, '\n', &line)) {
        json_t *json = json_loadb(line.ptr, line.len, 0, NULL);
        assert_true(n < 5);
        assert_string_equal(string_at(json, "type"), types[n++]);
        json_decref(json);
    }
    assert_int_equal(n, 5);
    buf_done(&out);
}

static void the_same_database_gives_the_same_bytes(void **state)
{
    static const char *const formats[] = {"json", "jsonl", "csv"};
    for (size_t i = 0; i < 3; i++) {
        struct buf a = {0}, b = {0};
        exported(*state, formats[i], NULL, &a);
        exported(*state, formats[i], NULL, &b);
        assert_true(a.len > 0);
        assert_true(str_eq(buf_view(&a), buf_view(&b)));
        buf_done(&a);
        buf_done(&b);
    }
}

static void a_table_of_a_kind_has_a_row_a_fact(void **state)
{
    struct buf out = {0};
    struct ibid_export_summary summary =
        exported(*state, "csv", "casualty", &out);
    assert_int_equal(summary.facts, 2);
    assert_int_equal(summary.formula_cells, 0);
    static const char header[] =
        "\"fact_id\",\"fact_no\",\"fact_status\",\"fact_rank\","
        "\"fact_confidence\",\"fact_revision\",\"number\","
        "\"number_normalized\",\"number_quote\",\"number_cite\",\"harm\","
        "\"harm_normalized\",\"harm_quote\",\"harm_cite\",\"place\","
        "\"place_normalized\",\"place_quote\",\"place_cite\","
        "\"fact_quote\",\"source_title\",\"source_outlet\","
        "\"source_author\",\"source_published\",\"source_url\","
        "\"source_link\",\"sources\",\"independent_sources\","
        "\"disputed\"\r\n";
    assert_true(str_starts(buf_view(&out), STR(header)));
    static const char *const parts[] = {
        ",\"1\",\"extracted\",\"normal\",\"0.93\",\"1\",\"at least 28\","
        "\"{\"\"min\"\":28}\",\"at least 28\",\"c",
        "\",\"killed\",\"killed\",\"killed\",\"c",
        "\"Port||Café | =Quay\"",
        ",\"A \"\"title\"\", with commas\",\"Example Wire\",\"\","
        "\"2017-01-16\",\"https://news.example/1\","
        "\"https://news.example/1#:~:text=",
        "\",\"1\",\"1\",\"\"\r\n",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_true(str_find(buf_view(&out), str_of(parts[i])) < out.len);
    buf_done(&out);
}

static void the_long_table_has_a_row_a_value(void **state)
{
    struct buf out = {0};
    struct ibid_export_summary summary = exported(*state, "csv", NULL, &out);
    size_t rows = 0;
    for (size_t i = 0; i < out.len; i++)
        rows += out.ptr[i] == '\r';
    assert_int_equal(rows, 1 + 2 * 4);
    assert_int_equal(summary.facts, 2);
    assert_int_equal(summary.formula_cells, 4); /* "=Quay": value and quote */
    assert_true(str_find(buf_view(&out), STR("\"place\",\"Port|Café\",\"\","
                                             "\"Port|Café\",\"c")) < out.len);
    buf_done(&out);
}

static void csv_leaves_rejected_facts_out_unless_asked(void **state)
{
    struct database *db = *state;
    struct buf out = {0};
    struct history h;
    bool repeated;
    struct ibid_fact fact;
    store_fact_get(db->st, 1, &db->mem, &fact, NULL, NULL);
    fact.status = IBID_REJECTED;
    fact.revision++;
    history_begin(db->st, NULL, "user:test", NULL, &h, &repeated, NULL);
    assert_int_equal(history_fact(&h, "reject", 1, &fact, false, NULL),
                     IBID_OK);
    history_commit(&h, NULL);
    assert_int_equal(exported(db, "csv", "casualty", &out).facts, 1);
    assert_int_equal(exported(db, "json", NULL, &out).facts, 2);
    struct ibid_export_summary summary;
    struct ibid_export options = {.query = {.statuses = 1 << IBID_REJECTED},
                                  .ctx = &out,
                                  .write = into_buf};
    assert_int_equal(export_run(db->st, NULL, &options, &summary, NULL),
                     IBID_OK);
    assert_int_equal(summary.facts, 1);
    buf_done(&out);
}

static void a_filtered_export_lists_only_the_sources_it_cites(void **state)
{
    struct database *db = *state;
    struct buf out = {0};
    struct ibid_export_summary summary;
    struct ibid_export options = {.format = "json",
                                  .query = {.source = "two.txt"},
                                  .ctx = &out,
                                  .write = into_buf};
    assert_int_equal(export_run(db->st, NULL, &options, &summary, NULL),
                     IBID_OK);
    assert_int_equal(summary.sources, 1);
    assert_int_equal(summary.facts, 1);
    buf_done(&out);
}

/* ---- files ------------------------------------------------------------- */

static const char *in_folder(struct database *db, const char *name)
{
    return arena_printf(&db->mem, "%s/%s", db->folder, name);
}

static enum ibid_status to_path(struct database *db, const char *path,
                                const char *kind, struct ibid_error *err)
{
    struct ibid_export_summary summary;
    struct ibid_export options = {.path = path, .query = {.kind = kind}};
    return export_run(db->st, NULL, &options, &summary, err);
}

static void a_table_on_disk_has_its_metadata_beside_it(void **state)
{
    struct database *db = *state;
    const char *csv = in_folder(db, "out.csv");
    const char *sidecar = in_folder(db, "out.csv-metadata.json");
    assert_int_equal(to_path(db, csv, "casualty", NULL), IBID_OK);
    struct str bytes = database_read(db, csv);
    struct str text = database_read(db, sidecar);
    json_t *json = json_loadb(text.ptr, text.len, 0, NULL);
    struct sha256 hash = hash_of(bytes);
    char hex[SHA256_HEX_BYTES];
    hash_hex(&hash, hex);
    assert_string_equal(string_at(json, "url"), "out.csv");
    assert_string_equal(string_at(json, "sha256"), hex);
    assert_true(json_is_false(json_object_get(json, "spreadsheet_safe")));
    assert_int_equal(json_integer_value(json_object_get(json, "rows")), 2);
    json_t *schema = json_object_get(json, "tableSchema");
    json_t *columns = json_object_get(schema, "columns");
    assert_int_equal(json_array_size(columns), 28);
    assert_string_equal(string_at(schema, "primaryKey"), "fact_id");
    json_decref(json);
    unlink(csv);
    unlink(sidecar);
}

static void a_folder_has_a_table_a_kind_and_its_keys_hold(void **state)
{
    struct database *db = *state;
    static const char *const names[] = {"casualty.csv", "citations.csv",
                                        "sources.csv", "csv-metadata.json"};
    const char *folder = in_folder(db, "tables/");
    for (int round = 0; round < 2; round++) /* again over its own */
        assert_int_equal(to_path(db, folder, NULL, NULL), IBID_OK);
    struct str text =
        database_read(db, arena_printf(&db->mem, "%s%s", folder, names[3]));
    json_t *json = json_loadb(text.ptr, text.len, 0, NULL);
    json_t *tables = json_object_get(json, "tables");
    assert_int_equal(json_array_size(tables), 3);
    json_t *citations = json_array_get(tables, 2);
    assert_string_equal(string_at(citations, "url"), "citations.csv");
    assert_int_equal(json_integer_value(json_object_get(citations, "rows")),
                     10);
    json_decref(json);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(
            unlink(arena_printf(&db->mem, "%s%s", folder, names[i])), 0);
    assert_int_equal(rmdir(folder), 0);
}

static bool stop_now(void *ctx)
{
    (void)ctx;
    return true;
}

static void an_export_that_fails_leaves_no_file(void **state)
{
    struct database *db = *state;
    struct ibid_export_summary summary;
    struct ibid_error err = {0};
    struct ibid_export options = {.path = in_folder(db, "out.json"),
                                  .query = {.source = "nothing like it"},
                                  .stop = stop_now};
    assert_int_equal(export_run(db->st, NULL, &options, &summary, &err),
                     IBID_NOT_FOUND);
    assert_int_not_equal(access(options.path, F_OK), 0);
    options.path = in_folder(db, "no/such/folder/out.json");
    assert_int_equal(export_run(db->st, NULL, &options, &summary, &err),
                     IBID_IO);
    options.format = "json";
    options.path = in_folder(db, "tables/");
    assert_int_equal(export_run(db->st, NULL, &options, &summary, &err),
                     IBID_INVALID);
    options.format = "pdf";
    assert_int_equal(export_run(db->st, NULL, &options, &summary, &err),
                     IBID_INVALID);
}

static void formats_are_known_by_name_and_ending(void **state)
{
    (void)state;
    assert_string_equal(exporter_for(STR("a.b/x.JSONL"))->name, "jsonl");
    assert_string_equal(exporter_for(STR("x.csv"))->name, "csv");
    assert_null(exporter_for(STR("a.csv/x")));
    assert_string_equal(exporter_for(STR("x.csl.json"))->name, "csl");
    assert_string_equal(exporter_for(STR("csl.json"))->name, "json");
    assert_null(exporter_for(STR("x.txt")));
    assert_null(exporter_for(STR("csv")));
    assert_null(exporter_named(STR("xml")));
}

static bool shared(struct str ending)
{
    int count = 0;
    for (size_t i = 0; exporters[i]; i++) {
        struct str rest = str_of(exporters[i]->extensions), word;
        while (rest.len && str_split(&rest, ' ', &word))
            count += str_eq(word, ending);
    }
    return count != 1;
}

static void no_two_formats_share_an_ending(void **state)
{
    (void)state;
    for (size_t i = 0; exporters[i]; i++) {
        struct str rest = str_of(exporters[i]->extensions), word;
        while (rest.len && str_split(&rest, ' ', &word))
            assert_false(shared(word));
    }
}

static void an_option_that_would_do_nothing_is_refused(void **state)
{
    (void)state;
    static const struct ibid_export bad[] = {
        {.path = "x.unknown"},
        {.path = "x"},
        {.format = "json", .bom = true},
        {.path = "x.xlsx", .delimiter = ';'},
        {.path = "x.csv", .delimiter = 'x'},
        {.path = "x.csv", .delimiter = ';', .for_spreadsheet = true},
        {.path = "x.tsv", .for_spreadsheet = true},
        {.path = "x.csv", .no_comments = true},
        {.path = "x/", .format = "tsv"},
    };
    const struct exporter *format;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(exporter_choose(&bad[i], &format, NULL), IBID_INVALID);
    struct ibid_export good = {.path = "x.csv", .for_spreadsheet = true};
    assert_int_equal(exporter_choose(&good, &format, NULL), IBID_OK);
    assert_string_equal(format->name, "csv");
}

static void listed(void *ctx, const struct ibid_fact *fact, const char *field,
                   const struct ibid_value *value)
{
    buf_printf(ctx, "%s/%s=%s;", fact->kind, field, value->text);
}

static void uncited_values_are_listed_when_citations_are_required(void **state)
{
    struct database *db = *state;
    struct buf out = {0}, list = {0};
    struct ibid_export_summary summary;
    struct ibid_export options = {.path = in_folder(db, "none.csv"),
                                  .require_citations = true,
                                  .ctx = &list,
                                  .uncited = listed};
    assert_int_equal(exported(db, "csv", NULL, &out).uncited, 0);
    struct ibid_fact fact;
    struct history h;
    bool repeated;
    assert_int_equal(store_fact_get(db->st, 1, &db->mem, &fact, NULL, NULL),
                     IBID_OK);
    struct ibid_field *fields = arena_array(&db->mem, 3, sizeof *fields);
    memcpy(fields, fact.fields, 3 * sizeof *fields);
    struct ibid_value harm = fields[1].values[0];
    harm.citation_count = 0;
    fields[1].values = &harm;
    fact.fields = fields;
    fact.revision++;
    assert_int_equal(
        history_begin(db->st, NULL, "user:test", NULL, &h, &repeated, NULL),
        IBID_OK);
    assert_int_equal(history_fact(&h, "edit", 1, &fact, false, NULL), IBID_OK);
    assert_int_equal(history_commit(&h, NULL), IBID_OK);
    assert_int_equal(exported(db, "csv", NULL, &out).uncited, 1);
    assert_int_equal(export_run(db->st, NULL, &options, &summary, NULL),
                     IBID_INVALID);
    assert_string_equal(list.ptr, "casualty/harm=killed;");
    assert_int_not_equal(access(options.path, F_OK), 0);
    buf_done(&out);
    buf_done(&list);
}

#define WITH(test)                                                             \
    cmocka_unit_test_setup_teardown(test, database_open, database_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_formats_share_an_ending),
        cmocka_unit_test(an_option_that_would_do_nothing_is_refused),
        WITH(uncited_values_are_listed_when_citations_are_required),
        WITH(json_holds_facts_with_offsets_in_code_points),
        WITH(jsonl_has_a_header_a_line_each),
        WITH(the_same_database_gives_the_same_bytes),
        WITH(a_table_of_a_kind_has_a_row_a_fact),
        WITH(the_long_table_has_a_row_a_value),
        WITH(csv_leaves_rejected_facts_out_unless_asked),
        WITH(a_filtered_export_lists_only_the_sources_it_cites),
        WITH(a_table_on_disk_has_its_metadata_beside_it),
        WITH(a_folder_has_a_table_a_kind_and_its_keys_hold),
        WITH(an_export_that_fails_leaves_no_file),
        cmocka_unit_test(formats_are_known_by_name_and_ending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
