/* editing.c - replace values and citations of a fact taken apart. */
#include "curate/editing.h"

#include <inttypes.h>

#include "curate/step.h"
#include "extract/known.h"
#include "store/sources.h"
#include "text/utf8.h"

enum ibid_status editing_load(struct editing *e, const char *ref,
                              struct ibid_error *err)
{
    int64_t source;
    struct source_row row;
    enum ibid_status status =
        step_fact_seen(e->who, ref, &e->mem, &e->fact, err);
    if (!status)
        status = store_source_find(e->who->st, e->fact.source, &source, err);
    if (!status)
        status =
            store_source_get(e->who->st, source, false, &e->mem, &row, err);
    if (status)
        return status;
    e->kind = codebook_kind(e->who->codebook, e->fact.kind);
    if (!e->kind)
        return err_set(err, IBID_INVALID,
                       "the codebook in use has no kind '%s'", e->fact.kind);
    e->published = row.source.published;
    e->field_count = e->fact.field_count;
    for (size_t i = 0; i < e->field_count; i++)
        e->fields[i] = e->fact.fields[i];
    return IBID_OK;
}

static struct ibid_field *field_standing(struct editing *e, const char *name)
{
    for (size_t i = 0; i < e->field_count; i++)
        if (strcmp(e->fields[i].name, name) == 0)
            return &e->fields[i];
    return NULL;
}

/* The slot of a field: where it stands, or behind those that the codebook
 * names before it. NULL when the fact is full. */
static struct ibid_field *slot(struct editing *e, const char *name)
{
    struct ibid_field *standing = field_standing(e, name);
    size_t at = 0;
    if (standing || e->field_count == FACT_FIELDS_MAX)
        return standing;
    for (size_t i = 0; strcmp(e->kind->fields[i].name, name) != 0; i++) {
        standing = field_standing(e, e->kind->fields[i].name);
        if (standing)
            at = (size_t)(standing - e->fields) + 1;
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

/* The value that stood there with these words, or NULL. */
static const struct ibid_value *same_words(const struct ibid_field *old,
                                           const char *text)
{
    for (size_t i = 0; old && i < old->value_count; i++)
        if (strcmp(old->values[i].text, text) == 0)
            return &old->values[i];
    return NULL;
}

/* One value for the `index`th place of the field. The same words stay what
 * they were; others keep the citations of the value they replace. */
static enum ibid_status value_make(struct editing *e,
                                   const struct codebook_field *field,
                                   const struct ibid_field *old, size_t index,
                                   const char *text, struct ibid_value *out,
                                   struct ibid_error *err)
{
    struct str words = str_of(text);
    const struct ibid_value *same = same_words(old, text);
    if (words.len > FACT_VALUE_BYTES_MAX)
        return err_set(err, IBID_LIMIT, "%s has more than %d bytes",
                       field->name, FACT_VALUE_BYTES_MAX);
    if (utf8_invalid_at(words) < words.len)
        return err_set(err, IBID_INVALID, "the value of %s is not UTF-8",
                       field->name);
    if (same) {
        *out = *same;
        return IBID_OK;
    }
    *out = (struct ibid_value){.text = text};
    if (old && index < old->value_count) {
        out->citations = old->values[index].citations;
        out->citation_count = old->values[index].citation_count;
    }
    return codebook_normalize(e->who->codebook, field, words, e->published,
                              &e->mem, &out->normalized, err);
}

/* May the field have this many values? */
static enum ibid_status count_check(const struct editing *e,
                                    const struct codebook_field *field,
                                    size_t count, struct ibid_error *err)
{
    if (count > 1 && !field->repeats)
        return err_set(err, IBID_INVALID, "%s takes one value", field->name);
    if (count > FACT_VALUES_MAX)
        return err_set(err, IBID_LIMIT, "%s takes %d values at most",
                       field->name, FACT_VALUES_MAX);
    if (!count && field->required)
        return err_set(err, IBID_INVALID, "a %s needs its %s", e->kind->name,
                       field->name);
    return IBID_OK;
}

/* All new values of one field, in the order given; none removes it. */
static enum ibid_status assign(struct editing *e,
                               const struct codebook_field *field,
                               const struct ibid_assignment *values,
                               size_t count, struct ibid_error *err)
{
    struct ibid_value *list = arena_array(&e->mem, count, sizeof *list);
    const struct ibid_field *old = fact_field(&e->fact, field->name);
    size_t n = 0;
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++)
        if (strcmp(values[i].field, field->name) == 0 && *values[i].value) {
            status =
                value_make(e, field, old, n, values[i].value, &list[n], err);
            n++;
        }
    if (!status)
        status = count_check(e, field, n, err);
    if (status)
        return status;
    if (!n) {
        field_remove(e, field->name);
        return IBID_OK;
    }
    struct ibid_field *to = slot(e, field->name);
    if (!to)
        return err_set(err, IBID_LIMIT, "a fact has %d fields at most",
                       FACT_FIELDS_MAX);
    to->values = list;
    to->value_count = n;
    return IBID_OK;
}

enum ibid_status editing_assign(struct editing *e,
                                const struct ibid_assignment *values,
                                size_t count, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first = first && strcmp(values[j].field, values[i].field) != 0;
        const struct codebook_field *field;
        status = known_field(e->kind, values[i].field, &field, err);
        if (!status && first)
            status = assign(e, field, values, count, err);
    }
    return status;
}

