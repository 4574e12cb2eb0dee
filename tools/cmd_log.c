/* cmd_log.c - ibid log: the journal. */
#include "command.h"

static enum ibid_status each_change(void *ctx, const struct ibid_change *change,
                                    struct ibid_error *err)
{
    struct run *run = ctx;
    (void)err;
    if (!opt_flag(&run->args, "json")) {
        change_lines(&run->out, change);
        return out_more(&run->out);
    }
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    change_json(&to, change);
    enum ibid_status status = out_json(&run->out, buf_view(&text));
    buf_done(&text);
    return status;
}

static enum ibid_status log_changes(struct run *run)
{
    const char *of = run->args.word_count ? run->args.words[0] : NULL;
    return ibid_log(run->db, of, opt_int(&run->args, "limit", 0), each_change,
                    run, &run->err);
}

static const struct option options[] = {
    {.name = "limit",
     .type = OPT_INT,
     .argument = "N",
     .help = "the newest N entries only"},
    {0},
};

const struct command cmd_log = {
    .name = "log",
    .summary = "show the journal of changes",
    .usage = "[FACT|SOURCE|OPERATION]",
    .description =
        "Newest first: number, time (UTC), who, what, the operation's id; "
        "below it what changed and why. With an argument, only what was done "
        "to that fact or source, or in that operation.\n\n"
        "With --json prints an object an entry, one line each.",
    .options = (const struct option *const[]){options, options_json, NULL},
    .need = NEED_READ,
    .words_max = 1,
    .paged = true,
    .run = log_changes,
};
