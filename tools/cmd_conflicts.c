/* cmd_conflicts.c - ibid conflicts: where sources contradict one another. */
#include "comparison.h"

struct conflicts {
    struct run *run;
    struct keys keys;
    bool json;
    int64_t count;
};

static enum ibid_status each_story(void *ctx, const struct ibid_comparison *all,
                                   struct ibid_error *err)
{
    struct conflicts *c = ctx;
    struct out *out = &c->run->out;
    if (c->json)
        return comparison_json(c->run, all, err);
    if (c->count++)
        buf_byte(&out->text, '\n');
    out_style(out, STYLE_HEAD);
    buf_printf(&out->text, "Story %s\n", all->story);
    out_style(out, STYLE_PLAIN);
    comparison_groups(out, all, &c->keys);
    return out_more(out);
}

static enum ibid_status conflicts(struct run *run)
{
    struct conflicts c = {.run = run, .json = opt_flag(&run->args, "json")};
    enum ibid_status status = keys_read(run, &c.keys);
    if (status == IBID_OK)
        status = ibid_conflict_each(run->db, each_story, &c, &run->err);
    if (status == IBID_OK && !c.json && !c.count)
        buf_text(&run->out.text, "no source contradicts another\n");
    return status;
}

const struct command cmd_conflicts = {
    .name = "conflicts",
    .summary = "where sources contradict one another",
    .description =
        "Story by story, what some sources say against what others say, or "
        "an earlier figure and a later one. \"ibid compare\" with one of the "
        "numbers tells why, \"ibid rank\" says which to go by.\n\n"
        "With --json prints a line a story, as \"ibid compare\" does.",
    .options = (const struct option *const[]){options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid conflicts", "Every contradiction found."}, {0}},
    .need = NEED_READ,
    .paged = true,
    .run = conflicts,
};
