/* query_read.h - a query while it is being read. Only for lib/fact. */
#ifndef FACT_QUERY_READ_H
#define FACT_QUERY_READ_H

#include "fact/query.h"
#include "text/utf8.h"

/* Where reading stands, and the terms so far. */
struct query_reading {
    struct str text;
    size_t at;
    struct arena *mem;
    struct query_term list[QUERY_TERMS_MAX];
    size_t count;
    struct ibid_error *err;
};

/* A failure at byte `at`, its column (in characters) named. */
#define QUERY_FAIL(r, at, format, ...)                                         \
    err_set((r)->err, IBID_INVALID, "column %zu: " format,                     \
            utf8_count(str_cut((r)->text, 0, (at))) + 1, __VA_ARGS__)

/* Add a term of which key and value are known; its meaning is read here. */
enum ibid_status query_term_add(struct query_reading *r, struct query_term t);

/* The terms that the older members of a query say. */
enum ibid_status query_members(struct query_reading *r,
                               const struct ibid_query *query);

const struct query_name *query_name_find(struct str name);
bool query_is_compared(const struct query_term *t);

#endif
