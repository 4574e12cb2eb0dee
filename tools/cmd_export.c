/* cmd_export.c - ibid export: cited facts for spreadsheets and programs. */
#include <string.h>

#include "command.h"
#include "progress.h"

static const struct option options[] = {
    {.name = "format",
     .letter = 'f',
     .type = OPT_TEXT,
     .argument = "FORMAT",
     .help = "one of those below; else by the ending of PATH, csv for a "
             "folder and standard output",
     .hint = HINT_EXPORTER},
    {.name = "output",
     .letter = 'o',
     .type = OPT_TEXT,
     .argument = "PATH",
     .help = "write to this file, or into this folder when it ends in /",
     .hint = HINT_FILE},
    {.name = "delimiter",
     .type = OPT_TEXT,
     .argument = "MARK",
     .help = "between the cells of csv: , ; | or tab"},
    {.name = "bom", .help = "begin csv and tsv with a byte order mark"},
    {.name = "for-spreadsheet",
     .help = "csv in which nothing runs as a formula: an apostrophe before "
             "such cells, which the metadata beside the file declares"},
    {.name = "no-comments", .help = "xlsx without the quotes as comments"},
    {.name = "findings",
     .help = "a row for what several sources say, not for each fact: groups "
             "that agree exactly or were confirmed; csv, tsv, json, jsonl"},
    {.name = "require-citations",
     .help = "write nothing, list the values and exit 1 when one that needs "
             "a citation has none"},
    {.name = "quiet", .letter = 'q', .help = "no summary"},
    {0},
};

static bool write_out(void *ctx, const char *bytes, size_t count)
{
    struct run *run = ctx;
    buf_add(&run->out.text, bytes, count);
    return out_more(&run->out) == IBID_OK;
}

/* 0: none given; -1: not one mark. */
static int delimiter_of(const struct run *run)
{
    const char *mark = opt_text(&run->args, "delimiter");
    if (!mark)
        return 0;
    if (strcmp(mark, "tab") == 0 || strcmp(mark, "\\t") == 0)
        return '\t';
    return mark[0] && !mark[1] && strchr(",;|\t", mark[0]) ? mark[0] : -1;
}

static void say_uncited(void *ctx, const struct ibid_fact *fact,
                        const char *field, const struct ibid_value *value)
{
    remark(ctx, "#%lld %s: %s \"%s\" has no citation", (long long)fact->no,
           fact->kind, field, value->text);
}

static struct ibid_export export_read(struct run *run)
{
    const char *path = opt_text(&run->args, "output");
    return (struct ibid_export){
        .format = opt_text(&run->args, "format"),
        .path = path && strcmp(path, "-") != 0 ? path : NULL,
        .delimiter = (char)delimiter_of(run),
        .bom = opt_flag(&run->args, "bom"),
        .for_spreadsheet = opt_flag(&run->args, "for-spreadsheet"),
        .no_comments = opt_flag(&run->args, "no-comments"),
        .findings = opt_flag(&run->args, "findings"),
        .require_citations = opt_flag(&run->args, "require-citations"),
        .ctx = run,
        .uncited = say_uncited,
        .write = write_out,
        .stop = progress_stop,
    };
}

static enum ibid_status prepare(struct run *run)
{
    struct ibid_export asked = export_read(run);
    if (delimiter_of(run) < 0)
        return usage_error(run, "--delimiter is one of , ; | or tab");
    if (ibid_export_check(&asked, &run->err) != IBID_OK) {
        run->code = CODE_USAGE;
        return IBID_INVALID;
    }
    return query_check(run);
}

static void say(struct run *run, int64_t count, const char *noun,
                const char *what)
{
    struct buf line = {0};
    out_count(&line, count, noun);
    if (count > 0)
        remark(run, "ibid: %s %s", line.ptr, what);
    buf_done(&line);
}

