/* apply.c - take an edited table or workbook back: read it row by row, compare
 * three ways, write one undoable step. */
#include "curate/apply_aside.h"

#include <stdio.h>

#include "curate/step.h"
#include "history/states.h"
#include "store/entries.h"
#include "tabular/aside.h"

void apply_tell(struct apply *a, const struct ibid_applied_item *item)
{
    struct ibid_apply_summary *sum = a->summary;
    int64_t *const counts[] = {
        [IBID_APPLY_EDIT] = &sum->edits,
        [IBID_APPLY_CONFLICT] = &sum->conflicts,
        [IBID_APPLY_KEPT] = &sum->kept,
        [IBID_APPLY_NEW] = &sum->added,
        [IBID_APPLY_MISSING] = &sum->missing,
        [IBID_APPLY_REJECTED] = &sum->rejected,
        [IBID_APPLY_RESHAPED] = &sum->reshaped,
        [IBID_APPLY_REFUSED] = &sum->refused,
    };
    ++*counts[item->what];
    sum->unsupported += item->what == IBID_APPLY_EDIT && item->text;
    if (a->how->each)
        a->how->each(a->how->ctx, item);
}

/* ---- tables ------------------------------------------------------------ */

static void table_begin(struct apply *a, const struct tabular_row *row)
{
    struct apply_table *table = &a->table;
    *table = (struct apply_table){.name = arena_strdup(&a->mem, row->table),
                                  .first = row->no};
    table->where = row->is_sheet
                       ? arena_printf(&a->mem, "sheet %s ", row->table)
                       : arena_printf(&a->mem, "%s ", row->table);
    table->news_end = &table->news;
}

static size_t column_named(const struct tabular_row *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++)
        if (str_eq(str_trim(row->cells[i]), str_of(name)))
            return i;
    return SIZE_MAX;
}

/* Is this row the header of a table of facts, or of citations? */
static void table_header(struct apply *a, const struct tabular_row *row)
{
    struct apply_table *table = &a->table;
    bool facts = column_named(row, "fact_id") != SIZE_MAX;
    table->is_sources = !facts && column_named(row, "source_id") != SIZE_MAX;
    table->passed = row->no >= table->first + APPLY_HEADER_ROWS;
    if (!facts && !table->is_sources)
        return;
    table->ours = true;
    table->is_citations = column_named(row, "citation_id") != SIZE_MAX;
    table->is_long = column_named(row, "field") != SIZE_MAX &&
                     column_named(row, "field_cite") == SIZE_MAX;
    table->count = row->count;
    table->columns = arena_array(&a->mem, row->count, sizeof *table->columns);
    for (size_t i = 0; i < row->count; i++) {
        struct str name = str_trim(row->cells[i]);
        table->columns[i].name = arena_strndup(&a->mem, name.ptr, name.len);
        if (str_eq(name, STR("fact_id")))
            table->columns[i].role = APPLY_ID;
    }
    a->summary->tables++;
}

struct str apply_cell_named(const struct apply *a,
                            const struct tabular_row *row, const char *name,
                            bool *there)
{
    for (size_t i = 0; i < a->table.count; i++)
        if (strcmp(a->table.columns[i].name, name) == 0) {
            *there = true;
            return i < row->count ? str_trim(row->cells[i]) : STR("");
        }
    *there = false;
    return STR("");
}

static struct str cell_named(const struct apply *a,
                             const struct tabular_row *row, const char *name)
{
    bool there;
    return apply_cell_named(a, row, name, &there);
}

/* Whose citations were exported tells which facts were. */
static enum ibid_status citation_row(struct apply *a,
                                     const struct tabular_row *row,
                                     struct ibid_error *err)
{
    struct str id = cell_named(a, row, "fact_id");
    struct str kind = cell_named(a, row, "fact_kind");
    if (id.len && !map_get(&a->cited, id))
        *map_at(&a->cited, arena_str(&a->mem, id)) =
            arena_strndup(&a->mem, kind.ptr, kind.len);
    return apply_citation_row(a, row, err);
}

static bool is_blank(const struct tabular_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (str_trim(row->cells[i]).len)
            return false;
    return true;
}

static enum ibid_status take_row(void *ctx, const struct tabular_row *row,
                                 struct ibid_error *err)
{
    struct apply *a = ctx;
    enum ibid_status status = IBID_OK;
    arena_reset(&a->row_mem);
    if (!a->table.name || strcmp(a->table.name, row->table) != 0) {
        status = a->table.name ? apply_news(a, err) : IBID_OK;
        table_begin(a, row);
    }
    if (status || a->table.passed || is_blank(row))
        return status;
    if (!a->table.ours)
        table_header(a, row);
    else if (a->table.is_citations)
        status = citation_row(a, row, err);
    else if (a->table.is_sources)
        status = apply_source_row(a, row, err);
    else if (cell_named(a, row, "fact_id").len)
        status = apply_row(a, row, err);
    else
        status = apply_row_new(a, row, err);
    return status;
}

/* ---- the file ---------------------------------------------------------- */

