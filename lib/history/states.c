/* states.c - what facts were, as the journal has it. */
#include "history/states.h"

#include "history/roles.h"

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

enum ibid_status history_state_by(struct store *st, const char *id,
                                  const char *actor, struct arena *mem,
                                  struct ibid_fact *out, bool *found,
                                  struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    struct body body;
    bool withdrawn = false;
    *found = false;
    do {
        enum ibid_status status =
            store_entry_back(st, entry.seq, id, NULL, mem, &entry, err);
        if (status || !entry.seq)
            return status;
    } while (strcmp(entry.actor, actor) != 0);
    enum ibid_status status = body_parse(&entry, mem, &body, err);
    if (status || !body.after.ptr)
        return status;
    status = fact_state_parse(body.after, mem, out, &withdrawn, err);
    *found = !status && !withdrawn;
    return status;
}

const char *history_op_called(const struct entry *entry, struct arena *mem)
{
    struct str reason = str_of(entry->reason);
    if (!str_starts(reason, STR(HISTORY_APPLY)))
        return entry->action;
    return arena_strndup(mem, reason.ptr, str_find(reason, STR(": ")));
}

enum ibid_status history_op_named(struct store *st, const char *op,
                                  struct arena *mem, struct op_span *span,
                                  struct entry *out, struct ibid_error *err)
{
    enum ibid_status status = store_entry_of_op(st, op, span, err);
    if (!status)
        status = store_entry_get(st, span->first, mem, out, err);
    bool leads = !status && out->seq &&
                 (role_is_subject(out->subject) || out->subject[0] == 's');
    if (!status && !leads)
        status = store_entry_get(st, span->last, mem, out, err);
    return status;
}

/* ---- at a revision ----------------------------------------------------- */

/* The words of a citation and the source they are of, from the text. */
static enum ibid_status words_fill(struct store *st, struct ibid_citation *c,
                                   struct arena *mem, struct ibid_error *err)
{
    int64_t no = 0;
    struct store_text text;
    enum ibid_status status = store_version_find(st, c->version, &no, err);
    if (!status && no)
        status = store_version_text(st, no, &text, err);
    if (status || !no)
        return status;
    c->source = arena_strdup(mem, text.source);
    if (text.text.ptr && c->start <= c->end && c->end <= text.text.len)
        c->quote =
            arena_strndup(mem, text.text.ptr + c->start, c->end - c->start);
    return IBID_OK;
}

static enum ibid_status list_fill(struct store *st,
                                  const struct ibid_citation **list,
                                  size_t count, struct arena *mem,
                                  struct ibid_error *err)
{
    struct ibid_citation *filled = arena_array(mem, count, sizeof *filled);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        filled[i] = (*list)[i];
        status = words_fill(st, &filled[i], mem, err);
    }
    *list = filled;
    return status;
}

static enum ibid_status field_fill(struct store *st, struct ibid_field *field,
                                   struct arena *mem, struct ibid_error *err)
{
    struct ibid_value *values =
        arena_array(mem, field->value_count, sizeof *values);
    enum ibid_status status = IBID_OK;
    for (size_t v = 0; !status && v < field->value_count; v++) {
        values[v] = field->values[v];
        status = list_fill(st, &values[v].citations, values[v].citation_count,
                           mem, err);
    }
    field->values = values;
    return status;
}

static enum ibid_status fact_fill(struct store *st, struct ibid_fact *fact,
                                  struct arena *mem, struct ibid_error *err)
{
    struct ibid_field *fields =
        arena_array(mem, fact->field_count, sizeof *fields);
    enum ibid_status status =
        list_fill(st, &fact->citations, fact->citation_count, mem, err);
    for (size_t f = 0; !status && f < fact->field_count; f++) {
        fields[f] = fact->fields[f];
        status = field_fill(st, &fields[f], mem, err);
    }
    fact->fields = fields;
    return status;
}

enum ibid_status history_state_at(struct store *st, const struct ibid_fact *now,
                                  int64_t revision, struct arena *mem,
                                  struct ibid_fact *out, bool *found,
                                  struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    struct body body = {.facts = 0};
    bool withdrawn;
    enum ibid_status status = IBID_OK;
    *found = revision == now->revision;
    if (*found)
        *out = *now;
    if (revision < 1 || revision >= now->revision)
        return IBID_OK;
    for (int64_t r = now->revision; r > revision; r--) {
        status =
            store_entry_back(st, entry.seq, now->id, NULL, mem, &entry, err);
        if (status || !entry.seq)
            return status;
    }
    status = body_parse(&entry, mem, &body, err);
    if (status || !body.before.ptr)
        return status;
    status = fact_state_parse(body.before, mem, out, &withdrawn, err);
    if (!status)
        status = fact_fill(st, out, mem, err);
    out->no = now->no;
    out->source = now->source;
    out->revision = revision;
    *found = !status;
    return status;
}

enum ibid_status history_revision_at(struct store *st,
                                     const struct ibid_fact *now, int64_t seq,
                                     int64_t *out, struct ibid_error *err)
{
    struct arena mem = {0};
    struct entry entry = {.seq = INT64_MAX};
    enum ibid_status status = IBID_OK;
    *out = now->revision;
    while (!status) {
        arena_reset(&mem);
        status =
            store_entry_back(st, entry.seq, now->id, NULL, &mem, &entry, err);
        if (status || !entry.seq || entry.seq <= seq)
            break;
        --*out;
    }
    arena_done(&mem);
    return status;
}

/* ---- Versions that no longer count ----------------------------------- */

/* Its id in `found` when the version does not count now. */
static enum ibid_status withdrawn_version(struct store *st, struct arena *mem,
                                          const char *id, const char **found,
                                          struct ibid_error *err)
{
    int64_t no;
    struct version_row row = {0};
    enum ibid_status status = store_version_find(st, id, &no, err);
    if (!status)
        status = store_version_get(st, no, mem, &row, err);
    if (!status && row.withdrawn)
        *found = row.version.id;
    return status;
}

/* A version that these citations point into, or were judged by, and that does
 * not count now. */
static enum ibid_status withdrawn_of(struct store *st, struct arena *mem,
                                     const struct ibid_citation *list,
                                     size_t count, const char **found,
                                     struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        status = withdrawn_version(st, mem, list[i].version, found, err);
        if (!status && list[i].against)
            status = withdrawn_version(st, mem, list[i].against, found, err);
    }
    return status;
}

enum ibid_status history_withdrawn_cited(struct store *st,
                                         const struct ibid_fact *fact,
                                         struct arena *mem, const char **found,
                                         struct ibid_error *err)
{
    enum ibid_status status = withdrawn_of(st, mem, fact->citations,
                                           fact->citation_count, found, err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            status = withdrawn_of(st, mem, value->citations,
                                  value->citation_count, found, err);
        }
    return status;
}
