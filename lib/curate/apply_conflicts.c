/* apply_conflicts.c - conflicts as a table to fill in, and the answers. */
#include <stdio.h>

#include "curate/apply.h"
#include "fact/cells.h"

static const char *const heads[] = {"fact_id",  "fact_no", "fact_kind", "field",
                                    "exported", "edited",  "current",   "take"};

/* A cell for a spreadsheet: what looks like a formula has an apostrophe in
 * front; of these columns none is read back but ids and names. */
static void put(struct buf *out, const char *text, bool last)
{
    struct str rest = str_of(text);
    buf_byte(out, '"');
    if (cell_is_risky(rest))
        buf_byte(out, '\'');
    for (size_t i = 0; i < rest.len; i++) {
        if (rest.ptr[i] == '"')
            buf_byte(out, '"');
        buf_byte(out, rest.ptr[i]);
    }
    buf_text(out, last ? "\"\r\n" : "\",");
}

/* "place", "place 2" of a long row, "fact_status". */
static const char *name_of(struct apply *a, const struct apply_cell *cell)
{
    const char *name = cell->field ? cell->field : cell->column;
    return cell->value == SIZE_MAX
               ? name
               : arena_printf(&a->mem, "%s %zu", name, cell->value + 1);
}

void apply_conflict(struct apply *a, const struct apply_fact *fact,
                    const struct apply_cell *cell)
{
    char no[24];
    struct buf *out = &a->conflicts;
    bool first = !out->len;
    for (size_t i = 0; first && i < 8; i++)
        put(out, heads[i], i == 7);
    (void)snprintf(no, sizeof no, "%lld", (long long)fact->no);
    const char *const cells[] = {
        fact->id,       no,           fact->kind,    name_of(a, cell),
        cell->exported, cell->edited, cell->current, NULL};
    for (size_t i = 0; i < 8; i++)
        put(out, cells[i], i == 7);
}

/* ---- answers ----------------------------------------------------------- */

struct answers {
    struct apply *a;
    size_t id, field, take; /* columns; SIZE_MAX: no header yet */
};

static enum ibid_status header(struct answers *to,
                               const struct tabular_row *row,
                               struct ibid_error *err)
{
    to->id = to->field = to->take = SIZE_MAX;
    for (size_t i = 0; i < row->count; i++) {
        struct str name = str_trim(row->cells[i]);
        if (str_eq(name, STR("fact_id")))
            to->id = i;
        if (str_eq(name, STR("field")))
            to->field = i;
        if (str_eq(name, STR("take")))
            to->take = i;
    }
    if (to->id == SIZE_MAX || to->field == SIZE_MAX || to->take == SIZE_MAX)
        return err_set(err, IBID_INVALID,
                       "%s is no list of conflicts: it needs the columns "
                       "fact_id, field and take",
                       row->table);
    return IBID_OK;
}

static struct str cell_of(const struct tabular_row *row, size_t i)
{
    return i < row->count ? str_trim(row->cells[i]) : STR("");
}

static enum ibid_status take_answer(void *ctx, const struct tabular_row *row,
                                    struct ibid_error *err)
{
    struct answers *to = ctx;
    if (to->take == SIZE_MAX)
        return header(to, row, err);
    struct str take = cell_of(row, to->take);
    if (!take.len)
        return IBID_OK;
    bool yours = str_ieq(take, STR("theirs"));
    if (!yours && !str_ieq(take, STR("ours")))
        return err_set(err, IBID_INVALID,
                       "%s, row %lld: take is \"%.*s\"; write ours (the "
                       "database's) or theirs (the sheet's)",
                       row->table, (long long)row->no,
                       (int)(take.len < 40 ? take.len : 40), take.ptr);
    struct str id = cell_of(row, to->id), field = cell_of(row, to->field);
    char *key = arena_printf(&to->a->mem, "%.*s %.*s", (int)id.len, id.ptr,
                             (int)field.len, field.ptr);
    *map_at(&to->a->answers, str_of(key)) =
        arena_strdup(&to->a->mem, yours ? "theirs" : "ours");
    return IBID_OK;
}

enum ibid_status apply_answers(struct apply *a, const char *path,
                               struct ibid_error *err)
{
    struct answers to = {.a = a, .take = SIZE_MAX};
    return path ? tabular_read(path, take_answer, &to, NULL, err) : IBID_OK;
}

static bool is_listed(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

enum ibid_side apply_answer(struct apply *a, const struct apply_fact *fact,
                            const struct apply_cell *cell)
{
    const struct ibid_apply *how = a->how;
    const char *field = cell->field ? cell->field : cell->column;
    const char *key =
        arena_printf(&a->row_mem, "%s %s", fact->id, name_of(a, cell));
    const char *answer = map_get(&a->answers, str_of(key));
    if (answer)
        return *answer == 't' ? IBID_THEIRS : IBID_OURS;
    if (is_listed(how->theirs, how->theirs_count, field))
        return IBID_THEIRS;
    if (is_listed(how->ours, how->ours_count, field))
        return IBID_OURS;
    return how->side;
}
