/* cmd_log.c - ibid log: the journal. */
#include <string.h>

#include "command.h"

struct log {
    struct run *run;
    const char *author; /* NULL: everybody */
    int64_t limit, shown;
};

static bool is_by(const struct ibid_change *change, const char *author)
{
    const char *actor = change->actor;
    return strcmp(actor, author) == 0 ||
           (strncmp(actor, "user:", 5) == 0 && strcmp(actor + 5, author) == 0);
}

static enum ibid_status each_change(void *ctx, const struct ibid_change *change,
                                    struct ibid_error *err)
{
    struct log *log = ctx;
    struct run *run = log->run;
    (void)err;
    if ((log->limit && log->shown == log->limit) ||
        (log->author && !is_by(change, log->author)))
        return IBID_OK;
    log->shown++;
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
    struct log log = {.run = run,
                      .author = opt_text(&run->args, "author"),
                      .limit = opt_int(&run->args, "limit", 0)};
    return ibid_log(run->db, of, log.author ? 0 : log.limit, each_change, &log,
                    &run->err);
}

static const struct option options[] = {
    {.name = "limit",
     .type = OPT_INT,
     .argument = "N",
     .help = "the newest N entries only"},
    {.name = "author",
     .type = OPT_TEXT,
     .argument = "NAME",
     .help = "only what NAME did"},
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
