/* query.h - a query as SQL under construction. Only for lib/store. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "fact/query.h"
#include "store/facts.h"
#include "store/private.h"

enum {
    QUERY_BINDS_MAX = 512,
    QUERY_NAMED_MAX = 10000, /* facts named one by one */
};

/* What stands for a "?". */
struct bind {
    enum { BIND_NUMBER, BIND_REAL, BIND_TEXT, BIND_TERM } type;
    int64_t number;
    double real;
    const char *text;
    const struct query_term *term;
};

/* Fixed pieces of SQL, values bound. Zero-initialise; store_query_done(). */
struct built {
    struct buf sql;
    struct bind bind[QUERY_BINDS_MAX];
    int binds;
    struct arena mem; /* of the terms */
    sqlite3_stmt *row;
};

/* Append " AND ..." of all that the query says. Brings the search index up to
 * date when words are asked for. */
enum ibid_status store_query_conditions(struct store *st, struct built *q,
                                        const struct ibid_query *query,
                                        struct ibid_error *err);

/* Append the condition of one term, without AND or NOT. */
enum ibid_status store_query_term(struct store *st, struct built *q,
                                  const struct query_term *term,
                                  struct ibid_error *err);

/* Append `sql`, in which one "?" stands for the value. */
void store_query_text(struct built *q, const char *sql, const char *value);
void store_query_number(struct built *q, const char *sql, int64_t value);

/* The statement with its values; NULL: store_fail() says why. */
sqlite3_stmt *store_query_prepare(struct store *st, struct built *q);
void store_query_done(struct built *q);

/* Make the functions known that conditions call. False: store_fail(). */
bool store_query_functions(struct store *st);

#endif
