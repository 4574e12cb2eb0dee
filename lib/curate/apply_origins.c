/* apply_origins.c - rows of a table of sources: what is known of a source may
 * be corrected there, three ways like a fact. */
#include "curate/apply_aside.h"
#include "curate/sources.h"
#include "fact/members.h"
#include "history/states.h"

/* A source as it was exported and as it is now. */
struct origin_sides {
    struct apply_fact *fact; /* made with the first cell to note */
    const char *id, *where;
    struct source_row now;
    struct ibid_source base;
    bool known; /* base is */
};

static struct apply_cell *note(struct apply *a, struct origin_sides *s,
                               enum ibid_applied what, const char *column,
                               struct str cell)
{
    struct apply_column *as = arena_new(&a->mem, struct apply_column);
    if (!s->fact) {
        s->fact = arena_new(&a->mem, struct apply_fact);
        s->fact->id = arena_strdup(&a->mem, s->id);
        s->fact->where = arena_strdup(&a->mem, s->where);
        s->fact->is_source = true;
    }
    as->role = APPLY_SOURCE;
    as->name = arena_strdup(&a->mem, column);
    struct apply_cell *out = apply_note(a, s->fact, what, s->fact->where, as);
    out->edited = arena_strndup(&a->mem, cell.ptr, cell.len);
    return out;
}

static void compare(struct apply *a, struct origin_sides *s, size_t i,
                    struct str cell)
{
    const char *how;
    struct str now = str_of(member_get(&s->now.source, i));
    struct str was = s->known ? str_of(member_get(&s->base, i)) : STR("");
    if (apply_same(now, cell, &how) || how)
        return;
    if (s->known && (apply_same(was, cell, &how) || how)) {
        a->summary->recounted++; /* corrected here since */
        return;
    }
    bool clear = s->known && str_eq(was, now);
    struct apply_cell *cell_ =
        note(a, s, clear ? IBID_APPLY_EDIT : IBID_APPLY_CONFLICT,
             member_column[i], cell);
    cell_->exported =
        s->known ? arena_strndup(&a->mem, was.ptr, was.len) : NULL;
    cell_->current = arena_strndup(&a->mem, now.ptr, now.len);
}

/* The name and the texts of a source are not edited. */
static void compare_fixed(struct apply *a, const struct tabular_row *row,
                          struct origin_sides *s)
{
    static const char *const lists[] = {"versions", "versions_sha256"};
    const char *how;
    bool there;
    struct str cell =
        apply_text(a, apply_cell_named(a, row, "source_name", &there));
    if (there && !apply_same(str_of(s->now.source.name), cell, &how) && !how)
        note(a, s, IBID_APPLY_REFUSED, "source_name", cell)->text =
            "the name is by which the article is known again: it is not edited";
    for (size_t l = 0; l < 2; l++) {
        buf_reset(&a->x);
        for (size_t i = 0; i < s->now.source.version_count; i++) {
            const struct ibid_version *v = &s->now.source.versions[i];
            buf_printf(&a->x, "%s%s", i ? " " : "", l ? v->sha256 : v->id);
        }
        cell = apply_text(a, apply_cell_named(a, row, lists[l], &there));
        bool begins = str_starts(buf_view(&a->x), cell);
        if (there && !begins && !apply_same(buf_view(&a->x), cell, &how) &&
            !how)
            note(a, s, IBID_APPLY_REFUSED, lists[l], cell)->text =
                "what an article's texts are follows from its bytes";
    }
}

/* As it was exported: now, unless something was changed since. */
static enum ibid_status base_of(struct apply *a, struct origin_sides *s,
                                struct ibid_error *err)
{
    enum ibid_status status = apply_head(a, err);
    s->base = s->now.source;
    s->known = s->now.revision == 1;
    if (status || !a->head)
        return status;
    return history_source_at(a->who->st, &s->now.source, a->head, &a->row_mem,
                             &s->base, &s->known, err);
}

static enum ibid_status no_such(struct apply *a, const char *where,
                                const char *id)
{
    apply_tell(a, &(struct ibid_applied_item){
                      .what = IBID_APPLY_REFUSED,
                      .where = where,
                      .source = id,
                      .column = "source_id",
                      .edited = id,
                      .text = "no such source in the database; articles are "
                              "added with ibid import"});
    return IBID_OK;
}

enum ibid_status apply_source_row(struct apply *a,
                                  const struct tabular_row *row,
                                  struct ibid_error *err)
{
    struct origin_sides s = {.fact = NULL};
    bool there;
    int64_t no = 0;
    struct str id = apply_cell_named(a, row, "source_id", &there);
    s.id = arena_strndup(&a->row_mem, id.ptr, id.len);
    s.where = arena_printf(&a->row_mem, "%srow %lld", a->table.where,
                           (long long)row->no);
    enum ibid_status status =
        id_is('s', id) ? store_source_find(a->who->st, s.id, &no, err)
                       : IBID_OK;
    if (status || !no)
        return status ? status : no_such(a, s.where, s.id);
    status = store_source_get(a->who->st, no, false, &a->row_mem, &s.now, err);
    if (!status)
        status = base_of(a, &s, err);
    for (size_t i = 0; !status && i < MEMBERS; i++) {
        struct str cell =
            apply_text(a, apply_cell_named(a, row, member_column[i], &there));
        if (there)
            compare(a, &s, i, cell);
    }
    if (!status)
        compare_fixed(a, row, &s);
    return status;
}

/* ---- write ------------------------------------------------------------- */

static void assign(struct source_row *row, struct apply *a,
                   struct apply_cell *cell)
{
    struct ibid_error why = {0};
    struct ibid_assignment value = {cell->column + MEMBER_PREFIX, cell->edited};
    if (source_assign(&row->source, &value, &why) == IBID_OK)
        return;
    cell->what = IBID_APPLY_REFUSED;
    cell->text = arena_strdup(&a->mem, why.text);
}

static enum ibid_status write_source(struct apply *a, struct apply_fact *edited,
                                     struct ibid_error *err)
{
    struct source_row row;
    int64_t no = 0, before = a->h->entries;
    arena_reset(&a->row_mem);
    enum ibid_status status =
        store_source_find(a->who->st, edited->id, &no, err);
    if (!status)
        status =
            store_source_get(a->who->st, no, false, &a->row_mem, &row, err);
    if (status)
        return status;
    const char *was = row.source.published;
    for (struct apply_cell *c = edited->cells; c; c = c->next)
        if (c->what == IBID_APPLY_EDIT)
            assign(&row, a, c);
    status = source_write(a->who, a->h, &row, was, err);
    a->summary->sources += a->h->entries > before;
    return status;
}

enum ibid_status apply_write_sources(struct apply *a, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (struct apply_fact *s = a->edited_sources; !status && s; s = s->next) {
        if (apply_resolve(a, s))
            status = write_source(a, s, err);
        if (!status)
            apply_tell_all(a, s);
    }
    return status;
}
