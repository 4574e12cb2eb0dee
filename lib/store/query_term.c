/* query_term.c - one term of a query as SQL, and the functions that compare
 * what SQL cannot. */
#include <stdio.h>

#include "store/query.h"
#include "store/related.h"
#include "store/search.h"
#include "store/sources.h"

/* ---- Functions for SQL ------------------------------------------------- */

static struct str argument(sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    return (struct str){text ? text : "",
                        text ? (size_t)sqlite3_value_bytes(value) : 0};
}

/* ibid_says(TERM, text, normalized): see query_value_matches(). */
static void says(sqlite3_context *call, int count, sqlite3_value **given)
{
    const struct query_term *term =
        sqlite3_value_pointer(given[0], "ibid term");
    struct store *st = sqlite3_user_data(call);
    (void)count;
    sqlite3_result_int(
        call, term && query_value_matches(term, argument(given[1]),
                                          argument(given[2]), &st->scratch));
}

/* ibid_reads(TERM, text): see query_text_matches(). */
static void reads(sqlite3_context *call, int count, sqlite3_value **given)
{
    const struct query_term *term =
        sqlite3_value_pointer(given[0], "ibid term");
    struct store *st = sqlite3_user_data(call);
    (void)count;
    sqlite3_result_int(
        call,
        term && query_text_matches(term, argument(given[1]), &st->scratch));
}

/* ibid_dates(TERM, edtf): see query_date_matches(). */
static void dates(sqlite3_context *call, int count, sqlite3_value **given)
{
    const struct query_term *term =
        sqlite3_value_pointer(given[0], "ibid term");
    (void)count;
    sqlite3_result_int(call,
                       term && query_date_matches(term, argument(given[1])));
}

/* ibid_support(no): see store_support_look(). */
static void support(sqlite3_context *call, int count, sqlite3_value **given)
{
    (void)count;
    sqlite3_result_int64(call,
                         store_support_look(sqlite3_user_data(call),
                                            sqlite3_value_int64(given[0])));
}

/* ibid_independent(no): see store_independent_look(). */
static void count_independent(sqlite3_context *call, int count,
                              sqlite3_value **given)
{
    (void)count;
    sqlite3_result_int64(call,
                         store_independent_look(sqlite3_user_data(call),
                                                sqlite3_value_int64(given[0])));
}

bool store_query_functions(struct store *st)
{
    static const struct {
        const char *name;
        int count;
        void (*call)(sqlite3_context *call, int count, sqlite3_value **given);
    } functions[] = {{"ibid_says", 3, says},
                     {"ibid_reads", 2, reads},
                     {"ibid_dates", 2, dates},
                     {"ibid_support", 1, support},
                     {"ibid_independent", 1, count_independent}};
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (sqlite3_create_function_v2(
                st->db, functions[i].name, functions[i].count, flags, st,
                functions[i].call, NULL, NULL, NULL) != SQLITE_OK)
            return false;
    return true;
}

/* ---- Terms ------------------------------------------------------------- */

static void bind_term(struct built *q, const char *sql,
                      const struct query_term *t)
{
    buf_text(&q->sql, sql);
    q->bind[q->binds++] = (struct bind){.type = BIND_TERM, .term = t};
}

static void compare(struct built *q, const char *what,
                    const struct query_term *t)
{
    static const char *const ops[] = {
        [QUERY_SAYS] = "=",     [QUERY_IS] = "=",    [QUERY_BELOW] = "<",
        [QUERY_AT_MOST] = "<=", [QUERY_ABOVE] = ">", [QUERY_AT_LEAST] = ">="};
    buf_printf(&q->sql, "%s %s ?", what, ops[t->op]);
    q->bind[q->binds++] = (struct bind){.type = BIND_REAL, .real = t->number};
}

