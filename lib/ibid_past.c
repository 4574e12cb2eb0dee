/* ibid_past.c - the facade: what a fact was. */
#include "history/states.h"
#include "ibid_db.h"

enum ibid_status ibid_fact_at(ibid_db *db, const char *ref, int64_t revision,
                              ibid_arena *mem, struct ibid_fact *out,
                              struct ibid_error *err)
{
    struct ibid_fact now, then = {0};
    bool found = false;
    enum ibid_status status = ibid_fact_get(db, ref, mem, &now, err);
    if (!status)
        status =
            history_state_at(db->st, &now, revision, mem, &then, &found, err);
    if (!status && !found)
        status = err_set(err, IBID_NOT_FOUND,
                         "the journal does not tell what %s was then", now.id);
    if (!status)
        *out = then;
    return status;
}
