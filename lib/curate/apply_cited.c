/* apply_cited.c - rows of a table of citations: they are not edited there, and
 * when one was, say what to do instead. */
#include <stdio.h>

#include "curate/apply_aside.h"
#include "fact/cells.h"
#include "fact/fact.h"
#include "store/versions.h"

static enum ibid_status fact_load(struct apply *a, struct str id,
                                  struct ibid_error *err)
{
    struct apply_cited *cited = &a->cited_fact;
    int64_t no = 0;
    int withdrawn = 0;
    if (cited->fact.id && str_eq(str_of(cited->fact.id), id))
        return IBID_OK;
    arena_reset(&cited->mem);
    cited->fact = (struct ibid_fact){.id = NULL};
    cited->version = NULL;
    const char *text = arena_strndup(&cited->mem, id.ptr, id.len);
    enum ibid_status status =
        id_is('f', id) ? store_fact_find(a->who->st, text, &no, err) : IBID_OK;
    if (!status && no)
        status = store_fact_get(a->who->st, no, &cited->mem, &cited->fact,
                                &withdrawn, err);
    if (withdrawn)
        cited->fact.id = NULL;
    return status;
}

static enum ibid_status text_load(struct apply *a, const char *version,
                                  struct ibid_error *err)
{
    struct apply_cited *cited = &a->cited_fact;
    struct store_text text = {.version = NULL};
    int64_t no = 0;
    if (cited->version && strcmp(cited->version, version) == 0)
        return IBID_OK;
    enum ibid_status status = store_version_find(a->who->st, version, &no, err);
    if (!status && no)
        status = store_version_text(a->who->st, no, &text, err);
    if (status)
        return status;
    cited->version = version;
    cited->text = utf8_index(arena_str(&cited->mem, text.text), &cited->mem);
    return IBID_OK;
}

/* A citation of the fact, what it stands for, and its cells as exported. */
struct shown {
    const struct ibid_citation *citation; /* NULL: it has no such one */
    const char *field;
    size_t value; /* from 1; 0: the evidence */
    char value_no[24], start[24], end[24];
    struct str prefix, suffix;
};

static void show(struct apply *a, struct shown *s)
{
    const struct ibid_citation *c = s->citation;
    const struct utf8_index *index = &a->cited_fact.text;
    if (s->value)
        (void)snprintf(s->value_no, sizeof s->value_no, "%zu", s->value);
    if (!c->quote || c->end > index->text.len)
        return;
    (void)snprintf(s->start, sizeof s->start, "%zu",
                   utf8_index_point(index, c->start));
    (void)snprintf(s->end, sizeof s->end, "%zu",
                   utf8_index_point(index, c->end));
    s->prefix = context_before(index->text, c->start);
    s->suffix = context_after(index->text, c->end);
}

static void refuse(struct apply *a, const char *where, const char *column,
                   struct str known, struct str cell, const char *text)
{
    const struct ibid_fact *fact = &a->cited_fact.fact;
    apply_tell(a,
               &(struct ibid_applied_item){
                   .what = IBID_APPLY_REFUSED,
                   .where = where,
                   .fact = fact->id,
                   .no = fact->id ? fact->no : 0,
                   .kind = fact->id ? fact->kind : NULL,
                   .column = column,
                   .exported = arena_strndup(&a->row_mem, known.ptr, known.len),
                   .edited = arena_strndup(&a->row_mem, cell.ptr, cell.len),
                   .text = text});
}

/* What a citation is follows from its id: a cell that says something else was
 * edited. (How it stands to newer versions may change; it is not looked at.) */
static void compare(struct apply *a, const struct tabular_row *row,
                    const char *where, const struct shown *s)
{
    const struct ibid_fact *fact = &a->cited_fact.fact;
    const struct ibid_citation *c = s->citation;
    const struct {
        const char *column;
        struct str known;
    } cells[] = {{"fact_kind", str_of(fact->kind)},
                 {"field", str_of(s->field)},
                 {"value_no", str_of(s->value_no)},
                 {"source_id", str_of(c->source)},
                 {"version_id", str_of(c->version)},
                 {"start", str_of(s->start)},
                 {"end", str_of(s->end)},
                 {"quote", str_of(c->quote)},
                 {"prefix", s->prefix},
                 {"suffix", s->suffix}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        bool there;
        const char *how;
        struct str cell =
            apply_text(a, apply_cell_named(a, row, cells[i].column, &there));
        if (!there || apply_same(cells[i].known, cell, &how) || how)
            continue;
        refuse(a, where, cells[i].column, cells[i].known, cell,
               arena_printf(
                   &a->row_mem,
                   "the words cited are the article's; to cite others: ibid "
                   "edit %s --cite %s%sVERSION:START-END, or ibid review",
                   fact->id, s->field, *s->field ? "=" : ""));
    }
}

/* The row is of a citation that the fact does not have: it was removed since,
 * or an id was changed in the sheet. */
static enum ibid_status unknown(struct apply *a, const char *where,
                                struct str id, struct ibid_error *err)
{
    bool fresh = false;
    enum ibid_status status = apply_fresh(a, &fresh, err);
    if (!status && fresh)
        refuse(a, where, "citation_id", STR(""), id,
               a->cited_fact.fact.id
                   ? "the fact has no such citation; ids are not edited"
                   : "no such fact in the database; ids are not edited");
    a->summary->recounted += !status && !fresh;
    return status;
}

enum ibid_status apply_citation_row(struct apply *a,
                                    const struct tabular_row *row,
                                    struct ibid_error *err)
{
    struct shown s = {.field = ""};
    bool ids, facts;
    struct str id = apply_cell_named(a, row, "citation_id", &ids);
    struct str fact = apply_cell_named(a, row, "fact_id", &facts);
    const char *where = arena_printf(&a->row_mem, "%srow %lld", a->table.where,
                                     (long long)row->no);
    if (!ids || !facts)
        return IBID_OK;
    enum ibid_status status = fact_load(a, fact, err);
    if (status)
        return status;
    if (!id.len) {
        refuse(a, where, NULL, STR(""), STR(""),
               "citations are not added in a sheet: ibid edit FACT --cite "
               "FIELD=VERSION:START-END, or ibid review");
        return IBID_OK;
    }
    if (a->cited_fact.fact.id)
        s.citation = fact_citation(&a->cited_fact.fact, id, &s.field, &s.value);
    if (!s.citation)
        return unknown(a, where, id, err);
    status = text_load(a, s.citation->version, err);
    if (status)
        return status;
    show(a, &s);
    compare(a, row, where, &s);
    return IBID_OK;
}
