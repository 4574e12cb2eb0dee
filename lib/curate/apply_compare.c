/* apply_compare.c - the cells of a row against what was exported and what the
 * database says now. */
#include "curate/apply_sides.h"
#include "fact/cells.h"

/* A row of the long layout about none of the values there are. */
#define NO_VALUE (SIZE_MAX - 1)

struct str apply_text(const struct apply *a, struct str cell)
{
    return a->escaped ? tabular_unescape(cell) : cell;
}

bool apply_same(struct str before, struct str now, const char **how)
{
    struct str part;
    *how = NULL;
    if (cell_is_cut(now, &part) && tabular_begins(before, part))
        return true;
    *how = tabular_damage(before, now, NULL);
    return *how && !**how;
}

static const char *kept(struct apply *a, struct str text)
{
    return arena_strndup(&a->mem, text.ptr, text.len);
}

struct apply_cell *apply_note(struct apply *a, struct apply_fact *fact,
                              enum ibid_applied what, const char *where,
                              const struct apply_column *column)
{
    struct apply_cell *cell = arena_new(&a->mem, struct apply_cell);
    *cell = (struct apply_cell){.what = what,
                                .role = column ? column->role : APPLY_OWN,
                                .where = where,
                                .column = column ? column->name : NULL,
                                .field = column ? column->field : NULL,
                                .value = SIZE_MAX};
    if (!fact->cells) {
        struct apply_fact ***list_end =
            fact->is_source ? &a->edited_sources_end : &a->facts_end;
        fact->end = &fact->cells;
        **list_end = fact;
        *list_end = &fact->next;
    }
    *fact->end = cell;
    fact->end = &cell->next;
    return cell;
}

/* ---- three sides ------------------------------------------------------- */

static void show_typed(const struct apply_column *column,
                       const struct codebook_field *known,
                       const struct ibid_field *field, struct buf *out)
{
    struct typed value =
        typed_value(known ? codebook_typed(known) : TYPED_NOT, field);
    if (column->role == APPLY_PRECISION)
        buf_text(out, value.precision);
    else
        typed_write(&value, out);
}

/* What a field's cell shows of a fact; `value` is that of a long row. */
void apply_shown(const struct apply_column *column,
                 const struct codebook_kind *kind, const struct ibid_fact *fact,
                 size_t value, struct buf *out)
{
    const struct codebook_field *known =
        kind ? codebook_field(kind, column->field) : NULL;
    const struct ibid_field *field = fact_field(fact, column->field);
    struct ibid_field one = {0};
    bool repeats = known && known->repeats;
    buf_reset(out);
    if (value != SIZE_MAX && field && value < field->value_count) {
        one = (struct ibid_field){field->name, &field->values[value], 1};
        field = &one;
        repeats = false;
    } else if (value != SIZE_MAX) {
        field = NULL;
    }
    switch (column->role) {
    case APPLY_VALUE:
        cell_value(field, repeats, out);
        break;
    case APPLY_NORMALIZED:
        cell_normalized(field, repeats, out);
        break;
    case APPLY_TYPED:
    case APPLY_PRECISION:
        show_typed(column, known, field, out);
        break;
    case APPLY_QUOTE:
        cell_quote(field, repeats, out);
        break;
    default:
        cell_cite(field, out);
        break;
    }
}

/* Note an edit, unless the database says the same by now; it conflicts when
 * the database says something else than was exported. */
static void edited(struct apply *a, const struct apply_sides *s,
                   const struct apply_column *column, struct str exported,
                   struct str cell, struct str now, size_t value)
{
    const char *how;
    if (apply_same(now, cell, &how) || how)
        return;
    bool clear = s->base && str_eq(exported, now);
    struct apply_cell *note =
        apply_note(a, s->fact, clear ? IBID_APPLY_EDIT : IBID_APPLY_CONFLICT,
                   s->where, column);
    note->exported = s->base ? kept(a, exported) : NULL;
    note->edited = kept(a, cell);
    note->current = kept(a, now);
    note->value = value;
}

void apply_refuse(struct apply *a, const struct apply_sides *s,
                  const struct apply_column *column, enum ibid_applied what,
                  struct str exported, struct str cell, const char *text)
{
    struct apply_cell *note = apply_note(a, s->fact, what, s->where, column);
    note->exported = kept(a, exported);
    note->edited = kept(a, cell);
    note->text = arena_printf(&a->mem, "%s", text);
}

/* What the spreadsheet did to the cell, as a remark. */
static void reshaped(struct apply *a, const struct apply_sides *s,
                     const struct apply_column *column, struct str exported,
                     struct str cell, const char *how)
{
    apply_refuse(
        a, s, column, IBID_APPLY_RESHAPED, exported, cell,
        arena_printf(&a->row_mem, "the spreadsheet changed the %s", how));
}

static void compare_value(struct apply *a, const struct apply_sides *s,
                          const struct apply_column *column, struct str cell,
                          size_t value)
{
    const char *how = NULL;
    apply_shown(column, s->kind, s->base ? s->base : s->now, value, &a->x);
    struct str exported = buf_view(&a->x);
    if (apply_same(exported, cell, &how))
        return;
    if (value == NO_VALUE) {
        apply_refuse(
            a, s, column, IBID_APPLY_REFUSED, exported, cell,
            "which value it is about cannot be told: neither its words "
            "nor its citations are as exported");
        return;
    }
    if (how) {
        reshaped(a, s, column, exported, cell, how);
        return;
    }
    apply_shown(column, s->kind, s->now, value, &a->y);
    edited(a, s, column, exported, cell, buf_view(&a->y), value);
}

