/* cmd_stats.c - ibid stats: what is in the database, and how rules fare. */
#include <stdio.h>
#include <string.h>

#include "base/jsonw.h"
#include "command.h"
#include "safe.h"

static const struct option options[] = {
    {.name = "rules",
     .help = "for each rule: how many facts, what reviewers said of them, and "
             "what the "
             "codebook does"},
    {0},
};

struct stats {
    struct run *run;
    char group[32]; /* of the count before */
};

static void count_json(struct out *out, const char *group, const char *name,
                       int64_t count)
{
    struct buf line = {0};
    struct jsonw to = jsonw_start(&line);
    jsonw_object(&to);
    jsonw_key_text(&to, "group", group);
    jsonw_key_text(&to, "name", name);
    jsonw_key_int(&to, "count", count);
    jsonw_object_end(&to);
    out_json(out, buf_view(&line));
    buf_done(&line);
}

static void each_count(void *ctx, const char *group, const char *name,
                       int64_t count)
{
    struct stats *stats = ctx;
    struct out *out = &stats->run->out;
    if (strcmp(group, "rule") == 0)
        return;
    if (opt_flag(&stats->run->args, "json")) {
        count_json(out, group, name, count);
    } else {
        if (strcmp(stats->group, group) != 0) {
            snprintf(stats->group, sizeof stats->group, "%s", group);
            buf_byte(&out->text, '\n');
            out_styled(out, STYLE_HEAD, group);
            buf_byte(&out->text, '\n');
        }
        buf_printf(&out->text, "%8lld  ", (long long)count);
        safe_text(&out->text, *name ? name : "(not known)");
        buf_byte(&out->text, '\n');
    }
}

/* ---- Rules ------------------------------------------------------------- */

/* The share of the reviewed that was right as found; false: none reviewed. */
static bool precision(const struct ibid_rule_stats *rule, double *out)
{
    int64_t reviewed = rule->accepted + rule->corrected + rule->rejected;
    *out = reviewed ? (double)rule->accepted / (double)reviewed : 0;
    return reviewed > 0;
}

static void percent(struct buf *text, bool known, double share)
{
    if (known)
        buf_printf(text, "  %4.0f%%", 100 * share);
    else
        buf_text(text, "     - ");
}

static void rule_row(struct out *out, const struct ibid_rule_stats *rule)
{
    double right;
    bool known = precision(rule, &right);
    buf_printf(&out->text, "%8lld %9lld %9lld %9lld", (long long)rule->facts,
               (long long)rule->accepted, (long long)rule->corrected,
               (long long)rule->rejected);
    percent(&out->text, known, right);
    percent(&out->text, rule->known, rule->confidence);
    buf_text(&out->text, "   ");
    safe_text(&out->text, *rule->rule ? rule->rule : "(by hand)");
    for (size_t i = 0; i < rule->field_count; i++) {
        buf_text(&out->text, i ? ", " : ": ");
        safe_text(&out->text, rule->fields[i].name);
        buf_printf(&out->text, " %lld", (long long)rule->fields[i].count);
    }
    buf_byte(&out->text, '\n');
}

static void key_share(struct jsonw *to, const char *key, bool known,
                      double share)
{
    jsonw_key(to, key);
    if (known)
        jsonw_real(to, share);
    else
        jsonw_null(to);
}

static void rule_json(struct out *out, const struct ibid_rule_stats *rule)
{
    double right;
    bool known = precision(rule, &right);
    struct buf line = {0};
    struct jsonw to = jsonw_start(&line);
    jsonw_object(&to);
    jsonw_key_text(&to, "rule", *rule->rule ? rule->rule : NULL);
    jsonw_key_int(&to, "facts", rule->facts);
    jsonw_key_int(&to, "accepted", rule->accepted);
    jsonw_key_int(&to, "corrected", rule->corrected);
    jsonw_key_int(&to, "rejected", rule->rejected);
    key_share(&to, "precision", known, right);
    key_share(&to, "confidence", rule->known, rule->confidence);
    jsonw_key(&to, "corrected_fields");
    jsonw_object(&to);
    for (size_t i = 0; i < rule->field_count; i++)
        jsonw_key_int(&to, rule->fields[i].name, rule->fields[i].count);
    jsonw_object_end(&to);
    jsonw_object_end(&to);
    out_json(out, buf_view(&line));
    buf_done(&line);
}

static void each_rule(void *ctx, const struct ibid_rule_stats *rule)
{
    struct run *run = ctx;
    if (opt_flag(&run->args, "json"))
        rule_json(&run->out, rule);
    else
        rule_row(&run->out, rule);
}

static enum ibid_status print_rules(struct run *run)
{
    if (!opt_flag(&run->args, "json"))
        out_styled(&run->out, STYLE_HEAD,
                   "   facts  accepted corrected  rejected  right   says   "
                   "rule\n");
    return ibid_rules(run->db, each_rule, run, &run->err);
}

static enum ibid_status print_info(struct run *run)
{
    struct ibid_info info;
    enum ibid_status status =
        ibid_info_get(run->db, run->mem, &info, &run->err);
    if (status != IBID_OK)
        return status;
    struct buf *text = &run->out.text;
    if (opt_flag(&run->args, "json")) {
        static const char *const names[] = {"sources",  "versions",  "facts",
                                            "reviewed", "citations", "changes"};
        const int64_t counts[] = {info.sources,  info.versions,  info.facts,
                                  info.reviewed, info.citations, info.changes};
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
            count_json(&run->out, "all", names[i], counts[i]);
        return IBID_OK;
    }
    safe_text(text, info.path);
    buf_printf(text, ": schema %d, codebook ", info.schema_version);
    safe_text(text, info.codebook);
    buf_printf(text, "\nhead %s\n\n", info.head);
    buf_printf(text,
               "%8lld  sources\n%8lld  versions\n%8lld  facts, %lld "
               "reviewed\n%8lld  citations\n%8lld  changes\n",
               (long long)info.sources, (long long)info.versions,
               (long long)info.facts, (long long)info.reviewed,
               (long long)info.citations, (long long)info.changes);
    return IBID_OK;
}

static enum ibid_status stats(struct run *run)
{
    if (opt_flag(&run->args, "rules"))
        return print_rules(run);
    struct stats counts = {.run = run};
    enum ibid_status status = print_info(run);
    if (status == IBID_OK)
        status = ibid_stats(run->db, each_count, &counts, &run->err);
    return status;
}

const struct command cmd_stats = {
    .name = "stats",
    .summary = "count what is in the database",
    .description =
        "How many articles, facts and citations there are, and facts by "
        "kind, status, outlet. With --rules a row a rule: its facts, and how "
        "many reviewers accepted, corrected and rejected; \"right\" is the "
        "accepted share of those reviewed, \"says\" the confidence that the "
        "codebook in use gives the rule's facts. Behind the rule stands in "
        "how many corrected facts each field is not what the rule found.\n\n"
        "With --json prints an object {group, name, count} a number, or of a "
        "rule {rule, facts, accepted, corrected, rejected, precision, "
        "confidence, corrected_fields}, one line each.",
    .options = (const struct option *const[]){options, options_json, NULL},
    .need = NEED_READ,
    .paged = true,
    .run = stats,
};