/* ---- Citations --------------------------------------------------------- */

enum ibid_status editing_citation(const struct editing *e,
                                  const struct ibid_cite *cite,
                                  struct arena *mem, struct ibid_citation *out,
                                  struct ibid_error *err)
{
    const char *version = cite->version ? cite->version : e->fact.version;
    struct store_text text;
    struct version_row row = {0};
    int64_t no;
    enum ibid_status status = store_version_find(e->who->st, version, &no, err);
    if (!status && no)
        status = store_version_get(e->who->st, no, mem, &row, err);
    if (!status && (!no || row.withdrawn))
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'%s", version,
                         no ? " any more: its import was undone" : "");
    if (!status)
        status = store_version_text(e->who->st, no, &text, err);
    if (!status && !text.text.ptr)
        status =
            err_set(err, IBID_INVALID,
                    "the text of %s was removed; it cannot be cited", version);
    if (status)
        return status;
    *out = (struct ibid_citation){.version = arena_strdup(mem, version),
                                  .source = arena_strdup(mem, text.source),
                                  .start = cite->start,
                                  .end = cite->end,
                                  .quote = cite->quote,
                                  .stance = cite->stance};
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

/* Give value `n` of a field these citations. */
static enum ibid_status cite_value(struct editing *e, const char *name,
                                   size_t n, const struct ibid_citation *list,
                                   size_t count, struct ibid_error *err)
{
    const struct codebook_field *field;
    enum ibid_status status = known_field(e->kind, name, &field, err);
    if (status)
        return status;
    struct ibid_field *to = field_standing(e, field->name);
    if (!to || n >= to->value_count)
        return err_set(err, IBID_INVALID,
                       "%s has no value for this citation; give %s=VALUE too",
                       field->name, field->name);
    struct ibid_value *values =
        arena_array(&e->mem, to->value_count, sizeof *values);
    memcpy(values, to->values, to->value_count * sizeof *values);
    values[n].citations = list;
    values[n].citation_count = count;
    to->values = values;
    return IBID_OK;
}

static bool same_value(const struct ibid_cite *a, const struct ibid_cite *b)
{
    bool same_field = a->field && b->field ? strcmp(a->field, b->field) == 0
                                           : a->field == b->field;
    return same_field && a->value == b->value;
}

/* All citations of the value that cites[at] is the first of; without a number
 * it stands alone. */
static enum ibid_status cite_group(struct editing *e,
                                   const struct ibid_cite *cites, size_t count,
                                   size_t at, struct ibid_error *err)
{
    const struct ibid_cite *first = &cites[at];
    size_t end = first->value ? count : at + 1, n = 0;
    struct ibid_citation *list = arena_array(&e->mem, end - at, sizeof *list);
    enum ibid_status status = IBID_OK;
    for (size_t i = at; !status && i < end; i++) {
        if (!same_value(&cites[i], first) || cites[i].none)
            continue;
        if (n == FACT_CITATIONS_MAX)
            return err_set(err, IBID_LIMIT, "a value has %d citations at most",
                           FACT_CITATIONS_MAX);
        status = editing_citation(e, &cites[i], &e->mem, &list[n++], err);
    }
    if (!status && first->field)
        return cite_value(e, first->field,
                          first->value ? first->value - 1 : nth(cites, at),
                          list, n, err);
    e->citations = list;
    e->citation_count = n;
    return status;
}

enum ibid_status editing_cite(struct editing *e, const struct ibid_cite *cites,
                              size_t count, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        bool first = true;
        for (size_t j = 0; cites[i].value && j < i; j++)
            first = first && !same_value(&cites[i], &cites[j]);
        if (first)
            status = cite_group(e, cites, count, i, err);
    }
    return status;
}

struct ibid_fact editing_fact(const struct editing *e)
{
    struct ibid_fact fact = e->fact;
    if (e->citations) {
        fact.citations = e->citations;
        fact.citation_count = e->citation_count;
    }
    fact.fields = e->fields;
    fact.field_count = e->field_count;
    return fact;
}
