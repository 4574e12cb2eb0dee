/* apply_write.c - write what was edited of each fact. */
#include "curate/apply_aside.h"
#include "curate/list.h"
#include "extract/support.h"

struct writing {
    struct apply *a;
    struct apply_fact *fact;
    struct editing e;
    bool values, status, rank; /* edited */
};

static bool is_edit(const struct apply_cell *cell, enum apply_role role)
{
    return cell->what == IBID_APPLY_EDIT && cell->role == role;
}

/* ---- values ------------------------------------------------------------ */

/* What a value that was replaced becomes in the long layout: the other values
 * of the field stay. */
static size_t long_values(struct writing *w, const struct apply_cell *first,
                          const char **texts)
{
    const struct ibid_field *field = fact_field(&w->e.fact, first->field);
    size_t count = field ? field->value_count : 0;
    for (size_t v = 0; v < count; v++)
        texts[v] = field->values[v].text;
    for (const struct apply_cell *c = first; c; c = c->next)
        if (is_edit(c, APPLY_VALUE) && c->value < count &&
            strcmp(c->field, first->field) == 0)
            texts[c->value] = c->edited;
    return count;
}

static size_t texts_of(struct writing *w, const struct apply_cell *cell,
                       const char **texts)
{
    const struct codebook_field *field = codebook_field(w->e.kind, cell->field);
    if (cell->value != SIZE_MAX)
        return long_values(w, cell, texts);
    if (field && field->repeats)
        return list_split(str_of(cell->edited), FACT_VALUES_MAX + 1, texts,
                          &w->e.mem);
    texts[0] = cell->edited;
    return 1;
}

static bool had_words(const struct ibid_field *old, const char *text)
{
    for (size_t v = 0; old && v < old->value_count; v++)
        if (strcmp(old->values[v].text, text) == 0)
            return true;
    return false;
}

static const char *amiss(enum ibid_support support)
{
    switch (support) {
    case IBID_DIFFERS:
        return "its quote does not say this";
    case IBID_UNCITED:
        return "no words are cited for it";
    default:
        return NULL;
    }
}

/* Does what is cited for the new values carry them? NULL, or what is amiss. */
static const char *support_of(struct writing *w, const char *name)
{
    const struct codebook *codebook = w->a->who->codebook;
    const struct codebook_field *field = codebook_field(w->e.kind, name);
    struct ibid_fact fact = editing_fact(&w->e);
    const struct ibid_field *new = fact_field(&fact, name);
    const char *text = NULL;
    for (size_t v = 0; !text && new &&v < new->value_count; v++)
        if (!had_words(fact_field(&w->e.fact, name), new->values[v].text))
            text = amiss(support_of_value(codebook, field, &new->values[v],
                                          w->e.published));
    return text;
}

/* One field's new values; what cannot be is refused, and the rest goes on. */
static enum ibid_status assign(struct writing *w, struct apply_cell *cell,
                               struct ibid_error *err)
{
    const char *texts[FACT_VALUES_MAX + 1];
    struct ibid_assignment values[FACT_VALUES_MAX + 1];
    struct ibid_error why = {0};
    size_t count = texts_of(w, cell, texts);
    for (size_t i = 0; i < count; i++)
        values[i] = (struct ibid_assignment){cell->field, texts[i]};
    if (!count)
        values[count++] = (struct ibid_assignment){cell->field, ""};
    enum ibid_status status = editing_assign(&w->e, values, count, &why);
    if (status == IBID_INVALID || status == IBID_LIMIT) {
        cell->what = IBID_APPLY_REFUSED;
        cell->text = arena_strdup(&w->a->mem, why.text);
        return IBID_OK;
    }
    if (status) {
        if (err)
            *err = why;
        return status;
    }
    w->values = true;
    cell->text = support_of(w, cell->field);
    return IBID_OK;
}

/* ---- status and rank --------------------------------------------------- */

static void refuse(struct apply_cell *cell, const char *text)
{
    cell->what = IBID_APPLY_REFUSED;
    cell->text = text;
}

/* A fact with a new value is corrected, or rejected all the same. */
static void set_status(struct writing *w, struct apply_cell *cell)
{
    enum ibid_fact_status to = IBID_EXTRACTED;
    (void)fact_status_parse(str_of(cell->edited), &to);
    if (to == IBID_MERGED)
        refuse(cell, "facts are merged with ibid merge");
    else if (to == IBID_CORRECTED && !w->values)
        refuse(cell, "a fact becomes corrected when a value is; write "
                     "accepted");
    else {
        w->status = true;
        if (!w->values || to == IBID_REJECTED)
            w->e.fact.status = to;
    }
}

