/* cmd_import.c - ibid import: articles in. */
#define _GNU_SOURCE /* sched_getaffinity */
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "import_report.h"
#include "keep.h"
#include "progress.h"

#define COPY_LABEL "before-import"

enum { JOBS_MAX = 64 };

static const struct option options[] = {
    {.name = "format",
     .letter = 'f',
     .type = OPT_TEXT,
     .argument = "FORMAT",
     .help = "read all as this format; else by content",
     .hint = HINT_IMPORTER},
    {.name = "published",
     .type = OPT_TEXT,
     .argument = "DATE",
     .help = "date of the articles, as 2017-01-16; a record keeps its own"},
    {.name = "outlet",
     .type = OPT_TEXT,
     .argument = "NAME",
     .help = "outlet of the articles; a record keeps its own"},
    {.name = "language",
     .type = OPT_TEXT,
     .argument = "CODE",
     .help = "language of the articles, as en; a record keeps its own"},
    {.name = "url",
     .type = OPT_TEXT,
     .argument = "URL",
     .help = "address of the article; a record keeps its own"},
    {.name = "charset",
     .type = OPT_TEXT,
     .argument = "NAME",
     .help = "read bytes as this encoding, as windows-1252"},
    {.name = "recursive",
     .letter = 'r',
     .help = "read folders within folders as well"},
    {.name = "include",
     .type = OPT_LIST,
     .argument = "GLOB",
     .help = "of folders read only files like this, as '*.html'"},
    {.name = "exclude",
     .type = OPT_LIST,
     .argument = "GLOB",
     .help = "of folders leave out files and folders like this"},
    {.name = "dry-run",
     .letter = 'n',
     .help = "say what would be done, write nothing"},
    {.name = "jobs",
     .letter = 'j',
     .type = OPT_INT,
     .argument = "N",
     .help = "read and extract in N threads; else in as many as there are "
             "processors. The database is the same whatever N is"},
    {.name = "errors",
     .type = OPT_TEXT,
     .argument = "FILE",
     .help = "write what was skipped or failed, and why, as lines of JSON",
     .hint = HINT_FILE},
    {.name = "no-backup",
     .help = "make no copy before a large import (\"ibid help backup\")"},
    {.name = "quiet", .letter = 'q', .help = "print only what went wrong"},
    {.name = "verbose",
     .letter = 'v',
     .help = "print every article, also of many"},
    {0},
};

static void each_item(void *ctx, const struct ibid_import_item *item)
{
    struct import_report *report = ctx;
    progress_clear(&report->bar);
    import_report_item(report, item);
}

static void each_copy(void *ctx, const struct ibid_import_copy *copy)
{
    struct import_report *report = ctx;
    progress_clear(&report->bar);
    import_report_copy(report, copy);
}

static void each_progress(void *ctx, const struct ibid_progress *progress)
{
    struct import_report *report = ctx;
    progress_show(&report->bar, progress);
}

/* A list option's values with a NULL behind them, or NULL. */
static const char *const *globs(struct run *run, const char *option)
{
    const char *const *given;
    size_t count = opt_list(&run->args, option, run->mem, &given);
    if (!count)
        return NULL;
    const char **list = arena_array(run->mem, count + 1, sizeof *list);
    memcpy(list, given, count * sizeof *list);
    return list;
}

static void copy_report(struct run *run, const char *path)
{
    keep_newest(run->mem, run->path, COPY_LABEL, KEEP_IMPORTS);
    if (!opt_flag(&run->args, "quiet") && !opt_flag(&run->args, "json"))
        remark(run, "the database as it was before: %s", path);
}

/* As many as asked for, else as the processors this program may use. */
static int jobs(const struct args *args)
{
    cpu_set_t mine;
    int64_t asked = opt_int(args, "jobs", 0);
    if (asked > 0)
        return asked < JOBS_MAX ? (int)asked : JOBS_MAX;
    return sched_getaffinity(0, sizeof mine, &mine) == 0 ? CPU_COUNT(&mine) : 1;
}

