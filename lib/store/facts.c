/* facts.c - facts as rows: find, read, walk. */
#include "store/facts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "fact/fact.h"
#include "store/versions.h"

enum { ID_PREFIX_MIN = 4 };

enum ibid_status store_fact_find(struct store *st, const char *id, int64_t *no,
                                 struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    *no = 0;
    if (id_is('f', str_of(id)))
        status = store_resolve(st, STMT_FACT_BY_PREFIX, id, no, err);
    return status;
}

static enum ibid_status by_number(struct store *st, const char *ref,
                                  int64_t *no, struct ibid_error *err)
{
    char *end;
    long long number = strtoll(ref + (*ref == '#'), &end, 10);
    sqlite3_stmt *row = store_stmt(st, STMT_FACT_BY_NO);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, *end ? 0 : number);
    int rc = sqlite3_step(row);
    *no = rc == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
    return store_ended(st, row, rc, IBID_OK, err);
}

enum ibid_status store_fact_resolve(struct store *st, const char *ref,
                                    int64_t *no, struct ibid_error *err)
{
    int64_t found = 0;
    enum ibid_status status = IBID_OK;
    if (*ref == '#' || (*ref >= '0' && *ref <= '9'))
        status = by_number(st, ref, &found, err);
    else if (*ref == 'f' && strlen(ref) >= ID_PREFIX_MIN)
        status = store_resolve(st, STMT_FACT_BY_PREFIX, ref, &found, err);
    if (status)
        return status;
    if (found < 0)
        return err_set(err, IBID_INVALID,
                       "'%s' fits several facts; give more of the id", ref);
    if (!found)
        return err_set(err, IBID_NOT_FOUND,
                       "no fact '%s' ('ibid list' shows them)", ref);
    *no = found;
    return IBID_OK;
}

/* ---- Reading one ------------------------------------------------------- */

/* An enumeration's number; out of its range it becomes 0 and *bad is set. */
static int number_of(sqlite3_stmt *row, int column, int max, bool *bad)
{
    int64_t number = sqlite3_column_int64(row, column);
    if (number >= 0 && number <= max)
        return (int)number;
    *bad = true;
    return 0;
}

static enum ibid_status damaged(int64_t no, struct ibid_error *err)
{
    return err_set(err, IBID_DAMAGED,
                   "the record of fact #%" PRId64 " is damaged; run 'ibid "
                   "verify'",
                   no);
}

/* Columns as in FACT_COLUMNS; version and source are filled by the caller.
 * False when it cannot be what was written. */
static bool head_of(sqlite3_stmt *row, struct arena *mem, struct ibid_fact *out,
                    int *withdrawn, int64_t *version)
{
    bool bad = false;
    *version = sqlite3_column_int64(row, 2);
    *withdrawn = sqlite3_column_int(row, 13);
    *out = (struct ibid_fact){
        .no = sqlite3_column_int64(row, 0),
        .id = store_name(row, 1, mem),
        .start = (uint32_t)sqlite3_column_int64(row, 3),
        .kind = store_name(row, 4, mem),
        .status = (enum ibid_fact_status)number_of(row, 5, IBID_MERGED, &bad),
        .rank = (enum ibid_rank)number_of(row, 6, IBID_DEPRECATED, &bad),
        .rank_reason = store_text(row, 7, mem),
        .confidence = sqlite3_column_double(row, 8),
        .revision = sqlite3_column_int64(row, 9),
        .rule = store_text(row, 10, mem),
        .merged_into = store_text(row, 11, mem),
        .note = store_text(row, 12, mem),
    };
    return !bad;
}

