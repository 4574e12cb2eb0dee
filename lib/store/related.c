/* related.c - profiles, postings and stories as rows. */
#include "store/related.h"

#include "store/private.h"

enum {
    SCHEMA_RELATED = 7,  /* the first with the columns that are read */
    SCHEMA_WRITTEN = 13, /* and with those that are written */
};

bool store_related_known(const struct store *st)
{
    return st->schema_version >= SCHEMA_RELATED;
}

bool store_related_writable(const struct store *st)
{
    return st->schema_version >= SCHEMA_WRITTEN && !st->read_only &&
           sqlite3_get_autocommit(st->db);
}

/* A statement that takes numbers and gives no row. */
static enum ibid_status run_numbers(struct store *st, enum stmt which,
                                    const int64_t *numbers, int count,
                                    struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    for (int i = 0; i < count; i++)
        sqlite3_bind_int64(row, i + 1, numbers[i]);
    return store_run(st, row, err);
}

/* One that gives one number or none (0). */
static enum ibid_status get_number(struct store *st, enum stmt which,
                                   const int64_t *numbers, int count,
                                   int64_t *out, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    for (int i = 0; i < count; i++)
        sqlite3_bind_int64(row, i + 1, numbers[i]);
    return store_only_no(st, row, out, err);
}

/* One that gives up to `most` of them. */
static enum ibid_status get_numbers(struct store *st, sqlite3_stmt *row,
                                    size_t most, int64_t *out, size_t *count,
                                    struct ibid_error *err)
{
    int rc = SQLITE_DONE;
    *count = 0;
    while (*count < most && (rc = sqlite3_step(row)) == SQLITE_ROW)
        out[(*count)++] = sqlite3_column_int64(row, 0);
    return store_ended(st, row, rc, IBID_OK, err);
}

/* ---- Profiles ---------------------------------------------------------- */

enum ibid_status store_profile_get(struct store *st, int64_t source,
                                   struct arena *mem, struct profile_row *out,
                                   struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_PROFILE_GET);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    int rc = sqlite3_step(row);
    enum ibid_status status = IBID_OK;
    *out = (struct profile_row){0};
    if (rc == SQLITE_ROW)
        *out = (struct profile_row){
            .source = source,
            .version = sqlite3_column_int64(row, 0),
            .tie = sqlite3_column_int64(row, 1),
            .sum = sqlite3_column_int64(row, 2),
            .has_day = sqlite3_column_type(row, 3) != SQLITE_NULL,
            .day = sqlite3_column_int(row, 3),
            .terms = arena_str(mem, store_blob(row, 4)),
            .kin = arena_str(mem, store_blob(row, 5)),
            .story = sqlite3_column_int64(row, 6),
            .twin = sqlite3_column_int64(row, 7),
        };
    else if (rc != SQLITE_DONE)
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status;
}

enum ibid_status store_profile_put(struct store *st,
                                   const struct profile_row *profile,
                                   struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_PROFILE_PUT);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, profile->source);
    sqlite3_bind_int64(row, 2, profile->version);
    sqlite3_bind_int64(row, 3, profile->tie);
    sqlite3_bind_int64(row, 4, profile->sum);
    if (profile->has_day)
        sqlite3_bind_int(row, 5, profile->day);
    store_bind_blob(row, 6, profile->terms.ptr, profile->terms.len);
    store_bind_blob(row, 7, profile->kin.ptr, profile->kin.len);
    sqlite3_bind_int64(row, 8, profile->story);
    if (profile->twin)
        sqlite3_bind_int64(row, 9, profile->twin);
    return store_run(st, row, err);
}

enum ibid_status store_profile_drop(struct store *st, int64_t source,
                                    struct ibid_error *err)
{
    enum ibid_status status = run_numbers(st, STMT_TOLL_DROP, &source, 1, err);
    return status ? status
                  : run_numbers(st, STMT_PROFILE_DROP, &source, 1, err);
}

enum ibid_status store_profile_place(struct store *st, int64_t source,
                                     int64_t story, const struct str *kin,
                                     struct ibid_error *err)
{
    sqlite3_stmt *row =
        store_stmt(st, kin ? STMT_PROFILE_PLACE : STMT_PROFILE_STORY);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    sqlite3_bind_int64(row, 2, story);
    if (kin)
        store_bind_blob(row, 3, kin->ptr ? kin->ptr : "", kin->len);
    enum ibid_status status = store_run(st, row, err);
    int64_t twins[] = {source, story};
    return status ? status
                  : run_numbers(st, STMT_PROFILE_PLACE_TWINS, twins, 2, err);
}

enum ibid_status store_profile_twins(struct store *st, int64_t from, int64_t to,
                                     struct ibid_error *err)
{
    int64_t numbers[] = {from, to};
    return to ? run_numbers(st, STMT_PROFILE_TWINS_SET, numbers, 2, err)
              : run_numbers(st, STMT_PROFILE_TWINS_STALE, numbers, 1, err);
}

/* ---- Postings ---------------------------------------------------------- */

