/* ibid_annotate.c - the facade: who gave each field what it says. */
#include "history/annotate.h"
#include "ibid_db.h"

static enum ibid_status tell(ibid_db *db, const struct ibid_field *field,
                             const struct entry *entry, ibid_annotate_fn *each,
                             void *ctx, struct ibid_error *err)
{
    struct arena mem = {0};
    struct ibid_change change;
    if (!entry->seq)
        return IBID_OK; /* its entries were redacted */
    enum ibid_status status = ibid_db_change(db, entry, &mem, &change, err);
    if (!status)
        status = each(ctx, field, &change, err);
    arena_done(&mem);
    return status;
}

enum ibid_status ibid_fact_annotate(ibid_db *db, const struct ibid_fact *fact,
                                    ibid_annotate_fn *each, void *ctx,
                                    struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry *fields, status_by;
    enum ibid_status status =
        history_annotate(db->st, fact, &mem, &fields, &status_by, err);
    for (size_t i = 0; !status && i < fact->field_count; i++)
        status = tell(db, &fact->fields[i], &fields[i], each, ctx, err);
    if (!status)
        status = tell(db, NULL, &status_by, each, ctx, err);
    arena_done(&mem);
    return status;
}