/* Values field by field; those of one field follow one another. */
static enum ibid_status read_values(struct store *st, struct arena *mem,
                                    struct ibid_fact *out,
                                    struct ibid_value **values,
                                    size_t *value_count, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VALUE_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, out->no);
    enum { MAX = FACT_FIELDS_MAX * FACT_VALUES_MAX };
    size_t values_room = 0, fields_room = 0, n = 0, f = 0;
    struct ibid_value *list = NULL;
    struct ibid_field *fields = NULL;
    int rc;
    while ((rc = sqlite3_step(row)) == SQLITE_ROW && n < MAX &&
           f <= FACT_FIELDS_MAX) {
        list = arena_grow(mem, list, &values_room, n + 1, sizeof *list);
        fields = arena_grow(mem, fields, &fields_room, f + 1, sizeof *fields);
        list[n].text = store_name(row, 2, mem);
        list[n].normalized = store_text(row, 3, mem);
        const char *name = store_name(row, 1, mem);
        if (!f || strcmp(fields[f - 1].name, name) != 0)
            fields[f++] = (struct ibid_field){.name = name};
        fields[f - 1].value_count++;
        n++;
    }
    enum ibid_status status = IBID_OK;
    if (rc == SQLITE_ROW || f > FACT_FIELDS_MAX)
        status = damaged(out->no, err);
    else if (rc != SQLITE_DONE)
        status = store_fail(st, err);
    sqlite3_reset(row);
    for (size_t i = 0, at = 0; i < f; at += fields[i++].value_count)
        fields[i].values = list + at;
    out->fields = fields;
    out->field_count = f;
    *values = list;
    *value_count = n;
    return status;
}

/* The newer version by which the citation was judged, if any. */
static enum ibid_status against_of(struct store *st, sqlite3_stmt *row,
                                   struct arena *mem, const char **out,
                                   struct ibid_error *err)
{
    struct store_text text;
    int64_t no = sqlite3_column_int64(row, 7);
    if (!no)
        return IBID_OK;
    enum ibid_status status = store_version_text(st, no, &text, err);
    if (!status)
        *out = arena_strdup(mem, text.version);
    return status;
}

static enum ibid_status citation_of(struct store *st, sqlite3_stmt *row,
                                    struct arena *mem,
                                    struct ibid_citation *out,
                                    struct ibid_error *err)
{
    struct store_text text;
    enum ibid_status status =
        store_version_text(st, sqlite3_column_int64(row, 1), &text, err);
    if (status)
        return status;
    bool bad = false;
    *out = (struct ibid_citation){
        .source = arena_strdup(mem, text.source),
        .version = arena_strdup(mem, text.version),
        .start = (uint32_t)sqlite3_column_int64(row, 2),
        .end = (uint32_t)sqlite3_column_int64(row, 3),
        .stance = (enum ibid_stance)number_of(row, 4, IBID_DISPUTES, &bad),
        .anchor = (enum ibid_anchor)number_of(row, 5, IBID_LOST, &bad),
    };
    if (bad ||
        (text.text.ptr && (out->end > text.text.len || out->start >= out->end)))
        return err_set(err, IBID_DAMAGED,
                       "a citation lies outside its text; run 'ibid verify'");
    if (text.text.ptr) /* not redacted */
        out->quote = arena_strndup(mem, text.text.ptr + out->start,
                                   out->end - out->start);
    return against_of(st, row, mem, &out->against, err);
}

struct cited {
    struct ibid_citation *list;
    size_t *k; /* which value each belongs to */
    size_t count;
};

static enum ibid_status read_citations(struct store *st, int64_t no,
                                       struct arena *mem, struct cited *out,
                                       struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_CITATION_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    enum { MAX = FACT_FIELDS_MAX * FACT_CITATIONS_MAX };
    size_t room = 0, k_room = 0;
    enum ibid_status status = IBID_OK;
    int rc = SQLITE_DONE;
    while (!status && out->count < MAX &&
           (rc = sqlite3_step(row)) == SQLITE_ROW) {
        size_t n = out->count++;
        out->list = arena_grow(mem, out->list, &room, n + 1, sizeof *out->list);
        out->k = arena_grow(mem, out->k, &k_room, n + 1, sizeof *out->k);
        out->k[n] = (size_t)sqlite3_column_int64(row, 0);
        status = citation_of(st, row, mem, &out->list[n], err);
    }
    return store_ended(st, row, rc, status, err);
}

/* Hand each value (k from 1) and the fact (k = 0) its citations, which come
 * ordered by k. */
static void distribute(struct cited *cited, struct ibid_value *values,
                       struct arena *mem, struct ibid_fact *out)
{
    size_t at = 0;
    while (at < cited->count && cited->k[at] == 0)
        at++;
    out->citations = cited->list;
    out->citation_count = at;
    size_t k = 1;
    for (size_t f = 0; f < out->field_count; f++)
        for (size_t v = 0; v < out->fields[f].value_count; v++, k++) {
            size_t first = at;
            while (at < cited->count && cited->k[at] == k)
                at++;
            values[k - 1].citations = cited->list + first;
            values[k - 1].citation_count = at - first;
        }
    fact_citation_ids(out, mem);
}

