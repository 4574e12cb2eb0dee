/* query_build.c - join the terms of a query into one condition. */
#include "store/query.h"
#include "store/search.h"

/* ---- Values ------------------------------------------------------------ */

void store_query_text(struct built *q, const char *sql, const char *value)
{
    buf_text(&q->sql, sql);
    q->bind[q->binds++] = (struct bind){.type = BIND_TEXT, .text = value};
}

void store_query_number(struct built *q, const char *sql, int64_t value)
{
    buf_text(&q->sql, sql);
    q->bind[q->binds++] = (struct bind){.type = BIND_NUMBER, .number = value};
}

sqlite3_stmt *store_query_prepare(struct store *st, struct built *q)
{
    sqlite3_stmt *row = NULL;
    if (sqlite3_prepare_v2(st->db, q->sql.ptr, -1, &row, NULL) != SQLITE_OK)
        return NULL;
    for (int i = 0; i < q->binds; i++) {
        const struct bind *b = &q->bind[i];
        if (b->type == BIND_REAL)
            sqlite3_bind_double(row, i + 1, b->real);
        else if (b->type == BIND_TEXT)
            sqlite3_bind_text(row, i + 1, b->text, -1, SQLITE_TRANSIENT);
        else if (b->type == BIND_TERM)
            sqlite3_bind_pointer(row, i + 1, (void *)b->term, "ibid term",
                                 NULL);
        else
            sqlite3_bind_int64(row, i + 1, b->number);
    }
    return row;
}

void store_query_done(struct built *q)
{
    sqlite3_finalize(q->row);
    buf_done(&q->sql);
    arena_done(&q->mem);
}

/* ---- Conditions -------------------------------------------------------- */

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

/* " AND (a OR b)" of a term and those behind it that are alike; a condition
 * that is unknown (of a value that there is not) does not hold. */
static enum ibid_status and_alike(struct store *st, struct built *q,
                                  const struct query *terms, size_t first,
                                  struct ibid_error *err)
{
    const struct query_term *t = &terms->list[first];
    buf_text(&q->sql, t->negated ? " AND coalesce((" : " AND (");
    enum ibid_status status = store_query_term(st, q, t, err);
    for (size_t i = first + 1; !status && i < terms->count; i++)
        if (query_alike(t, &terms->list[i])) {
            buf_text(&q->sql, " OR ");
            status = store_query_term(st, q, &terms->list[i], err);
        }
    buf_text(&q->sql, t->negated ? "), 0) = 0" : ")");
    return status;
}

static bool is_first(const struct query *terms, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (query_alike(&terms->list[i], &terms->list[at]))
            return false;
    return true;
}

static bool has_words(const struct query *terms)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->list[i].key == QUERY_WORD ||
            terms->list[i].key == QUERY_TEXT)
            return true;
    return false;
}

/* Facts that are wanted and cite a version that is not the newest. Few sources
 * have several: the others are passed over first. */
static void and_behind(struct built *q)
{
    buf_text(&q->sql,
             " AND f.status NOT IN (3, 4) AND (s.no IN (SELECT source FROM "
             "version WHERE withdrawn = 0 GROUP BY source HAVING count(*) > "
             "1) OR f.no IN (SELECT fact FROM citation WHERE version IS NOT "
             "NULL)) AND EXISTS (SELECT 1 FROM citation c JOIN version w ON "
             "w.no = coalesce(c.version, f.version) WHERE c.fact = f.no AND "
             "EXISTS (SELECT 1 FROM version n WHERE n.source = w.source AND "
             "n.no > w.no AND n.no > coalesce(c.against, 0) AND "
             "n.withdrawn = 0))");
}

enum ibid_status store_query_conditions(struct store *st, struct built *q,
                                        const struct ibid_query *query,
                                        struct ibid_error *err)
{
    struct query terms = {0};
    enum ibid_status status = query_read_terms(query, &q->mem, &terms, err);
    if (!status && has_words(&terms))
        status = store_search_catch_up(st, err);
    if (!status && query->fact_count)
        status = and_named(st, q, query, err);
    if (query->behind)
        and_behind(q);
    for (size_t i = 0; !status && i < terms.count; i++)
        if (is_first(&terms, i))
            status = and_alike(st, q, &terms, i, err);
    return status;
}
