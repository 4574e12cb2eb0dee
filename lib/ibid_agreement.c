/* ibid_agreement.c - the facade: how far two coders agree, each of whom judged
 * the same facts in a database of his own. */
#include "fact/agreement.h"
#include "fact/fact.h"
#include "ibid_db.h"
#include "text/fold.h"

struct comparing {
    ibid_db *db, *other;
    const struct codebook_kind *kinds;
    size_t kind_count;
    struct agreement (*scores)[1 + CODEBOOK_FIELDS_MAX]; /* a row a kind */
    ibid_disagreement_fn *differs;
    void *ctx;
    int64_t judged;
    struct arena mem;      /* of the scores */
    struct arena fact_mem; /* of the fact at hand */
};

static bool is_judged(const struct ibid_fact *fact)
{
    return fact->status == IBID_ACCEPTED || fact->status == IBID_CORRECTED ||
           fact->status == IBID_REJECTED;
}

/* What a coder says of a field, in a form in which the same is equal: normal
 * forms, else folded words; nothing when there is no value. */
static struct str category_of(const struct ibid_fact *fact, const char *name,
                              struct arena *mem)
{
    const struct ibid_field *field = fact_field(fact, name);
    struct buf out = {0};
    for (size_t i = 0; field && i < field->value_count; i++) {
        if (i)
            buf_byte(&out, '|');
        if (field->values[i].normalized)
            buf_text(&out, field->values[i].normalized);
        else
            text_fold(str_of(field->values[i].text), &out);
    }
    struct str text = arena_str(mem, buf_view(&out));
    buf_done(&out);
    return text;
}

/* The same for people. */
static const char *shown(const struct ibid_fact *fact, const char *name,
                         struct arena *mem)
{
    const struct ibid_field *field = name ? fact_field(fact, name) : NULL;
    struct buf out = {0};
    if (!name)
        return ibid_fact_status_name(fact->status);
    for (size_t i = 0; field && i < field->value_count; i++)
        buf_printf(&out, "%s%s", i ? " | " : "", field->values[i].text);
    const char *text = out.ptr ? arena_strdup(mem, out.ptr) : "";
    buf_done(&out);
    return text;
}

static void unit(struct comparing *c, struct agreement *score,
                 const char *field, const struct ibid_fact *ours,
                 const struct ibid_fact *theirs, struct str a, struct str b)
{
    score->mem = &c->mem;
    agreement_add(score, a, b);
    if (str_eq(a, b) || !c->differs)
        return;
    struct ibid_disagreement one = {
        .fact = ours->id,
        .no = ours->no,
        .kind = ours->kind,
        .field = field,
        .ours = shown(ours, field, &c->fact_mem),
        .theirs = shown(theirs, field, &c->fact_mem),
    };
    c->differs(c->ctx, &one);
}

/* First whether the fact is one; where both keep it, each field. */
static void compare(struct comparing *c, size_t kind,
                    const struct ibid_fact *ours,
                    const struct ibid_fact *theirs)
{
    const struct str kept = STR("kept"), rejected = STR("rejected");
    bool us = ours->status != IBID_REJECTED;
    bool they = theirs->status != IBID_REJECTED;
    struct agreement *row = c->scores[kind];
    c->judged++;
    unit(c, row, NULL, ours, theirs, us ? kept : rejected,
         they ? kept : rejected);
    for (size_t f = 0; us && they && f < c->kinds[kind].field_count; f++) {
        const char *name = c->kinds[kind].fields[f].name;
        unit(c, &row[f + 1], name, ours, theirs,
             category_of(ours, name, &c->fact_mem),
             category_of(theirs, name, &c->fact_mem));
    }
}

static enum ibid_status each_fact(void *ctx, const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct comparing *c = ctx;
    struct ibid_fact theirs;
    size_t kind = 0;
    while (kind < c->kind_count && strcmp(c->kinds[kind].name, fact->kind) != 0)
        kind++;
    if (!is_judged(fact) || kind == c->kind_count)
        return IBID_OK;
    arena_reset(&c->fact_mem);
    enum ibid_status status =
        ibid_fact_get(c->other, fact->id, &c->fact_mem, &theirs, err);
    if (status == IBID_NOT_FOUND)
        return IBID_OK;
    if (!status && is_judged(&theirs))
        compare(c, kind, fact, &theirs);
    return status;
}

static void report(struct comparing *c, ibid_agreement_fn *each)
{
    for (size_t k = 0; k < c->kind_count; k++)
        for (size_t f = 0; f <= c->kinds[k].field_count; f++) {
            const struct agreement *score = &c->scores[k][f];
            struct ibid_agreement row = {
                .kind = c->kinds[k].name,
                .field = f ? c->kinds[k].fields[f - 1].name : NULL,
                .units = score->units,
                .agreed = score->agreed,
            };
            row.known = agreement_score(score, &row.kappa, &row.alpha);
            if (row.units)
                each(c->ctx, &row);
        }
}

enum ibid_status ibid_agree(ibid_db *db, ibid_db *other,
                            const struct ibid_query *query,
                            ibid_agreement_fn *each,
                            ibid_disagreement_fn *differs, void *ctx,
                            int64_t *judged, struct ibid_error *err)
{
    struct comparing c = {
        .db = db, .other = other, .differs = differs, .ctx = ctx};
    enum ibid_status status = ibid_db_codebook(db, err);
    if (status)
        return status;
    c.kinds = codebook_kinds(db->codebook, &c.kind_count);
    c.scores = arena_array(&c.mem, c.kind_count + 1, sizeof *c.scores);
    status = ibid_fact_each(db, query, each_fact, &c, err);
    if (!status) {
        report(&c, each);
        *judged = c.judged;
    }
    arena_done(&c.fact_mem);
    arena_done(&c.mem);
    return status;
}
