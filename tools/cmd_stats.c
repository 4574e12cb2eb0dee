/* cmd_stats.c - ibid stats: what is in the database, and how rules fare. */
#include <stdio.h>
#include <string.h>

#include "base/jsonw.h"
#include "command.h"
#include "safe.h"

static const struct option options[] = {
    {.name = "rules",
     .help = "for each rule: how many facts, and what reviewers said of them"},
    {0},
};

/* One rule's facts, all and by status. */
struct rule {
    const char *name;
    int64_t all, by_status[IBID_MERGED + 1];
};

struct stats {
    struct run *run;
    char group[32]; /* of the count before */
    struct rule *rules;
    size_t count, capacity;
};

static struct rule *rule_named(struct stats *stats, const char *name)
{
    for (size_t i = 0; i < stats->count; i++)
        if (strcmp(stats->rules[i].name, name) == 0)
            return &stats->rules[i];
    struct arena *mem = stats->run->mem;
    stats->rules = arena_grow(mem, stats->rules, &stats->capacity,
                              stats->count + 1, sizeof stats->rules[0]);
    struct rule *rule = &stats->rules[stats->count++];
    *rule = (struct rule){.name = arena_strdup(mem, name)};
    return rule;
}

/* `name` is "RULE/STATUS". */
static void count_rule(struct stats *stats, const char *name, int64_t count)
{
    enum ibid_fact_status status;
    const char *slash = strrchr(name, '/');
    if (!slash || !ibid_fact_status_parse(slash + 1, &status))
        return;
    struct rule *rule = rule_named(
        stats, arena_strndup(stats->run->mem, name, (size_t)(slash - name)));
    rule->all += count;
    rule->by_status[status] += count;
}

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
    bool of_rule = strcmp(group, "rule") == 0;
    if (opt_flag(&stats->run->args, "rules") != of_rule)
        return;
    if (opt_flag(&stats->run->args, "json")) {
        count_json(out, group, name, count);
    } else if (of_rule) {
        count_rule(stats, name, count);
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

static void rule_row(struct out *out, const struct rule *rule)
{
    int64_t right = rule->by_status[IBID_ACCEPTED];
    int64_t mended = rule->by_status[IBID_CORRECTED];
    int64_t wrong = rule->by_status[IBID_REJECTED];
    int64_t reviewed = right + mended + wrong;
    buf_printf(&out->text, "%8lld %9lld %9lld %9lld  ", (long long)rule->all,
               (long long)right, (long long)mended, (long long)wrong);
    if (reviewed > 0)
        buf_printf(&out->text, "%4.0f%%",
                   100.0 * (double)right / (double)reviewed);
    else
        buf_text(&out->text, "   - ");
    buf_text(&out->text, "  ");
    safe_text(&out->text, rule->name);
    buf_byte(&out->text, '\n');
}

static enum ibid_status print_rules(struct run *run)
{
    struct stats stats = {.run = run};
    enum ibid_status status =
        ibid_stats(run->db, each_count, &stats, &run->err);
    if (status != IBID_OK || opt_flag(&run->args, "json"))
        return status;
    out_styled(&run->out, STYLE_HEAD,
               "   facts  accepted corrected  rejected  right  rule\n");
    for (size_t i = 0; i < stats.count; i++)
        rule_row(&run->out, &stats.rules[i]);
    return IBID_OK;
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
        "accepted share of those reviewed.\n\n"
        "With --json prints an object {group, name, count} a number, one "
        "line each.",
    .options = (const struct option *const[]){options, options_json, NULL},
    .need = NEED_READ,
    .paged = true,
    .run = stats,
};
