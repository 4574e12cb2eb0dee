/* query.c - the facts that a struct ibid_query selects, in reading order. */
#include <stdio.h>

#include "store/private.h"
#include "store/search.h"
#include "store/sources.h"

enum { QUERY_BINDS_MAX = 512, QUERY_NAMED_MAX = 10000 };

/* A statement under construction: fixed pieces of text, values bound. */
struct built {
    struct buf sql;
    struct {
        const char *text; /* NULL: use number */
        int64_t number;
        double real;
        bool is_real;
    } bind[QUERY_BINDS_MAX];
    int binds;
};

static void and_text(struct built *q, const char *condition, const char *text)
{
    buf_text(&q->sql, condition);
    q->bind[q->binds++].text = text;
}

static void and_number(struct built *q, const char *condition, int64_t number)
{
    buf_text(&q->sql, condition);
    q->bind[q->binds++].number = number;
}

/* " AND f.no IN (1,2,3)" of the facts named; numbers, so nothing to bind. */
static enum ibid_status and_named(struct store *st, struct built *q,
                                  const struct ibid_query *query,
                                  struct ibid_error *err)
{
    if (query->fact_count > QUERY_NAMED_MAX)
        return err_set(err, IBID_LIMIT, "more than %d facts named",
                       QUERY_NAMED_MAX);
    buf_text(&q->sql, " AND f.no IN (0");
    for (size_t i = 0; i < query->fact_count; i++) {
        int64_t no;
        enum ibid_status status =
            store_fact_resolve(st, query->facts[i], &no, err);
        if (status)
            return status;
        buf_byte(&q->sql, ',');
        buf_int(&q->sql, no);
    }
    buf_byte(&q->sql, ')');
    return IBID_OK;
}

static enum ibid_status and_source(struct store *st, struct built *q,
                                   const char *ref, struct ibid_error *err)
{
    int64_t no;
    enum ibid_status status = store_source_resolve(st, ref, &no, err);
    if (!status)
        and_number(q, " AND s.no = ?", no);
    return status;
}

static void and_statuses(struct built *q, unsigned statuses)
{
    const char *comma = "";
    buf_text(&q->sql, " AND f.status IN (");
    for (int i = 0; i <= IBID_MERGED; i++)
        if (statuses >> i & 1) {
            buf_printf(&q->sql, "%s%d", comma, i);
            comma = ",";
        }
    buf_byte(&q->sql, ')');
}

/* A rule with its version ("news/said@2") or in any version ("news/said"). */
static void and_rule(struct built *q, const char *rule)
{
    if (strchr(rule, '@')) {
        and_text(q, " AND f.rule = ?", rule);
        return;
    }
    and_text(q, " AND f.rule >= ? || '@'", rule);
    and_text(q, " AND f.rule < ? || 'A'", rule);
}

/* A value without citation, but for fields that need none. */
static enum ibid_status and_uncited(struct built *q, const char *const *exempt,
                                    struct ibid_error *err)
{
    buf_text(&q->sql,
             " AND EXISTS (SELECT 1 FROM value w WHERE w.fact = f.no AND "
             "NOT EXISTS (SELECT 1 FROM citation c WHERE c.fact = f.no "
             "AND c.k = w.k) AND f.kind || '/' || w.field NOT IN (''");
    for (; exempt && *exempt; exempt++) {
        if (q->binds == QUERY_BINDS_MAX)
            return err_set(err, IBID_LIMIT, "too many fields are exempt");
        and_text(q, ", ?", *exempt);
    }
    buf_text(&q->sql, "))");
    return IBID_OK;
}

static enum ibid_status conditions(struct store *st, struct built *q,
                                   const struct ibid_query *query,
                                   struct arena *mem, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (query->fact_count)
        status = and_named(st, q, query, err);
    if (!status && query->source)
        status = and_source(st, q, query->source, err);
    if (query->kind)
        and_text(q, " AND f.kind = ?", query->kind);
    if (query->statuses)
        and_statuses(q, query->statuses);
    if (query->rule)
        and_rule(q, query->rule);
    if (!status && query->uncited)
        status = and_uncited(q, query->exempt, err);
    if (query->confidence_below > 0) {
        buf_text(&q->sql, " AND f.confidence < ?");
        q->bind[q->binds].is_real = true;
        q->bind[q->binds++].real = query->confidence_below;
    }
    char *match =
        query->text ? store_search_expression(query->text, mem) : NULL;
    if (match)
        and_text(q,
                 " AND f.no IN (SELECT rowid FROM fact_search WHERE "
                 "fact_search MATCH ?)",
                 match);
    return status;
}

