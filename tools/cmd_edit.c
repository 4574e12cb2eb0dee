/* cmd_edit.c - ibid edit: correct a fact, or what is known of a source. */
#include "assign.h"
#include "base/error.h"
#include "cite.h"
#include "form.h"
#include "safe.h"
#include "view.h"

enum { EDIT_CITES_MAX = 256 };

static const struct option options[] = {
    {.name = "cite",
     .letter = 'c',
     .type = OPT_LIST,
     .argument = "FIELD=WORDS",
     .help = "the words of the article that FIELD rests on, or "
             "FIELD=START-END, or FIELD=VERSION:START-END in bytes of its "
             "text; without FIELD= the evidence of the whole fact; may be "
             "given again"},
    {0},
};

/* What is to be edited and what came of it. */
struct edit {
    struct run *run;
    const struct ibid_fact *fact;     /* one of these */
    const struct ibid_source *source; /* two */
    struct form before;
    struct ibid_change_options options;
    struct ibid_change_result result;
};

static enum ibid_status read_cites(struct edit *edit, const char *const *specs,
                                   size_t count, struct ibid_cite *out,
                                   struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (count > 0 && !edit->fact)
        return err_set(err, IBID_INVALID, "a source has no citations");
    if (count > EDIT_CITES_MAX)
        return err_set(err, IBID_LIMIT, "more than %d citations at once",
                       EDIT_CITES_MAX);
    for (size_t i = 0; i < count && status == IBID_OK; i++)
        status = cite_read(edit->run, edit->fact, specs[i], &out[i], err);
    return status;
}

static enum ibid_status change(struct edit *edit,
                               const struct ibid_assignment *values,
                               size_t value_count, const char *const *specs,
                               size_t spec_count, struct ibid_error *err)
{
    struct run *run = edit->run;
    struct ibid_cite cites[EDIT_CITES_MAX];
    enum ibid_status status = read_cites(edit, specs, spec_count, cites, err);
    if (status != IBID_OK)
        return status;
    if (edit->source)
        return ibid_source_edit(run->db, edit->source->id, values, value_count,
                                &edit->options, &edit->result, err);
    return ibid_fact_edit(run->db, edit->fact->id, values, value_count, cites,
                          spec_count, &edit->options, &edit->result, err);
}

/* ---- field=value -------------------------------------------------------- */

static enum ibid_status from_words(struct edit *edit)
{
    struct run *run = edit->run;
    size_t count;
    struct ibid_assignment *values = assign_words(run, &count);
    const char *const *specs;
    size_t spec_count = opt_list(&run->args, "cite", run->mem, &specs);
    return change(edit, values, count, specs, spec_count, &run->err);
}

/* ---- The form ----------------------------------------------------------- */

static enum ibid_status apply(void *ctx, const struct form *form,
                              struct ibid_error *err)
{
    struct edit *edit = ctx;
    struct arena *mem = edit->run->mem;
    struct ibid_assignment *values;
    const char **specs = arena_array(mem, form->count + 1, sizeof *specs);
    size_t spec_count = 0;
    for (size_t i = 0; i < form->count; i++) {
        const struct form_line *line = &form->lines[i];
        if (strcmp(line->name, "@reason") == 0) {
            if (*line->value)
                edit->options.reason = line->value;
        } else if (strcmp(line->name, "@cite") == 0) {
            if (*line->value)
                specs[spec_count++] = line->value;
        } else if (line->name[0] == '@') {
            return err_set(err, IBID_INVALID,
                           "\"%s\" is neither @cite nor @reason", line->name);
        }
    }
    size_t count = form_changes(&edit->before, form, mem, &values);
    if (count == 0 && spec_count == 0)
        return IBID_OK;
    return change(edit, values, count, specs, spec_count, err);
}

static void quotes(struct buf *form, const struct ibid_value *value)
{
    for (size_t i = 0; i < value->citation_count; i++) {
        const struct ibid_citation *c = &value->citations[i];
        struct buf line = {0};
        buf_printf(&line, "    \"%s\" (%s, bytes %u-%u)",
                   c->quote ? c->quote : "", view_anchor(c->anchor), c->start,
                   c->end);
        struct str one = buf_view(&line);
        buf_text(form, "# ");
        safe_line(form, one);
        buf_byte(form, '\n');
        buf_done(&line);
    }
}

/* Fields of the kind that the fact does not have, as comments. */
struct unfilled {
    struct buf *form;
    const struct ibid_fact *fact;
};

static void each_kind(void *ctx, const char *kind, const char *field,
                      const char *description, const char *type, bool key,
                      bool repeats, bool derived)
{
    struct unfilled *unfilled = ctx;
    const struct ibid_fact *fact = unfilled->fact;
    (void)type, (void)key, (void)repeats, (void)derived;
    if (!field || strcmp(kind, fact->kind) != 0)
        return;
    for (size_t i = 0; i < fact->field_count; i++)
        if (strcmp(fact->fields[i].name, field) == 0)
            return;
    buf_printf(unfilled->form, "# %s =        (%s)\n", field, description);
}