enum ibid_status store_posting_add(struct store *st, int64_t key, int64_t tie,
                                   int64_t source, struct ibid_error *err)
{
    int64_t numbers[] = {key, tie, source};
    return run_numbers(st, STMT_POSTING_ADD, numbers, 3, err);
}

enum ibid_status store_posting_drop(struct store *st, int64_t key, int64_t tie,
                                    int64_t source, struct ibid_error *err)
{
    int64_t numbers[] = {key, tie, source};
    return run_numbers(st, STMT_POSTING_DROP, numbers, 3, err);
}

enum ibid_status store_posting_find(struct store *st, int64_t key, size_t most,
                                    int64_t *out, size_t *count,
                                    struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_POSTING_FIND);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, key);
    sqlite3_bind_int64(row, 2, (int64_t)most);
    return get_numbers(st, row, most, out, count, err);
}

/* ---- What is to be looked at again ------------------------------------- */

enum ibid_status store_stale_list(struct store *st, size_t most, int64_t *out,
                                  size_t *count, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_STALE_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, (int64_t)most);
    return get_numbers(st, row, most, out, count, err);
}

enum ibid_status store_stale_add(struct store *st, int64_t source,
                                 struct ibid_error *err)
{
    return run_numbers(st, STMT_STALE_ADD, &source, 1, err);
}

enum ibid_status store_stale_drop(struct store *st, int64_t source,
                                  struct ibid_error *err)
{
    return run_numbers(st, STMT_STALE_DROP, &source, 1, err);
}

enum ibid_status store_stale_version(struct store *st, const char *version,
                                     struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_STALE_VERSION);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, version);
    return store_run(st, row, err);
}

/* ---- Stories that are to be looked through ----------------------------- */

enum ibid_status store_compared_touch(struct store *st, int64_t story,
                                      bool anew, struct ibid_error *err)
{
    int64_t numbers[] = {story, anew};
    if (!story) /* there is none */
        return IBID_OK;
    return run_numbers(st, STMT_COMPARED_TOUCH, numbers, 2, err);
}

enum ibid_status store_compared_list(struct store *st, size_t most,
                                     int64_t *out, size_t *count,
                                     struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_COMPARED_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, (int64_t)most);
    return get_numbers(st, row, most, out, count, err);
}

enum ibid_status store_compared_get(struct store *st, int64_t story,
                                    int64_t *out, struct ibid_error *err)
{
    *out = 0;
    return get_number(st, STMT_COMPARED_GET, &story, 1, out, err);
}

enum ibid_status store_compared_set(struct store *st, int64_t story,
                                    int64_t sum, struct ibid_error *err)
{
    int64_t numbers[] = {story, sum};
    return run_numbers(st, STMT_COMPARED_SET, numbers, 2, err);
}

/* ---- Facts that changed ------------------------------------------------- */

enum ibid_status store_stale_fact(struct store *st, int64_t fact,
                                  struct ibid_error *err)
{
    return run_numbers(st, STMT_STALE_FACT_ADD, &fact, 1, err);
}

enum ibid_status store_stale_facts(struct store *st, size_t most,
                                   struct arena *mem, struct stale_facts *out,
                                   size_t *count, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_STALE_FACT_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, (int64_t)most);
    int rc = SQLITE_DONE;
    *count = 0;
    while (*count < most && (rc = sqlite3_step(row)) == SQLITE_ROW)
        out[(*count)++] = (struct stale_facts){
            .source = sqlite3_column_int64(row, 0),
            .story = sqlite3_column_int64(row, 1),
            .kind = store_name(row, 2, mem),
        };
    return store_ended(st, row, rc, IBID_OK, err);
}

enum ibid_status store_stale_facts_drop(struct store *st,
                                        const struct stale_facts *facts,
                                        struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_STALE_FACT_DROP);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, facts->source);
    store_bind_text(row, 2, facts->kind);
    return store_run(st, row, err);
}

/* ---- Stories ----------------------------------------------------------- */

enum ibid_status store_story_of(struct store *st, int64_t source, int64_t *out,
                                struct ibid_error *err)
{
    *out = 0;
    if (!store_related_known(st))
        return IBID_OK;
    return get_number(st, STMT_STORY_OF, &source, 1, out, err);
}

enum ibid_status store_story_name(struct store *st, int64_t source,
                                  struct arena *mem, const char **out,
                                  struct ibid_error *err)
{
    *out = NULL;
    if (!store_related_known(st))
        return IBID_OK;
    sqlite3_stmt *row = store_stmt(st, STMT_STORY_NAME);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        struct str id = str_of(store_name(row, 0, mem));
        *out = arena_printf(mem, "y%s", id.len ? id.ptr + 1 : "");
    }
    return store_ended(st, row, rc, IBID_OK, err);
}

enum ibid_status store_story_next(struct store *st, int64_t story,
                                  int64_t after, int64_t *out,
                                  struct ibid_error *err)
{
    int64_t numbers[] = {story, after};
    *out = 0;
    if (!store_related_known(st))
        return IBID_OK;
    return get_number(st, STMT_STORY_NEXT, numbers, 2, out, err);
}
