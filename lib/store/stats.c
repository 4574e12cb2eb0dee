/* stats.c - counts over the tables. */
#include "store/stats.h"

#include <stdlib.h>

#include "fact/fact.h"
#include "store/private.h"

enum ibid_status store_counts(struct store *st, struct store_counts *out,
                              struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_COUNT_TABLES);
    if (!row)
        return store_fail(st, err);
    enum ibid_status status = IBID_OK;
    if (sqlite3_step(row) == SQLITE_ROW)
        *out = (struct store_counts){
            .sources = sqlite3_column_int64(row, 0),
            .versions = sqlite3_column_int64(row, 1),
            .facts = sqlite3_column_int64(row, 2),
            .reviewed = sqlite3_column_int64(row, 3),
            .citations = sqlite3_column_int64(row, 4),
            .changes = sqlite3_column_int64(row, 5),
        };
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

/* Enumerations are stored as numbers; people see their names. A rule comes as
 * "RULE/STATUS-NUMBER". */
static const char *display(const char *group, const char *name,
                           struct arena *mem)
{
    if (strcmp(group, "status") == 0)
        return fact_status_name((enum ibid_fact_status)(*name - '0'));
    if (strcmp(group, "anchor") == 0)
        return fact_anchor_name((enum ibid_anchor)(*name - '0'));
    const char *slash = strrchr(name, '/');
    if (strcmp(group, "rule") == 0 && slash)
        return arena_printf(
            mem, "%.*s/%s", (int)(slash - name), name,
            fact_status_name((enum ibid_fact_status)(slash[1] - '0')));
    return name;
}

enum ibid_status store_stats(struct store *st, store_count_fn *each, void *ctx,
                             struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_COUNT_STATS);
    if (!row)
        return store_fail(st, err);
    struct arena mem = {0};
    int rc;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        const char *group = store_name(row, 0, &mem);
        const char *name = store_name(row, 1, &mem);
        each(ctx, group, display(group, name, &mem),
             sqlite3_column_int64(row, 2));
        arena_reset(&mem);
    }
    enum ibid_status status = rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
    sqlite3_reset(row);
    arena_done(&mem);
    return status;
}

enum ibid_status store_decisions(struct store *st, const char *kind,
                                 store_decisions_fn *each, void *ctx,
                                 struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_COUNT_DECISIONS);
    if (!row || sqlite3_bind_text(row, 1, kind, -1, SQLITE_STATIC))
        return store_fail(st, err);
    int rc;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW)
        each(ctx, (const char *)sqlite3_column_text(row, 0),
             sqlite3_column_double(row, 1), sqlite3_column_double(row, 2));
    enum ibid_status status = rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
    sqlite3_reset(row);
    return status;
}
