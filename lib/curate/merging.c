/* merging.c - what merging and parting do to facts. */
#include "curate/merging.h"

/* ---- Merging ----------------------------------------------------------- */

static bool same_citation(const struct ibid_citation *a,
                          const struct ibid_citation *b)
{
    return a->start == b->start && a->end == b->end &&
           strcmp(a->version, b->version) == 0;
}

static bool among(const struct ibid_citation *list, size_t count,
                  const struct ibid_citation *c)
{
    for (size_t i = 0; i < count; i++)
        if (same_citation(&list[i], c))
            return true;
    return false;
}

/* Citations of `a`, then those of `b` that are not among them, as many as a
 * value may have. */
static void join(const struct ibid_citation **list, size_t *count,
                 const struct ibid_citation *more, size_t more_count,
                 struct arena *mem)
{
    struct ibid_citation *all =
        arena_array(mem, *count + more_count, sizeof *all);
    size_t n = *count;
    if (n)
        memcpy(all, *list, n * sizeof *all);
    for (size_t i = 0; i < more_count && n < FACT_CITATIONS_MAX; i++)
        if (!among(all, n, &more[i]))
            all[n++] = more[i];
    *list = all;
    *count = n;
}

static bool same_value(const struct ibid_value *a, const struct ibid_value *b)
{
    return strcmp(a->text, b->text) == 0 ||
           (a->normalized && b->normalized &&
            strcmp(a->normalized, b->normalized) == 0);
}

/* Values that say the same lend each other their citations; others are left
 * out and said to differ. */
static bool merge_field(struct ibid_field *into, const struct ibid_field *from,
                        struct arena *mem)
{
    struct ibid_value *values =
        arena_array(mem, into->value_count, sizeof *values);
    bool differs = into->value_count != from->value_count;
    memcpy(values, into->values, into->value_count * sizeof *values);
    for (size_t j = 0; j < from->value_count; j++) {
        bool met = false;
        for (size_t i = 0; i < into->value_count && !met; i++) {
            met = same_value(&values[i], &from->values[j]);
            if (met)
                join(&values[i].citations, &values[i].citation_count,
                     from->values[j].citations, from->values[j].citation_count,
                     mem);
        }
        differs = differs || !met;
    }
    into->values = values;
    return differs;
}

void merge_into(struct ibid_fact *into, const struct ibid_fact *from,
                struct arena *mem, struct buf *differs)
{
    struct ibid_field *fields =
        arena_array(mem, into->field_count, sizeof *fields);
    if (into->field_count)
        memcpy(fields, into->fields, into->field_count * sizeof *fields);
    for (size_t i = 0; i < into->field_count; i++) {
        const struct ibid_field *other = fact_field(from, fields[i].name);
        if (other && merge_field(&fields[i], other, mem))
            buf_listed(differs, fields[i].name);
    }
    into->fields = fields;
    join(&into->citations, &into->citation_count, from->citations,
         from->citation_count, mem);
}

/* ---- Parting ----------------------------------------------------------- */

/* Take from `list` what came from `from` and did not stand in `before`. */
static void leave(const struct ibid_citation **list, size_t *count,
                  const struct ibid_citation *from, size_t from_count,
                  const struct ibid_citation *before, size_t before_count,
                  struct arena *mem)
{
    struct ibid_citation *left = arena_array(mem, *count, sizeof *left);
    size_t n = 0;
    for (size_t i = 0; i < *count; i++)
        if (!among(from, from_count, &(*list)[i]) ||
            among(before, before_count, &(*list)[i]))
            left[n++] = (*list)[i];
    *list = left;
    *count = n;
}

/* All citations of a field, whichever value they are of. */
static size_t field_citations(const struct ibid_field *field, struct arena *mem,
                              const struct ibid_citation **out)
{
    const struct ibid_citation *list = NULL;
    size_t count = 0;
    for (size_t i = 0; field && i < field->value_count; i++)
        join(&list, &count, field->values[i].citations,
             field->values[i].citation_count, mem);
    *out = list;
    return count;
}

static void part_field(struct ibid_field *of, const struct ibid_field *from,
                       const struct ibid_field *before, struct arena *mem)
{
    const struct ibid_citation *lent, *own;
    size_t lent_count = field_citations(from, mem, &lent);
    size_t own_count = field_citations(before, mem, &own);
    struct ibid_value *values =
        arena_array(mem, of->value_count, sizeof *values);
    memcpy(values, of->values, of->value_count * sizeof *values);
    for (size_t i = 0; i < of->value_count; i++)
        leave(&values[i].citations, &values[i].citation_count, lent, lent_count,
              own, own_count, mem);
    of->values = values;
}

void merge_part(struct ibid_fact *of, const struct ibid_fact *from,
                const struct ibid_fact *before, struct arena *mem)
{
    struct ibid_field *fields =
        arena_array(mem, of->field_count, sizeof *fields);
    if (of->field_count)
        memcpy(fields, of->fields, of->field_count * sizeof *fields);
    for (size_t i = 0; i < of->field_count; i++) {
        const struct ibid_field *other = fact_field(from, fields[i].name);
        if (other)
            part_field(&fields[i], other, fact_field(before, fields[i].name),
                       mem);
    }
    of->fields = fields;
    leave(&of->citations, &of->citation_count, from->citations,
          from->citation_count, before->citations, before->citation_count, mem);
}