/* ---- status and rank --------------------------------------------------- */

static struct str name_of(const struct apply_column *column,
                          const struct ibid_fact *fact)
{
    return str_of(column->role == APPLY_STATUS ? fact_status_name(fact->status)
                                               : fact_rank_name(fact->rank));
}

static bool is_name(const struct apply_column *column, struct str text)
{
    enum ibid_fact_status status;
    enum ibid_rank rank;
    return column->role == APPLY_STATUS ? fact_status_parse(text, &status)
                                        : fact_rank_parse(text, &rank);
}

static void compare_name(struct apply *a, const struct apply_sides *s,
                         const struct apply_column *column, struct str cell)
{
    struct str exported = name_of(column, s->base ? s->base : s->now);
    struct buf *lower = &a->z;
    cell = str_trim(cell);
    if (!cell.len || str_ieq(cell, exported))
        return;
    buf_reset(lower);
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        buf_byte(lower, c);
    }
    cell = buf_view(lower);
    if (column->role == APPLY_STATUS && s->now->status == IBID_CORRECTED &&
        str_eq(cell, STR("accepted")))
        return; /* a corrected fact was read by a person, and stays so */
    if (is_name(column, cell))
        edited(a, s, column, exported, cell, name_of(column, s->now), SIZE_MAX);
    else
        apply_refuse(
            a, s, column, IBID_APPLY_REFUSED, exported, cell,
            column->role == APPLY_STATUS
                ? "no status; they are extracted, accepted, corrected, "
                  "rejected"
                : "no rank; they are preferred, normal, deprecated");
}

/* ---- the row ----------------------------------------------------------- */

/* Which value of its field a long row is about: the one with these citations,
 * else these words, else the only one. */
static size_t long_value(struct apply *a, const struct apply_sides *s,
                         const char *name)
{
    const struct ibid_fact *fact = s->base ? s->base : s->now;
    const struct ibid_field *field = fact_field(fact, name);
    for (size_t i = 0; i < a->table.count && field; i++) {
        struct apply_column column = a->table.columns[i];
        if (column.role != APPLY_CITE && column.role != APPLY_VALUE)
            continue;
        struct str cell =
            i < s->row->count ? apply_text(a, s->row->cells[i]) : STR("");
        column.field = name;
        for (size_t v = 0; cell.len && v < field->value_count; v++) {
            apply_shown(&column, s->kind, fact, v, &a->x);
            if (str_eq(buf_view(&a->x), cell))
                return v;
        }
    }
    return field && field->value_count == 1 ? 0 : NO_VALUE;
}

static enum ibid_status
compare_cell(struct apply *a, const struct apply_sides *s,
             const struct apply_column *column, struct str cell, size_t value,
             struct source_row *source, struct ibid_error *err)
{
    switch (column->role) {
    case APPLY_STATUS:
    case APPLY_RANK:
        compare_name(a, s, column, cell);
        break;
    case APPLY_FIXED:
        apply_compare_fixed(a, s, column, cell);
        break;
    case APPLY_VALUE:
        compare_value(a, s, column, cell, value);
        break;
    case APPLY_NORMALIZED:
    case APPLY_TYPED:
    case APPLY_PRECISION:
    case APPLY_QUOTE:
    case APPLY_CITE:
        apply_compare_field(a, s, column, cell, value);
        break;
    case APPLY_EVIDENCE:
        apply_compare_evidence(a, s, column, cell);
        break;
    case APPLY_SOURCE:
        return apply_compare_source(a, s, column, source, cell, err);
    case APPLY_LINK:
        return apply_compare_link(a, s, column, source, cell, err);
    case APPLY_COUNTED:
        return apply_compare_counted(a, s, column, cell, err);
    default:
        break;
    }
    return IBID_OK;
}

/* A row of the long layout names its field itself. */
static bool long_field(struct apply *a, const struct apply_sides *s,
                       const char **field, size_t *value)
{
    for (size_t i = 0; i < a->table.count && i < s->row->count; i++)
        if (strcmp(a->table.columns[i].name, "field") == 0) {
            struct str name = str_trim(apply_text(a, s->row->cells[i]));
            *field = arena_strndup(&a->mem, name.ptr, name.len);
        }
    if (!*field || !**field)
        return false;
    *value = long_value(a, s, *field);
    return true;
}

enum ibid_status apply_compare(struct apply *a, const struct apply_sides *sides,
                               struct ibid_error *err)
{
    struct source_row source = {.no = 0};
    const char *field = NULL;
    size_t value = SIZE_MAX;
    bool of_field = !a->table.is_long || long_field(a, sides, &field, &value);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < a->table.count; i++) {
        struct apply_column column = a->table.columns[i];
        struct str cell = i < sides->row->count
                              ? apply_text(a, sides->row->cells[i])
                              : STR("");
        bool values = column.role >= APPLY_VALUE && column.role <= APPLY_CITE;
        if (a->table.is_long && values)
            column.field = field;
        if (!values || of_field)
            status = compare_cell(a, sides, &column, cell, value, &source, err);
    }
    return status;
}
