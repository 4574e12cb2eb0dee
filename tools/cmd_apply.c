/* cmd_apply.c - ibid apply: an edited table comes home. */
#include "command.h"
#include "file.h"
#include "safe.h"

static const struct option options[] = {
    {.name = "yes",
     .letter = 'y',
     .help = "apply it; without, only say what would be done"},
    {.name = "author",
     .type = OPT_TEXT,
     .argument = "NAME",
     .help = "who edited the table, for the journal; else you"},
    {.name = "reason",
     .letter = 'm',
     .type = OPT_TEXT,
     .argument = "TEXT",
     .help = "why; kept in the journal"},
    {.name = "theirs",
     .argument = "FIELD",
     .help = "take the table's side of conflicts, in all fields or this one"},
    {.name = "ours",
     .argument = "FIELD",
     .help = "keep the database's side of conflicts, in all fields or this "
             "one"},
    {.name = "conflicts",
     .type = OPT_TEXT,
     .argument = "CSV",
     .help = "write the conflicts there, to fill in the column take",
     .hint = HINT_FILE},
    {.name = "resolve",
     .type = OPT_TEXT,
     .argument = "CSV",
     .help = "a list of conflicts with the column take filled in: ours or "
             "theirs",
     .hint = HINT_FILE},
    {.name = "reject-missing",
     .help = "reject facts that were exported and have no row any more"},
    {0},
};

/* ---- one change -------------------------------------------------------- */

static enum ibid_status item_json(struct run *run,
                                  const struct ibid_applied_item *item)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    jsonw_object(&to);
    jsonw_key_text(&to, "what", ibid_applied_name(item->what));
    jsonw_key_text(&to, "where", item->where);
    jsonw_key_text(&to, "fact", item->fact);
    jsonw_key_text(&to, "source", item->source);
    if (item->no)
        jsonw_key_int(&to, "no", item->no);
    jsonw_key_text(&to, "kind", item->kind);
    jsonw_key_text(&to, "column", item->column);
    jsonw_key_text(&to, "exported", item->exported);
    jsonw_key_text(&to, "edited", item->edited);
    jsonw_key_text(&to, "current", item->current);
    jsonw_key_text(&to, "text", item->text);
    jsonw_object_end(&to);
    enum ibid_status status = out_json(&run->out, buf_view(&text));
    buf_done(&text);
    return status;
}

static void side(struct buf *text, const char *name, const char *value)
{
    if (!value)
        return;
    buf_printf(text, "      %-9s ", name);
    safe_text(text, *value ? value : "(empty)");
    buf_byte(text, '\n');
}

static void heading(struct run *run, const struct ibid_applied_item *item)
{
    struct buf *text = &run->out.text;
    bool bad = item->what == IBID_APPLY_CONFLICT ||
               item->what == IBID_APPLY_REFUSED ||
               item->what == IBID_APPLY_MISSING;
    out_styled(&run->out, bad ? STYLE_BAD : STYLE_HEAD,
               ibid_applied_name(item->what));
    buf_byte(text, ' ');
    if (item->no)
        buf_printf(text, " #%lld", (long long)item->no);
    else if (item->what == IBID_APPLY_REFUSED && item->fact)
        safe_text(text, item->fact);
    else if (item->source)
        safe_text(text, item->source);
    if (item->kind)
        buf_printf(text, " %s", item->kind);
    if (item->column) {
        buf_byte(text, ' ');
        safe_text(text, item->column);
    }
    if (item->where) {
        buf_text(text, "  (");
        safe_text(text, item->where);
        buf_byte(text, ')');
    }
    buf_byte(text, '\n');
}

static void each_item(void *ctx, const struct ibid_applied_item *item)
{
    struct run *run = ctx;
    struct buf *text = &run->out.text;
    if (opt_flag(&run->args, "json")) {
        (void)item_json(run, item);
        return;
    }
    heading(run, item);
    if (item->what == IBID_APPLY_CONFLICT || item->what == IBID_APPLY_KEPT) {
        side(text, "exported", item->exported ? item->exported : "(unknown)");
        side(text, "edited", item->edited);
        side(text, "current", item->current);
    } else {
        side(text, "-", item->exported);
        side(text, "+", item->edited);
    }
    side(text, "!", item->text);
    (void)out_more(&run->out);
}

