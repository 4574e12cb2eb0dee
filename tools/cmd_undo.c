/* cmd_undo.c - ibid undo: take an operation back. */
#include "command.h"

static enum ibid_status undo(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options options = change_options(run);
    const char *op = run->args.word_count ? run->args.words[0] : NULL;
    enum ibid_status status =
        ibid_undo(run->db, op, &options, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_undo = {
    .name = "undo",
    .summary = "take a change back",
    .usage = "[OPERATION]",
    .description =
        "Takes back the latest operation, or the one named by its id or its "
        "number in \"ibid log\". A bulk change is one operation. Works after "
        "restarts; is itself a change that redo takes back. Refused, with the "
        "reason, when a later change stands in the way.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .need = NEED_WRITE,
    .words_max = 1,
    .run = undo,
};
