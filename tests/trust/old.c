/* old.c - databases that earlier versions made: upgraded, they say what they
 * said, their schema is that of a new one, and a copy is kept.
 * old FOLDER FLOOR */
#include <glob.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "desk.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"

/* What people made and what came in, but for what is derived from it. */
static const char *const tables[] = {
    "codebook", "run",   "source",   "version", "block",  "block_role",
    "fact",     "value", "citation", "journal", "verdict"};

struct old {
    struct desk desk;
    char was[80]; /* the file as it was */
    int64_t points, bad;
};

static void check(struct old *o, bool good, const char *what)
{
    o->points++;
    o->bad += !good;
    if (!good)
        (void)fprintf(stderr, "%s: %s\n", o->was, what);
}

static void unpack(const char *from, const char *to)
{
    char bytes[16 * 1024];
    int got = 0;
    gzFile in = gzopen(from, "rb");
    FILE *out = fopen(to, "wb");
    while (in && out && (got = gzread(in, bytes, sizeof bytes)) > 0)
        if (fwrite(bytes, 1, (size_t)got, out) != (size_t)got)
            got = -1;
    if (!in || !out || got < 0 || gzclose(in) != Z_OK || fclose(out) != 0)
        desk_fail("cannot unpack %s", from);
}

static sqlite3 *open_plain(const char *path)
{
    sqlite3 *db;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL))
        desk_fail("%s: %s", path, sqlite3_errmsg(db));
    return db;
}

/* The first column of every row, one a line. */
static struct buf ask(sqlite3 *db, const char *sql)
{
    struct buf out = {0};
    sqlite3_stmt *row = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL))
        desk_fail("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(row) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(row, 0);
        buf_text(&out, text ? text : "NULL");
        buf_byte(&out, '\n');
    }
    sqlite3_finalize(row);
    return out;
}

static bool same(sqlite3 *a, sqlite3 *b, const char *sql)
{
    struct buf one = ask(a, sql), other = ask(b, sql);
    bool equal = str_eq(buf_view(&one), buf_view(&other));
    buf_done(&one);
    buf_done(&other);
    return equal;
}

/* All columns that the table has in `db`, as one text a row; NULL when there
 * is no such table yet. */
static char *rows_sql(sqlite3 *db, const char *table)
{
    struct buf columns = {0};
    sqlite3_stmt *row = NULL;
    char *sql = sqlite3_mprintf(
        "SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') "
        "FROM pragma_table_info(%Q)",
        table);
    sqlite3_prepare_v2(db, sql, -1, &row, NULL);
    const char *text = sqlite3_step(row) == SQLITE_ROW
                           ? (const char *)sqlite3_column_text(row, 0)
                           : NULL;
    if (text)
        buf_text(&columns, text);
    sqlite3_finalize(row);
    sqlite3_free(sql);
    if (!columns.len)
        return NULL;
    sql =
        sqlite3_mprintf("SELECT %s FROM \"%w\" ORDER BY 1", columns.ptr, table);
    buf_done(&columns);
    return sql;
}

static void compare_rows(struct old *o, const char *with)
{
    sqlite3 *was = open_plain(o->was), *now = open_plain(with);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char *sql = rows_sql(was, tables[i]);
        if (sql)
            check(o, same(was, now, sql), tables[i]);
        sqlite3_free(sql);
    }
    sqlite3_close(was);
    sqlite3_close(now);
}

static void compare_schema(struct old *o, const char *fresh)
{
    sqlite3 *new = open_plain(fresh), *now = open_plain(o->desk.path);
    check(o,
          same(new, now,
               "SELECT type || name || tbl_name || coalesce(sql, '') FROM "
               "sqlite_schema ORDER BY 1"),
          "the schema is not that of a new database");
    check(o, same(new, now, "PRAGMA user_version"), "its number is another");
    sqlite3_close(new);
    sqlite3_close(now);
}

static void undo_all(struct old *o)
{
    struct ibid_change_result result;
    struct ibid_error err = {0};
    struct ibid_query all = {0};
    enum ibid_status status;
    const char *end = arena_strdup(o->desk.mem, desk_state(&o->desk));
    int64_t undone = 0;
    while (!(status = ibid_undo(o->desk.db, NULL, NULL, &result, &err)))
        undone++;
    check(o, status == IBID_NOT_FOUND && undone > 2, err.text);
    check(o, desk_facts(&o->desk, &all) == 0, "not all was undone");
    while (undone-- > 0)
        check(o, !ibid_redo(o->desk.db, NULL, NULL, &result, &err), err.text);
    check(o, strcmp(end, desk_state(&o->desk)) == 0, "not all was redone");
}

static int copies(const char *folder, char *path, size_t room)
{
    char pattern[96];
    glob_t found;
    (void)snprintf(pattern, sizeof pattern, "%s/t.db.schema-*.bak", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return 0;
    int count = (int)found.gl_pathc;
    (void)snprintf(path, room, "%s", found.gl_pathv[0]);
    globfree(&found);
    return count;
}

/* One old database, beside which a new one lies to compare with. */
static void upgrade(struct old *o, const char *packed, const char *fresh)
{
    struct ibid_error err = {0};
    char kept[128] = "";
    desk_open(&o->desk);
    ibid_close(o->desk.db);
    o->desk.db = NULL;
    (void)snprintf(o->was, sizeof o->was, "%s/was.db", o->desk.folder);
    unpack(packed, o->was);
    unpack(packed, o->desk.path);
    if (ibid_open(o->desk.path, IBID_WRITE, "user:test", &o->desk.db, &err))
        desk_fail("%s: %s", packed, err.text);
    int64_t bad = 0;
    compare_rows(o, o->desk.path);
    compare_schema(o, fresh);
    check(o, desk_citations(&o->desk, &bad) > 50 && !bad, "citations");
    check(o, desk_findings(&o->desk) == 0, "it does not verify");
    bool newest = copies(o->desk.folder, kept, sizeof kept) == 0;
    sqlite3 *was = open_plain(o->was), *new = open_plain(fresh);
    check(o, newest == same(was, new, "PRAGMA user_version"), "copies");
    sqlite3_close(was);
    sqlite3_close(new);
    if (!newest)
        compare_rows(o, kept);
    undo_all(o);
    check(o, desk_findings(&o->desk) == 0, "it does not verify at the end");
    desk_done(&o->desk);
}

int main(int count, char **words)
{
    struct old o = {0};
    struct desk fresh;
    glob_t found;
    if (count != 3)
        return 2;
    const char *pattern = words[1];
    desk_open(&fresh);
    char *all = arena_printf(fresh.mem, "%s/schema-*.db.gz", pattern);
    if (glob(all, 0, NULL, &found) != 0)
        desk_fail("no old databases in %s", pattern);
    for (size_t i = 0; i < found.gl_pathc; i++)
        upgrade(&o, found.gl_pathv[i], fresh.path);
    printf("old points=%lld bad=%lld databases=%zu\n", (long long)o.points,
           (long long)o.bad, found.gl_pathc);
    bool failed = o.bad || o.points < strtoll(words[2], NULL, 10);
    globfree(&found);
    desk_done(&fresh);
    return failed;
}
