/* cmd_reject.c - ibid reject: mark facts as wrong. */
#include "decide.h"

static enum ibid_status run_reject(struct run *run)
{
    return decide(run, IBID_REJECTED);
}

const struct command cmd_reject = {
    .name = "reject",
    .summary = "mark facts as wrong",
    .usage = "[FACT|QUERY...]",
    .description =
        "Facts that are named and facts that pass the filters become rejected, "
        "all in one step that one undo takes back. References and filters "
        "must all hold. Nothing is deleted. Without a selection nothing is "
        "done; --all selects every fact.",
    .options =
        (const struct option *const[]){options_filter, options_decide,
                                       options_change, options_json, NULL},
    .examples =
        (const struct example[]){{"ibid reject --source wire.txt --kind event",
                                  "Reject the events found in one article."},
                                 {0}},
    .need = NEED_WRITE,
    .words_max = WORDS_ANY,
    .prepare = decide_prepare,
    .run = run_reject,
};