static enum ibid_status read_head(struct store *st, int64_t no,
                                  struct arena *mem, struct ibid_fact *out,
                                  int *withdrawn, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_FACT_GET);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc = sqlite3_step(row);
    enum ibid_status status = IBID_OK;
    int64_t version = 0;
    if (rc == SQLITE_ROW)
        status = head_of(row, mem, out, withdrawn, &version) ? IBID_OK
                                                             : damaged(no, err);
    else if (rc == SQLITE_DONE)
        status = err_set(err, IBID_NOT_FOUND, "no fact #%" PRId64, no);
    else
        status = store_fail(st, err);
    sqlite3_reset(row);
    struct store_text text;
    if (!status)
        status = store_version_text(st, version, &text, err);
    if (!status) {
        out->version = arena_strdup(mem, text.version);
        out->source = arena_strdup(mem, text.source);
    }
    return status;
}

enum ibid_status store_fact_get(struct store *st, int64_t no, struct arena *mem,
                                struct ibid_fact *out, int *withdrawn,
                                struct ibid_error *err)
{
    struct ibid_fact fact = {0};
    struct ibid_value *values = NULL;
    size_t value_count = 0;
    struct cited cited = {0};
    int hidden = 0;
    enum ibid_status status = read_head(st, no, mem, &fact, &hidden, err);
    if (!status)
        status = read_values(st, mem, &fact, &values, &value_count, err);
    if (!status)
        status = read_citations(st, no, mem, &cited, err);
    if (status)
        return status;
    distribute(&cited, values, mem, &fact);
    *out = fact;
    if (withdrawn)
        *withdrawn = hidden;
    return IBID_OK;
}

enum ibid_status store_fact_current(struct store *st, const char *ref,
                                    struct arena *mem, struct ibid_fact *out,
                                    struct ibid_error *err)
{
    int64_t no = 0;
    int withdrawn = 0;
    struct ibid_fact fact = {0};
    enum ibid_status status = store_fact_resolve(st, ref, &no, err);
    if (!status)
        status = store_fact_get(st, no, mem, &fact, &withdrawn, err);
    if (!status && withdrawn)
        status = err_set(err, IBID_NOT_FOUND,
                         "fact '%s' was undone or replaced; 'ibid log %s' "
                         "tells when",
                         ref, ref);
    if (!status)
        *out = fact;
    return status;
}

/* ---- Walking ----------------------------------------------------------- */

enum ibid_status store_fact_of_version(struct store *st, int64_t version,
                                       store_no_fn *each, void *ctx,
                                       struct ibid_error *err)
{
    int64_t after = 0;
    for (;;) {
        sqlite3_stmt *row = store_stmt(st, STMT_FACT_OF_VERSION);
        if (!row)
            return store_fail(st, err);
        sqlite3_bind_int64(row, 1, version);
        sqlite3_bind_int64(row, 2, after);
        int rc = sqlite3_step(row);
        int64_t last = after;
        after = rc == SQLITE_ROW ? sqlite3_column_int64(row, 0) : 0;
        sqlite3_reset(row);
        if (rc != SQLITE_ROW)
            return rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
        enum ibid_status status = store_walk_check(st, last, after, err);
        if (!status)
            status = each(ctx, after, err);
        if (status)
            return status;
    }
}

static enum ibid_status fact_name(struct store *st, enum stmt which, int64_t no,
                                  struct arena *mem, const char **id,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, which);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc = sqlite3_step(row);
    *id = rc == SQLITE_ROW ? store_text(row, 0, mem) : NULL;
    return store_ended(st, row, rc, IBID_OK, err);
}

enum ibid_status store_version_changed_fact(struct store *st, int64_t no,
                                            struct arena *mem, const char **id,
                                            struct ibid_error *err)
{
    return fact_name(st, STMT_FACT_CHANGED_OF_VERSION, no, mem, id, err);
}

enum ibid_status store_version_cited_elsewhere(struct store *st, int64_t no,
                                               struct arena *mem,
                                               const char **id,
                                               struct ibid_error *err)
{
    return fact_name(st, STMT_VERSION_CITED_ELSEWHERE, no, mem, id, err);
}
