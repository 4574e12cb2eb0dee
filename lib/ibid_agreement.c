/* ibid_agreement.c - the facade: how far two coders agree, who judged the same
 * facts, each in a database of his own or one after the other in the same. */
#include "fact/agreement.h"
#include "fact/fact.h"
#include "history/states.h"
#include "ibid_db.h"
#include "text/fold.h"

struct comparing {
    ibid_db *db;
    ibid_db *other;            /* of the second coder; NULL: the same, */
    const char *ours, *theirs; /* of which these are the coders */
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

/* As one coder of a shared database left it; not judged when never touched. */
static enum ibid_status left_by(struct comparing *c,
                                const struct ibid_fact *fact, const char *coder,
                                struct ibid_fact *out, struct ibid_error *err)
{
    bool found = false;
    *out = (struct ibid_fact){.status = IBID_EXTRACTED};
    enum ibid_status status = history_state_by(c->db->st, fact->id, coder,
                                               &c->fact_mem, out, &found, err);
    if (!found)
        out->status = IBID_EXTRACTED;
    out->id = fact->id;
    out->no = fact->no;
    return status;
}

/* What both coders made of a fact. */
static enum ibid_status judgements(struct comparing *c,
                                   const struct ibid_fact *fact,
                                   struct ibid_fact *ours,
                                   struct ibid_fact *theirs,
                                   struct ibid_error *err)
{
    if (!c->other) {
        enum ibid_status status = left_by(c, fact, c->ours, ours, err);
        return status ? status : left_by(c, fact, c->theirs, theirs, err);
    }
    *ours = *fact;
    enum ibid_status status =
        ibid_fact_get(c->other, fact->id, &c->fact_mem, theirs, err);
    if (status == IBID_NOT_FOUND)
        theirs->status = IBID_EXTRACTED;
    return status == IBID_NOT_FOUND ? IBID_OK : status;
}

static enum ibid_status each_fact(void *ctx, const struct ibid_fact *fact,
                                  struct ibid_error *err)
{
    struct comparing *c = ctx;
    struct ibid_fact ours = {0}, theirs = {0};
    size_t kind = 0;
    while (kind < c->kind_count && strcmp(c->kinds[kind].name, fact->kind) != 0)
        kind++;
    if (kind == c->kind_count ||
        (c->other ? !is_judged(fact) : fact->revision < 2))
        return IBID_OK;
    arena_reset(&c->fact_mem);
    enum ibid_status status = judgements(c, fact, &ours, &theirs, err);
    if (!status && is_judged(&ours) && is_judged(&theirs))
        compare(c, kind, &ours, &theirs);
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

static enum ibid_status agree(struct comparing *c,
                              const struct ibid_query *query,
                              ibid_agreement_fn *each, int64_t *judged,
                              struct ibid_error *err)
{
    enum ibid_status status = ibid_db_codebook(c->db, err);
    if (status)
        return status;
    c->kinds = codebook_kinds(c->db->codebook, &c->kind_count);
    c->scores = arena_array(&c->mem, c->kind_count + 1, sizeof *c->scores);
    status = ibid_fact_each(c->db, query, each_fact, c, err);
    if (!status) {
        report(c, each);
        *judged = c->judged;
    }
    arena_done(&c->fact_mem);
    arena_done(&c->mem);
    return status;
}

enum ibid_status ibid_agree(ibid_db *db, ibid_db *other,
                            const struct ibid_query *query,
                            ibid_agreement_fn *each,
                            ibid_disagreement_fn *differs, void *ctx,
                            int64_t *judged, struct ibid_error *err)
{
    struct comparing c = {
        .db = db, .other = other, .differs = differs, .ctx = ctx};
    return agree(&c, query, each, judged, err);
}

enum ibid_status ibid_agree_within(ibid_db *db, const char *ours,
                                   const char *theirs,
                                   const struct ibid_query *query,
                                   ibid_agreement_fn *each,
                                   ibid_disagreement_fn *differs, void *ctx,
                                   int64_t *judged, struct ibid_error *err)
{
    struct comparing c = {.db = db,
                          .ours = ours,
                          .theirs = theirs,
                          .differs = differs,
                          .ctx = ctx};
    return agree(&c, query, each, judged, err);
}

/* ---- Who they are -------------------------------------------------------- */

struct coders {
    ibid_arena *mem;
    const char **list;
    size_t count;
};

static enum ibid_status add_coder(void *ctx, const struct ibid_change *change,
                                  struct ibid_error *err)
{
    struct coders *coders = ctx;
    bool judges = strcmp(change->action, "accept") == 0 ||
                  strcmp(change->action, "reject") == 0 ||
                  strcmp(change->action, "edit") == 0;
    if (change->subject[0] != 'f' || !judges)
        return IBID_OK;
    size_t at = 0;
    while (at < coders->count && strcmp(coders->list[at], change->actor) < 0)
        at++;
    if (at < coders->count && strcmp(coders->list[at], change->actor) == 0)
        return IBID_OK;
    if (coders->count == IBID_CODERS_MAX)
        return err_set(err, IBID_LIMIT, "more than %d people judged facts",
                       IBID_CODERS_MAX);
    memmove(&coders->list[at + 1], &coders->list[at],
            (coders->count - at) * sizeof *coders->list);
    coders->list[at] = arena_strdup(coders->mem, change->actor);
    coders->count++;
    return IBID_OK;
}

enum ibid_status ibid_coders(ibid_db *db, ibid_arena *mem,
                             const char *out[IBID_CODERS_MAX], size_t *count,
                             struct ibid_error *err)
{
    struct coders coders = {.mem = mem, .list = out};
    enum ibid_status status = ibid_log(db, NULL, 0, add_coder, &coders, err);
    *count = coders.count;
    return status;
}