static sqlite3_stmt *prepare(struct store *st, struct built *q)
{
    sqlite3_stmt *row = NULL;
    if (sqlite3_prepare_v2(st->db, q->sql.ptr, -1, &row, NULL) != SQLITE_OK)
        return NULL;
    for (int i = 0; i < q->binds; i++)
        if (q->bind[i].is_real)
            sqlite3_bind_double(row, i + 1, q->bind[i].real);
        else if (q->bind[i].text)
            sqlite3_bind_text(row, i + 1, q->bind[i].text, -1,
                              SQLITE_TRANSIENT);
        else
            sqlite3_bind_int64(row, i + 1, q->bind[i].number);
    return row;
}

/* "SELECT `what` FROM ... WHERE" what the query says, then `rest`. */
static enum ibid_status build(struct store *st, const struct ibid_query *query,
                              const char *what, const char *rest,
                              sqlite3_stmt **row, struct ibid_error *err)
{
    struct built q = {0};
    struct arena mem = {0};
    buf_printf(&q.sql,
               "SELECT %s FROM source s CROSS JOIN version v "
               "ON v.source = s.no CROSS JOIN fact f ON f.version = v.no "
               "WHERE f.withdrawn = 0",
               what);
    enum ibid_status status = conditions(st, &q, query, &mem, err);
    if (!status) {
        buf_text(&q.sql, rest);
        *row = prepare(st, &q);
        if (!*row)
            status = store_fail(st, err);
    }
    arena_done(&mem);
    buf_done(&q.sql);
    return status;
}

static bool needs_search(const struct ibid_query *query)
{
    return query->text != NULL;
}

static enum ibid_status deliver(struct store *st, sqlite3_stmt *row,
                                const struct ibid_query *query,
                                store_fact_fn *each, void *ctx,
                                struct ibid_error *err)
{
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    int64_t skip = query->offset, left = query->limit ? query->limit : -1;
    int rc = SQLITE_DONE;
    while (!status && left != 0 && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        if (skip-- > 0)
            continue;
        struct ibid_fact fact;
        int64_t no = sqlite3_column_int64(row, 0);
        status = store_fact_get(st, no, &mem, &fact, NULL, err);
        if (!status)
            status = each(ctx, no, &fact, err);
        arena_reset(&mem);
        if (left > 0)
            left--;
    }
    if (!status && rc != SQLITE_DONE && rc != SQLITE_ROW)
        status = store_fail(st, err);
    arena_done(&mem);
    return status;
}

enum ibid_status store_fact_each(struct store *st,
                                 const struct ibid_query *query,
                                 store_fact_fn *each, void *ctx,
                                 struct ibid_error *err)
{
    sqlite3_stmt *row = NULL;
    enum ibid_status status = IBID_OK;
    if (needs_search(query))
        status = store_search_catch_up(st, err);
    if (!status)
        status =
            build(st, query, "f.no",
                  " ORDER BY s.no, v.no, f.\"start\", f.kind, f.no", &row, err);
    if (!status)
        status = deliver(st, row, query, each, ctx, err);
    sqlite3_finalize(row);
    return status;
}

enum ibid_status store_fact_count(struct store *st,
                                  const struct ibid_query *query, int64_t *out,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = NULL;
    enum ibid_status status = IBID_OK;
    if (needs_search(query))
        status = store_search_catch_up(st, err);
    if (!status)
        status = build(st, query, "count(*)", "", &row, err);
    if (!status && sqlite3_step(row) == SQLITE_ROW)
        *out = sqlite3_column_int64(row, 0);
    else if (!status)
        status = store_fail(st, err);
    sqlite3_finalize(row);
    return status;
}
