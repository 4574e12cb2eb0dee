/* queue.c - what a reviewer's queue knows of each fact: three walks in the
 * order of facts, side by side. */
#include "store/queue.h"

#include "fact/fact.h"
#include "store/private.h"

/* One of the three statements, standing on a row or at its end. */
struct walk {
    sqlite3_stmt *row;
    int rc;
    int64_t fact, k; /* of the row */
};

static void next(struct walk *walk)
{
    walk->rc = sqlite3_step(walk->row);
    if (walk->rc == SQLITE_ROW) {
        walk->fact = sqlite3_column_int64(walk->row, 0);
        walk->k = sqlite3_column_int64(walk->row, 1);
    }
}

static bool start(struct store *st, enum stmt which, int64_t first,
                  int64_t last, struct walk *walk)
{
    walk->row = store_stmt(st, which);
    if (!walk->row)
        return false;
    sqlite3_bind_int64(walk->row, 1, first);
    sqlite3_bind_int64(walk->row, 2, last);
    next(walk);
    return true;
}

static bool stands_before(const struct walk *walk, int64_t fact)
{
    return walk->rc == SQLITE_ROW && walk->fact < fact;
}

static bool stands_on(const struct walk *walk, int64_t fact, int64_t k)
{
    return walk->rc == SQLITE_ROW && walk->fact == fact && walk->k == k;
}

/* Citations of value k; false when there are none. */
static bool take_cites(struct walk *cites, int64_t fact, int64_t k,
                       struct queue_row *out)
{
    bool any = false;
    while (cites->rc == SQLITE_ROW &&
           (cites->fact < fact || (cites->fact == fact && cites->k < k)))
        next(cites);
    for (; stands_on(cites, fact, k); next(cites)) {
        int anchor = sqlite3_column_int(cites->row, 3);
        any = true;
        out->disputed |= sqlite3_column_int(cites->row, 2) == IBID_DISPUTES;
        if (anchor >= 0 && anchor <= IBID_LOST)
            out->anchors |= 1u << anchor;
    }
    return any;
}

static void take_values(struct walk *values, struct walk *cites,
                        struct arena *mem, struct queue_row *out)
{
    const char **bare = NULL;
    size_t room = 0;
    while (stands_before(values, out->no))
        next(values);
    (void)take_cites(cites, out->no, 0, out);
    for (; values->rc == SQLITE_ROW && values->fact == out->no; next(values)) {
        if (take_cites(cites, out->no, values->k, out))
            continue;
        bare = arena_grow(mem, bare, &room, out->bare_count + 1, sizeof *bare);
        bare[out->bare_count++] = store_name(values->row, 2, mem);
    }
    out->bare = bare;
}

static struct queue_row row_of(sqlite3_stmt *row, struct arena *mem)
{
    int status = sqlite3_column_int(row, 5), rank = sqlite3_column_int(row, 6);
    return (struct queue_row){
        .no = sqlite3_column_int64(row, 0),
        .source = sqlite3_column_int64(row, 1),
        .version = sqlite3_column_int64(row, 2),
        .start = (uint32_t)sqlite3_column_int64(row, 3),
        .kind = store_name(row, 4, mem),
        .status = status >= 0 && status <= IBID_MERGED
                      ? (enum ibid_fact_status)status
                      : IBID_EXTRACTED,
        .rank = rank >= 0 && rank <= IBID_DEPRECATED ? (enum ibid_rank)rank
                                                     : IBID_NORMAL,
        .confidence = sqlite3_column_double(row, 7),
        .revision = sqlite3_column_int64(row, 8),
        .rule = store_text(row, 9, mem),
        .disputed = sqlite3_column_int(row, 10),
    };
}

enum ibid_status store_queue_each(struct store *st, int64_t first, int64_t last,
                                  queue_row_fn *each, void *ctx,
                                  struct ibid_error *err)
{
    struct walk facts = {0}, values = {0}, cites = {0};
    struct arena mem = {0};
    if (!start(st, STMT_QUEUE_FACTS, first, last, &facts) ||
        !start(st, STMT_QUEUE_VALUES, first, last, &values) ||
        !start(st, STMT_QUEUE_CITATIONS, first, last, &cites))
        return store_fail(st, err);
    for (; facts.rc == SQLITE_ROW; next(&facts)) {
        arena_reset(&mem);
        struct queue_row row = row_of(facts.row, &mem);
        take_values(&values, &cites, &mem, &row);
        each(ctx, &row);
    }
    bool failed = facts.rc != SQLITE_DONE ||
                  (values.rc != SQLITE_DONE && values.rc != SQLITE_ROW) ||
                  (cites.rc != SQLITE_DONE && cites.rc != SQLITE_ROW);
    enum ibid_status status = failed ? store_fail(st, err) : IBID_OK;
    sqlite3_reset(facts.row);
    sqlite3_reset(values.row);
    sqlite3_reset(cites.row);
    arena_done(&mem);
    return status;
}

enum ibid_status store_queue_sources(struct store *st, queue_source_fn *each,
                                     void *ctx, struct ibid_error *err)
{
    struct arena mem = {0};
    int rc;
    sqlite3_stmt *row = store_stmt(st, STMT_QUEUE_SOURCES);
    if (!row)
        return store_fail(st, err);
    while ((rc = sqlite3_step(row)) == SQLITE_ROW) {
        arena_reset(&mem);
        struct queue_source source = {
            .no = sqlite3_column_int64(row, 0),
            .id = store_name(row, 1, &mem),
            .name = store_name(row, 2, &mem),
            .outlet = store_text(row, 3, &mem),
            .title = store_text(row, 4, &mem),
        };
        each(ctx, &source);
    }
    enum ibid_status status = rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
    sqlite3_reset(row);
    arena_done(&mem);
    return status;
}

enum ibid_status store_head_seq(struct store *st, int64_t *out,
                                struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_HEAD_SEQ);
    if (!row)
        return store_fail(st, err);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW)
        *out = sqlite3_column_int64(row, 0);
    enum ibid_status status = rc == SQLITE_ROW ? IBID_OK : store_fail(st, err);
    sqlite3_reset(row);
    return status;
}
