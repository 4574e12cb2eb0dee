/* test_export_sheet.c - the limits of spreadsheets, made small. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "export/sheet.h"
#include "fact/typed.h"

static const struct sheet_column columns[] = {
    {"id", 10, true, false, false}, {"text", 20, false, false, false}};

struct open_book {
    char path[64];
    struct book book;
    struct sheet sheet;
};

static int begin(void **state)
{
    static struct open_book open;
    memcpy(open.path, "/tmp/ibid-sheet-XXXXXX", 23);
    int fd = mkstemp(open.path);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(book_open(&open.book, open.path, NULL, NULL), IBID_OK);
    sheet_add(&open.book, &open.sheet, "casualty");
    sheet_head(&open.book, &open.sheet, columns, 2);
    *state = &open;
    return 0;
}

static int end(void **state)
{
    struct open_book *open = *state;
    sheet_end(&open->book, &open->sheet);
    assert_int_equal(book_close(&open->book, NULL), IBID_OK);
    book_drop(&open->book);
    return unlink(open->path);
}

static void a_full_sheet_goes_on_in_another(void **state)
{
    struct open_book *open = *state;
    open->book.rows_max = 4;
    for (int i = 0; i < 7; i++) {
        sheet_next(&open->book, &open->sheet);
        sheet_number(&open->book, &open->sheet, 0, i);
    }
    assert_int_equal(open->sheet.part, 3);
    assert_string_equal(open->sheet.title, "casualty (3)");
    assert_int_equal(open->sheet.row, 1);
    assert_int_equal(open->sheet.rows, 7);
    assert_non_null(
        workbook_get_worksheet_by_name(open->book.wb, "casualty (2)"));
}

static void links_beyond_the_limit_are_text(void **state)
{
    struct open_book *open = *state;
    open->book.links_max = 2;
    for (int i = 0; i < 3; i++) {
        sheet_next(&open->book, &open->sheet);
        sheet_link(&open->book, &open->sheet, 1, STR("here"),
                   "https://news.example/#a");
    }
    assert_int_equal(open->sheet.links, 2);
    assert_int_equal(open->book.plain_links, 1);
}

static void links_to_the_web_and_comments_are_limited_in_the_book(void **state)
{
    struct open_book *open = *state;
    open->book.web_links_max = 1;
    open->book.comments_max = 1;
    for (int i = 0; i < 3; i++) {
        sheet_next(&open->book, &open->sheet);
        sheet_link(&open->book, &open->sheet, 0, STR("in"),
                   "internal:'casualty'!A1");
        sheet_link(&open->book, &open->sheet, 1, STR("out"),
                   "https://news.example/");
        sheet_comment(&open->book, &open->sheet, 1, STR("the \x01 words"));
    }
    assert_int_equal(open->sheet.links, 4);
    assert_int_equal(open->book.plain_links, 2);
    assert_int_equal(open->book.left_comments, 2);
    assert_string_equal(open->book.cell.ptr, "out");
}

static void only_plain_web_addresses_become_links(void **state)
{
    struct open_book *open = *state;
    static const char *const bad[] = {
        "javascript:alert(1)", "file:///etc/passwd", "https://a b", "",
        "external:c:\\x.xlsx", "http://a/\"b",       "ftp://a"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sheet_next(&open->book, &open->sheet);
        sheet_link(&open->book, &open->sheet, 1, STR("here"), bad[i]);
    }
    assert_int_equal(open->sheet.links, 0);
    assert_int_equal(book_status(&open->book, NULL), IBID_OK);
}

static void a_long_text_is_cut_and_kept_whole(void **state)
{
    struct open_book *open = *state;
    open->book.cell_units_max = 60;
    char text[161];
    memset(text, '=', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    sheet_next(&open->book, &open->sheet);
    sheet_text(&open->book, &open->sheet, 1, str_of(text));
    assert_int_equal(open->book.cut_cells, 1);
    assert_int_equal(open->book.cut.rows, 3);
    assert_string_equal(open->book.cell.ptr,
                        "=============== [cut here; all of it on the sheet "
                        "Cut texts]");
}

static void names_of_sheets_are_unique_and_short(void **state)
{
    struct open_book *open = *state;
    struct sheet a, b, c;
    sheet_add(&open->book, &a, "Casualty");
    assert_string_equal(a.title, "Casualty (2)");
    sheet_add(&open->book, &b, "a_kind_with_a_name_of_forty_characters_x");
    assert_int_equal(strlen(b.title), 31);
    sheet_add(&open->book, &c, "history");
    assert_string_equal(c.title, "history (2)");
}

static struct typed of(enum typed_kind type, const char *json)
{
    struct ibid_value value = {.text = "x", .normalized = json};
    struct ibid_field field = {"f", &value, 1};
    return typed_value(type, &field);
}

static void only_whole_values_are_numbers_and_days(void **state)
{
    (void)state;
    struct typed v = of(TYPED_NUMBER, "{\"min\":23,\"max\":23}");
    assert_int_equal(v.kind, TYPED_NUMBER);
    assert_int_equal((int)v.number, 23);
    static const struct {
        enum typed_kind type;
        const char *json, *precision;
    } not [] = {
        {TYPED_NUMBER, "{\"min\":23}", "at least"},
        {TYPED_NUMBER, "{\"max\":23}", "at most"},
        {TYPED_NUMBER, "{\"min\":1,\"max\":2}", "range"},
        {TYPED_NUMBER, "{\"min\":1,\"max\":1,\"approximate\":true}", "about"},
        {TYPED_NUMBER, "{\"min\":1e15,\"max\":1e15}", "exact"},
        {TYPED_NUMBER, "no json", ""},
        {TYPED_DAY, "\"2017-01\"", "month"},
        {TYPED_DAY, "\"2017-21\"", "season"},
        {TYPED_DAY, "\"2017\"", "year"},
        {TYPED_DAY, "\"2017-01-16~\"", "about"},
        {TYPED_DAY, "\"2017-01-16/2017-01-20\"", "range"},
        {TYPED_DAY, "\"XXXX-01-16\"", "partly known"},
        {TYPED_DAY, "\"1899-01-16\"", "day"},
        {TYPED_DAY, "17", ""},
    };
    for (size_t i = 0; i < sizeof not / sizeof *not ; i++) {
        v = of(not [i].type, not [i].json);
        assert_int_equal(v.kind, TYPED_NOT);
        assert_string_equal(v.precision, not [i].precision);
    }
    v = of(TYPED_DAY, "\"2017-01-16\"");
    assert_int_equal(v.kind, TYPED_DAY);
    assert_int_equal(v.day.day, 16);
    assert_int_equal(typed_value(TYPED_DAY, NULL).kind, TYPED_NOT);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(a_full_sheet_goes_on_in_another),
        WITH(links_beyond_the_limit_are_text),
        WITH(links_to_the_web_and_comments_are_limited_in_the_book),
        WITH(only_plain_web_addresses_become_links),
        WITH(a_long_text_is_cut_and_kept_whole),
        WITH(names_of_sheets_are_unique_and_short),
        cmocka_unit_test(only_whole_values_are_numbers_and_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
