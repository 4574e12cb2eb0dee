/* search_redact.c - take the words of a removed text out of the search. */
#include "store/private.h"
#include "store/search.h"

/* The fact after number `*no` that cites the version; 0 at the end. */
static enum ibid_status next_citing(struct store *st, int64_t version,
                                    int64_t *no, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_CITED_BY);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, version);
    sqlite3_bind_int64(row, 2, *no);
    int64_t last = *no;
    enum ibid_status status = store_only_no(st, row, no, err);
    return status ? status : store_walk_check(st, last, *no, err);
}

enum ibid_status store_search_citing(struct store *st, int64_t version,
                                     store_search_fact_fn *each,
                                     struct ibid_error *err)
{
    int64_t no = 0;
    enum ibid_status status = next_citing(st, version, &no, err);
    while (!status && no) {
        status = each(st, no, err);
        if (!status)
            status = next_citing(st, version, &no, err);
    }
    return status;
}

enum ibid_status store_search_merge(struct store *st, struct ibid_error *err)
{
    static const enum stmt steps[] = {STMT_SEARCH_TEXT_MERGE,
                                      STMT_SEARCH_FACT_MERGE};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < sizeof steps / sizeof *steps; i++)
        status = store_run(st, store_stmt(st, steps[i]), err);
    return status;
}
