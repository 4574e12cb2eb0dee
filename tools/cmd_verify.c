/* cmd_verify.c - ibid verify: re-check a database or an export of it. */
#include "base/jsonw.h"
#include "command.h"
#include "safe.h"

static const struct option options[] = {
    {.name = "expect",
     .type = OPT_TEXT,
     .argument = "HEAD",
     .help = "a head kept from before (SEQ:HASH): must be in the journal"},
    {.name = "against",
     .type = OPT_TEXT,
     .argument = "FOLDER",
     .help = "check FILE against the articles in FOLDER alone, without a "
             "database",
     .hint = HINT_FOLDER},
    {0},
};

static void each_finding(void *ctx, const struct ibid_finding *finding)
{
    struct run *run = ctx;
    struct buf *text = &run->out.text;
    if (opt_flag(&run->args, "json")) {
        struct buf line = {0};
        struct jsonw to = jsonw_start(&line);
        jsonw_object(&to);
        jsonw_key_text(&to, "check", finding->check);
        jsonw_key_text(&to, "subject", finding->subject);
        jsonw_key_text(&to, "text", finding->text);
        jsonw_object_end(&to);
        out_json(&run->out, buf_view(&line));
        buf_done(&line);
        return;
    }
    out_styled(&run->out, STYLE_BAD, finding->check);
    buf_text(text, "  ");
    safe_text(text, finding->subject);
    buf_text(text, ": ");
    safe_text(text, finding->text);
    buf_byte(text, '\n');
    out_more(&run->out);
}

static enum ibid_status summary_json(struct run *run,
                                     const struct ibid_verify_summary *sum)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key(&to, "checked");
    jsonw_object(&to);
    jsonw_key_int(&to, "versions", sum->versions);
    jsonw_key_int(&to, "facts", sum->facts);
    jsonw_key_int(&to, "citations", sum->citations);
    jsonw_key_int(&to, "changes", sum->changes);
    jsonw_key_int(&to, "cells", sum->cells);
    jsonw_object_end(&to);
    jsonw_key_int(&to, "reshaped", sum->reshaped);
    jsonw_key_int(&to, "redacted", sum->redacted);
    jsonw_key_int(&to, "findings", sum->findings);
    jsonw_key_text(&to, "head", sum->head[0] ? sum->head : NULL);
    jsonw_object_end(&to);
    enum ibid_status status = out_json(&run->out, buf_view(&text));
    buf_done(&text);
    return status;
}

static void counted(struct buf *text, int64_t count, const char *noun)
{
    if (count == 0)
        return;
    buf_text(text, text->ptr[text->len - 1] == ' ' ? "" : ", ");
    out_count(text, count, noun);
}

static void summary_text(struct run *run, const struct ibid_verify_summary *sum)
{
    struct buf *text = &run->out.text;
    buf_text(text, "checked ");
    counted(text, sum->cells, "cell");
    counted(text, sum->facts, "fact");
    counted(text, sum->citations, "citation");
    counted(text, sum->versions, "article version");
    counted(text, sum->changes, "change");
    if (text->ptr[text->len - 1] == ' ')
        buf_text(text, "nothing: there is nothing in it");
    if (sum->reshaped > 0) {
        buf_text(text, "\nwritten in another way by a spreadsheet: ");
        out_count(text, sum->reshaped, "cell");
    }
    if (sum->redacted > 0) {
        buf_text(text, "\nnot checkable, their text was redacted: ");
        out_count(text, sum->redacted, "article version");
    }
    if (sum->head[0])
        buf_printf(text, "\nhead %s", sum->head);
    buf_byte(text, '\n');
    if (sum->findings == 0)
        out_styled(&run->out, STYLE_GOOD, "everything is as it should be\n");
    else
        buf_printf(text, "%lld %s off\n", (long long)sum->findings,
                   sum->findings == 1 ? "thing is" : "things are");
}

static enum need need(const struct args *args)
{
    return opt_text(args, "against") ? NEED_SCRATCH : NEED_READ;
}

