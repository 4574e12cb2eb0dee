/* cmd_restore.c - ibid restore: go back to a backup. */
#include "base/jsonw.h"
#include "command.h"
#include "keep.h"
#include "safe.h"

static const struct option options[] = {
    {.name = "dry-run",
     .letter = 'n',
     .help = "check the backup, replace nothing"},
    {0},
};

static enum ibid_status print_json(struct run *run,
                                   const struct ibid_restore *how,
                                   const struct ibid_restored *done)
{
    struct buf line = {0};
    struct jsonw json = jsonw_start(&line);
    jsonw_object(&json);
    jsonw_key_text(&json, "path", how->path);
    jsonw_key_text(&json, "kept", done->kept ? how->kept : NULL);
    jsonw_key_text(&json, "head", done->head);
    jsonw_key_text(&json, "replaced_head",
                   *done->replaced ? done->replaced : NULL);
    jsonw_key_int(&json, "sources", done->sources);
    jsonw_key_int(&json, "facts", done->facts);
    jsonw_key_int(&json, "changes", done->changes);
    jsonw_object_end(&json);
    enum ibid_status status = out_json(&run->out, buf_view(&line));
    buf_done(&line);
    return status;
}

static void print_count(struct buf *text, int64_t count, const char *of,
                        const char *then)
{
    buf_printf(text, " %lld %s%s%s", (long long)count, of,
               count == 1 ? "" : "s", then);
}

static void print_text(struct buf *text, const struct ibid_restore *how,
                       const struct ibid_restored *done)
{
    safe_text(text, how->from);
    buf_byte(text, ':');
    print_count(text, done->sources, "source", ",");
    print_count(text, done->facts, "fact", ",");
    print_count(text, done->changes, "change", ", all checked\n");
    if (how->dry_run)
        return;
    buf_text(text, "it is now ");
    safe_text(text, how->path);
    buf_printf(text, "\nhead %s\n", done->head);
    if (!done->kept)
        return;
    buf_text(text, "what was there is kept as ");
    safe_text(text, how->kept);
    if (*done->replaced)
        buf_printf(text, "\nits head %s", done->replaced);
    buf_byte(text, '\n');
}

static enum ibid_status restore(struct run *run)
{
    struct ibid_restored done = {0};
    struct ibid_restore how = {
        .from = run->args.words[0],
        .path = run->path,
        .kept = keep_name(run->mem, run->path, "replaced"),
        .dry_run = opt_flag(&run->args, "dry-run"),
    };
    enum ibid_status status = ibid_restore(&how, &done, &run->err);
    if (status != IBID_OK)
        return status;
    if (opt_flag(&run->args, "json"))
        return print_json(run, &how, &done);
    print_text(&run->out.text, &how, &done);
    return IBID_OK;
}

const struct command cmd_restore = {
    .name = "restore",
    .summary = "go back to a backup",
    .usage = "FILE",
    .description =
        "Puts a copy of FILE, made by \"ibid backup\" or by ibid itself before "
        "an upgrade or a large import, where the database is (--db FILE, "
        "$IBID_DB or ./ibid.db). The copy is checked whole before, brought up "
        "to date when an older ibid made it, and checked again where it is "
        "then. What was there is kept beside it as "
        "DATABASE.replaced-YYYYMMDD-HHMMSS.bak (UTC), so a restore can be "
        "taken "
        "back by another. FILE itself stays as it is.\n\n"
        "No other program may have the database open. To go back a few steps, "
        "\"ibid undo\" is enough.",
    .options = (const struct option *const[]){options, options_json, NULL},
    .need = NEED_NOTHING,
    .words_min = 1,
    .words_max = 1,
    .hint = HINT_FILE,
    .run = restore,
};
