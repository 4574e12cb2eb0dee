/* test_export_table.c - tables and the files they go to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/table.h"

/* ---- tables ------------------------------------------------------------ */

struct got {
    struct buf cells;
    int rows;
};

static void got_cell(void *bytes, size_t count, void *ctx)
{
    struct got *got = ctx;
    buf_add(&got->cells, bytes, count);
    buf_byte(&got->cells, '\x1f');
}

static void got_row(int c, void *ctx)
{
    (void)c;
    ((struct got *)ctx)->rows++;
}

static bool into_buf(void *ctx, const char *bytes, size_t count)
{
    buf_add(ctx, bytes, count);
    return true;
}

static const struct column two[] = {{"a", COLUMN_STRING, NULL, NULL},
                                    {"b", COLUMN_NUMBER, NULL, NULL}};

/* Random bytes with the ones that matter in CSV made frequent. */
static void cells_come_back_byte_for_byte(void **state)
{
    (void)state;
    struct buf csv = {0}, expected = {0};
    struct table table = {.columns = two, .count = 2};
    sink_open_function(&table.sink, into_buf, &csv);
    uint32_t seed = 7;
    enum { CELLS = 20000 };
    for (int i = 0; i < CELLS; i++) {
        char cell[24];
        size_t bytes = (seed >> 8) % sizeof cell;
        for (size_t b = 0; b < bytes; b++) {
            seed = seed * 1664525u + 1013904223u;
            cell[b] = "\"\",\r\n;= \t|\\a\xc3\xa9'"[(seed >> 16) % 16];
        }
        seed = seed * 1664525u + 1013904223u;
        table_cell(&table, (struct str){cell, bytes});
        buf_add(&expected, cell, bytes);
        buf_byte(&expected, '\x1f');
    }
    assert_int_equal(table.rows, CELLS / 2);
    assert_true(table.formula_cells > 0);
    assert_int_equal(sink_finish(&table.sink, NULL), IBID_OK);
    struct got got = {{0}, 0};
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    assert_int_equal(
        csv_parse(&parser, csv.ptr, csv.len, got_cell, got_row, &got), csv.len);
    assert_int_equal(csv_fini(&parser, got_cell, got_row, &got), 0);
    csv_free(&parser);
    assert_int_equal(got.rows, CELLS / 2);
    assert_int_equal(got.cells.len, expected.len);
    assert_memory_equal(got.cells.ptr, expected.ptr, expected.len);
    buf_done(&got.cells);
    buf_done(&expected);
    buf_done(&csv);
    sink_done(&table.sink);
}

static void a_negative_number_is_risky_as_text_only(void **state)
{
    (void)state;
    struct buf csv = {0};
    struct table table = {.columns = two, .count = 2};
    sink_open_function(&table.sink, into_buf, &csv);
    table_text(&table, "-5");
    table_text(&table, "-5");
    table_text(&table, NULL);
    table_text(&table, "-2+3");
    assert_int_equal(table.formula_cells, 2);
    assert_int_equal(sink_finish(&table.sink, NULL), IBID_OK);
    assert_string_equal(csv.ptr, "\"-5\",\"-5\"\r\n\"\",\"-2+3\"\r\n");
    buf_done(&csv);
    sink_done(&table.sink);
}

/* ---- sinks ------------------------------------------------------------- */

static char folder[] = "/tmp/ibid-test-export-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder); /* fails when something was left behind */
}

static void file_is(const char *path, const char *expected)
{
    char text[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t bytes = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    assert_int_equal(bytes, strlen(expected));
    assert_string_equal(text, expected);
}

static void what_stood_there_stays_until_the_export_is_complete(void **state)
{
    (void)state;
    struct buf path = {0};
    buf_printf(&path, "%s/out.csv", folder);
    for (int round = 0; round < 3; round++) {
        struct sink sink;
        assert_int_equal(sink_open_file(&sink, path.ptr, NULL), IBID_OK);
        buf_text(&sink.buf, round == 0 ? "old" : "new");
        assert_int_equal(sink_finish(&sink, NULL), IBID_OK);
        if (round != 1)
            assert_int_equal(sink_publish(&sink, NULL), IBID_OK);
        sink_done(&sink);
        file_is(path.ptr, round == 2 ? "new" : "old");
    }
    unlink(path.ptr);
    buf_done(&path);
}

static void a_link_is_not_written_through(void **state)
{
    (void)state;
    struct buf path = {0}, target = {0};
    buf_printf(&path, "%s/link.csv", folder);
    buf_printf(&target, "%s/target", folder);
    FILE *file = fopen(target.ptr, "w");
    assert_non_null(file);
    (void)fclose(file);
    assert_int_equal(symlink(target.ptr, path.ptr), 0);
    struct sink sink;
    struct ibid_error err = {0};
    assert_int_equal(sink_open_file(&sink, path.ptr, &err), IBID_INVALID);
    sink_done(&sink);
    unlink(path.ptr);
    unlink(target.ptr);
    buf_done(&path);
    buf_done(&target);
}

static bool refuse(void *ctx, const char *bytes, size_t count)
{
    (void)ctx, (void)bytes, (void)count;
    return false;
}

static void a_full_disk_is_an_error(void **state)
{
    (void)state;
    struct ibid_error err = {0};
    struct sink sink;
    sink_open_function(&sink, refuse, NULL);
    buf_text(&sink.buf, "x");
    assert_int_equal(sink_finish(&sink, &err), IBID_IO);
    sink_done(&sink);
    if (access("/dev/full", W_OK) != 0)
        return;
    assert_int_equal(sink_open_file(&sink, "/dev/full", &err), IBID_OK);
    buf_text(&sink.buf, "x");
    assert_int_equal(sink_finish(&sink, &err), IBID_IO);
    sink_done(&sink);
    struct stat info;
    assert_int_equal(stat("/dev/full", &info), 0);
    assert_true(S_ISCHR(info.st_mode)); /* it was not renamed away */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_come_back_byte_for_byte),
        cmocka_unit_test(a_negative_number_is_risky_as_text_only),
        cmocka_unit_test(what_stood_there_stays_until_the_export_is_complete),
        cmocka_unit_test(a_link_is_not_written_through),
        cmocka_unit_test(a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
