/* apply_fixed.c - columns that are not edited in a table: when one was all the
 * same, say what to do instead. */
#include "curate/apply_sides.h"
#include "fact/cells.h"

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
    if (apply_same(exported, cell, &how) || how)
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
