/* cmd_export.c - ibid export: cited facts for spreadsheets and programs. */
#include <string.h>

#include "command.h"
#include "progress.h"

static const struct option options[] = {
    {.name = "format",
     .letter = 'f',
     .type = OPT_TEXT,
     .argument = "FORMAT",
     .help = "one of those below; else by the ending of PATH, else csv",
     .hint = HINT_EXPORTER},
    {.name = "output",
     .letter = 'o',
     .type = OPT_TEXT,
     .argument = "PATH",
     .help = "write to this file, or into this folder when it ends in /",
     .hint = HINT_FILE},
    {.name = "quiet", .letter = 'q', .help = "no summary"},
    {0},
};

static bool write_out(void *ctx, const char *bytes, size_t count)
{
    struct run *run = ctx;
    buf_add(&run->out.text, bytes, count);
    return out_more(&run->out) == IBID_OK;
}

static enum ibid_status check_format(struct run *run, const char *format)
{
    const char *summary, *name;
    for (size_t i = 0; format && (name = ibid_exporter_name(i, &summary)); i++)
        if (strcmp(name, format) == 0)
            return IBID_OK;
    if (!format)
        return IBID_OK;
    struct buf names = {0};
    for (size_t i = 0; (name = ibid_exporter_name(i, &summary)); i++)
        buf_printf(&names, "%s%s", i ? ", " : "", name);
    usage_error(run, "unknown format \"%s\"; there are: %s", format,
                names.ptr ? names.ptr : "");
    buf_done(&names);
    return IBID_INVALID;
}

static enum ibid_status prepare(struct run *run)
{
    enum ibid_status status = check_format(run, opt_text(&run->args, "format"));
    return status == IBID_OK ? query_check(run) : status;
}

/* What a spreadsheet had no room for. */
static void say_limits(struct run *run, const struct ibid_export_summary *sum)
{
    struct buf line = {0};
    out_count(&line, sum->cut_cells, "cell");
    if (sum->cut_cells > 0)
        remark(run,
               "ibid: %s longer than the 32,767 characters of a spreadsheet; "
               "cut there, whole on the sheet Cut texts",
               line.ptr);
    buf_reset(&line);
    out_count(&line, sum->plain_links, "link");
    if (sum->plain_links > 0)
        remark(run, "ibid: %s left as plain text: more than a sheet holds",
               line.ptr);
    buf_done(&line);
}

static void summarize(struct run *run, const struct ibid_export_summary *sum,
                      const char *path)
{
    struct buf line = {0};
    buf_text(&line, "exported ");
    out_count(&line, sum->facts, "fact");
    buf_text(&line, " with ");
    out_count(&line, sum->citations, "citation");
    if (sum->sources > 0) {
        buf_text(&line, " from ");
        out_count(&line, sum->sources, "source");
    }
    if (!opt_flag(&run->args, "quiet"))
        remark(run, "%s%s%s", line.ptr, path ? " to " : "", path ? path : "");
    buf_reset(&line);
    out_count(&line, sum->formula_cells, "cell");
    if (sum->formula_cells > 0)
        remark(run,
               "ibid: %s starting with = + - @; a spreadsheet may run that "
               "as a formula: import the file as text columns instead of "
               "opening it",
               line.ptr);
    buf_done(&line);
    say_limits(run, sum);
}

static enum ibid_status export_facts(struct run *run)
{
    struct progress bar = {.done_word = "facts"};
    const char *path = opt_text(&run->args, "output");
    struct ibid_export export_ = {
        .format = opt_text(&run->args, "format"),
        .path = path && strcmp(path, "-") != 0 ? path : NULL,
        .ctx = run,
        .write = write_out,
        .stop = progress_stop,
    };
    struct ibid_export_summary summary = {0};
    enum ibid_status status = query_read(run, 0, &export_.query);
    if (status != IBID_OK)
        return status;
    progress_start(&bar);
    status = ibid_export(run->db, &export_, &summary, &run->err);
    progress_end(&bar);
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
        "in it stays text, whatever it begins with.\n\n"
        "The same database gives the same bytes. A file is complete or not "
        "written at all. \"ibid verify FILE\" checks a CSV or JSON export "
        "against the database, citation by citation.",
    .options = (const struct option *const[]){options, options_filter, NULL},
    .examples =
        (const struct example[]){
            {"ibid export --kind casualty -o toll.csv",
             "The figures of victims as a table."},
            {"ibid export -o facts.xlsx",
             "A spreadsheet: a sheet a kind, citations, sources."},
            {"ibid export -o facts.json", "Everything, for programs."},
            {"ibid export -o tables/", "A table a kind, in a folder."},
            {0}},
    .need = NEED_READ,
    .words_max = WORDS_ANY,
    .prepare = prepare,
    .run = export_facts,
};