static enum ibid_status fact_form(struct edit *edit, struct buf *form)
{
    const struct ibid_fact *fact = edit->fact;
    struct run *run = edit->run;
    struct unfilled unfilled = {form, fact};
    buf_printf(form, "# Fact #%lld, %s (%s)\n", (long long)fact->no, fact->kind,
               fact->id);
    buf_text(form, "# Change what stands behind \"=\". An empty value, or no "
                   "line, removes the field; a\n# repeating field has a line "
                   "a value. Lines with # say nothing. Save it unchanged,\n"
                   "# or empty, and nothing is done.\n\n");
    for (size_t i = 0; i < fact->field_count; i++)
        for (size_t v = 0; v < fact->fields[i].value_count; v++) {
            const struct ibid_value *value = &fact->fields[i].values[v];
            form_write(form, fact->fields[i].name, value->text);
            quotes(form, value);
        }
    buf_byte(form, '\n');
    enum ibid_status status =
        ibid_codebook_kinds(run->db, each_kind, &unfilled, &run->err);
    buf_text(form, "\n# What a field rests on: @cite = FIELD=words of the "
                   "article, a line each\n@cite = \n@reason = \n\n");
    struct ibid_passage *passages = NULL;
    size_t count = 0;
    if (status == IBID_OK)
        status = ibid_fact_passages(run->db, fact, run->mem, &passages, &count,
                                    &run->err);
    for (size_t i = 0; i < count; i++) {
        struct buf text = {0};
        out_wrapped(&text, passages[i].text, 0, 76);
        form_comment(form, text.ptr ? text.ptr : "");
        buf_done(&text);
    }
    return status;
}

static void source_form(const struct ibid_source *source, struct buf *form)
{
    const struct form_line lines[] = {
        {"title", source->title},     {"outlet", source->outlet},
        {"author", source->author},   {"published", source->published},
        {"url", source->url},         {"language", source->language},
        {"licence", source->licence}, {"section", source->section},
        {"agency", source->agency},
    };
    buf_printf(form,
               "# Source %s\n# Change what stands behind \"=\". Save "
               "it unchanged, or empty, and nothing is done.\n\n",
               source->id);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        form_write(form, lines[i].name, lines[i].value ? lines[i].value : "");
    buf_text(form, "\n@reason = \n");
}

static enum ibid_status from_form(struct edit *edit)
{
    struct run *run = edit->run;
    struct buf form = {0};
    bool changed = false;
    enum ibid_status status = IBID_OK;
    if (edit->source)
        source_form(edit->source, &form);
    else
        status = fact_form(edit, &form);
    if (status == IBID_OK)
        status = form_read(buf_view(&form), run->mem, &edit->before, &run->err);
    if (status == IBID_OK)
        status = form_edit(run, buf_view(&form), apply, edit, &changed);
    buf_done(&form);
    return status;
}

/* ---- The verb ----------------------------------------------------------- */

static enum ibid_status edit(struct run *run)
{
    struct ibid_fact fact;
    struct ibid_source source;
    struct edit edit = {.run = run, .options = change_options(run)};
    const char *ref = run->args.words[0];
    enum ibid_status status =
        ibid_fact_get(run->db, ref, run->mem, &fact, &run->err);
    if (status == IBID_OK) {
        edit.fact = &fact;
        edit.options.expected_revision = fact.revision;
    } else if (status == IBID_NOT_FOUND) {
        status = ibid_source_get(run->db, ref, run->mem, &source, &run->err);
        if (status == IBID_NOT_FOUND)
            return err_set(&run->err, status,
                           "no fact or source '%s' that counts ('ibid list' "
                           "and 'ibid sources' show them)",
                           ref);
        edit.source = &source;
    }
    if (status != IBID_OK)
        return status;
    const char *const *specs;
    bool form = run->args.word_count == 1 &&
                opt_list(&run->args, "cite", run->mem, &specs) == 0;
    status = form ? from_form(&edit) : from_words(&edit);
    if (status == IBID_OK)
        status = change_report(run, &edit.result);
    if (status == IBID_OK && edit.fact && edit.result.changed &&
        !edit.options.dry_run)
        status = support_report(run, fact.id);
    return status;
}

const struct command cmd_edit = {
    .name = "edit",
    .summary = "correct a fact, or what is known of a source",
    .usage = "FACT|SOURCE [FIELD=VALUE...]",
    .description =
        "Sets fields of a fact. Several values for one repeating field are "
        "its new list; an empty value removes the field. --cite says which "
        "words of the article a field rests on: give the words themselves; "
        "they must occur once in the article, or once in the fact's evidence; "
        "else the places are listed, and WORDS#2 is the second of them. "
        "Offsets are bytes of the article's text, as \"ibid show\" prints "
        "them (JSON exports count characters).\n\n"
        "A SOURCE (s..., or a name) has title, outlet, author, published, "
        "url, language, licence, section, agency. With a new date, relative "
        "dates of facts not yet reviewed are understood anew.\n\n"
        "Without FIELD=VALUE opens a form in $VISUAL, $EDITOR or vi. Saved "
        "unchanged, nothing is done; with a mistake, it is offered again.\n\n"
        "Every edit is kept in the journal and can be undone.",
    .options = (const struct option *const[]){options, options_change,
                                              options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid edit 12 number='at least 31' -c number='at least 31'",
             "Correct a figure and cite it."},
            {"ibid edit 12 -m 'second report'", "In the editor, with a "
                                                "reason."},
            {"ibid edit wire.txt published=2017-01-16",
             "The date of an article."},
            {0}},
    .need = NEED_WRITE,
    .words_min = 1,
    .words_max = WORDS_ANY,
    .prepare = assign_check,
    .run = edit,
};
