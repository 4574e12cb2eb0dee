/* states.c - what facts were, as the journal has it. */
#include "history/states.h"

#include "history/bodies.h"

enum ibid_status history_last(struct store *st, const char *subject,
                              const char *action, struct arena *mem,
                              const char **op, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    for (;;) {
        enum ibid_status status =
            store_entry_back(st, entry.seq, subject, NULL, mem, &entry, err);
        if (status)
            return status;
        if (!entry.seq)
            return err_set(err, IBID_NOT_FOUND, "no '%s' of %s", action,
                           subject);
        if (strcmp(entry.action, action) == 0) {
            *op = entry.op;
            return IBID_OK;
        }
    }
}

enum ibid_status history_state_before(struct store *st, const char *op,
                                      const char *id, struct arena *mem,
                                      struct ibid_fact *out, bool *found,
                                      struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    struct body body;
    bool withdrawn;
    *found = false;
    do {
        enum ibid_status status =
            store_entry_back(st, entry.seq, NULL, op, mem, &entry, err);
        if (status || !entry.seq)
            return status;
    } while (strcmp(entry.subject, id) != 0);
    enum ibid_status status = body_parse(&entry, mem, &body, err);
    if (status || !body.before.ptr)
        return status;
    *found = true;
    return fact_state_parse(body.before, mem, out, &withdrawn, err);
}