/* ---- the whole --------------------------------------------------------- */

static enum ibid_status report_json(struct run *run,
                                    const struct ibid_apply_summary *sum)
{
    struct buf text = {0};
    struct jsonw to = jsonw_start(&text);
    const struct {
        const char *name;
        int64_t count;
    } counts[] = {
        {"tables", sum->tables},       {"rows", sum->rows},
        {"facts", sum->facts},         {"sources", sum->sources},
        {"edits", sum->edits},         {"unsupported", sum->unsupported},
        {"added", sum->added},         {"uncited", sum->uncited},
        {"conflicts", sum->conflicts}, {"kept", sum->kept},
        {"reshaped", sum->reshaped},   {"refused", sum->refused},
        {"recounted", sum->recounted}, {"missing", sum->missing + sum->unnamed},
        {"rejected", sum->rejected}};
    jsonw_object(&to);
    jsonw_key_text(&to, "op", sum->done.op[0] ? sum->done.op : NULL);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        jsonw_key_int(&to, counts[i].name, counts[i].count);
    jsonw_key(&to, "dry_run");
    jsonw_bool(&to, !opt_flag(&run->args, "yes"));
    jsonw_object_end(&to);
    enum ibid_status status = out_json(&run->out, buf_view(&text));
    buf_done(&text);
    return status;
}

/* "3 cells: what it means", when there are any. */
static void line(struct buf *text, int64_t count, const char *noun,
                 const char *means)
{
    if (!count)
        return;
    buf_text(text, "  ");
    out_count(text, count, noun);
    buf_printf(text, " %s\n", means);
}

static void would_change(struct buf *text, const struct ibid_apply_summary *sum)
{
    int64_t facts = sum->facts + sum->added;
    buf_text(text, "nothing was changed yet: --yes changes ");
    if (facts)
        out_count(text, facts, "fact");
    if (sum->sources) {
        buf_text(text, facts ? ", " : "");
        out_count(text, sum->sources, "source");
    }
    buf_byte(text, '\n');
}

static void report_text(struct run *run, const struct ibid_apply_summary *sum)
{
    struct buf *text = &run->out.text;
    out_count(text, sum->rows, "row");
    buf_text(text, " read\n");
    line(text, sum->edits, "cell", "edited");
    line(text, sum->unsupported, "edit",
         "of these to look at: not what the quote says");
    line(text, sum->added, "fact", "new");
    line(text, sum->uncited, "fact", "of these with values that cite nothing");
    line(text, sum->conflicts, "conflict",
         "left as it is: --ours, --theirs, or --conflicts and --resolve");
    line(text, sum->kept, "conflict", "answered with the database's side");
    line(text, sum->reshaped, "cell", "changed by the spreadsheet, not taken");
    line(text, sum->refused, "change", "refused");
    line(text, sum->recounted, "cell",
         "of counts, links, sources or citations as they were then, not "
         "taken");
    line(text, sum->missing, "fact",
         "without a row any more: left, or --reject-missing");
    line(text, sum->unnamed, "row",
         "gone; of which facts this file does not tell");
    line(text, sum->rejected, "fact", "rejected, their rows are gone");
    if (sum->done.op[0])
        buf_printf(text, "%s (operation %s)\n", sum->done.label, sum->done.op);
    else if (!opt_flag(&run->args, "yes") &&
             sum->facts + sum->added + sum->sources)
        would_change(text, sum);
    else
        buf_text(text, "nothing to change\n");
}

/* Fields named with --theirs=FIELD; *bare: it was given without one. */
static size_t fields_named(struct run *run, const char *option, bool *bare,
                           const char *const **out)
{
    const struct args *args = &run->args;
    const char **list = arena_array(run->mem, args->value_count, sizeof *list);
    size_t count = 0;
    *bare = false;
    for (size_t i = 0; i < args->value_count; i++) {
        const struct opt_value *value = &args->values[i];
        if (strcmp(value->option->name, option) != 0 || value->off)
            continue;
        if (value->text)
            list[count++] = value->text;
        else
            *bare = true;
    }
    *out = list;
    return count;
}

