/* query.h - which facts: filters, the query language, words to search for.
 * A part of ibid.h: include that. */
#ifndef IBID_QUERY_H
#define IBID_QUERY_H

#include "ibid/passage.h"

/* In which order facts come. Ties go by place. */
enum ibid_order {
    IBID_BY_PLACE, /* source, place in the text, kind */
    IBID_BY_DOUBT, /* unreviewed first, and those least confident first */
};

/* Which facts. Zero-initialised it selects all; given parts must all hold. */
struct ibid_query {
    const char *where; /* in the query language ("ibid help query"), or NULL */
    const char *const *facts; /* ids, unique beginnings, "#12" or "12" */
    size_t fact_count;
    const char *kind;
    unsigned statuses;       /* bit 1 << enum ibid_fact_status; 0 = all */
    const char *source;      /* id, unique beginning, or name */
    const char *rule;        /* its id, with or without version */
    const char *text;        /* occurs in a value or in the evidence */
    bool uncited;            /* has a value without citation */
    bool behind;             /* wanted, and cites a version that is not the */
                             /* newest, by which it was not judged yet */
    double confidence_below; /* 0 = any */
    enum ibid_order order;
    int64_t limit; /* 0 = no limit */
    int64_t offset;
};

/* Can `where` be read? IBID_INVALID says what is wrong and at which column.
 * Whether kinds and fields exist shows when the query is put. */
IBID_API enum ibid_status ibid_query_check(const char *where,
                                           struct ibid_error *err);

/* The filters of the query language besides fields, from index 0: an example
 * and what it means; NULL past the last. */
IBID_API const char *ibid_query_name(size_t index, const char **example,
                                     const char **means);

typedef enum ibid_status ibid_fact_fn(void *ctx, const struct ibid_fact *fact,
                                      struct ibid_error *err);

/* The facts selected, in the order that the query asks for. Lifetime
 * and statuses as in ibid_source_each(); IBID_NOT_FOUND for a name in the
 * query that names nothing. */
IBID_API enum ibid_status ibid_fact_each(ibid_db *db,
                                         const struct ibid_query *query,
                                         ibid_fact_fn *each, void *ctx,
                                         struct ibid_error *err);

/* How many they are (limit and offset do not count). */
IBID_API enum ibid_status ibid_fact_count(ibid_db *db,
                                          const struct ibid_query *query,
                                          int64_t *out, struct ibid_error *err);

/* One by id, unique beginning of an id, "#12" or "12". */
IBID_API enum ibid_status ibid_fact_get(ibid_db *db, const char *ref,
                                        ibid_arena *mem, struct ibid_fact *out,
                                        struct ibid_error *err);

struct ibid_hit {
    const char *fact; /* id, or NULL: a passage of a source */
    int64_t no;       /* of the fact */
    const char *kind; /* of the fact */
    const char *source, *version, *name, *title;
    const char *snippet;           /* the words around */
    const struct ibid_mark *marks; /* what matched, in the snippet */
    size_t mark_count;
};
typedef enum ibid_status ibid_hit_fn(void *ctx, const struct ibid_hit *hit,
                                     struct ibid_error *err);

/* Full text over articles and facts, best first. Words must all occur,
 * "two words" are a phrase, word* a beginning. At most `limit` facts (0 = all)
 * and as many passages of articles. */
IBID_API enum ibid_status ibid_search(ibid_db *db, const char *words,
                                      int64_t limit, ibid_hit_fn *each,
                                      void *ctx, struct ibid_error *err);

#endif
