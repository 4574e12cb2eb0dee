/* first.c - a fact as it was made. */
#include "history/first.h"

#include "history/bodies.h"

/* The oldest entry about `id`. */
static enum ibid_status oldest(struct store *st, const char *id,
                               struct arena *mem, struct entry *out,
                               struct ibid_error *err)
{
    struct arena scratch = {0};
    int64_t seq = INT64_MAX, found = 0;
    enum ibid_status status;
    *out = (struct entry){0};
    do {
        arena_reset(&scratch);
        status = store_entry_back(st, seq, id, NULL, &scratch, out, err);
        seq = out->seq;
        found = seq ? seq : found;
    } while (!status && seq);
    arena_done(&scratch);
    if (!status && !found)
        status = err_set(err, IBID_NOT_FOUND, "'%s' was never changed", id);
    return status ? status : store_entry_get(st, found, mem, out, err);
}

enum ibid_status history_first_state(struct store *st, const char *id,
                                     struct arena *mem, struct ibid_fact *out,
                                     struct ibid_error *err)
{
    struct entry entry;
    struct body body;
    bool withdrawn;
    enum ibid_status status = oldest(st, id, mem, &entry, err);
    if (!status)
        status = body_parse(&entry, mem, &body, err);
    if (status)
        return status;
    return fact_state_parse(body.before.ptr ? body.before : body.after, mem,
                            out, &withdrawn, err);
}
