/* cmd_split.c - ibid split: part a merged fact. */
#include "command.h"

static enum ibid_status split(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    enum ibid_status status =
        ibid_fact_split(run->db, run->args.words[0], &how, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_split = {
    .name = "split",
    .summary = "part a merged fact",
    .usage = "FACT",
    .description =
        "FACT is what it was before it was merged, and the fact it went into "
        "loses the citations that came with it. Facts merged in the same step "
        "stay merged.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .examples =
        (const struct example[]){{"ibid split 31", "It was another event."},
                                 {0}},
    .need = NEED_WRITE,
    .words_min = 1,
    .words_max = 1,
    .run = split,
};
