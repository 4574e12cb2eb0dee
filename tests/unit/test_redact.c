/* test_redact.c - what a redaction takes out of the file, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "base/buf.h"
#include "desk.h"

static struct desk desk;

enum { PIECE_BYTES = 16 };

/* How many pieces of what a query gives stand in the file, of how many. */
static int pieces_left(const char *file, const struct buf *blobs, int *of)
{
    struct buf all = {0};
    int left = 0;
    desk_bytes(file, &all);
    for (size_t at = 0; at + PIECE_BYTES <= blobs->len; at += PIECE_BYTES) {
        struct str piece = {blobs->ptr + at, PIECE_BYTES};
        left += str_find(buf_view(&all), piece) < all.len;
        ++*of;
    }
    buf_done(&all);
    return left;
}

/* The blobs of a column, as they lie in the file, in pieces. */
static void blobs_of(const char *sql, struct buf *out)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open(desk.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
        size_t bytes = (size_t)sqlite3_column_bytes(row, 0);
        buf_add(out, sqlite3_column_blob(row, 0), bytes - bytes % PIECE_BYTES);
    }
    assert_int_equal(sqlite3_finalize(row), SQLITE_OK);
    sqlite3_close(db);
}

static const char html[] =
    "<title>Calm</title><p>Officials said brimlok that 4 people were "
    "killed in Dravik on Monday.<p>Nothing else drufnag was heard&#46;";
static const char later[] =
    "<title>Calm</title><p>Officials said brimlok that 5 people were "
    "killed in Dravik on Monday.<p>Nothing more wozkept was heard&#46;";

/* Of all versions, in every form that they are kept in: packed text, original
 * and map, the search's words, the first bytes of the hashes of quotes. What
 * was read from it stays, as values and in the journal: help says so. */
static void nothing_of_a_redacted_text_lies_in_free_pages(void **state)
{
    (void)state;
    static const char blobs[] =
        "SELECT v.text FROM version v JOIN source s ON s.no = v.source WHERE "
        "s.title = 'Calm' UNION ALL SELECT v.original FROM version v JOIN "
        "source s ON s.no = v.source WHERE s.title = 'Calm'";
    struct buf packed = {0};
    struct ibid_assignment six = {"number", "6"};
    struct ibid_change_result result;
    int of = 0;
    desk_open(&desk);
    desk_report(&desk, "a.txt", "Dravik", 23, "Verrick",
                "zyxwvut is only here.");
    desk_import(&desk, desk_file(&desk, "c.html", html));
    desk_import(&desk, desk_file(&desk, "c.html", later));
    assert_int_equal(ibid_fact_edit(desk.db, desk_fact(&desk, "casualty", 0),
                                    &six, 1, NULL, 0, NULL, &result, NULL),
                     IBID_OK);
    blobs_of(blobs, &packed);
    int before = pieces_left(desk.path, &packed, &of);
    assert_true(before > 10);
    assert_int_equal(before, of);
    assert_true(desk_file_has(desk.path, "ufnag"));
    assert_int_equal(ibid_source_redact(desk.db, "c.html", NULL, &result, NULL),
                     IBID_OK);
    assert_int_equal(result.changed, 2);
    assert_int_equal(pieces_left(desk.path, &packed, &of), 0);
    assert_false(desk_file_has(desk.path, "ufnag"));
    assert_false(desk_file_has(desk.path, "ozkept"));
    assert_true(desk_file_has(desk.path, "yxwvut")); /* another article's */
    assert_int_equal(desk_findings(&desk), 0);
    buf_done(&packed);
    desk_done(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_a_redacted_text_lies_in_free_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