static enum ibid_status take_file(struct apply *a, const char *path,
                                  struct ibid_error *err)
{
    struct tabular_aside aside = tabular_aside(path);
    a->path = path;
    a->escaped = a->how->escape != NULL || aside.escaped;
    a->head = aside.head;
    a->head_known = false;
    a->rows_before = aside.rows;
    a->table = (struct apply_table){.news_end = &a->table.news};
    enum ibid_status status = tabular_read(path, take_row, a, NULL, err);
    return status ? status : apply_news(a, err);
}

static enum ibid_status take_files(struct apply *a, struct ibid_error *err)
{
    const char **files = NULL;
    size_t count = 0;
    enum ibid_status status =
        tabular_files(a->how->path, &a->mem, &files, &count, err);
    for (size_t i = 0; !status && i < count; i++)
        status = take_file(a, files[i], err);
    if (!status && !a->summary->tables)
        status = err_set(err, IBID_INVALID,
                         "%s has no column fact_id: it is no table of facts "
                         "that ibid exported",
                         tabular_name(a->how->path));
    return status;
}

static enum ibid_status apply_all(struct apply *a, struct ibid_error *err)
{
    enum ibid_status status = apply_answers(a, a->how->answers, err);
    if (!status)
        status = take_files(a, err);
    if (!status)
        status = apply_write(a, err);
    if (!status) /* at last: a date may change what facts say */
        status = apply_write_sources(a, err);
    return status ? status : apply_missing(a, err);
}

static enum ibid_status how_check(const struct ibid_apply *how,
                                  struct ibid_error *err)
{
    if (how->escape && strcmp(how->escape, "apostrophe-1") != 0)
        return err_set(err, IBID_INVALID,
                       "no escape '%s'; there is \"apostrophe-1\"",
                       how->escape);
    return IBID_OK;
}

/* The file or folder without those it lies in. */
static const char *name_of(struct apply *a)
{
    struct str path = str_of(a->how->path);
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    const char *name = tabular_name(arena_strndup(&a->mem, path.ptr, path.len));
    return utf8_invalid_at(str_of(name)) < strlen(name) ? "a table" : name;
}

/* The journal says of each change which table it came from. */
static void reason_set(struct apply *a)
{
    const char *why = a->who->options->reason;
    a->h->reason = arena_printf(&a->mem, HISTORY_APPLY "%s%s%s", name_of(a),
                                why ? ": " : "", why ? why : "");
}

static void label(struct ibid_apply_summary *sum, const char *name)
{
    int64_t facts = sum->facts + sum->added, sources = sum->sources;
    char what[32] = "", of[32] = "";
    if (facts || !sources)
        (void)snprintf(what, sizeof what, "%lld fact%s", (long long)facts,
                       facts == 1 ? "" : "s");
    if (sources)
        (void)snprintf(of, sizeof of, "%s%lld source%s", facts ? ", " : "",
                       (long long)sources, sources == 1 ? "" : "s");
    (void)snprintf(sum->done.label, sizeof sum->done.label, "apply %.80s: %s%s",
                   name, what, of);
}

static enum ibid_status begin(struct apply *a, struct ibid_error *err)
{
    struct entry head = {0};
    a->seen.mem = a->cited.mem = a->kinds.mem = a->answers.mem = a->values.mem =
        a->sources.mem = &a->mem;
    a->facts_end = &a->facts;
    a->edited_sources_end = &a->edited_sources;
    a->rows_before = -1;
    enum ibid_status status = store_entry_head(a->who->st, &a->mem, &head, err);
    a->now = head.seq;
    reason_set(a);
    return status;
}

static void end(struct apply *a)
{
    buf_done(&a->x);
    buf_done(&a->y);
    buf_done(&a->z);
    buf_done(&a->conflicts);
    standings_done(&a->standings);
    arena_done(&a->cited_fact.mem);
    arena_done(&a->row_mem);
    arena_done(&a->mem);
}

static enum ibid_status apply_step(struct step *s, void *ctx,
                                   struct ibid_error *err)
{
    struct apply *a = ctx;
    struct ibid_apply_summary *summary = a->summary;
    a->h = &s->h;
    enum ibid_status status = begin(a, err);
    if (!status)
        status = apply_all(a, err);
    if (status)
        return status;
    s->changed = summary->facts + summary->added + summary->sources;
    label(summary, name_of(a));
    summary->conflict_list = a->conflicts.len ? a->conflicts.ptr : "";
    return IBID_OK;
}

enum ibid_status curate_apply(const struct curator *who,
                              const struct ibid_apply *how, struct arena *mem,
                              struct ibid_apply_summary *summary,
                              struct ibid_error *err)
{
    struct apply a = {.who = who, .how = how, .summary = summary};
    *summary = (struct ibid_apply_summary){.conflict_list = ""};
    enum ibid_status status = how_check(how, err);
    if (!status)
        status = step_run(who, apply_step, &a, "apply", &summary->done, err);
    summary->conflict_list = arena_strdup(mem, summary->conflict_list);
    end(&a);
    return status;
}
