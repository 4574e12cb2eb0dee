/* queue.h - a reviewer's queue: all facts, filtered, in windows.
 * A part of ibid.h: include that. */
#ifndef IBID_QUEUE_H
#define IBID_QUEUE_H

#include "ibid/database.h"
#include "ibid/fact.h"

/* Why a fact needs attention; rejected and merged ones need none. */
enum ibid_flag {
    IBID_FLAG_UNCITED = 1 << 0,  /* a value cites nothing and should */
    IBID_FLAG_DISPUTED = 1 << 1, /* a citation or another fact disputes it */
    IBID_FLAG_MOVED = 1 << 2,    /* a citation is in this anchor state */
    IBID_FLAG_APPROXIMATE = 1 << 3,
    IBID_FLAG_LOST = 1 << 4,
    IBID_FLAG_LOW = 1 << 5,     /* confidence below IBID_LOW_CONFIDENCE */
    IBID_FLAG_DIFFERS = 1 << 6, /* the words cited do not carry a value */
    IBID_FLAG_COUNT = 7,
};
#define IBID_LOW_CONFIDENCE 0.6

/* "uncited"...; NULL past the last bit. Index is the bit's number. */
IBID_API const char *ibid_flag_name(unsigned bit);

/* Which rows of the queue; zero-initialised: all. */
struct ibid_queue_filter {
    unsigned statuses; /* bit 1 << enum ibid_fact_status; 0 = all */
    unsigned flags;    /* at least one of these; 0 = any */
    const char *kind, *rule, *source; /* rule with version; source by id */
    const char *where;                /* in the query language, or NULL */
};

struct ibid_queue_row {
    int64_t row; /* its place among those selected, from 0 */
    int64_t no;
    const char *id, *kind, *source;
    const char *headline; /* its key values, on one line */
    enum ibid_fact_status status;
    enum ibid_rank rank;
    unsigned flags;
    double confidence;
    int64_t revision;
};

/* How many rows there would be with this status, flag, kind, source (id) or
 * rule and all other parts of the filter as they are; but flags that speak of
 * citations count over all statuses. */
struct ibid_queue_facet {
    const char *name;
    const char *outlet, *title; /* of a source; outlet may be NULL */
    int64_t count;
};
enum ibid_facet {
    IBID_FACET_STATUS,
    IBID_FACET_FLAG,
    IBID_FACET_KIND,
    IBID_FACET_SOURCE,
    IBID_FACET_RULE,
    IBID_FACET_COUNT,
};

struct ibid_queue_page {
    int64_t head;            /* number of the journal's newest entry */
    int64_t total;           /* rows selected */
    int64_t facts, reviewed; /* in the database */
    int64_t found;           /* row of the fact asked for, -1: not selected */
    const struct ibid_queue_row *rows;
    size_t row_count;
    const struct ibid_queue_facet *facets[IBID_FACET_COUNT];
    size_t facet_count[IBID_FACET_COUNT];
};

/* All facts in reading order, kept in memory and in step with the journal,
 * so that filters, counts and windows are quick. One per `db`, which must
 * outlive it. */
typedef struct ibid_queue ibid_queue;
IBID_API ibid_queue *ibid_queue_new(ibid_db *db);
IBID_API void ibid_queue_free(ibid_queue *queue); /* NULL allowed */

/* From now on no other facts than these (short numbers) are in it. */
IBID_API void ibid_queue_only(ibid_queue *queue, const int64_t *facts,
                              size_t count);

/* Rows [from, from + limit) of those selected, into `mem`; with `limit` 0 only
 * head, facts and reviewed. `find` (id, NULL allowed) asks for a fact's row. */
IBID_API enum ibid_status
ibid_queue_read(ibid_queue *queue, const struct ibid_queue_filter *filter,
                int64_t from, int64_t limit, const char *find, ibid_arena *mem,
                struct ibid_queue_page *out, struct ibid_error *err);

#endif
