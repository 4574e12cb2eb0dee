/* test_verify_db.c - a whole database is checked, and damage is found. */
#include "database.h"

#include <sqlite3.h>

#include "verify/verify.h"

struct found {
    int count;
    char checks[512]; /* names of the checks, each with a blank behind */
};

static void note(void *ctx, const struct ibid_finding *finding)
{
    struct found *found = ctx;
    size_t used = strlen(found->checks);
    assert_non_null(finding->subject);
    assert_true(finding->text[0] != '\0');
    (void)snprintf(found->checks + used, sizeof found->checks - used, "%s ",
                   finding->check);
    found->count++;
}

static struct found verified(struct database *db, const char *expect,
                             struct ibid_verify_summary *summary)
{
    struct found found = {0};
    struct ibid_error err = {0};
    enum ibid_status status =
        verify_database(db->st, expect, note, &found, summary, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(status, IBID_OK);
    assert_int_equal(found.count, summary->findings);
    return found;
}

/* What someone with another program does to the file. */
static void tamper(struct database *db, const char *sql)
{
    sqlite3 *raw = NULL;
    store_close(db->st);
    assert_int_equal(sqlite3_open(db->path, &raw), SQLITE_OK);
    char *why = NULL;
    sqlite3_exec(raw, sql, NULL, NULL, &why);
    assert_null(why);
    sqlite3_close(raw);
    assert_int_equal(store_open(db->path, STORE_WRITE, &db->st, NULL), IBID_OK);
}

/* The trigger that forbids it is taken away for a moment. */
static void tamper_version(struct database *db, const char *change)
{
    struct buf sql = {0};
    sqlite3 *raw = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open(db->path, &raw), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(raw,
                           "SELECT sql FROM sqlite_schema WHERE name = "
                           "'version_keeps_words'",
                           -1, &row, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    buf_printf(&sql, "DROP TRIGGER version_keeps_words; %s; %s", change,
               (const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    sqlite3_close(raw);
    tamper(db, sql.ptr);
    buf_done(&sql);
}

static void an_untouched_database_has_no_findings(void **state)
{
    struct ibid_verify_summary summary;
    struct found found = verified(*state, NULL, &summary);
    assert_string_equal(found.checks, "");
    assert_int_equal(summary.versions, 2);
    assert_int_equal(summary.facts, 2);
    assert_int_equal(summary.citations, 10);
    assert_int_equal(summary.changes, 3);
    assert_true(strlen(summary.head) == 66);
}

static void an_edited_database_has_no_findings(void **state)
{
    struct ibid_verify_summary before, after;
    verified(*state, NULL, &before);
    database_edit(*state, 1);
    struct found found = verified(*state, before.head, &after);
    assert_string_equal(found.checks, "");
    assert_int_equal(after.changes, 4);
    assert_string_not_equal(before.head, after.head);
}

static void a_head_that_is_not_in_the_chain_is_found(void **state)
{
    struct ibid_verify_summary summary;
    struct found found = verified(
        *state,
        "2:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        &summary);
    assert_string_equal(found.checks, "head ");
}

static void file_write(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* Somebody goes back behind a change and builds on from there: such a journal
 * agrees with itself, but not with a head that was kept. */
static void a_rebuilt_chain_is_found_with_a_kept_head(void **state)
{
    struct database *db = *state;
    struct ibid_verify_summary kept, rebuilt;
    store_close(db->st);
    struct str earlier = database_read(db, db->path);
    assert_int_equal(store_open(db->path, STORE_WRITE, &db->st, NULL), IBID_OK);
    database_edit(db, 1);
    verified(db, NULL, &kept);
    store_close(db->st);
    file_write(db->path, earlier);
    assert_int_equal(store_open(db->path, STORE_WRITE, &db->st, NULL), IBID_OK);
    database_edit(db, 2);
    database_edit(db, 1);
    assert_string_equal(verified(db, NULL, &rebuilt).checks, "");
    assert_int_equal(rebuilt.changes, kept.changes + 1);
    assert_string_equal(verified(db, kept.head, &rebuilt).checks, "head ");
}

static void a_changed_text_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper_version(*state,
                   "UPDATE version SET text = (SELECT text FROM "
                   "version WHERE no = 2), text_bytes = (SELECT "
                   "text_bytes FROM version WHERE no = 2) WHERE no = 1");
    struct found found = verified(*state, NULL, &summary);
    assert_non_null(strstr(found.checks, "hash "));
}

static void a_text_that_cannot_be_unpacked_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper_version(*state,
                   "UPDATE version SET text = zeroblob(50) WHERE no = 1");
    struct found found = verified(*state, NULL, &summary);
    assert_non_null(strstr(found.checks, "damage "));
    assert_int_equal(summary.versions, 2); /* and the check went on */
    assert_int_equal(summary.facts, 2);
}

static void a_citation_moved_by_a_byte_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "UPDATE citation SET \"start\" = \"start\" + 1 WHERE "
                   "fact = 1 AND k = 1");
    struct found found = verified(*state, NULL, &summary);
    assert_non_null(strstr(found.checks, "quote "));
    assert_non_null(strstr(found.checks, "replay "));
}

static void a_citation_within_a_character_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "UPDATE citation SET \"start\" = 1 WHERE fact = 1 AND "
                   "k = 0");
    struct found found = verified(*state, NULL, &summary);
    assert_non_null(strstr(found.checks, "quote quote "));
}