/* A rule with its version ("news/said@2") or in any version ("news/said"). */
static void rule(struct built *q, const struct query_term *t)
{
    if (strchr(t->value, '@')) {
        store_query_text(q, "f.rule = ?", t->value);
        return;
    }
    store_query_text(q, "f.rule >= ? || '@'", t->value);
    store_query_text(q, " AND f.rule < ? || 'A'", t->value);
}

static enum ibid_status source(struct store *st, struct built *q,
                               const struct query_term *t,
                               struct ibid_error *err)
{
    int64_t no;
    enum ibid_status status = store_source_resolve(st, t->value, &no, err);
    if (!status)
        store_query_number(q, "s.no = ?", no);
    return status;
}

/* A fact that nothing else says, and that cites its own source only, needs no
 * counting. */
static const char independent[] =
    "CASE WHEN EXISTS (SELECT 1 FROM link l WHERE l.a = f.no AND "
    "l.relation = 0) OR EXISTS (SELECT 1 FROM link l WHERE l.b = f.no AND "
    "l.relation = 0) OR EXISTS (SELECT 1 FROM citation c WHERE c.fact = f.no "
    "AND c.version IS NOT NULL) THEN ibid_independent(f.no) ELSE 1 END";

/* A story is named after the source at its centre, with another letter. */
static void story(struct built *q, const struct query_term *t)
{
    static const char centre[] =
        "(SELECT c.id FROM profile p JOIN source c ON c.no = p.story "
        "WHERE p.source = s.no)";
    buf_text(&q->sql, centre);
    store_query_text(q, " >= 's' || substr(?, 2) AND ", t->value);
    buf_text(&q->sql, centre);
    store_query_text(q, " < 's' || substr(?, 2) || '~'", t->value);
}

/* What was put in quotation marks stands together; of an older member every
 * word must occur. */
static void words(struct built *q, const struct query_term *t)
{
    char *match = t->at ? store_search_phrase(t->value, &q->mem)
                        : store_search_expression(t->value, &q->mem);
    if (match)
        store_query_text(q,
                         "f.no IN (SELECT rowid FROM fact_search WHERE "
                         "fact_search MATCH ?)",
                         match);
    else /* marks only: nothing that words could be found by */
        buf_text(&q->sql, t->at ? "0" : "1");
}

static void field(struct built *q, const struct query_term *t)
{
    if (t->kind)
        store_query_text(q, "f.kind = ? AND ", t->kind);
    store_query_text(q,
                     "EXISTS (SELECT 1 FROM value w WHERE w.fact = f.no AND "
                     "w.field = ?",
                     t->field);
    if (t->key == QUERY_FIELD)
        bind_term(q, " AND ibid_says(?, w.\"text\", w.normalized)", t);
    buf_byte(&q->sql, ')');
}

/* A value without citation, but for fields that need none. */
static enum ibid_status uncited(struct store *st, struct built *q,
                                struct ibid_error *err)
{
    const char *const *exempt = st->support_exempt;
    buf_text(&q->sql,
             "EXISTS (SELECT 1 FROM value w WHERE w.fact = f.no AND "
             "NOT EXISTS (SELECT 1 FROM citation c WHERE c.fact = f.no "
             "AND c.k = w.k) AND f.kind || '/' || w.field NOT IN (''");
    for (; exempt && *exempt; exempt++) {
        if (q->binds >= QUERY_BINDS_MAX - QUERY_TERMS_MAX * 4)
            return err_set(err, IBID_LIMIT, "too many fields are exempt");
        store_query_text(q, ", ?", *exempt);
    }
    buf_text(&q->sql, "))");
    return IBID_OK;
}

/* What a rule found and nobody changed carries its values: they are the words
 * it cites. Only other facts, and lost words, are worth a look; CASE keeps
 * SQLite from looking first. */
static void unsupported(struct built *q)
{
    buf_printf(
        &q->sql,
        "CASE WHEN (f.revision > 1 OR f.rule IS NULL OR EXISTS (SELECT 1 FROM "
        "citation c WHERE c.fact = f.no AND (c.anchor = %d OR "
        "c.quote_sum IS NULL))) THEN ibid_support(f.no) & %u <> 0 END",
        IBID_LOST, 1u << IBID_DIFFERS | 1u << IBID_CITATION_LOST);
}