/* What a spreadsheet had no room for or would misread, what lacks. */
static void say_limits(struct run *run, const struct ibid_export_summary *sum)
{
    say(run, sum->uncited, "value", "without a citation");
    say(run, sum->formula_cells, "cell",
        "starting with = + - @; open the .xlsx in a spreadsheet, not this "
        "file");
    say(run, sum->escaped_cells, "cell",
        "with an apostrophe put before; a spreadsheet that saves the file "
        "may drop it: the .xlsx is safer");
    say(run, sum->cut_cells, "cell",
        "longer than the 32,767 characters of a spreadsheet; cut there, "
        "whole on the sheet Cut texts");
    say(run, sum->plain_links, "link",
        "left as plain text: more than a spreadsheet holds");
    say(run, sum->left_comments, "comment",
        "left out: more than a spreadsheet holds; the quotes are on the "
        "sheet Citations");
    say(run, sum->further_sheets, "further sheet",
        "begun because one was full");
}

static void summarize(struct run *run, const struct ibid_export_summary *sum,
                      const char *path)
{
    struct buf line = {0};
    bool facts = sum->facts > 0 || sum->sources == 0;
    buf_text(&line, "exported ");
    if (facts) {
        out_count(&line, sum->facts, "fact");
        buf_text(&line, " with ");
        out_count(&line, sum->citations, "citation");
    }
    if (sum->sources > 0) {
        buf_text(&line, facts ? " from " : "");
        out_count(&line, sum->sources, "source");
    }
    if (!opt_flag(&run->args, "quiet"))
        remark(run, "%s%s%s", line.ptr, path ? " to " : "", path ? path : "");
    buf_done(&line);
    say_limits(run, sum);
}

static enum ibid_status export_facts(struct run *run)
{
    struct progress bar = {.done_word = "facts"};
    struct ibid_export export_ = export_read(run);
    struct ibid_export_summary summary = {0};
    enum ibid_status status = query_read(run, 0, &export_.query);
    if (status != IBID_OK)
        return status;
    progress_start(&bar);
    status = ibid_export(run->db, &export_, &summary, &run->err);
    progress_end(&bar);
    if (status == IBID_INVALID && export_.require_citations &&
        summary.uncited > 0) {
        complain(run, &run->err);
        run->code = CODE_FOUND;
        return IBID_OK;
    }
    if (status == IBID_OK && out_sync(&run->out))
        summarize(run, &summary, export_.path);
    return status;
}

const struct command cmd_export = {
    .name = "export",
    .summary = "write cited facts for spreadsheets and programs",
    .usage = "[FACT|QUERY...]",
    .description =
        "Writes the facts selected, each value with the words it rests on, to "
        "standard output or to the file of --output.\n\n"
        "CSV with --kind is a table with a row a fact; without, a row a "
        "value; with an output folder (ending in /) a table a kind and "
        "tables of sources and citations. JSON holds everything; JSONL is the "
        "same, a line a source or fact. In a spreadsheet open the XLSX: text "
        "in it stays text, whatever it begins with, and the words behind a "
        "value are a comment on its cell.\n\n"
        "CSV holds every byte as it is, for programs. For a spreadsheet that "
        "must have CSV, --for-spreadsheet puts an apostrophe before cells "
        "that would run (and before those that begin with one): to read "
        "them, drop exactly one.\n\n"
        "--findings writes what sources agree on: for each group of facts "
        "that are exactly the same or were confirmed (\"ibid confirm\") its "
        "key values, how many sources and independent sources say so, all "
        "citations and quotes; of numbers low, best and high: the least and "
        "the greatest figure of all who count the same, contradictions too, "
        "and the group's own, or the one preferred.\n\n"
        "The same database gives the same bytes. A file is complete or not "
        "written at all. \"ibid verify FILE\" checks a CSV, XLSX or JSON "
        "export against the database, citation by citation.",
    .options = (const struct option *const[]){options, options_filter, NULL},
    .examples =
        (const struct example[]){
            {"ibid export --kind casualty -o toll.csv",
             "The figures of victims as a table."},
            {"ibid export -o facts.xlsx",
             "A spreadsheet: a sheet a kind, citations, sources."},
            {"ibid export -o facts.json", "Everything, for programs."},
            {"ibid export --findings -o findings.csv",
             "What several sources say, a row each."},
            {"ibid export -o tables/", "A table a kind, in a folder."},
            {"ibid export --format tsv --kind casualty",
             "The figures of victims with tabs, on standard output."},
            {0}},
    .need = NEED_READ,
    .words_max = WORDS_ANY,
    .prepare = prepare,
    .run = export_facts,
};
