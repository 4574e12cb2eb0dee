/* fact_sums.c - the sums kept with citations against what they quote now. */
#include "store/facts.h"
#include "store/private.h"
#include "store/sums.h"

/* The citation number `index`: evidence first, then values in order. */
static const struct ibid_citation *citation_at(const struct ibid_fact *fact,
                                               size_t index)
{
    if (index < fact->citation_count)
        return &fact->citations[index];
    index -= fact->citation_count;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            if (index < value->citation_count)
                return &value->citations[index];
            index -= value->citation_count;
        }
    return NULL;
}

enum ibid_status store_fact_check_sums(struct store *st, int64_t no,
                                       const struct ibid_fact *fact,
                                       void (*each)(void *ctx, size_t index),
                                       void *ctx, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_CITATION_LIST);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    int rc;
    for (size_t i = 0; (rc = sqlite3_step(row)) == SQLITE_ROW; i++) {
        const struct ibid_citation *c = citation_at(fact, i);
        struct str stored = store_blob(row, 6);
        struct quote_sum now = {{0}};
        if (c && c->quote)
            now = store_quote_sum(str_of(c->quote));
        bool redacted = c && !c->quote && !stored.len;
        if (!c ||
            (!redacted && !str_eq(stored, (struct str){(const char *)now.byte,
                                                       sizeof now.byte})))
            each(ctx, i);
    }
    sqlite3_reset(row);
    return rc == SQLITE_DONE ? IBID_OK : store_fail(st, err);
}
