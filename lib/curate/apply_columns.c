/* apply_columns.c - what the columns of an edited table hold. */
#include "curate/apply.h"

static const struct {
    const char *name;
    enum apply_role role;
} plain[] = {
    {"fact_id", APPLY_ID},
    {"fact_revision", APPLY_REVISION},
    {"fact_status", APPLY_STATUS},
    {"fact_rank", APPLY_RANK},
    {"fact_no", APPLY_FIXED},
    {"fact_kind", APPLY_FIXED},
    {"fact_confidence", APPLY_FIXED},
    {"fact_quote", APPLY_EVIDENCE},
    {"source_title", APPLY_SOURCE},
    {"source_outlet", APPLY_SOURCE},
    {"source_author", APPLY_SOURCE},
    {"source_published", APPLY_SOURCE},
    {"source_url", APPLY_SOURCE},
    {"source_link", APPLY_LINK},
    {"sources", APPLY_COUNTED},
    {"independent_sources", APPLY_COUNTED},
    {"disputed", APPLY_COUNTED},
};

/* What follows the name of a field. */
static const struct {
    const char *end;
    enum apply_role role;
} ends[] = {
    {"_normalized", APPLY_NORMALIZED},
    {"_value", APPLY_TYPED},
    {"_precision", APPLY_PRECISION},
    {"_quote", APPLY_QUOTE},
    {"_cite", APPLY_CITE},
};

/* In the long layout the field stands in its own column. */
static const struct {
    const char *name;
    enum apply_role role;
} of_long[] = {
    {"value", APPLY_VALUE},
    {"normalized", APPLY_NORMALIZED},
    {"quote", APPLY_QUOTE},
    {"cite", APPLY_CITE},
};

static bool long_column(struct apply_column *column)
{
    for (size_t i = 0; i < sizeof of_long / sizeof *of_long; i++)
        if (strcmp(column->name, of_long[i].name) == 0) {
            column->role = of_long[i].role;
            return true;
        }
    return false;
}

static bool plain_column(struct apply_column *column)
{
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(column->name, plain[i].name) == 0) {
            column->role = plain[i].role;
            return true;
        }
    return false;
}

static void field_column(struct apply *a, const struct codebook_kind *kind,
                         struct apply_column *column)
{
    const struct codebook_field *field = codebook_field(kind, column->name);
    struct str name = str_of(column->name);
    if (field) {
        column->role = APPLY_VALUE;
        column->field = field->name;
        return;
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct str end = str_of(ends[i].end);
        if (!str_ends(name, end))
            continue;
        field = codebook_field(
            kind, arena_strndup(&a->mem, name.ptr, name.len - end.len));
        if (field) {
            column->role = ends[i].role;
            column->field = field->name;
            return;
        }
    }
}

void apply_columns(struct apply *a, const struct codebook_kind *kind,
                   const char *kind_name)
{
    struct apply_table *table = &a->table;
    if (table->kind && (table->is_long || strcmp(table->kind, kind_name) == 0))
        return;
    table->kind = arena_strdup(&a->mem, kind_name);
    for (size_t i = 0; i < table->count; i++) {
        struct apply_column *column = &table->columns[i];
        column->role = APPLY_OWN;
        column->field = NULL;
        if (plain_column(column) || (table->is_long && long_column(column)))
            continue;
        if (kind && !table->is_long)
            field_column(a, kind, column);
    }
}