static enum ibid_status prepare(struct run *run)
{
    if (run->args.word_count == 0 && opt_text(&run->args, "against"))
        return usage_error(run, "--against checks an exported file: name it");
    if (run->args.word_count == 0 || !opt_text(&run->args, "expect"))
        return IBID_OK;
    return usage_error(run, "--expect is for the database, not for an exported "
                            "file; run verify twice");
}

static enum ibid_status verify_one(struct run *run,
                                   struct ibid_verify_summary *sum)
{
    const char *folder = opt_text(&run->args, "against");
    struct ibid_verify_options how = {.escape = opt_text(&run->args, "escape"),
                                      .articles_only = folder != NULL};
    struct ibid_import_summary done;
    struct ibid_import import = {
        .paths = &folder, .path_count = 1, .recursive = true};
    enum ibid_status status = IBID_OK;
    if (folder)
        status = ibid_import(run->db, &import, &done, &run->err);
    return status != IBID_OK
               ? status
               : ibid_verify_file(run->db, run->args.words[0], &how,
                                  each_finding, run, sum, &run->err);
}

static enum ibid_status verify(struct run *run)
{
    struct ibid_verify_summary sum = {0};
    const char *expect = opt_text(&run->args, "expect");
    enum ibid_status status = IBID_OK;
    if (run->args.word_count > 0)
        status = verify_one(run, &sum);
    else
        status =
            ibid_verify(run->db, expect, each_finding, run, &sum, &run->err);
    if (status != IBID_OK)
        return status;
    run->code = sum.findings ? CODE_FOUND : CODE_OK;
    if (opt_flag(&run->args, "json"))
        return summary_json(run, &sum);
    summary_text(run, &sum);
    return IBID_OK;
}

const struct command cmd_verify = {
    .name = "verify",
    .summary = "check a database, or an exported file, citation by citation",
    .usage = "[FILE]",
    .description =
        "Without FILE checks the whole database: hashes of all originals and "
        "texts, the words of every citation, the chain of the journal, the "
        "facts against a replay of the journal, and the file itself. With "
        "FILE checks an exported JSON, JSONL, CSV, TSV or XLSX file, or a "
        "folder of CSV tables, against the database.\n\n"
        "A table may have been sorted, filtered, renamed, saved by a "
        "spreadsheet; columns and rows may be gone. Each cell is compared with "
        "what was exported at the revision the row names: \"value\" is an "
        "edit, \"quote\" and \"citation\" words that do not match, "
        "\"fact\" an unknown id, \"stale\" a fact that was changed since, "
        "\"spreadsheet\" a cell that a spreadsheet damaged (leading zeros, "
        "digits of long numbers, dates). Findings are compared with what the "
        "database finds now; \"finding\" is one that it does not find.\n\n"
        "With --against FOLDER no database is needed: the articles there are "
        "read again, found by the SHA-256 of their bytes that the export "
        "names, and each quote must stand where the export says. A CSV table "
        "alone names no places: then its quotes must stand in an article.\n\n"
        "Prints each thing that is off, then what was checked and how many. "
        "The exit code is 1 when something is off.\n\n"
        "The head it prints names the state of the journal. Someone who can "
        "write the file can rebuild the chain: keep a head elsewhere and give "
        "it to --expect to notice that too.\n\n"
        "With --json prints an object a finding, then one with what was "
        "checked, one line each.",
    .options = (const struct option *const[]){options, options_escape,
                                              options_json, NULL},
    .examples = (const struct example[]){{"ibid verify", "Check ibid.db."},
                                         {"ibid verify facts.json",
                                          "Check an export against it."},
                                         {"ibid verify facts.xlsx --against "
                                          "samples",
                                          "Check it with the articles alone."},
                                         {0}},
    .need = NEED_READ,
    .need_for = need,
    .words_max = 1,
    .hint = HINT_FILE,
    .prepare = prepare,
    .run = verify,
};
