/* apply_fixed.c - columns that are not edited in a table: when one was all the
 * same, say what to do instead. */
#include "curate/apply_sides.h"
#include "fact/cells.h"

/* "number_value" holds the number or day of a normalized value, if any. */
static bool typed_same(struct str normalized, struct str cell)
{
    struct str min = STR("\"min\":");
    struct decimal is, was;
    const char *how;
    size_t at = str_find(normalized, min);
    if (!cell.len)
        return true;
    if (at == normalized.len)
        return apply_same(normalized, cell, &how) || how;
    struct str rest = str_cut(normalized, at + min.len, normalized.len), number;
    (void)str_split(&rest, ',', &number);
    if (number.len && number.ptr[number.len - 1] == '}')
        number.len--;
    return decimal_parse(number, &was) && decimal_parse(cell, &is) &&
           decimal_equal(&was, &is);
}

void apply_compare_fixed(struct apply *a, const struct apply_sides *s,
                         const struct apply_column *column, struct str cell)
{
    const struct ibid_fact *fact = s->base ? s->base : s->now;
    const char *how;
    buf_reset(&a->x);
    if (strcmp(column->name, "fact_no") == 0)
        buf_int(&a->x, fact->no);
    else if (strcmp(column->name, "fact_kind") == 0)
        buf_text(&a->x, fact->kind);
    else
        buf_printf(&a->x, "%.15g", fact->confidence);
    if (!apply_same(buf_view(&a->x), cell, &how) && !how)
        apply_refuse(a, s, column, IBID_APPLY_REFUSED, buf_view(&a->x), cell,
                     "this is not edited in a sheet");
}

void apply_compare_field(struct apply *a, const struct apply_sides *s,
                         const struct apply_column *column, struct str cell,
                         size_t value)
{
    const char *how = NULL, *text;
    apply_shown(column, s->kind, s->base ? s->base : s->now, value, &a->x);
    struct str exported = buf_view(&a->x);
    bool typed = column->role == APPLY_TYPED;
    if (typed ? typed_same(exported, cell)
              : apply_same(exported, cell, &how) || how)
        return;
    if (column->role == APPLY_QUOTE || column->role == APPLY_CITE)
        text = arena_printf(
            &a->row_mem,
            "the words cited are the article's; to cite others: ibid edit "
            "%s --cite %s=VERSION:START-END, or ibid review",
            s->fact->id, column->field);
    else
        text = arena_printf(&a->row_mem, "it follows from %s: edit that",
                            column->field);
    apply_refuse(a, s, column, IBID_APPLY_REFUSED, exported, cell, text);
}

void apply_compare_evidence(struct apply *a, const struct apply_sides *s,
                            const struct apply_column *column, struct str cell)
{
    const struct ibid_fact *fact = s->base ? s->base : s->now;
    const char *how;
    buf_reset(&a->x);
    cell_evidence(fact->citations, fact->citation_count, &a->x);
    if (apply_same(buf_view(&a->x), cell, &how) || how)
        return;
    apply_refuse(a, s, column, IBID_APPLY_REFUSED, buf_view(&a->x), cell,
                 arena_printf(&a->row_mem,
                              "the words cited are the article's; to cite "
                              "others: ibid edit %s --cite VERSION:START-END",
                              s->fact->id));
}

static const char *source_text(const struct ibid_source *source,
                               const char *name)
{
    const char *const members[][2] = {{"source_title", source->title},
                                      {"source_outlet", source->outlet},
                                      {"source_author", source->author},
                                      {"source_published", source->published},
                                      {"source_url", source->url}};
    for (size_t i = 0; i < 5; i++)
        if (strcmp(members[i][0], name) == 0)
            return members[i][1];
    return NULL;
}

/* The source whose words the row shows. */
static const char *source_of(const struct ibid_fact *fact)
{
    if (fact->citation_count)
        return fact->citations[0].source;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            if (fact->fields[f].values[v].citation_count)
                return fact->fields[f].values[v].citations[0].source;
    return fact->source;
}

enum ibid_status apply_compare_source(struct apply *a,
                                      const struct apply_sides *s,
                                      const struct apply_column *column,
                                      struct source_row *source,
                                      struct str cell, struct ibid_error *err)
{
    const struct ibid_fact *fact = s->base ? s->base : s->now;
    const char *how, *id = source_of(fact);
    int64_t no = 0;
    enum ibid_status status = IBID_OK;
    if (!source->no && id) {
        status = store_source_find(a->who->st, id, &no, err);
        if (!status && no)
            status = store_source_get(a->who->st, no, false, &a->row_mem,
                                      source, err);
    }
    struct str known = str_of(source_text(&source->source, column->name));
    if (status || apply_same(known, cell, &how) || how)
        return status;
    apply_refuse(
        a, s, column, IBID_APPLY_REFUSED, known, cell,
        arena_printf(&a->row_mem,
                     "it is of the source, for all its facts: ibid edit "
                     "%s %s=...",
                     id ? id : "SOURCE", column->name + sizeof "source_" - 1));
    return IBID_OK;
}
