/* sources.c - correct what is known of a source; remove its text. */
#include "store/sources.h"
#include "curate/step.h"
#include "fact/fact.h"
#include "store/facts.h"
#include "text/date.h"

/* What of a source can be corrected, and where it is kept. */
static const struct {
    const char *name;
    size_t offset;
} members[] = {
    {"url", offsetof(struct ibid_source, url)},
    {"title", offsetof(struct ibid_source, title)},
    {"outlet", offsetof(struct ibid_source, outlet)},
    {"author", offsetof(struct ibid_source, author)},
    {"published", offsetof(struct ibid_source, published)},
    {"language", offsetof(struct ibid_source, language)},
    {"licence", offsetof(struct ibid_source, licence)},
};

static enum ibid_status set(struct ibid_source *source,
                            const struct ibid_assignment *value,
                            struct ibid_error *err)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (strcmp(members[i].name, value->field) != 0)
            continue;
        if (strcmp(value->field, "published") == 0 && *value->value &&
            !edtf_valid(str_of(value->value)))
            return err_set(err, IBID_INVALID,
                           "'%s' is not a date as EDTF writes it, such as "
                           "2017-01-16 or 2017-01",
                           value->value);
        const char **member =
            (const char **)(void *)((char *)source + members[i].offset);
        *member = *value->value ? value->value : NULL;
        return IBID_OK;
    }
    return err_set(err, IBID_INVALID,
                   "a source has no '%s' to edit; it has url, title, outlet, "
                   "author, published, language, licence",
                   value->field);
}

/* ---- Relative dates ---------------------------------------------------- */

struct resolving {
    const struct curator *who;
    struct history *h;
    const char *published;
    int64_t changed;
    struct arena mem;
};

/* Resolve the values of a date field again; true when one came out new. */
static bool resolve_field(struct resolving *r,
                          const struct codebook_field *field,
                          struct ibid_field *of)
{
    bool changed = false;
    struct ibid_value *values =
        arena_array(&r->mem, of->value_count, sizeof *values);
    memcpy(values, of->values, of->value_count * sizeof *values);
    for (size_t i = 0; i < of->value_count; i++) {
        const char *now = NULL;
        if (codebook_normalize(r->who->codebook, field, str_of(values[i].text),
                               r->published, &r->mem, &now, NULL) ||
            !now ||
            (values[i].normalized && strcmp(values[i].normalized, now) == 0))
            continue;
        values[i].normalized = now;
        changed = true;
    }
    of->values = values;
    return changed;
}

static enum ibid_status resolve_fact(void *ctx, int64_t no,
                                     struct ibid_error *err)
{
    struct resolving *r = ctx;
    struct ibid_fact fact;
    int withdrawn;
    arena_reset(&r->mem);
    enum ibid_status status =
        store_fact_get(r->who->st, no, &r->mem, &fact, &withdrawn, err);
    const struct codebook_kind *kind =
        status ? NULL : codebook_kind(r->who->codebook, fact.kind);
    if (status || !kind || withdrawn || fact.status != IBID_EXTRACTED)
        return status;
    struct ibid_field fields[FACT_FIELDS_MAX];
    bool changed = false;
    memcpy(fields, fact.fields, fact.field_count * sizeof *fields);
    for (size_t i = 0; i < fact.field_count; i++) {
        const struct codebook_field *field =
            codebook_field(kind, fields[i].name);
        if (field && field->type == FIELD_DATE)
            changed = resolve_field(r, field, &fields[i]) || changed;
    }
    if (!changed)
        return IBID_OK;
    fact.fields = fields;
    r->changed++;
    return history_fact(r->h, "resolve", no, &fact, false, err);
}

static enum ibid_status resolve_all(struct resolving *r,
                                    const struct source_row *row,
                                    struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < row->source.version_count; i++) {
        int64_t no;
        status = store_version_find(r->who->st, row->source.versions[i].id, &no,
                                    err);
        if (!status)
            status =
                store_fact_of_version(r->who->st, no, resolve_fact, r, err);
    }
    return status;
}

/* ---- The steps --------------------------------------------------------- */

static enum ibid_status load(const struct curator *who, const char *ref,
                             struct arena *mem, struct source_row *row,
                             struct ibid_error *err)
{
    int64_t no;
    enum ibid_status status = store_source_resolve(who->st, ref, &no, err);
    if (!status)
        status = store_source_get(who->st, no, false, mem, row, err);
    int64_t expected = who->options->expected_revision;
    if (!status && expected && expected != row->revision)
        status =
            err_set(err, IBID_STALE, "source %s was changed since you read it",
                    row->source.id);
    return status;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

enum ibid_status curate_source(const struct curator *who, const char *ref,
                               const struct ibid_assignment *values,
                               size_t value_count,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    struct history h;
    struct source_row row;
    struct resolving r = {.who = who, .h = &h};
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = load(who, ref, &mem, &row, err);
    const char *was = status ? NULL : row.source.published;
    for (size_t i = 0; !status && i < value_count; i++)
        status = set(&row.source, &values[i], err);
    if (!status)
        status = history_source(&h, row.no, &row.source, err);
    if (!status && !same_text(was, row.source.published)) {
        r.published = row.source.published;
        status = resolve_all(&r, &row, err);
    }
    status = step_end(who, &h, status, h.entries, result, err);
    if (!status)
        step_label(result, "edit", h.entries ? 1 : 0, "source");
    arena_done(&r.mem);
    arena_done(&mem);
    return status;
}

enum ibid_status curate_redact(const struct curator *who, const char *ref,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    struct history h;
    struct source_row row;
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = load(who, ref, &mem, &row, err);
    if (!status)
        status = history_redact(&h, row.no, err);
    status = step_end(who, &h, status, h.entries, result, err);
    if (!status)
        step_label(result, "redact", result->changed, "version");
    arena_done(&mem);
    return status;
}
