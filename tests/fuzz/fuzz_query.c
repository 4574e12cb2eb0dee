/* fuzz_query.c - any bytes as a query: read or refused with a reason, and what
 * is read can be asked of any value. */
#include "fuzz.h"

#include "fact/query.h"

static void ask(const struct query *terms, struct str value)
{
    struct buf scratch = {0};
    for (size_t i = 0; i < terms->count; i++) {
        const struct query_term *t = &terms->list[i];
        promise(t->value && (t->name || t->key == QUERY_WORD));
        promise(t->key != QUERY_FIELD || (t->field && *t->field) || t->kind);
        (void)query_value_matches(t, value, STR("\"2016-12/..\""), &scratch);
        (void)query_value_matches(t, value, STR("{\"min\":28}"), &scratch);
        (void)query_date_matches(t, STR("2016-12-21/2016-12-31"));
    }
    buf_done(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    struct ibid_error err = {0};
    struct query terms = {0};
    struct ibid_query query = {
        .where = arena_strndup(&mem, (const char *)data, size)};
    enum ibid_status status = query_read_terms(&query, &mem, &terms, &err);
    promise((status == IBID_OK) == (err.text[0] == '\0'));
    if (!status)
        ask(&terms, str_of(query.where));
    arena_done(&mem);
    return 0;
}