static void a_citation_outside_its_text_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "UPDATE citation SET \"end\" = 100000 WHERE fact = 1 AND "
                   "k = 1");
    struct found found = verified(*state, NULL, &summary);
    assert_non_null(strstr(found.checks, "damage "));
}

static void a_changed_value_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "UPDATE value SET \"text\" = 'at least 82', normalized = "
                   "'{\"min\":' WHERE fact = 1 AND k = 1");
    struct found found = verified(*state, NULL, &summary);
    assert_non_null(strstr(found.checks, "value "));
    assert_non_null(strstr(found.checks, "replay "));
}

static void a_broken_block_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "UPDATE block SET \"end\" = \"end\" + 1000 WHERE n = 0");
    struct found found = verified(*state, NULL, &summary);
    assert_string_equal(found.checks, "block block replay replay ");
}

static void a_role_that_nobody_gave_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "INSERT INTO block_role VALUES (1, 0, 'boilerplate')");
    struct found found = verified(*state, NULL, &summary);
    assert_string_equal(found.checks, "replay ");
    tamper(*state, "UPDATE block_role SET role = 'no such role'");
    assert_true(verified(*state, NULL, &summary).count > 0);
}

static void a_changed_codebook_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "UPDATE codebook SET sha256 = zeroblob(32)");
    assert_string_equal(verified(*state, NULL, &summary).checks,
                        "codebook replay ");
    tamper(*state, "UPDATE codebook SET files = zeroblob(9)");
    assert_string_equal(verified(*state, NULL, &summary).checks, "damage ");
}

static void a_changed_time_of_import_is_found(void **state)
{
    struct ibid_verify_summary summary;
    tamper(*state, "UPDATE version SET imported = '2001-01-01T00:00:00Z' "
                   "WHERE no = 1");
    assert_string_equal(verified(*state, NULL, &summary).checks, "replay ");
}

#define WITH(test)                                                             \
    cmocka_unit_test_setup_teardown(test, database_open, database_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(an_untouched_database_has_no_findings),
        WITH(an_edited_database_has_no_findings),
        WITH(a_head_that_is_not_in_the_chain_is_found),
        WITH(a_rebuilt_chain_is_found_with_a_kept_head),
        WITH(a_changed_text_is_found),
        WITH(a_text_that_cannot_be_unpacked_is_found),
        WITH(a_citation_moved_by_a_byte_is_found),
        WITH(a_citation_within_a_character_is_found),
        WITH(a_citation_outside_its_text_is_found),
        WITH(a_changed_value_is_found),
        WITH(a_broken_block_is_found),
        WITH(a_role_that_nobody_gave_is_found),
        WITH(a_changed_codebook_is_found),
        WITH(a_changed_time_of_import_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
