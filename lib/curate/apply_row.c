/* apply_row.c - a row of an edited table: whose it is, and what it was. */
#include "curate/apply_sides.h"
#include "history/states.h"

/* ---- whose ------------------------------------------------------------- */

static struct apply_fact *fact_seen(struct apply *a, const char *id,
                                    const char *where)
{
    struct apply_fact *fact = map_get(&a->seen, str_of(id));
    if (fact)
        return fact;
    fact = arena_new(&a->mem, struct apply_fact);
    fact->id = arena_strdup(&a->mem, id);
    fact->where = arena_strdup(&a->mem, where);
    *map_at(&a->seen, str_of(fact->id)) = fact;
    a->count++;
    return fact;
}

/* The name of a kind, once; kinds that stand in the file are known by it. */
static const char *kind_seen(struct apply *a, const char *kind)
{
    char *name = map_get(&a->kinds, str_of(kind));
    if (!name) {
        name = arena_strdup(&a->mem, kind);
        *map_at(&a->kinds, str_of(name)) = name;
    }
    return name;
}

static struct str column_text(const struct apply *a,
                              const struct tabular_row *row,
                              enum apply_role role)
{
    for (size_t i = 0; i < a->table.count && i < row->count; i++)
        if (a->table.columns[i].role == role)
            return str_trim(apply_text(a, row->cells[i]));
    return STR("");
}

/* Tell of a row as a whole. */
static enum ibid_status refused(struct apply *a, const char *id,
                                const char *where, const char *text)
{
    apply_tell(a, &(struct ibid_applied_item){.what = IBID_APPLY_REFUSED,
                                              .where = where,
                                              .fact = id,
                                              .text = text});
    return IBID_OK;
}

/* ---- what it was ------------------------------------------------------- */

static enum ibid_status find_head(void *ctx, const struct tabular_row *row,
                                  struct ibid_error *err)
{
    struct apply *a = ctx;
    (void)err;
    if (row->is_sheet && row->count >= 2 &&
        str_eq(row->cells[0], STR("head of the journal")))
        (void)str_number(
            str_cut(row->cells[1], 0, str_find(row->cells[1], STR(":"))),
            &a->head);
    return IBID_OK;
}

enum ibid_status apply_head(struct apply *a, struct ibid_error *err)
{
    if (a->head_known || a->head)
        return IBID_OK;
    a->head_known = true;
    return tabular_read(a->path, find_head, a, NULL, err);
}

/* The revision that the row shows; 0: it cannot be told. */
static enum ibid_status revision_of(struct apply *a,
                                    const struct tabular_row *row,
                                    const struct ibid_fact *now, int64_t *out,
                                    struct ibid_error *err)
{
    struct str text = column_text(a, row, APPLY_REVISION);
    *out = !text.len && now->revision == 1;
    (void)str_number(text, out);
    if (text.len || *out)
        return IBID_OK;
    enum ibid_status status = apply_head(a, err);
    if (!status && a->head)
        status = history_revision_at(a->who->st, now, a->head, out, err);
    return status;
}

/* The fact as it was exported, into `mem`; *base NULL: not known. */
static enum ibid_status base_of(struct apply *a, const struct tabular_row *row,
                                const struct ibid_fact *now,
                                const struct ibid_fact **base,
                                struct ibid_error *err)
{
    int64_t revision = 0;
    bool found = false;
    struct ibid_fact *was = arena_new(&a->row_mem, struct ibid_fact);
    enum ibid_status status = revision_of(a, row, now, &revision, err);
    if (!status)
        status = history_state_at(a->who->st, now, revision, &a->row_mem, was,
                                  &found, err);
    *base = found ? was : NULL;
    return status;
}

/* ---- the row ----------------------------------------------------------- */

