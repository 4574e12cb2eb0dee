/* source_at.c - what was known of a source, as the journal has it. */
#include "history/bodies.h"
#include "history/states.h"

/* The first entry after `seq` that changed the source, so far. */
struct first_change {
    struct entry entry; /* seq 0: none */
    bool told;          /* it says what was before */
    struct str before;
};

/* Entries of one subject; of those of a version only imports speak of the
 * source, which they may have changed. */
static enum ibid_status look(struct store *st, const char *subject,
                             const char *action, int64_t seq, struct arena *mem,
                             struct first_change *first, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    for (;;) {
        struct body body;
        enum ibid_status status =
            store_entry_back(st, entry.seq, subject, NULL, mem, &entry, err);
        if (status || entry.seq <= seq)
            return status;
        if (action && strcmp(entry.action, action) != 0)
            continue;
        if (first->entry.seq && first->entry.seq < entry.seq)
            continue;
        body = (struct body){.facts = 0};
        status = entry.body ? body_parse(&entry, mem, &body, err) : IBID_OK;
        if (status)
            return status;
        if (action && entry.body && !body.before.ptr)
            continue; /* the article was new, the source as it is */
        first->entry = entry;
        first->told = body.before.ptr != NULL;
        first->before = body.before;
    }
}

enum ibid_status history_source_at(struct store *st,
                                   const struct ibid_source *now, int64_t seq,
                                   struct arena *mem, struct ibid_source *out,
                                   bool *found, struct ibid_error *err)
{
    struct first_change first = {.told = false};
    enum ibid_status status = look(st, now->id, NULL, seq, mem, &first, err);
    for (size_t i = 0; !status && i < now->version_count; i++)
        status = look(st, now->versions[i].id, "import", seq, mem, &first, err);
    if (status)
        return status;
    *found = !first.entry.seq || first.told;
    if (!*found)
        return IBID_OK;
    *out = *now;
    return first.told ? body_source_parse(first.before, mem, out, err)
                      : IBID_OK;
}
