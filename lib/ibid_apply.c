/* ibid_apply.c - the facade: edited tables that come back. */
#include "ibid_db.h"

const char *ibid_applied_name(enum ibid_applied what)
{
    static const char *const names[] = {
        [IBID_APPLY_EDIT] = "edit",         [IBID_APPLY_CONFLICT] = "conflict",
        [IBID_APPLY_KEPT] = "kept",         [IBID_APPLY_NEW] = "new",
        [IBID_APPLY_MISSING] = "missing",   [IBID_APPLY_REJECTED] = "rejected",
        [IBID_APPLY_RESHAPED] = "reshaped", [IBID_APPLY_REFUSED] = "refused"};
    return names[what];
}

enum ibid_status ibid_apply(ibid_db *db, const struct ibid_apply *how,
                            const struct ibid_change_options *options,
                            ibid_arena *mem, struct ibid_apply_summary *summary,
                            struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status : curate_apply(&who, how, mem, summary, err);
}