/* Which value a row of the long layout is about is part of what it is. */
static bool is_second(struct apply *a, const struct tabular_row *row,
                      const struct apply_fact *fact)
{
    struct buf key = {0};
    if (!a->table.is_long)
        return fact->rows > 1;
    buf_text(&key, fact->id);
    for (size_t i = 0; i < a->table.count && i < row->count; i++) {
        const char *name = a->table.columns[i].name;
        if (strcmp(name, "field") == 0 || strcmp(name, "cite") == 0) {
            buf_byte(&key, ' ');
            buf_str(&key, apply_text(a, row->cells[i]));
        }
    }
    bool cited = column_text(a, row, APPLY_CITE).len > 0;
    void **at = map_at(&a->values, arena_str(&a->mem, buf_view(&key)));
    bool second = *at != NULL && cited;
    *at = a;
    buf_done(&key);
    return second;
}

static enum ibid_status take(struct apply *a, const struct tabular_row *row,
                             const char *where, const struct ibid_fact *now,
                             struct ibid_error *err)
{
    struct apply_fact *fact = fact_seen(a, now->id, where);
    struct apply_sides sides = {
        .fact = fact,
        .now = now,
        .where = fact->rows ? arena_strdup(&a->mem, where) : fact->where,
        .row = row};
    bool had = fact->cells != NULL;
    struct apply_cell **end = fact->end;
    fact->rows++;
    fact->no = now->no;
    fact->kind = kind_seen(a, now->kind);
    sides.kind = codebook_kind(a->who->codebook, now->kind);
    apply_columns(a, sides.kind, now->kind);
    bool second = is_second(a, row, fact);
    enum ibid_status status = base_of(a, row, now, &sides.base, err);
    if (!status)
        status = apply_compare(a, &sides, err);
    bool has = had ? fact->end != end : fact->cells != NULL;
    fact->twice = fact->twice || (second && (had || has));
    return status;
}

enum ibid_status apply_row(struct apply *a, const struct tabular_row *row,
                           struct ibid_error *err)
{
    struct ibid_fact now;
    int64_t no = 0;
    int withdrawn = 0;
    struct str text = column_text(a, row, APPLY_ID);
    const char *id = arena_strndup(&a->row_mem, text.ptr, text.len);
    const char *where = arena_printf(&a->row_mem, "%srow %lld", a->table.where,
                                     (long long)row->no);
    a->table.rows++;
    a->summary->rows++;
    if (a->count >= APPLY_FACTS_MAX)
        return err_set(err, IBID_LIMIT, "more than %d facts in one file",
                       APPLY_FACTS_MAX);
    if (!row->is_sheet && row->count != a->table.count)
        return refused(a, id, where,
                       arena_printf(&a->row_mem,
                                    "it has %zu cells under %zu columns",
                                    row->count, a->table.count));
    enum ibid_status status =
        id_is('f', text) ? store_fact_find(a->who->st, id, &no, err) : IBID_OK;
    if (!status && no)
        status =
            store_fact_get(a->who->st, no, &a->row_mem, &now, &withdrawn, err);
    if (status)
        return status;
    if (!no)
        return refused(a, id, where, "no such fact in the database");
    if (withdrawn) {
        fact_seen(a, id, where)->rows++;
        return refused(a, id, where,
                       "the fact was undone or replaced since the export");
    }
    return take(a, row, where, &now, err);
}

/* A row is about a new fact when it has no id but a value. */
enum ibid_status apply_row_new(struct apply *a, const struct tabular_row *row,
                               struct ibid_error *err)
{
    struct apply_table *table = &a->table;
    struct apply_new *new;
    (void)err;
    a->summary->rows++;
    new = arena_new(&a->mem, struct apply_new);
    new->where =
        arena_printf(&a->mem, "%srow %lld", table->where, (long long)row->no);
    new->cells = arena_array(&a->mem, row->count, sizeof *new->cells);
    new->count = row->count;
    for (size_t i = 0; i < row->count; i++)
        new->cells[i] = arena_str(&a->mem, apply_text(a, row->cells[i]));
    *table->news_end = new;
    table->news_end = &new->next;
    return IBID_OK;
}
