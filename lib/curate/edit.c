/* edit.c - correct the values and citations of one fact. */
#include <inttypes.h>

#include "curate/step.h"
#include "fact/fact.h"
#include "store/facts.h"
#include "store/sources.h"

/* A fact taken apart so that fields can be replaced. */
struct editing {
    const struct curator *who;
    const struct codebook_kind *kind;
    const char *published; /* of its source */
    struct arena mem;
    struct ibid_fact fact;
    struct ibid_field fields[FACT_FIELDS_MAX]; /* in the codebook's order */
    size_t field_count;
};

static const struct codebook_field *
field_named(const struct editing *e, const char *name, struct ibid_error *err)
{
    const struct codebook_field *field = codebook_field(e->kind, name);
    if (field)
        return field;
    struct buf names = {0};
    for (size_t i = 0; i < e->kind->field_count; i++)
        buf_printf(&names, "%s%s", i ? ", " : "", e->kind->fields[i].name);
    err_set(err, IBID_INVALID, "a %s has no field '%s'; it has %s",
            e->kind->name, name, names.ptr ? names.ptr : "none");
    buf_done(&names);
    return NULL;
}

/* The slot of a field: where it stands, or where the codebook's order puts
 * it. */
static struct ibid_field *slot(struct editing *e, const char *name)
{
    size_t at = 0;
    for (size_t i = 0; i < e->kind->field_count; i++) {
        const char *here = e->kind->fields[i].name;
        bool present =
            at < e->field_count && strcmp(e->fields[at].name, here) == 0;
        if (strcmp(here, name) == 0) {
            if (present)
                return &e->fields[at];
            break;
        }
        at += present;
    }
    memmove(&e->fields[at + 1], &e->fields[at],
            (e->field_count - at) * sizeof *e->fields);
    e->field_count++;
    e->fields[at] = (struct ibid_field){.name = arena_strdup(&e->mem, name)};
    return &e->fields[at];
}

static void field_remove(struct editing *e, const char *name)
{
    size_t kept = 0;
    for (size_t i = 0; i < e->field_count; i++)
        if (strcmp(e->fields[i].name, name) != 0)
            e->fields[kept++] = e->fields[i];
    e->field_count = kept;
}

/* The value that takes the `index`th place of the field: it keeps the
 * citations of the same words, or of the value it replaces. */
static void inherit(const struct ibid_field *old, size_t index,
                    struct ibid_value *value)
{
    const struct ibid_value *from = NULL;
    for (size_t i = 0; i < old->value_count; i++)
        if (strcmp(old->values[i].text, value->text) == 0)
            from = &old->values[i];
    if (!from && index < old->value_count)
        from = &old->values[index];
    if (from) {
        value->citations = from->citations;
        value->citation_count = from->citation_count;
    }
}

/* All new values of one field, in the order given. */
static enum ibid_status assign(struct editing *e,
                               const struct codebook_field *field,
                               const struct ibid_assignment *values,
                               size_t count, struct ibid_error *err)
{
    struct ibid_value *list = arena_array(&e->mem, count, sizeof *list);
    const struct ibid_field *old = fact_field(&e->fact, field->name);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(values[i].field, field->name) != 0 || !*values[i].value)
            continue;
        struct str text = str_of(values[i].value);
        if (text.len > FACT_VALUE_BYTES_MAX || n == FACT_VALUES_MAX)
            return err_set(err, IBID_LIMIT, "%s: too long", field->name);
        list[n].text = values[i].value;
        enum ibid_status status =
            codebook_normalize(e->who->codebook, field, text, e->published,
                               &e->mem, &list[n].normalized, err);
        if (status)
            return status;
        if (old)
            inherit(old, n, &list[n]);
        n++;
    }
    if (n > 1 && !field->repeats)
        return err_set(err, IBID_INVALID, "%s takes one value", field->name);
    if (!n && field->required)
        return err_set(err, IBID_INVALID, "a %s needs its %s", e->kind->name,
                       field->name);
    if (!n) {
        field_remove(e, field->name);
        return IBID_OK;
    }
    struct ibid_field *to = slot(e, field->name);
    to->values = list;
    to->value_count = n;
    return IBID_OK;
}

static enum ibid_status assign_all(struct editing *e,
                                   const struct ibid_assignment *values,
                                   size_t count, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first = first && strcmp(values[j].field, values[i].field) != 0;
        const struct codebook_field *field =
            field_named(e, values[i].field, err);
        if (!field)
            return IBID_INVALID;
        if (first)
            status = assign(e, field, values, count, err);
    }
    return status;
}

/* ---- Citations --------------------------------------------------------- */

