/* verdicts.c - a person's word on links and names as rows. */
#include "store/verdicts.h"

#include "store/private.h"
#include "store/related.h"

static enum ibid_status read_one(struct store *st, enum stmt which,
                                 const char *key, struct arena *mem,
                                 struct verdict_row *out,
                                 struct ibid_error *err)
{
    *out = (struct verdict_row){0};
    if (!store_related_known(st))
        return IBID_OK;
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, key);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW)
        *out = (struct verdict_row){
            store_name(row, 0, mem), store_name(row, 1, mem),
            store_name(row, 2, mem), store_name(row, 3, mem),
            store_name(row, 4, mem)};
    return store_ended(st, row, rc, IBID_OK, err);
}

enum ibid_status store_verdict_get(struct store *st, const char *id,
                                   struct arena *mem, struct verdict_row *out,
                                   struct ibid_error *err)
{
    return read_one(st, STMT_VERDICT_GET, id, mem, out, err);
}

enum ibid_status store_verdict_next(struct store *st, const char *after,
                                    struct arena *mem, struct verdict_row *out,
                                    struct ibid_error *err)
{
    return read_one(st, STMT_VERDICT_NEXT, after, mem, out, err);
}

/* Bind up to five texts and run. */
static enum ibid_status run_texts(struct store *st, enum stmt which,
                                  const char *const *texts, int count,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    for (int i = 0; i < count; i++)
        store_bind_text(row, i + 1, texts[i]);
    return store_run(st, row, err);
}

enum ibid_status store_verdict_set(struct store *st,
                                   const struct verdict_row *row,
                                   struct ibid_error *err)
{
    const char *texts[] = {row->id, row->a, row->b, row->relation, row->says};
    return run_texts(st, STMT_VERDICT_SET, texts, 5, err);
}

enum ibid_status store_verdict_drop(struct store *st, const char *id,
                                    struct ibid_error *err)
{
    return run_texts(st, STMT_VERDICT_DROP, &id, 1, err);
}

enum ibid_status store_verdict_stale(struct store *st, const char *a,
                                     const char *b, struct ibid_error *err)
{
    const char *texts[] = {a, b};
    return run_texts(st, STMT_VERDICT_STALE, texts, 2, err);
}

enum ibid_status store_verdict_stale_names(struct store *st, const char *a,
                                           const char *b,
                                           struct ibid_error *err)
{
    const char *texts[] = {a, b};
    return run_texts(st, STMT_VERDICT_STALE_NAMES, texts, 2, err);
}

enum ibid_status store_verdict_apply(struct store *st, int64_t story,
                                     struct ibid_error *err)
{
    static const enum stmt steps[] = {STMT_VERDICT_TURN, STMT_VERDICT_TURN_FAR,
                                      STMT_VERDICT_APPLY,
                                      STMT_VERDICT_APPLY_FAR};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sqlite3_stmt *row = store_stmt(st, steps[i]);
        if (!row)
            return store_fail(st, err);
        sqlite3_bind_int64(row, 1, story);
        enum ibid_status status = store_run(st, row, err);
        if (status)
            return status;
    }
    return IBID_OK;
}