static void set_rank(struct writing *w, const struct apply_cell *cell)
{
    const char *reason = w->a->who->options->reason;
    (void)fact_rank_parse(str_of(cell->edited), &w->e.fact.rank);
    w->e.fact.rank_reason = w->e.fact.rank == IBID_NORMAL ? NULL
                            : reason                      ? reason
                                     : w->e.fact.rank_reason;
    w->rank = true;
}

/* ---- a fact ------------------------------------------------------------ */

static const char *action_of(const struct writing *w)
{
    if (w->values)
        return "edit";
    if (!w->status)
        return "rank";
    return w->e.fact.status == IBID_ACCEPTED   ? "accept"
           : w->e.fact.status == IBID_REJECTED ? "reject"
                                               : "reopen";
}

static void refuse_merged(struct writing *w)
{
    for (struct apply_cell *c = w->fact->cells; c; c = c->next)
        if (c->what == IBID_APPLY_EDIT)
            refuse(c, "the fact is merged into another; ibid split parts it");
}

static enum ibid_status edit_cells(struct writing *w, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (w->e.fact.status == IBID_MERGED)
        refuse_merged(w);
    for (struct apply_cell *c = w->fact->cells; !status && c; c = c->next)
        if (is_edit(c, APPLY_VALUE))
            status = assign(w, c, err);
    if (w->values)
        w->e.fact.status = IBID_CORRECTED;
    for (struct apply_cell *c = w->fact->cells; c; c = c->next) {
        if (is_edit(c, APPLY_STATUS))
            set_status(w, c);
        if (is_edit(c, APPLY_RANK))
            set_rank(w, c);
    }
    return status;
}

static enum ibid_status write_fact(struct writing *w, struct ibid_error *err)
{
    struct apply *a = w->a;
    int64_t before = a->h->entries;
    enum ibid_status status = edit_cells(w, err);
    if (status || !(w->values || w->status || w->rank))
        return status;
    struct ibid_fact fact = editing_fact(&w->e);
    status = history_fact(a->h, action_of(w), fact.no, &fact, false, err);
    a->summary->facts += a->h->entries > before;
    return status;
}

bool apply_resolve(struct apply *a, struct apply_fact *fact)
{
    bool edits = false;
    for (struct apply_cell *c = fact->cells; c; c = c->next) {
        if (c->what == IBID_APPLY_CONFLICT) {
            enum ibid_side side = apply_answer(a, fact, c);
            if (side == IBID_THEIRS)
                c->what = IBID_APPLY_EDIT;
            else if (side == IBID_OURS)
                c->what = IBID_APPLY_KEPT;
            else
                apply_conflict(a, fact, c);
        }
        edits = edits || c->what == IBID_APPLY_EDIT;
    }
    return edits;
}

void apply_tell_all(struct apply *a, const struct apply_fact *fact)
{
    for (const struct apply_cell *c = fact->cells; c; c = c->next)
        apply_tell(a, &(struct ibid_applied_item){
                          .what = c->what,
                          .where = c->where,
                          .fact = fact->is_source ? NULL : fact->id,
                          .source = fact->is_source ? fact->id : NULL,
                          .no = fact->no,
                          .kind = fact->kind,
                          .column = c->column,
                          .field = c->field,
                          .exported = c->exported,
                          .edited = c->edited,
                          .current = c->current,
                          .text = c->text});
}

static enum ibid_status write_edits(struct apply *a, struct apply_fact *fact,
                                    struct ibid_error *err)
{
    struct writing w = {.a = a, .fact = fact, .e = {.who = a->who}};
    enum ibid_status status = editing_load(&w.e, fact->id, err);
    if (!status)
        status = write_fact(&w, err);
    arena_done(&w.e.mem);
    return status;
}

static void tell_twice(struct apply *a, const struct apply_fact *fact)
{
    apply_tell(a, &(struct ibid_applied_item){
                      .what = IBID_APPLY_REFUSED,
                      .where = fact->where,
                      .fact = fact->id,
                      .no = fact->no,
                      .kind = fact->kind,
                      .text = "the fact stands on several rows that do not "
                              "say the same; for a new fact leave fact_id "
                              "empty"});
}

enum ibid_status apply_write(struct apply *a, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (struct apply_fact *f = a->facts; !status && f; f = f->next) {
        if (f->twice) {
            tell_twice(a, f);
            continue;
        }
        if (apply_resolve(a, f))
            status = write_edits(a, f, err);
        if (!status)
            apply_tell_all(a, f);
    }
    return status;
}