static enum ibid_status citation_make(struct editing *e,
                                      const struct ibid_cite *cite,
                                      struct ibid_citation *out,
                                      struct ibid_error *err)
{
    const char *version = cite->version ? cite->version : e->fact.version;
    struct store_text text;
    int64_t no;
    enum ibid_status status = store_version_find(e->who->st, version, &no, err);
    if (!status && !no)
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'", version);
    if (!status)
        status = store_version_text(e->who->st, no, &text, err);
    if (status)
        return status;
    *out = (struct ibid_citation){.version = arena_strdup(&e->mem, version),
                                  .source = arena_strdup(&e->mem, text.source),
                                  .start = cite->start,
                                  .end = cite->end};
    return citation_check(out, text.text, err);
}

/* How many citations before number `at` are for the same field: the nth
 * citation of a repeating field is for its nth value. */
static size_t nth(const struct ibid_cite *cites, size_t at)
{
    size_t n = 0;
    for (size_t i = 0; i < at; i++)
        n += cites[i].field && strcmp(cites[i].field, cites[at].field) == 0;
    return n;
}

static enum ibid_status cite_value(struct editing *e,
                                   const struct ibid_cite *cites, size_t at,
                                   const struct ibid_citation *citation,
                                   struct ibid_error *err)
{
    const struct codebook_field *field = field_named(e, cites[at].field, err);
    if (!field)
        return IBID_INVALID;
    struct ibid_field *to = NULL;
    for (size_t i = 0; i < e->field_count; i++)
        if (strcmp(e->fields[i].name, field->name) == 0)
            to = &e->fields[i];
    size_t n = nth(cites, at);
    if (!to || n >= to->value_count)
        return err_set(err, IBID_INVALID,
                       "%s has no value for this citation; give %s=VALUE too",
                       field->name, field->name);
    struct ibid_value *values =
        arena_array(&e->mem, to->value_count, sizeof *values);
    memcpy(values, to->values, to->value_count * sizeof *values);
    values[n].citations = citation;
    values[n].citation_count = 1;
    to->values = values;
    return IBID_OK;
}

static enum ibid_status cite_all(struct editing *e,
                                 const struct ibid_cite *cites, size_t count,
                                 struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        struct ibid_citation *citation =
            arena_new(&e->mem, struct ibid_citation);
        status = citation_make(e, &cites[i], citation, err);
        if (!status && cites[i].field)
            status = cite_value(e, cites, i, citation, err);
        else if (!status) {
            e->fact.citations = citation;
            e->fact.citation_count = 1;
        }
    }
    return status;
}

/* ---- The step ---------------------------------------------------------- */

static enum ibid_status load(struct editing *e, const char *ref,
                             struct ibid_error *err)
{
    int64_t no, source;
    int withdrawn = 0;
    struct source_row row;
    enum ibid_status status = store_fact_resolve(e->who->st, ref, &no, err);
    if (!status)
        status =
            store_fact_get(e->who->st, no, &e->mem, &e->fact, &withdrawn, err);
    if (!status && withdrawn)
        status = err_set(err, IBID_NOT_FOUND,
                         "fact '%s' was undone or replaced; 'ibid log %s' "
                         "tells when",
                         ref, ref);
    if (!status)
        status = store_source_find(e->who->st, e->fact.source, &source, err);
    if (!status)
        status =
            store_source_get(e->who->st, source, false, &e->mem, &row, err);
    if (status)
        return status;
    int64_t expected = e->who->options->expected_revision;
    if (expected && expected != e->fact.revision)
        return err_set(err, IBID_STALE,
                       "fact #%" PRId64 " was changed since you read it "
                       "(revision %" PRId64 ", you have %" PRId64 ")",
                       e->fact.no, e->fact.revision, expected);
    e->kind = codebook_kind(e->who->codebook, e->fact.kind);
    if (!e->kind)
        return err_set(err, IBID_INVALID,
                       "the codebook in use has no kind '%s'", e->fact.kind);
    e->published = row.source.published;
    e->field_count = e->fact.field_count;
    memcpy(e->fields, e->fact.fields, e->field_count * sizeof *e->fields);
    return IBID_OK;
}

enum ibid_status curate_edit(const struct curator *who, const char *ref,
                             const struct ibid_assignment *values,
                             size_t value_count, const struct ibid_cite *cites,
                             size_t cite_count,
                             struct ibid_change_result *result,
                             struct ibid_error *err)
{
    struct editing e = {.who = who};
    struct history h;
    bool go;
    enum ibid_status status = step_begin(who, &h, result, &go, err);
    if (status || !go)
        return status;
    status = load(&e, ref, err);
    if (!status)
        status = assign_all(&e, values, value_count, err);
    if (!status)
        status = cite_all(&e, cites, cite_count, err);
    if (!status) {
        e.fact.fields = e.fields;
        e.fact.field_count = e.field_count;
        e.fact.status = IBID_CORRECTED;
        status = history_fact(&h, "edit", e.fact.no, &e.fact, false, err);
    }
    status = step_end(who, &h, status, h.entries ? 1 : 0, result, err);
    if (!status)
        step_label(result, "edit", result->changed, "fact");
    arena_done(&e.mem);
    return status;
}
