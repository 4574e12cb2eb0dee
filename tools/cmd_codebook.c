/* cmd_codebook.c - ibid codebook: check, start, list and debug codebooks. */
#include <string.h>

#include "base/error.h"
#include "base/jsonw.h"
#include "command.h"
#include "file.h"
#include "safe.h"

static const struct option options[] = {
    {.name = "codebook",
     .type = OPT_TEXT,
     .argument = "FOLDER",
     .help = "with debug: the codebook to use; else the built-in one, news",
     .hint = HINT_FOLDER},
    {0},
};

static void each_problem(void *ctx, const struct ibid_error *problem)
{
    complain(ctx, problem);
}

static enum ibid_status check(struct run *run, const char *folder)
{
    size_t problems = 0, rules = 0, examples = 0;
    enum ibid_status status = ibid_codebook_check(
        folder, each_problem, run, &problems, &rules, &examples, &run->err);
    if (status != IBID_OK)
        return status;
    buf_printf(&run->out.text, "checked %zu rules with %zu examples: %zu %s\n",
               rules, examples, problems,
               problems == 1 ? "problem" : "problems");
    run->code = problems ? CODE_FOUND : CODE_OK;
    return IBID_OK;
}

static enum ibid_status new_folder(struct run *run, const char *folder)
{
    if (!folder)
        return usage_error(run, "name the new folder: ibid codebook new "
                                "FOLDER");
    enum ibid_status status = ibid_codebook_new(folder, &run->err);
    if (status != IBID_OK)
        return status;
    buf_text(&run->out.text, "made ");
    safe_text(&run->out.text, folder);
    buf_text(&run->out.text, "; change it, then: ibid codebook check ");
    safe_text(&run->out.text, folder);
    buf_byte(&run->out.text, '\n');
    return IBID_OK;
}

static void kind_json(struct out *out, const char *kind, const char *field,
                      const char *description, const char *type, bool key,
                      bool repeats, bool derived)
{
    struct buf line = {0};
    struct jsonw to = jsonw_start(&line);
    jsonw_object(&to);
    jsonw_key_text(&to, "kind", kind);
    jsonw_key_text(&to, "field", field);
    jsonw_key_text(&to, "description", description);
    if (field) {
        jsonw_key_text(&to, "type", type);
        jsonw_key(&to, "key");
        jsonw_bool(&to, key);
        jsonw_key(&to, "repeats");
        jsonw_bool(&to, repeats);
        jsonw_key(&to, "derived");
        jsonw_bool(&to, derived);
    }
    jsonw_object_end(&to);
    out_json(out, buf_view(&line));
    buf_done(&line);
}

static void each_kind(void *ctx, const char *kind, const char *field,
                      const char *description, const char *type, bool key,
                      bool repeats, bool derived)
{
    struct run *run = ctx;
    struct buf *text = &run->out.text;
    if (opt_flag(&run->args, "json")) {
        kind_json(&run->out, kind, field, description, type, key, repeats,
                  derived);
        return;
    }
    if (!field) {
        out_style(&run->out, STYLE_HEAD);
        safe_text(text, kind);
        out_style(&run->out, STYLE_PLAIN);
        buf_text(text, ": ");
        safe_text(text, description);
        buf_byte(text, '\n');
        return;
    }
    buf_text(text, "  ");
    safe_cell(text, field, 14, true);
    buf_byte(text, ' ');
    safe_cell(text, type, 8, true);
    buf_printf(text, " %s%s%s", key ? "key, " : "", repeats ? "repeats, " : "",
               derived ? "derived, " : "");
    safe_text(text, description);
    buf_byte(text, '\n');
}

static enum ibid_status debug(struct run *run, const char *path)
{
    const char *out;
    struct buf text = {0};
    if (!path)
        return usage_error(run, "name a text file: ibid codebook debug FILE");
    enum ibid_status status = file_read(path, &text, &run->err);
    if (status == IBID_OK)
        status = ibid_codebook_debug(opt_text(&run->args, "codebook"),
                                     text.ptr ? text.ptr : "", text.len,
                                     run->mem, &out, &run->err);
    buf_done(&text);
    if (status != IBID_OK)
        return status;
    struct str rest = str_of(out), line;
    while (str_split(&rest, '\n', &line)) {
        if (!rest.ptr && line.len == 0)
            break;
        safe_line(&run->out.text, line);
        buf_byte(&run->out.text, '\n');
    }
    return IBID_OK;
}

static enum ibid_status codebook(struct run *run)
{
    const char *what = run->args.words[0], *path = run->args.words[1];
    if (strcmp(what, "check") == 0)
        return check(run, path);
    if (strcmp(what, "new") == 0)
        return new_folder(run, path);
    if (strcmp(what, "kinds") == 0)
        return ibid_codebook_kinds(run->db, each_kind, run, &run->err);
    if (strcmp(what, "debug") == 0)
        return debug(run, path);
    return usage_error(run, "\"%s\" is none of: check, new, kinds, debug",
                       what);
}

static enum need need(const struct args *args)
{
    return strcmp(args->words[0], "kinds") == 0 ? NEED_IF_THERE : NEED_NOTHING;
}

const struct command cmd_codebook = {
    .name = "codebook",
    .summary = "check, start, list or debug a codebook",
    .usage = "check [FOLDER] | new FOLDER | kinds | debug FILE",
    .description =
        "A codebook is a folder of text files: the kinds of facts, their "
        "fields, and the rules and word lists that find them.\n\n"
        "  check [FOLDER]  explain every mistake with file and line, and run\n"
        "                  the examples; without FOLDER the built-in one\n"
        "  new FOLDER      start one: a commented copy of the built-in one\n"
        "  kinds           the kinds and fields of the database's codebook,\n"
        "                  or of the built-in one when there is no database\n"
        "  debug FILE      tokens, phrases and rules tried on a text\n\n"
        "check exits with 1 when it finds a mistake. With --json, kinds "
        "prints an object a kind and a field, one line each.",
    .options = (const struct option *const[]){options, options_json, NULL},
    .need_for = need,
    .words_min = 1,
    .words_max = 2,
    .choices = "check new kinds debug",
    .hint = HINT_FILE,
    .paged = true,
    .run = codebook,
};