static const struct {
    enum query_key key;
    enum { BY_VALUE, BY_NUMBER, BY_WORDS, BY_DATE } by;
    const char *sql;
} columns[] = {
    {QUERY_KIND, BY_VALUE, "f.kind = ?"},
    {QUERY_STATUS, BY_NUMBER, "f.status"},
    {QUERY_RANK, BY_NUMBER, "f.\"rank\""},
    {QUERY_NO, BY_NUMBER, "f.no"},
    {QUERY_CONFIDENCE, BY_NUMBER, "f.confidence"},
    {QUERY_DOUBT, BY_NUMBER, "round(1 - f.confidence, 9)"},
    {QUERY_REVISION, BY_NUMBER, "f.revision"},
    {QUERY_NOTE, BY_WORDS, "ibid_reads(?, f.note)"},
    {QUERY_OUTLET, BY_WORDS, "ibid_reads(?, s.outlet)"},
    {QUERY_TITLE, BY_WORDS, "ibid_reads(?, s.title)"},
    {QUERY_AUTHOR, BY_WORDS, "ibid_reads(?, s.author)"},
    {QUERY_URL, BY_WORDS, "ibid_reads(?, s.url)"},
    {QUERY_LANGUAGE, BY_WORDS, "ibid_reads(?, s.language)"},
    {QUERY_PUBLISHED, BY_DATE, "ibid_dates(?, s.published)"},
};

static bool column(struct built *q, const struct query_term *t)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (columns[i].key != t->key)
            continue;
        if (columns[i].by == BY_VALUE)
            store_query_text(q, columns[i].sql, t->value);
        else if (columns[i].by == BY_NUMBER)
            compare(q, columns[i].sql, t);
        else
            bind_term(q, columns[i].sql, t);
        return true;
    }
    return false;
}

/* How a fact stands among those of other sources; none is known in a database
 * of an older schema. */
static bool standing(struct store *st, struct built *q,
                     const struct query_term *t)
{
    bool known = store_related_known(st);
    if (t->key == QUERY_DISPUTED)
        buf_text(&q->sql, known ? STORE_DISPUTED : STORE_DISPUTED_OWN);
    else if (t->key == QUERY_INDEPENDENT)
        compare(q, known ? independent : "1", t);
    else if (t->key == QUERY_STORY && known)
        story(q, t);
    else if (t->key == QUERY_STORY)
        buf_byte(&q->sql, '0');
    else
        return false;
    return true;
}

enum ibid_status store_query_term(struct store *st, struct built *q,
                                  const struct query_term *t,
                                  struct ibid_error *err)
{
    switch (t->key) {
    case QUERY_FIELD:
    case QUERY_HAS:
        field(q, t);
        break;
    case QUERY_WORD:
    case QUERY_TEXT:
        words(q, t);
        break;
    case QUERY_RULE:
        rule(q, t);
        break;
    case QUERY_SOURCE:
        return source(st, q, t, err);
    case QUERY_UNCITED:
        return uncited(st, q, err);
    case QUERY_UNSUPPORTED:
        unsupported(q);
        break;
    case QUERY_ID:
        store_query_text(q, "f.id >= ?", t->value);
        store_query_text(q, " AND f.id < ? || '~'", t->value);
        break;
    case QUERY_ANCHOR:
        store_query_number(q,
                           "EXISTS (SELECT 1 FROM citation c WHERE c.fact = "
                           "f.no AND c.anchor = ?)",
                           (int64_t)t->number);
        break;
    default:
        if (!column(q, t) && !standing(st, q, t))
            return err_set(err, IBID_INVALID, "\"%s\" cannot be asked for",
                           t->name ? t->name : t->value);
    }
    return IBID_OK;
}