static enum ibid_status import(struct run *run)
{
    const struct args *args = &run->args;
    struct import_report report;
    struct ibid_import_summary summary = {0};
    if (import_report_start(run, &report) != IBID_OK)
        return run->err.status;
    struct ibid_import import = {
        .paths = args->words,
        .path_count = args->word_count,
        .format = opt_text(args, "format"),
        .published = opt_text(args, "published"),
        .outlet = opt_text(args, "outlet"),
        .language = opt_text(args, "language"),
        .url = opt_text(args, "url"),
        .charset = opt_text(args, "charset"),
        .recursive = opt_flag(args, "recursive"),
        .include = globs(run, "include"),
        .exclude = globs(run, "exclude"),
        .dry_run = opt_flag(args, "dry-run"),
        .backup = opt_flag(args, "no-backup")
                      ? NULL
                      : keep_name(run->mem, run->path, COPY_LABEL),
        .jobs = jobs(args),
        .ctx = &report,
        .item = each_item,
        .copy = each_copy,
        .progress = each_progress,
        .stop = progress_stop,
    };
    progress_start(&report.bar);
    enum ibid_status status =
        ibid_import(run->db, &import, &summary, &run->err);
    import_report_end(&report, &summary, status);
    if (summary.backed_up)
        copy_report(run, import.backup);
    if (status == IBID_OK && summary.count[IBID_FAILED] > 0)
        run->code = CODE_FAILED;
    return status;
}

static enum need need(const struct args *args)
{
    return opt_flag(args, "dry-run") ? NEED_TRY : NEED_CREATE;
}

/* When nothing named can be read, no database is made for it. */
static enum ibid_status prepare(struct run *run)
{
    const char *format = opt_text(&run->args, "format");
    const char *name, *summary;
    bool known = !format;
    for (size_t i = 0; !known && (name = ibid_importer_name(i, &summary)); i++)
        known = strcmp(name, format) == 0;
    if (!known)
        return usage_error(run,
                           "unknown format \"%s\"; \"ibid help import\" "
                           "lists them",
                           format);
    for (size_t i = 0; i < run->args.word_count; i++) {
        const char *path = run->args.words[i];
        if (strcmp(path, "-") == 0 || access(path, R_OK) == 0)
            return IBID_OK;
    }
    for (size_t i = 0; i < run->args.word_count; i++) {
        struct ibid_error err = {0};
        int why = access(run->args.words[i], R_OK) ? errno : 0;
        err_set(&err, IBID_IO, "cannot be read: %s", strerror(why));
        err_at(&err, run->args.words[i], 0, -1);
        complain(run, &err);
    }
    run->code = CODE_FAILED;
    return IBID_OK;
}

const struct command cmd_import = {
    .name = "import",
    .summary = "bring articles in and find facts in them",
    .usage = "PATH...",
    .description =
        "PATH is a file, a folder (the files in it; with --recursive those of "
        "folders within it as well), or - for standard input. Text files, "
        "saved web pages (HTML, MHTML), JSONL and CSV records (id, text or "
        "html, and where known title, url, outlet, author, published, "
        "language), feeds, web archives (WARC), mails, PDF documents, and ZIP "
        "and tar archives of any of these; each also compressed (gzip, zstd). "
        "They are told apart by content.\n\n"
        "For each article says whether it is new, a new version of one that "
        "is there, or unchanged; what was skipped or failed, and why. An "
        "article goes in whole or not at all, and the good ones go in "
        "whatever the others are. The same again changes nothing; the same "
        "text "
        "under another name or address, of no other outlet, is one source that "
        "keeps both names. What tells of an event in nearly the words of "
        "another article is listed as its copy. Of many, "
        "only the first 200 that are new are listed; --verbose lists all.\n\n"
        "Relative dates (\"on Monday\") are understood from the article's own "
        "date: give it with --published when the article does not.\n\n"
        "Before more than 200 articles or 24 MB of them go into a database "
        "that has some, it is copied: see \"ibid help backup\".\n\n"
        "Ctrl-C ends it between two articles; run the same command again to "
        "go on. The exit code is 3 when something could not be brought in. "
        "With --json prints an object an article, then one with \"summary\", "
        "one line each.",
    .options = (const struct option *const[]){options, options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid import samples", "A folder of articles."},
            {"ibid import --published=2017-01-16 page.html",
             "A page that does not state its date."},
            {"zcat crawl.jsonl.gz | ibid import -", "Standard input."},
            {0}},
    .need_for = need,
    .words_min = 1,
    .words_max = WORDS_ANY,
    .hint = HINT_FILE,
    .prepare = prepare,
    .run = import,
};
