/* cmd_merge.c - ibid merge: one fact out of several that say the same. */
#include "command.h"

static enum ibid_status merge(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    enum ibid_status status =
        ibid_fact_merge(run->db, run->args.words[0], run->args.words + 1,
                        run->args.word_count - 1, &how, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_merge = {
    .name = "merge",
    .summary = "merge facts that say the same",
    .usage = "FACT OTHER...",
    .description =
        "FACT gets the citations of the OTHERs: of values that agree, and of "
        "the evidence. Where values differ its own stay, and the fields are "
        "named. The OTHERs become merged: kept, but left out of tables. All "
        "in one step that one undo takes back; \"ibid split\" parts one.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid merge 12 31 47 -n", "What merging three would do."}, {0}},
    .need = NEED_WRITE,
    .words_min = 2,
    .words_max = WORDS_ANY,
    .run = merge,
};
