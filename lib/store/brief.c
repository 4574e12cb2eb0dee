/* brief.c - facts with their values only: quick to read many. */
#include "store/brief.h"

#include "fact/fact.h"
#include "store/private.h"

/* The fact that is being put together. */
struct brief {
    int64_t no; /* 0: none yet */
    struct ibid_fact fact;
    struct ibid_field fields[FACT_FIELDS_MAX];
    struct ibid_value values[FACT_FIELDS_MAX];
    struct arena mem;
};

static void begin(struct brief *b, sqlite3_stmt *row)
{
    arena_reset(&b->mem);
    b->no = sqlite3_column_int64(row, 0);
    b->fact = (struct ibid_fact){
        .id = store_name(row, 1, &b->mem),
        .no = b->no,
        .kind = store_name(row, 2, &b->mem),
        .start = (uint32_t)sqlite3_column_int64(row, 3),
        .version = store_name(row, 4, &b->mem),
        .fields = b->fields,
    };
}

/* The first value of each field is enough. */
static void add(struct brief *b, sqlite3_stmt *row)
{
    size_t i = b->fact.field_count;
    const char *name = store_name(row, 5, &b->mem);
    if (i == FACT_FIELDS_MAX || (i && strcmp(b->fields[i - 1].name, name) == 0))
        return;
    b->values[i] =
        (struct ibid_value){.text = store_name(row, 6, &b->mem),
                            .normalized = store_text(row, 7, &b->mem)};
    b->fields[i] = (struct ibid_field){name, &b->values[i], 1};
    b->fact.field_count++;
}

enum ibid_status store_fact_counting(struct store *st, int64_t source,
                                     int64_t *out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_FACT_COUNTING);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    return store_only_no(st, row, out, err);
}

enum ibid_status store_fact_brief(struct store *st, int64_t source,
                                  const char *kind, store_fact_fn *each,
                                  void *ctx, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_FACT_BRIEF);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    store_bind_text(row, 2, kind);
    struct brief b = {0};
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
        if (sqlite3_column_int64(row, 0) != b.no) {
            if (b.no)
                status = each(ctx, b.no, &b.fact, err);
            begin(&b, row);
        }
        add(&b, row);
    }
    status = store_ended(st, row, rc, status, err);
    if (!status && b.no)
        status = each(ctx, b.no, &b.fact, err);
    arena_done(&b.mem);
    return status;
}
