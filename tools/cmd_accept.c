/* cmd_accept.c - ibid accept: mark facts as right. */
#include "decide.h"

static enum ibid_status run_accept(struct run *run)
{
    return decide(run, IBID_ACCEPTED);
}

const struct command cmd_accept = {
    .name = "accept",
    .summary = "mark facts as right",
    .usage = "[FACT|QUERY...]",
    .description =
        "Facts that are named and facts that pass the filters become accepted, "
        "all in one step that one undo takes back. References and filters "
        "must all hold. Nothing is deleted. Without a selection nothing is "
        "done; --all selects every fact.",
    .options =
        (const struct option *const[]){options_filter, options_decide,
                                       options_change, options_json, NULL},
    .examples =
        (const struct example[]){{"ibid accept 12 14", "Accept two facts."},
                                 {0}},
    .need = NEED_WRITE,
    .words_max = WORDS_ANY,
    .prepare = decide_prepare,
    .run = run_accept,
};
