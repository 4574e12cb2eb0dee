/* cmd_annotate.c - ibid annotate: who set each field of a fact, when, from
 * what words. */
#include <string.h>

#include "safe.h"
#include "view.h"

enum { FIELD_COLUMNS = 14 };

struct annotating {
    struct run *run;
    const struct ibid_fact *fact;
};

/* "news/toll@1" for what the import found, else who. */
static const char *maker(const struct annotating *a,
                         const struct ibid_change *change)
{
    bool found = strcmp(change->action, "import") == 0 ||
                 strcmp(change->action, "extract") == 0;
    return found && a->fact->rule ? a->fact->rule : change->actor;
}

static void json_line(struct annotating *a, const struct ibid_field *field,
                      const struct ibid_change *change)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key_text(&to, "fact", a->fact->id);
    jsonw_key_text(&to, "field", field ? field->name : NULL);
    jsonw_key(&to, "values");
    jsonw_array(&to);
    for (size_t i = 0; field && i < field->value_count; i++)
        jsonw_text(&to, field->values[i].text);
    if (!field)
        jsonw_text(&to, ibid_fact_status_name(a->fact->status));
    jsonw_array_end(&to);
    jsonw_key_text(&to, "by", maker(a, change));
    jsonw_key_text(&to, "actor", change->actor);
    jsonw_key_text(&to, "at", change->at);
    jsonw_key_text(&to, "action", change->action);
    jsonw_key_int(&to, "seq", change->seq);
    jsonw_key_text(&to, "reason", change->reason);
    jsonw_object_end(&to);
    out_json(&a->run->out, buf_view(&text));
    buf_done(&text);
}

static void values(struct buf *text, const struct ibid_field *field)
{
    for (size_t v = 0; v < field->value_count; v++) {
        const struct ibid_value *value = &field->values[v];
        buf_text(text, v ? " | " : "");
        safe_text(text, value->text);
        for (size_t c = 0; c < value->citation_count; c++) {
            const char *quote = value->citations[c].quote;
            if (quote && strcmp(quote, value->text) == 0)
                continue;
            buf_text(text, quote ? " \u2190 \"" : " \u2190 (removed)");
            safe_text(text, quote);
            buf_text(text, quote ? "\"" : "");
        }
    }
}

static enum ibid_status each_field(void *ctx, const struct ibid_field *field,
                                   const struct ibid_change *change,
                                   struct ibid_error *err)
{
    struct annotating *a = ctx;
    struct buf *text = &a->run->out.text;
    (void)err;
    if (opt_flag(&a->run->args, "json")) {
        json_line(a, field, change);
        return IBID_OK;
    }
    buf_text(text, "  ");
    safe_cell(text, field ? field->name : "(status)", FIELD_COLUMNS, true);
    buf_byte(text, ' ');
    safe_text(text, maker(a, change));
    buf_printf(text, "  %s  %s %lld", change->at, change->action,
               (long long)change->seq);
    if (change->reason) {
        buf_text(text, ": ");
        safe_text(text, change->reason);
    }
    buf_printf(text, "\n  %*s ", FIELD_COLUMNS, "");
    if (field)
        values(text, field);
    else
        buf_text(text, ibid_fact_status_name(a->fact->status));
    buf_byte(text, '\n');
    return IBID_OK;
}

static enum ibid_status annotate(struct run *run)
{
    struct ibid_fact fact;
    struct annotating a = {run, &fact};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; status == IBID_OK && i < run->args.word_count; i++) {
        status = ibid_fact_get(run->db, run->args.words[i], run->mem, &fact,
                               &run->err);
        if (status == IBID_OK && !opt_flag(&run->args, "json"))
            buf_printf(&run->out.text, "%s#%lld %s\n", i ? "\n" : "",
                       (long long)fact.no, fact.kind);
        if (status == IBID_OK)
            status =
                ibid_fact_annotate(run->db, &fact, each_field, &a, &run->err);
    }
    return status;
}

const struct command cmd_annotate = {
    .name = "annotate",
    .summary = "show who set each field of a fact, when, from what",
    .usage = "FACT...",
    .description =
        "For each field: the rule or person that gave it what it says now, "
        "when, in which entry of \"ibid log\", and why; below it the value, "
        "and the words it cites where they differ. The last line says who "
        "gave the fact its status.",
    .options = (const struct option *const[]){options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid annotate 12", "Where fact #12 comes from."}, {0}},
    .need = NEED_READ,
    .words_min = 1,
    .words_max = WORDS_ANY,
    .paged = true,
    .run = annotate,
};
