/* cmd_agreement.c - ibid agreement: how far two coders agree. */
#include "coders.h"
#include "safe.h"
#include "view.h"

static const struct option options[] = {
    {.name = "list", .letter = 'l', .help = "the facts they disagree on, too"},
    {0},
};

struct agreeing {
    struct run *run;
    bool json, list;
    bool headed;
    int64_t disagreements;
};

static void json_score(struct run *run, const struct ibid_agreement *row)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key_text(&to, "kind", row->kind);
    jsonw_key(&to, "field");
    jsonw_text(&to, row->field);
    jsonw_key_int(&to, "facts", row->units);
    jsonw_key_int(&to, "agreed", row->agreed);
    if (row->known) {
        jsonw_key(&to, "kappa");
        jsonw_real(&to, row->kappa);
        jsonw_key(&to, "alpha");
        jsonw_real(&to, row->alpha);
    }
    jsonw_object_end(&to);
    out_json(&run->out, buf_view(&text));
    buf_done(&text);
}

static void each_score(void *ctx, const struct ibid_agreement *row)
{
    struct agreeing *a = ctx;
    struct buf *text = &a->run->out.text;
    if (a->json) {
        json_score(a->run, row);
        return;
    }
    if (!a->headed)
        buf_printf(text, "%-12s %-14s %6s  %6s  %6s  %6s\n", "kind", "field",
                   "facts", "agree", "kappa", "alpha");
    a->headed = true;
    safe_cell(text, row->field ? "" : row->kind, 12, true);
    buf_byte(text, ' ');
    safe_cell(text, row->field ? row->field : "(kept)", 14, true);
    buf_printf(text, " %6lld  %4.0f %%", (long long)row->units,
               100.0 * (double)row->agreed / (double)row->units);
    if (row->known)
        buf_printf(text, "  %6.2f  %6.2f\n", row->kappa, row->alpha);
    else
        buf_printf(text, "  %6s  %6s\n", "-", "-");
}

static void json_disagreement(struct run *run,
                              const struct ibid_disagreement *one)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key_text(&to, "fact", one->fact);
    jsonw_key_int(&to, "no", one->no);
    jsonw_key_text(&to, "kind", one->kind);
    jsonw_key(&to, "field");
    jsonw_text(&to, one->field);
    jsonw_key_text(&to, "ours", one->ours);
    jsonw_key_text(&to, "theirs", one->theirs);
    jsonw_object_end(&to);
    out_json(&run->out, buf_view(&text));
    buf_done(&text);
}

static void each_disagreement(void *ctx, const struct ibid_disagreement *one)
{
    struct agreeing *a = ctx;
    struct buf *text = &a->run->out.text;
    a->disagreements++;
    if (!a->list)
        return;
    if (a->json) {
        json_disagreement(a->run, one);
        return;
    }
    buf_printf(text, "#%lld %s %s: ", (long long)one->no, one->kind,
               one->field ? one->field : "(kept)");
    safe_text(text, *one->ours ? one->ours : "(none)");
    buf_text(text, " | ");
    safe_text(text, *one->theirs ? one->theirs : "(none)");
    buf_byte(text, '\n');
}

/* Without an argument, and with --coders, it is about this database alone. */
static bool is_within(const struct run *run)
{
    return !run->args.word_count || opt_text(&run->args, "coders");
}

static enum ibid_status prepare(struct run *run)
{
    struct ibid_query query;
    return query_read(run, is_within(run) ? 0 : 1, &query);
}

static enum ibid_status against(struct run *run, struct agreeing *a,
                                const struct ibid_query *query, int64_t *judged)
{
    ibid_db *other = NULL;
    enum ibid_status status =
        ibid_open(run->args.words[0], IBID_READ, run->actor, &other, &run->err);
    if (status == IBID_OK)
        status = ibid_agree(run->db, other, query, each_score,
                            each_disagreement, a, judged, &run->err);
    ibid_close(other);
    return status;
}

static enum ibid_status within(struct run *run, struct agreeing *a,
                               const struct ibid_query *query, int64_t *judged)
{
    struct coders coders;
    enum ibid_status status = coders_read(run, &coders);
    if (status != IBID_OK)
        return status;
    if (!a->json) {
        safe_text(&run->out.text, coders.ours);
        buf_text(&run->out.text, " and ");
        safe_text(&run->out.text, coders.theirs);
        buf_byte(&run->out.text, '\n');
    }
    return coders_agree(run, &coders, query, each_score, each_disagreement, a,
                        judged);
}

static enum ibid_status agreement(struct run *run)
{
    struct agreeing a = {.run = run,
                         .json = opt_flag(&run->args, "json"),
                         .list = opt_flag(&run->args, "list")};
    struct ibid_query query;
    int64_t judged = 0;
    bool here = is_within(run);
    enum ibid_status status = query_read(run, here ? 0 : 1, &query);
    if (status == IBID_OK)
        status = here ? within(run, &a, &query, &judged)
                      : against(run, &a, &query, &judged);
    if (status != IBID_OK || a.json)
        return status;
    out_count(&run->out.text, judged, "fact");
    buf_text(&run->out.text, " judged by both, ");
    out_count(&run->out.text, a.disagreements, "disagreement");
    buf_text(&run->out.text,
             a.disagreements && !a.list ? " (--list shows them)\n" : "\n");
    return IBID_OK;
}

const struct command cmd_agreement = {
    .name = "agreement",
    .summary = "how far two coders agree, beyond chance",
    .usage = "[OTHER.db] [FACT|QUERY...]",
    .description =
        "Without OTHER.db, and with --coders=ann,bob, compares what two people "
        "made of the same facts in this database, one after the other: each "
        "fact as the coder's own last change left it, whoever came after. "
        "Deciding what somebody else "
        "decided before is kept, too.\n\n"
        "With OTHER.db compares the facts that were accepted, corrected or "
        "rejected both in "
        "this database and in that of a second coder, who saw nothing of the "
        "first one's work: \"ibid review --blind\" makes such a copy; one who "
        "imports the same articles elsewhere is as good, for found facts have "
        "the same ids everywhere. Each database keeps its own journal.\n\n"
        "A row a kind says whether both keep or reject the same facts, a row "
        "a field whether the facts both keep say the same there (no value "
        "counts as one more value; numbers and dates are compared by what "
        "they mean). Cohen's kappa and Krippendorff's alpha (nominal) are 1 "
        "for full agreement, 0 for what chance would give; - when only one "
        "value occurs.\n\n"
        "--list prints each disagreement first: the fact, the field, this "
        "database's value (or the first coder's) | the other's. \"ibid review "
        "--against OTHER.db\" or \"--coders=ann,bob\" shows them on the page, "
        "one after the other, to be settled.",
    .options =
        (const struct option *const[]){options, options_coders, options_filter,
                                       options_json, NULL},
    .need = NEED_READ,
    .words_max = WORDS_ANY,
    .hint = HINT_FILE,
    .prepare = prepare,
    .run = agreement,
};
