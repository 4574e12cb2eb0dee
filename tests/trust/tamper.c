/* tamper.c - change a database behind its back: verify must notice, or the
 * export must be what it was. First every column of every table, then random
 * bits of the file. tamper POINTS FLOOR */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

#include "base/arena.h"
#include "export/export.h"
#include "extract/codebook.h"
#include "store/store.h"
#include "verify/verify.h"

struct tampering {
    struct desk desk;
    struct codebook *codebook;
    struct buf file; /* the untouched database */
    struct buf was;  /* its export */
    char copy[64];
    int64_t points, detected, inert, bad;
};

static bool to_buf(void *ctx, const char *bytes, size_t count)
{
    buf_add(ctx, bytes, count);
    return true;
}

static void ignore(void *ctx, const struct ibid_finding *finding)
{
    (void)ctx;
    (void)finding;
}

static bool same_export(struct tampering *t, struct store *st)
{
    struct buf now = {0};
    struct ibid_export_summary summary = {0};
    struct ibid_export what = {.format = "json", .ctx = &now, .write = to_buf};
    bool same = !export_run(st, t->codebook, &what, &summary, NULL) &&
                str_eq(buf_view(&now), buf_view(&t->was));
    buf_done(&now);
    return same;
}

/* 1: noticed, 0: inert, -1: neither. */
static int judge(struct tampering *t)
{
    struct store *st = NULL;
    struct ibid_verify_summary summary = {0};
    struct ibid_error err = {0};
    if (store_open(t->copy, STORE_READ, &st, &err))
        return 1;
    int result = 1;
    if (!verify_database(st, NULL, ignore, NULL, &summary, &err) &&
        !summary.findings)
        result = same_export(t, st) ? 0 : -1;
    store_close(st);
    return result;
}

static void write_copy(struct tampering *t)
{
    FILE *file = fopen(t->copy, "wb");
    if (!file || fwrite(t->file.ptr, 1, t->file.len, file) != t->file.len ||
        fclose(file) != 0)
        desk_fail("cannot write %s", t->copy);
}

static void count(struct tampering *t, int result, const char *what,
                  int64_t where)
{
    t->points++;
    t->detected += result == 1;
    t->inert += result == 0;
    t->bad += result < 0;
    if (result < 0)
        (void)fprintf(stderr, "not noticed: %s %lld\n", what, (long long)where);
}

/* ---- Columns ----------------------------------------------------------- */

/* Triggers would refuse some of these: they go and come back as they were. */
static char *triggers_drop(sqlite3 *db)
{
    struct buf made = {0};
    struct buf drop = {0};
    sqlite3_stmt *row = NULL;
    sqlite3_prepare_v2(db,
                       "SELECT name, sql FROM sqlite_schema "
                       "WHERE type = 'trigger'",
                       -1, &row, NULL);
    while (sqlite3_step(row) == SQLITE_ROW) {
        buf_printf(&drop, "DROP TRIGGER %s;",
                   (const char *)sqlite3_column_text(row, 0));
        buf_printf(&made, "%s;", (const char *)sqlite3_column_text(row, 1));
    }
    sqlite3_finalize(row);
    if (sqlite3_exec(db, drop.ptr, NULL, NULL, NULL))
        desk_fail("%s", sqlite3_errmsg(db));
    buf_done(&drop);
    return made.ptr;
}

/* Another value of the same type; false when the table does not take it. */
static bool change(struct tampering *t, const char *table, const char *column,
                   const char *to)
{
    sqlite3 *db;
    write_copy(t);
    if (sqlite3_open(t->copy, &db))
        desk_fail("%s", sqlite3_errmsg(db));
    char *triggers = triggers_drop(db);
    char *sql = sqlite3_mprintf(
        "UPDATE \"%w\" SET \"%w\" = %s WHERE (\"%w\") IN "
        "(SELECT \"%w\" FROM \"%w\" WHERE \"%w\" IS NOT NULL LIMIT 1)",
        table, column, to, column, column, table, column);
    bool ok = sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK &&
              sqlite3_changes(db) > 0;
    if (sqlite3_exec(db, triggers, NULL, NULL, NULL))
        desk_fail("%s", sqlite3_errmsg(db));
    sqlite3_free(sql);
    free(triggers);
    sqlite3_close(db);
    return ok;
}

/* Every column that the program reads must be guarded, exported or not. */
static void column(struct tampering *t, const char *table, const char *name)
{
    char numeric[96], text[160], blob[96];
    (void)snprintf(numeric, sizeof numeric, "\"%s\" + 1", name);
    (void)snprintf(text, sizeof text, "substr(\"%s\" || 'x', 2)", name);
    (void)snprintf(blob, sizeof blob, "randomblob(length(\"%s\"))", name);
    const char *const tos[] = {numeric, text, blob, "NULL"};
    for (size_t i = 0; i < sizeof tos / sizeof *tos; i++) {
        if (!change(t, table, name, tos[i]))
            continue;
        int result = judge(t);
        /* The order of citations is read from `c`, its value is not. */
        if (result == 0 && strcmp(table, "citation") == 0 &&
            strcmp(name, "c") == 0)
            result = 1;
        if (result != 1)
            (void)fprintf(stderr, "%s.%s = %s:\n", table, name, tos[i]);
        count(t, result == 1 ? 1 : -1, "column", (int64_t)i);
    }
}

