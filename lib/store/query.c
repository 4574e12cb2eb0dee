/* query.c - the facts that a struct ibid_query selects, in the order asked for.
 */
#include "store/query.h"

/* "SELECT `what` FROM ... WHERE" what the query says, then `rest`. */
static enum ibid_status build(struct store *st, const struct ibid_query *query,
                              const char *what, const char *rest,
                              struct built *q, struct ibid_error *err)
{
    /* Facts that are named are looked up, not looked for. */
    const char *from = query->fact_count
                           ? "fact f CROSS JOIN version v ON v.no = f.version "
                             "CROSS JOIN source s ON s.no = v.source"
                           : "source s CROSS JOIN version v ON v.source = s.no "
                             "CROSS JOIN fact f ON f.version = v.no";
    buf_printf(&q->sql, "SELECT %s FROM %s WHERE f.withdrawn = 0", what, from);
    enum ibid_status status = store_query_conditions(st, q, query, err);
    if (status)
        return status;
    buf_text(&q->sql, rest);
    q->row = store_query_prepare(st, q);
    return q->row ? IBID_OK : store_fail(st, err);
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
    static const char *const orders[] = {
        [IBID_BY_PLACE] = " ORDER BY s.no, v.no, f.\"start\", f.kind, f.no",
        [IBID_BY_DOUBT] = " ORDER BY f.status <> 0, f.confidence, s.no, v.no, "
                          "f.\"start\", f.kind, f.no"};
    struct built q = {0};
    enum ibid_status status =
        build(st, query, "f.no", orders[query->order], &q, err);
    if (!status)
        status = deliver(st, q.row, query, each, ctx, err);
    store_query_done(&q);
    return status;
}

enum ibid_status store_fact_count(struct store *st,
                                  const struct ibid_query *query, int64_t *out,
                                  struct ibid_error *err)
{
    struct built q = {0};
    enum ibid_status status = build(st, query, "count(*)", "", &q, err);
    if (!status && sqlite3_step(q.row) == SQLITE_ROW)
        *out = sqlite3_column_int64(q.row, 0);
    else if (!status)
        status = store_fail(st, err);
    store_query_done(&q);
    return status;
}

enum ibid_status store_fact_nos(struct store *st,
                                const struct ibid_query *query,
                                store_no_fn *each, void *ctx,
                                struct ibid_error *err)
{
    struct built q = {0};
    int rc = SQLITE_DONE;
    enum ibid_status status = build(st, query, "f.no", "", &q, err);
    while (!status && (rc = sqlite3_step(q.row)) == SQLITE_ROW)
        status = each(ctx, sqlite3_column_int64(q.row, 0), err);
    if (!status && rc != SQLITE_DONE)
        status = store_fail(st, err);
    store_query_done(&q);
    return status;
}
