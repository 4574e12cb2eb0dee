/* cmd_redact.c - ibid redact: remove an article's text for good. */
#include "command.h"

static enum ibid_status prepare(struct run *run)
{
    const char *reason = opt_text(&run->args, "reason");
    if (reason && *reason)
        return IBID_OK;
    return usage_error(run, "say why with --reason: this cannot be undone, and "
                            "the journal keeps the reason");
}

static enum ibid_status redact(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options options = change_options(run);
    enum ibid_status status = ibid_source_redact(run->db, run->args.words[0],
                                                 &options, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_redact = {
    .name = "redact",
    .summary = "remove an article's text for good",
    .usage = "SOURCE --reason=TEXT",
    .description =
        "For law and privacy: removes the original and the text of all "
        "versions of a source and the words that citations quoted from it. "
        "Hashes and lengths stay, so the journal still verifies and the same "
        "article is recognised. What was read from it stays, its title, its "
        "author and the values of its facts, in the tables and in the journal, "
        "and so do copies and exports made before. This cannot be undone; try "
        "--dry-run first.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .need = NEED_WRITE,
    .words_min = 1,
    .words_max = 1,
    .prepare = prepare,
    .run = redact,
};