static enum ibid_status prepare(struct run *run)
{
    const char *author = opt_text(&run->args, "author");
    const char *const *none;
    bool ours, theirs;
    (void)fields_named(run, "ours", &ours, &none);
    (void)fields_named(run, "theirs", &theirs, &none);
    if (ours && theirs)
        return usage_error(run, "--ours and --theirs contradict each other; "
                                "name a field with one: --theirs=number");
    if (author)
        run->actor = arena_printf(run->mem, "user:%s", author);
    return IBID_OK;
}

static enum ibid_status write_conflicts(struct run *run,
                                        const struct ibid_apply_summary *sum)
{
    const char *path = opt_text(&run->args, "conflicts");
    if (!path || !sum->conflicts)
        return IBID_OK;
    enum ibid_status status =
        file_write(path, str_of(sum->conflict_list), &run->err);
    if (status == IBID_OK)
        remark(run,
               "wrote the conflicts to %s: fill in the column take with "
               "ours or theirs, then --resolve=%s",
               path, path);
    return status;
}

static enum ibid_status apply(struct run *run)
{
    struct ibid_apply_summary sum = {0};
    struct ibid_change_options options_ = {
        .reason = opt_text(&run->args, "reason"),
        .dry_run = !opt_flag(&run->args, "yes")};
    struct ibid_apply how = {.path = run->args.words[0],
                             .escape = opt_text(&run->args, "escape"),
                             .answers = opt_text(&run->args, "resolve"),
                             .reject_missing =
                                 opt_flag(&run->args, "reject-missing"),
                             .ctx = run,
                             .each = each_item};
    bool ours, theirs;
    how.ours_count = fields_named(run, "ours", &ours, &how.ours);
    how.theirs_count = fields_named(run, "theirs", &theirs, &how.theirs);
    how.side = ours ? IBID_OURS : theirs ? IBID_THEIRS : IBID_NEITHER;
    enum ibid_status status =
        ibid_apply(run->db, &how, &options_, run->mem, &sum, &run->err);
    if (status != IBID_OK)
        return status;
    run->code = sum.conflicts || sum.refused ? CODE_FOUND : CODE_OK;
    if (opt_flag(&run->args, "json"))
        status = report_json(run, &sum);
    else
        report_text(run, &sum);
    return status == IBID_OK ? write_conflicts(run, &sum) : status;
}

const struct command cmd_apply = {
    .name = "apply",
    .summary = "take an edited table back into the database",
    .usage = "FILE",
    .description =
        "FILE is a CSV, TSV or XLSX export that was edited, or a folder of CSV "
        "tables. Without --yes only says what would be done.\n\n"
        "Each cell is compared three ways: as exported (by the revision its "
        "row names), as edited, and as the database says now. An edit of what "
        "nobody else changed is taken; a conflict is listed with all three "
        "and left until it is answered with --ours, --theirs, or a list "
        "(--conflicts, --resolve). Values, fact_status and fact_rank may be "
        "edited, and on the table of sources their title, outlet, author, "
        "date, url, language and licence; quotes, citations and what is "
        "computed may not: such a change is refused, and said why. An edit "
        "that the quote does not say is taken and marked.\n\n"
        "Rows may be sorted and filtered, columns moved, hidden or deleted. A "
        "row without fact_id but with source_url or source_title becomes a "
        "new fact, cited where its quotes stand in the article. Facts whose "
        "rows were deleted are listed.\n\n"
        "What spreadsheets do to cells by themselves (leading zeros, dates, "
        "long numbers, line ends, quotation marks) is not taken for an edit. "
        "The whole is one step that one undo takes back; applying a file "
        "twice changes nothing more. The exit code is 1 when a conflict or a "
        "refused change is left.",
    .options = (const struct option *const[]){options, options_escape,
                                              options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid apply facts.xlsx", "What the colleague changed."},
            {"ibid apply facts.xlsx --yes --author ann -m 'checked by phone'",
             "Take it over, in her name."},
            {0}},
    .need = NEED_WRITE,
    .words_min = 1,
    .words_max = 1,
    .hint = HINT_FILE,
    .prepare = prepare,
    .run = apply,
};