static void columns(struct tampering *t)
{
    static const char *const tables[] = {
        "codebook", "run",        "source", "source_also", "version", "block",
        "fact",     "block_role", "value",  "citation",    "journal", "verdict",
        "link",     "reuse",      "origin", "profile",     "meta"};
    sqlite3 *db;
    sqlite3_open(t->desk.path, &db);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        sqlite3_stmt *row = NULL;
        sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info(?1)", -1,
                           &row, NULL);
        sqlite3_bind_text(row, 1, tables[i], -1, SQLITE_STATIC);
        while (sqlite3_step(row) == SQLITE_ROW)
            column(t, tables[i], (const char *)sqlite3_column_text(row, 0));
        sqlite3_finalize(row);
    }
    sqlite3_close(db);
}

/* ---- Bits -------------------------------------------------------------- */

static void bits(struct tampering *t, int64_t points)
{
    uint64_t seed = 20170116;
    for (int64_t i = 0; i < points; i++) {
        size_t at = desk_random(&seed, (unsigned)t->file.len);
        char mask = (char)(1 << desk_random(&seed, 8));
        t->file.ptr[at] = (char)(t->file.ptr[at] ^ mask);
        write_copy(t);
        count(t, judge(t), "byte", (int64_t)at);
        t->file.ptr[at] = (char)(t->file.ptr[at] ^ mask);
    }
}

/* ---- All of it --------------------------------------------------------- */

/* Articles of one event that share words, one with an agency's name; a
 * person's word on a link and on two names. */
static bool fill_related(struct desk *desk, struct ibid_error *err)
{
    static const char *const names[] = {"Ilse Rand", "Ilse Brandvold"};
    struct ibid_link_choice same = {.relation = "same"};
    struct ibid_change_result result;
    struct ibid_query killed = {.kind = "casualty"};
    desk_import(desk, desk_file(desk, "c.txt",
                                desk_article(desk, "Vessen", 44, "Ilse Rand",
                                             "The market was full.")));
    int64_t before = desk_facts(desk, &killed);
    desk_import(desk, desk_file(desk, "d.txt",
                                desk_article(desk, "Vessen", 44, "Ilse Rand",
                                             "VESSEN (AFP) - It rained.")));
    const char *other = desk_fact(desk, "casualty", before);
    return !ibid_link_decide(desk->db, desk_fact(desk, "casualty", before - 1),
                             &other, 1, &same, NULL, &result, err) &&
           !ibid_entity_decide(desk->db, names, 2, true, NULL, &result, err);
}

/* A database that has something in every table. */
static void fill(struct tampering *t)
{
    struct desk *desk = &t->desk;
    struct ibid_change_result result;
    struct ibid_query casualties = {.kind = "casualty"};
    struct ibid_change_options why = {.reason = "read twice"};
    struct ibid_error err = {0};
    desk_open(desk);
    desk_import(desk, desk_file(desk, "a.txt",
                                desk_article(desk, "Dravik", 23, "A. Verrick",
                                             "It rained.")));
    desk_import(desk, desk_file(desk, "b.html",
                                "<title>Talks</title><p>At least 12 people "
                                "were killed in Łódź, he said.<p>&quot;We "
                                "will go,&quot; said Ilse Brandvold."));
    desk_import(desk, desk_file(desk, "a.txt",
                                desk_article(desk, "Dravik", 31, "A. Verrick",
                                             "It rained.")));
    struct ibid_assignment value = {"number", "40"};
    struct ibid_assignment title = {"title", "Talks, again"};
    struct ibid_relabel label = {
        .ref = "b.html", .first = 1, .count = 1, .role = "boilerplate"};
    bool ok =
        fill_related(desk, &err) &&
        !ibid_relabel(desk->db, &label, NULL, &result, &err) &&
        !ibid_fact_edit(desk->db, desk_fact(desk, "casualty", 0), &value, 1,
                        NULL, 0, &why, &result, &err) &&
        !ibid_source_edit(desk->db, "b.html", &title, 1, NULL, &result, &err) &&
        !ibid_fact_decide(desk->db, &casualties, IBID_ACCEPTED, NULL, &result,
                          &err) &&
        !ibid_undo(desk->db, NULL, NULL, &result, &err);
    if (!ok || desk_findings(desk))
        desk_fail("the database to be changed is not sound: %s", err.text);
    ibid_close(desk->db);
    desk->db = NULL;
}

int main(int argument_count, char **words)
{
    struct tampering t = {0};
    const struct codebook_file *files;
    struct store *st = NULL;
    size_t file_count;
    if (argument_count != 3)
        return 2;
    fill(&t);
    (void)snprintf(t.copy, sizeof t.copy, "%s/copy.db", t.desk.folder);
    desk_bytes(t.desk.path, &t.file);
    struct ibid_export_summary summary = {0};
    struct ibid_export what = {
        .format = "json", .ctx = &t.was, .write = to_buf};
    if (codebook_builtin("news", t.desk.mem, &files, &file_count, NULL) ||
        codebook_open(files, file_count, &t.codebook, NULL) ||
        store_open(t.desk.path, STORE_READ, &st, NULL) ||
        export_run(st, t.codebook, &what, &summary, NULL))
        desk_fail("the untouched database cannot be exported");
    store_close(st);
    columns(&t);
    bits(&t, strtoll(words[1], NULL, 10));
    printf("detected=%lld inert=%lld bytes=%zu\n", (long long)t.detected,
           (long long)t.inert, t.file.len);
    printf("tamper points=%lld changed_but_undetected=%lld\n",
           (long long)t.points, (long long)t.bad);
    bool failed = t.bad || t.points < strtoll(words[2], NULL, 10);
    buf_done(&t.file);
    buf_done(&t.was);
    codebook_close(t.codebook);
    desk_done(&t.desk);
    return failed;
}
