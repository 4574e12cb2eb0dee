/* cmd_redo.c - ibid redo: do again what was taken back. */
#include "command.h"

static enum ibid_status redo(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options options = change_options(run);
    const char *op = run->args.word_count ? run->args.words[0] : NULL;
    enum ibid_status status =
        ibid_redo(run->db, op, &options, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_redo = {
    .name = "redo",
    .summary = "do again what was taken back",
    .usage = "[OPERATION]",
    .description =
        "Does the operation again that was undone last, or the one named by "
        "its id or its number in \"ibid log\".",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .need = NEED_WRITE,
    .words_max = 1,
    .run = redo,
};
