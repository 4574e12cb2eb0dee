/* cmd_extract.c - ibid extract: run the codebook again, or as a filter. */
#include <poll.h>
#include <unistd.h>

#include "base/jsonw.h"
#include "command.h"
#include "progress.h"

static const struct option options[] = {
    {.name = "codebook",
     .type = OPT_TEXT,
     .argument = "FOLDER",
     .help = "this codebook; else the database's own, or built-in news",
     .hint = HINT_FOLDER},
    {.name = "stream",
     .help = "no database: JSONL articles from standard input, a JSON line "
             "each to standard output"},
    {.name = "mentions",
     .help = "with --stream: dates, times, numbers, names too"},
    {.name = "contexts",
     .help = "with --stream: what each fact's confidence was weighed by, for "
             "tools/train/calibrate.py"},
    {.name = "text", .help = "with --stream: the text and its main part too"},
    {0},
};

/* Whoever feeds us line by line gets each answer before the next line. */
static bool write_line(void *ctx, const char *bytes, size_t count)
{
    struct run *run = ctx;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    buf_add(&run->out.text, bytes, count);
    if (poll(&input, 1, 0) == 0)
        return out_sync(&run->out);
    return out_more(&run->out) == IBID_OK;
}

static enum ibid_status stream(struct run *run)
{
    struct ibid_stream stream = {
        .codebook = opt_text(&run->args, "codebook"),
        .with_text = opt_flag(&run->args, "text"),
        .with_mentions = opt_flag(&run->args, "mentions"),
        .with_contexts = opt_flag(&run->args, "contexts"),
        .in_fd = STDIN_FILENO,
        .ctx = run,
        .write = write_line,
    };
    return ibid_extract_stream(&stream, &run->err);
}

static void show_progress(void *ctx, const struct ibid_progress *progress)
{
    progress_show(ctx, progress);
}

static enum ibid_status report(struct run *run,
                               const struct ibid_extract_summary *sum)
{
    struct buf line = {0};
    struct jsonw to = jsonw_start(&line);
    bool dry = opt_flag(&run->args, "dry-run");
    if (!opt_flag(&run->args, "json")) {
        out_count(&run->out.text, sum->versions, "article");
        buf_printf(&run->out.text,
                   " read again; facts: %lld %s, %lld removed, %lld kept, "
                   "%lld reviewed and left alone\n",
                   (long long)sum->added, dry ? "would be added" : "added",
                   (long long)sum->removed, (long long)sum->kept,
                   (long long)sum->reviewed);
        if (sum->op[0] && !dry)
            buf_printf(&run->out.text, "(operation %s)\n", sum->op);
        return IBID_OK;
    }
    jsonw_object(&to);
    jsonw_key_int(&to, "versions", sum->versions);
    jsonw_key_int(&to, "added", sum->added);
    jsonw_key_int(&to, "removed", sum->removed);
    jsonw_key_int(&to, "kept", sum->kept);
    jsonw_key_int(&to, "reviewed", sum->reviewed);
    jsonw_key_text(&to, "op", sum->op[0] ? sum->op : NULL);
    jsonw_object_end(&to);
    enum ibid_status status = out_json(&run->out, buf_view(&line));
    buf_done(&line);
    return status;
}

static enum ibid_status extract(struct run *run)
{
    if (opt_flag(&run->args, "stream"))
        return stream(run);
    struct progress bar = {.done_word = "articles"};
    struct ibid_extract_summary summary = {0};
    struct ibid_change_options change = change_options(run);
    progress_start(&bar);
    enum ibid_status status =
        ibid_extract(run->db, opt_text(&run->args, "codebook"), &change,
                     show_progress, &bar, &summary, &run->err);
    progress_end(&bar);
    return status == IBID_OK ? report(run, &summary) : status;
}

static enum need need(const struct args *args)
{
    return opt_flag(args, "stream") ? NEED_NOTHING : NEED_WRITE;
}

static enum ibid_status prepare(struct run *run)
{
    if (opt_flag(&run->args, "stream"))
        return IBID_OK;
    if (opt_flag(&run->args, "mentions") || opt_flag(&run->args, "text") ||
        opt_flag(&run->args, "contexts"))
        return usage_error(run, "--text, --mentions and --contexts are for "
                                "--stream");
    return IBID_OK;
}

const struct command cmd_extract = {
    .name = "extract",
    .summary = "run the codebook over the articles again, or as a filter",
    .description =
        "After a change of the codebook: reads the newest version of every "
        "article again, as one step that one undo takes back. A reviewed "
        "fact is never changed or removed; unreviewed ones are replaced.\n\n"
        "With --stream there is no database: JSONL articles (id, text or "
        "html, and where known title, url, outlet, author, published, "
        "language) are read from standard input, and for each a line is "
        "written, in the same order, in bounded memory:\n\n"
        "  {\"source\": {\"name\": ID, ...}, \"sha256\": ..., \"facts\": "
        "[...]}\n\n"
        "A bad line gives a line with \"error\" and the stream goes on. Many "
        "machines can share such work.",
    .options = (const struct option *const[]){options, options_change,
                                              options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid extract --dry-run --codebook mine",
             "What a changed codebook would find."},
            {"ibid extract --stream < articles.jsonl > facts.jsonl",
             "Facts without a database."},
            {0}},
    .need_for = need,
    .prepare = prepare,
    .run = extract,
};
