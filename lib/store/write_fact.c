/* write_fact.c - write facts, each citation checked against stored text. */
#include "fact/fact.h"
#include "store/search.h"
#include "store/sums.h"
#include "store/versions.h"
#include "store/write.h"

/* The number of version `id`: mostly the fact's own, asked for once. */
struct home {
    const char *id;
    int64_t no;
};

static enum ibid_status version_no(struct store *st, const struct home *home,
                                   const char *id, int64_t *no,
                                   struct ibid_error *err)
{
    if (strcmp(home->id, id) == 0) {
        *no = home->no;
        return IBID_OK;
    }
    enum ibid_status status = store_version_find(st, id, no, err);
    if (!status && !*no)
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'", id);
    return status;
}

/* Compare the quote with the text as it stands in the database. */
static enum ibid_status quote_of(struct store *st, int64_t version,
                                 const struct ibid_citation *c,
                                 struct quote_sum *sum, bool *redacted,
                                 struct ibid_error *err)
{
    struct store_text text;
    enum ibid_status status = store_version_text(st, version, &text, err);
    if (status)
        return status;
    *redacted = !text.text.ptr;
    if (*redacted)
        return IBID_OK;
    status = citation_check(c, text.text, err);
    if (!status)
        *sum = store_quote_sum(str_cut(text.text, c->start, c->end));
    return status;
}

static enum ibid_status citation_add(struct store *st, const struct home *home,
                                     int64_t fact, size_t k, size_t c_no,
                                     const struct ibid_citation *c,
                                     struct ibid_error *err)
{
    int64_t version, against = 0;
    struct quote_sum sum;
    bool redacted = false;
    enum ibid_status status = version_no(st, home, c->version, &version, err);
    if (!status && c->against)
        status = version_no(st, home, c->against, &against, err);
    if (!status)
        status = quote_of(st, version, c, &sum, &redacted, err);
    if (status)
        return status;
    sqlite3_stmt *row = store_stmt(st, STMT_CITATION_ADD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, fact);
    sqlite3_bind_int64(row, 2, (int64_t)k);
    sqlite3_bind_int64(row, 3, (int64_t)c_no);
    if (version != home->no)
        sqlite3_bind_int64(row, 4, version);
    sqlite3_bind_int64(row, 5, c->start);
    sqlite3_bind_int64(row, 6, c->end);
    sqlite3_bind_int(row, 7, (int)c->stance);
    sqlite3_bind_int(row, 8, (int)c->anchor);
    if (!redacted)
        store_bind_blob(row, 9, sum.byte, sizeof sum.byte);
    if (against)
        sqlite3_bind_int64(row, 10, against);
    return store_run(st, row, err);
}

static enum ibid_status citations_add(struct store *st, const struct home *home,
                                      int64_t fact, size_t k,
                                      const struct ibid_citation *list,
                                      size_t count, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = citation_add(st, home, fact, k, i, &list[i], err);
    return status;
}

static enum ibid_status value_add(struct store *st, int64_t fact, size_t k,
                                  const char *field,
                                  const struct ibid_value *value,
                                  struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VALUE_ADD);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, fact);
    sqlite3_bind_int64(row, 2, (int64_t)k);
    store_bind_text(row, 3, field);
    store_bind_text(row, 4, value->text);
    store_bind_text(row, 5, value->normalized);
    return store_run(st, row, err);
}

static enum ibid_status parts_add(struct store *st, const struct home *home,
                                  int64_t no, const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    enum ibid_status status = citations_add(st, home, no, 0, fact->citations,
                                            fact->citation_count, err);
    size_t k = 1;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count;
             v++, k++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            status = value_add(st, no, k, fact->fields[f].name, value, err);
            if (!status)
                status = citations_add(st, home, no, k, value->citations,
                                       value->citation_count, err);
        }
    return status;
}

static enum ibid_status home_find(struct store *st,
                                  const struct ibid_fact *fact,
                                  struct home *home, struct ibid_error *err)
{
    home->id = fact->version;
    enum ibid_status status =
        store_version_find(st, fact->version, &home->no, err);
    if (!status && !home->no)
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'", fact->version);
    return status;
}

/* Columns version .. confidence, from parameter 2 on. */
static void bind_head(sqlite3_stmt *row, int64_t version,
                      const struct ibid_fact *fact)
{
    sqlite3_bind_int64(row, 2, version);
    sqlite3_bind_int64(row, 3, fact->start);
    store_bind_text(row, 4, fact->kind);
    sqlite3_bind_int(row, 5, (int)fact->status);
    sqlite3_bind_int(row, 6, (int)fact->rank);
    store_bind_text(row, 7, fact->rank_reason);
    sqlite3_bind_double(row, 8, fact->confidence);
    store_bind_text(row, 9, fact->rule);
    store_bind_text(row, 10, fact->merged_into);
    store_bind_text(row, 11, fact->note);
}

static enum ibid_status head_add(struct store *st, const struct home *home,
                                 const struct ibid_fact *fact, bool withdrawn,
                                 int64_t *no, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_FACT_ADD);
    if (!row)
        return store_fail(st, err);
    store_bind_text(row, 1, fact->id);
    bind_head(row, home->no, fact);
    sqlite3_bind_int(row, 12, withdrawn);
    return store_run_adding(st, row, no, err);
}

enum ibid_status store_fact_add(struct store *st, const struct ibid_fact *fact,
                                bool withdrawn, int64_t *no,
                                struct ibid_error *err)
{
    struct home home;
    enum ibid_status status = home_find(st, fact, &home, err);
    if (!status)
        status = head_add(st, &home, fact, withdrawn, no, err);
    if (!status)
        status = parts_add(st, &home, *no, fact, err);
    return status;
}

static enum ibid_status clear(struct store *st, int64_t no,
                              struct ibid_error *err)
{
    static const enum stmt steps[] = {STMT_FACT_CLEAR_VALUES,
                                      STMT_FACT_CLEAR_CITATIONS};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < 2; i++) {
        sqlite3_stmt *row = store_stmt(st, steps[i]);
        if (!row)
            return store_fail(st, err);
        sqlite3_bind_int64(row, 1, no);
        status = store_run(st, row, err);
    }
    return status;
}

static enum ibid_status head_set(struct store *st, const struct home *home,
                                 int64_t no, const struct ibid_fact *fact,
                                 bool withdrawn, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_FACT_SET);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    bind_head(row, home->no, fact);
    sqlite3_bind_int(row, 12, withdrawn);
    return store_run(st, row, err);
}

enum ibid_status store_fact_set(struct store *st, int64_t no,
                                const struct ibid_fact *fact, bool withdrawn,
                                struct ibid_error *err)
{
    struct home home;
    enum ibid_status status = home_find(st, fact, &home, err);
    if (!status)
        status = store_search_fact_drop(st, no, err);
    if (!status)
        status = head_set(st, &home, no, fact, withdrawn, err);
    if (!status)
        status = clear(st, no, err);
    if (!status)
        status = parts_add(st, &home, no, fact, err);
    if (!status)
        status = store_search_fact_add(st, no, err);
    return status;
}
