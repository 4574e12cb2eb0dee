/* cmd_compare.c - ibid compare: what the sources of a story say, side by
 * side. */
#include "comparison.h"

/* Of one fact: the words of each source, and why they are linked. */
static enum ibid_status of_fact(struct run *run,
                                const struct ibid_comparison *all,
                                const struct keys *keys)
{
    struct ibid_fact fact;
    enum ibid_status status =
        ibid_fact_get(run->db, run->args.words[0], run->mem, &fact, &run->err);
    if (status)
        return status;
    comparison_groups(&run->out, all, keys);
    buf_byte(&run->out.text, '\n');
    comparison_links(&run->out, all, fact.id);
    return IBID_OK;
}

static enum ibid_status compare(struct run *run)
{
    struct keys keys;
    struct ibid_comparison all;
    struct buf *text = &run->out.text;
    bool story = run->args.words[0][0] == 'y';
    enum ibid_status status = keys_read(run, &keys);
    if (status == IBID_OK)
        status = ibid_compare(run->db, run->args.words[0], run->mem, &all,
                              &run->err);
    if (status != IBID_OK)
        return status;
    if (opt_flag(&run->args, "json"))
        return comparison_json(run, &all, &run->err);
    if (!all.group_count) {
        buf_text(text, "no other source says the same, or otherwise\n");
    } else if (story) {
        comparison_sources(&run->out, &all);
        buf_byte(text, '\n');
        comparison_table(&run->out, &all, &keys);
    } else {
        return of_fact(run, &all, &keys);
    }
    return IBID_OK;
}

const struct command cmd_compare = {
    .name = "compare",
    .summary = "what several sources say, side by side",
    .usage = "STORY|FACT",
    .description =
        "Of a story (\"ibid sources\" names it, y..., or its beginning) a "
        "table: a column a source, a row for what several of them say or "
        "deny. A cell is the number of the fact, with a + where there are "
        "more; then how many sources say it, and how many of them are "
        "independent: copies, sources of one publisher and those that state "
        "the same origin count once. Rows that begin with ! clash with the "
        "ones they stand together with.\n\n"
        "Of a fact: who says the same and who says otherwise, in their words, "
        "and why they are linked.\n\n"
        "With --json prints one object: {story, sources, groups, links}; a "
        "group is {sources, publishers, independent_sources, disputed, band, "
        "facts}, facts and links as in a JSON export; groups that clash have "
        "the same band.",
    .options = (const struct option *const[]){options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid compare 12", "Who else says so, and who does not."}, {0}},
    .need = NEED_READ,
    .words_min = 1,
    .words_max = 1,
    .paged = true,
    .run = compare,
};
