/* annotate.c - which change gave a fact what it says now. */
#include "history/annotate.h"

#include "history/bodies.h"

/* A fact being asked about; entries with seq 0 are not found yet. */
struct asking {
    struct store *st;
    const struct ibid_fact *now;
    struct entry *fields;
    struct entry status;
    struct arena *mem;
};

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_value(const struct ibid_value *a, const struct ibid_value *b)
{
    if (strcmp(a->text, b->text) != 0 ||
        !same_text(a->normalized, b->normalized) ||
        a->citation_count != b->citation_count)
        return false;
    for (size_t i = 0; i < a->citation_count; i++) {
        const struct ibid_citation *x = &a->citations[i], *y = &b->citations[i];
        if (x->start != y->start || x->end != y->end ||
            x->stance != y->stance || strcmp(x->version, y->version) != 0)
            return false;
    }
    return true;
}

static bool same_field(const struct ibid_field *a, const struct ibid_field *b)
{
    if (!a || !b || a->value_count != b->value_count)
        return !a && !b;
    for (size_t i = 0; i < a->value_count; i++)
        if (!same_value(&a->values[i], &b->values[i]))
            return false;
    return true;
}

/* Give `entry` to all that it changed and nothing newer did. */
static void credit(struct asking *a, const struct entry *entry,
                   const struct ibid_fact *before,
                   const struct ibid_fact *after)
{
    for (size_t i = 0; i < a->now->field_count; i++) {
        const char *name = a->now->fields[i].name;
        if (!a->fields[i].seq &&
            (!before ||
             !same_field(fact_field(before, name), fact_field(after, name))))
            a->fields[i] = *entry;
    }
    if (!a->status.seq && (!before || before->status != after->status))
        a->status = *entry;
}

static enum ibid_status look(struct asking *a, const struct entry *entry,
                             struct ibid_error *err)
{
    struct body body;
    struct ibid_fact before, after;
    bool withdrawn;
    if (!entry->body)
        return IBID_OK; /* redacted: it cannot be told */
    enum ibid_status status = body_parse(entry, a->mem, &body, err);
    if (!status && body.after.ptr)
        status = fact_state_parse(body.after, a->mem, &after, &withdrawn, err);
    if (!status && body.before.ptr)
        status =
            fact_state_parse(body.before, a->mem, &before, &withdrawn, err);
    if (!status && body.after.ptr)
        credit(a, entry, body.before.ptr ? &before : NULL, &after);
    return status;
}

/* What no later change gave it came with the import of its version. */
static enum ibid_status credit_import(struct asking *a, struct ibid_error *err)
{
    struct entry entry = {.seq = INT64_MAX};
    enum ibid_status status;
    do {
        status = store_entry_back(a->st, entry.seq, a->now->version, NULL,
                                  a->mem, &entry, err);
    } while (!status && entry.seq && strcmp(entry.action, "import") != 0);
    if (!status && entry.seq)
        credit(a, &entry, NULL, NULL);
    return status;
}

enum ibid_status history_annotate(struct store *st, const struct ibid_fact *now,
                                  struct arena *mem, struct entry **fields,
                                  struct entry *status_by,
                                  struct ibid_error *err)
{
    struct asking a = {.st = st, .now = now, .mem = mem};
    struct entry entry = {.seq = INT64_MAX};
    enum ibid_status status;
    a.fields = arena_array(mem, now->field_count + 1, sizeof *a.fields);
    do {
        status =
            store_entry_back(st, entry.seq, now->id, NULL, mem, &entry, err);
        if (!status && entry.seq)
            status = look(&a, &entry, err);
    } while (!status && entry.seq);
    if (!status)
        status = credit_import(&a, err);
    if (status)
        return status;
    *fields = a.fields;
    *status_by = a.status;
    return IBID_OK;
}
