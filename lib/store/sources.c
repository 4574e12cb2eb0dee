/* sources.c - sources as rows: find, read, walk. */
#include "store/sources.h"

#include <stdlib.h>

#include "store/private.h"
#include "store/related.h"
#include "store/versions.h"

enum { ID_PREFIX_MIN = 4, SOURCE_VERSIONS_MAX = 10000 };

enum ibid_status store_source_find(struct store *st, const char *id,
                                   int64_t *no, struct ibid_error *err)
{
    return store_resolve(st, STMT_SOURCE_BY_ID, id, no, err);
}

enum ibid_status store_source_resolve(struct store *st, const char *ref,
                                      int64_t *no, struct ibid_error *err)
{
    int64_t found = 0;
    enum ibid_status status = IBID_OK;
    if (ref[0] == 's' && strlen(ref) >= ID_PREFIX_MIN)
        status = store_resolve(st, STMT_SOURCE_BY_PREFIX, ref, &found, err);
    if (!status && !found)
        status = store_resolve(st, STMT_SOURCE_BY_NAME, ref, &found, err);
    if (status)
        return status;
    if (found < 0)
        return err_set(err, IBID_INVALID,
                       "'%s' fits several sources; give more of the id", ref);
    if (!found)
        return err_set(err, IBID_NOT_FOUND,
                       "no source '%s' ('ibid sources' lists them)", ref);
    *no = found;
    return IBID_OK;
}

/* Columns as in SOURCE_COLUMNS. */
static void source_of(sqlite3_stmt *row, struct arena *mem,
                      struct source_row *out)
{
    *out = (struct source_row){
        .no = sqlite3_column_int64(row, 0),
        .revision = sqlite3_column_int64(row, 10),
        .source =
            {
                .id = store_name(row, 1, mem),
                .no = sqlite3_column_int64(row, 0),
                .name = store_name(row, 2, mem),
                .url = store_text(row, 3, mem),
                .title = store_text(row, 4, mem),
                .outlet = store_text(row, 5, mem),
                .author = store_text(row, 6, mem),
                .published = store_text(row, 7, mem),
                .language = store_text(row, 8, mem),
                .licence = store_text(row, 9, mem),
                .section = store_text(row, 11, mem),
                .agency = store_text(row, 12, mem),
                .also = store_text(row, 13, mem),
            },
    };
}

static enum ibid_status add_versions(struct store *st, struct arena *mem,
                                     struct source_row *out,
                                     struct ibid_error *err)
{
    struct ibid_version *list = NULL;
    size_t count = 0, capacity = 0;
    int64_t after = 0;
    for (;;) {
        struct version_row version;
        enum ibid_status status =
            store_version_of(st, out->no, after, mem, &version, err);
        if (status)
            return status;
        if (!version.no || count == SOURCE_VERSIONS_MAX)
            break;
        after = version.no;
        if (version.withdrawn)
            continue;
        list = arena_grow(mem, list, &capacity, count + 1, sizeof *list);
        list[count++] = version.version;
    }
    out->source.versions = list;
    out->source.version_count = count;
    return IBID_OK;
}

static enum ibid_status add_facts(struct store *st, struct source_row *out,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_SOURCE_FACTS);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, out->no);
    return store_only_no(st, row, &out->source.facts, err);
}

/* The rest of what a source row stands for. */
static enum ibid_status complete(struct store *st, bool with_facts,
                                 struct arena *mem, struct source_row *out,
                                 struct ibid_error *err)
{
    enum ibid_status status = add_versions(st, mem, out, err);
    if (!status)
        status = store_story_name(st, out->no, mem, &out->source.story, err);
    if (!status && with_facts)
        status = add_facts(st, out, err);
    return status;
}

static enum ibid_status next_row(struct store *st, int64_t after,
                                 struct arena *mem, struct source_row *out,
                                 struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_SOURCE_NEXT);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, after);
    int rc = sqlite3_step(row);
    enum ibid_status status = IBID_OK;
    if (rc == SQLITE_ROW)
        source_of(row, mem, out);
    else if (rc == SQLITE_DONE)
        *out = (struct source_row){0};
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    return status ? status : store_walk_check(st, after, out->no, err);
}

enum ibid_status store_source_get(struct store *st, int64_t no, bool with_facts,
                                  struct arena *mem, struct source_row *out,
                                  struct ibid_error *err)
{
    struct source_row found = {0};
    enum ibid_status status = next_row(st, no - 1, mem, &found, err);
    if (!status && found.no != no)
        status = err_set(err, IBID_NOT_FOUND, "no source number %lld",
                         (long long)no);
    if (!status)
        status = complete(st, with_facts, mem, &found, err);
    if (!status)
        *out = found;
    return status;
}

enum ibid_status store_source_next(struct store *st, int64_t after,
                                   bool with_facts, struct arena *mem,
                                   struct source_row *out,
                                   struct ibid_error *err)
{
    for (;;) {
        struct source_row found = {0};
        enum ibid_status status = next_row(st, after, mem, &found, err);
        if (!status && found.no)
            status = complete(st, with_facts, mem, &found, err);
        if (status)
            return status;
        if (!found.no || found.source.version_count) {
            *out = found;
            return IBID_OK;
        }
        after = found.no; /* its imports were undone */
    }
}

enum ibid_status store_version_newest(struct store *st, int64_t source,
                                      int64_t *no, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_NEWEST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, source);
    return store_only_no(st, row, no, err);
}
