/* man.c - man pages in roff, from the command tables. */
#include "topic.h"

/* `text` as roff shows it unchanged, wherever it stands in a line. */
void man_text(struct buf *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        bool first = out->len == 0 || out->ptr[out->len - 1] == '\n';
        if (first && (*at == '.' || *at == '\''))
            buf_text(out, "\\&");
        if (*at == '\\')
            buf_text(out, "\\e");
        else if (*at == '-')
            buf_text(out, "\\-");
        else if (*at == '\'')
            buf_text(out, "\\(aq");
        else if (*at == '"')
            buf_text(out, "\\(dq");
        else if (*at == '^')
            buf_text(out, "\\(ha");
        else if (*at == '~')
            buf_text(out, "\\(ti");
        else
            buf_byte(out, *at);
    }
}

/* Paragraphs; lines that begin with a space are kept as they are. */
void man_paragraphs(struct buf *out, const char *text)
{
    struct str rest = str_of(text), line;
    bool literal = false;
    while (str_split(&rest, '\n', &line)) {
        bool as_is = line.len > 0 && line.ptr[0] == ' ';
        if (as_is != literal)
            buf_text(out, as_is ? ".nf\n" : ".fi\n");
        literal = as_is;
        if (line.len == 0) {
            buf_text(out, ".PP\n");
            continue;
        }
        struct buf copy = {0};
        buf_str(&copy, line);
        man_text(out, copy.ptr);
        buf_byte(out, '\n');
        buf_done(&copy);
    }
    if (literal)
        buf_text(out, ".fi\n");
}

static void option(struct buf *out, const struct option *o)
{
    buf_text(out, ".TP\n");
    if (o->letter)
        buf_printf(out, "\\fB\\-%c\\fR, ", o->letter);
    buf_text(out, "\\fB\\-\\-");
    man_text(out, o->name);
    buf_text(out, "\\fR");
    if (o->argument)
        buf_printf(out, o->type == OPT_FLAG ? "[=\\fI%s\\fR]" : "=\\fI%s\\fR",
                   o->argument);
    buf_byte(out, '\n');
    man_text(out, o->help);
    buf_text(out, ".\n");
}

static void option_table(struct buf *out, const struct option *table)
{
    for (const struct option *o = table; o->name; o++)
        if (!o->hidden)
            option(out, o);
}

static void header(struct buf *out, const char *title)
{
    buf_printf(out, ".TH %s 1 \"\" \"ibid %s\" \"ibid manual\"\n", title,
               ibid_version());
}

static void examples(struct buf *out, const struct example *list)
{
    buf_text(out, ".SH EXAMPLES\n");
    for (const struct example *e = list; e->line; e++) {
        buf_text(out, ".TP\n\\fB");
        man_text(out, e->line);
        buf_text(out, "\\fR\n");
        man_text(out, e->means);
        buf_byte(out, '\n');
    }
}

static void formats(struct buf *out)
{
    const char *name, *summary;
    buf_text(out, ".SH FORMATS\n");
    for (size_t i = 0; (name = ibid_exporter_name(i, &summary)); i++) {
        buf_printf(out, ".TP\n\\fB%s\\fR\n", name);
        man_text(out, summary);
        buf_text(out, ".\n");
    }
}

static void shout(struct buf *out, const char *text)
{
    for (; *text; text++)
        buf_byte(out, byte_upper(*text));
}

void man_verb(struct buf *out, const struct command *command)
{
    struct buf title = {0};
    buf_text(&title, "IBID\\-");
    shout(&title, command->name);
    header(out, title.ptr);
    buf_done(&title);
    buf_printf(out, ".SH NAME\nibid\\-%s \\- ", command->name);
    man_text(out, command->summary);
    buf_printf(out, "\n.SH SYNOPSIS\n\\fBibid %s\\fR [\\fIOPTION\\fR...]",
               command->name);
    if (command->usage) {
        buf_byte(out, ' ');
        man_text(out, command->usage);
    }
    buf_text(out, "\n.SH DESCRIPTION\n");
    man_paragraphs(out, command->description);
    buf_text(out, ".SH OPTIONS\n");
    for (size_t i = 0; command->options && command->options[i]; i++)
        option_table(out, command->options[i]);
    option_table(out, options_program);
    if (command_has_formats(command))
        formats(out);
    if (command->examples)
        examples(out, command->examples);
    buf_text(out, ".SH SEE ALSO\n\\fBibid\\fR(1)\n");
}

static void environment(struct buf *out)
{
    static const struct example variables[] = {
        {"IBID_DB", "The database when --db is not given."},
        {"IBID_USER", "Who makes changes, as the journal names it, when "
                      "--author is not given; else author in "
                      "~/.config/ibid/config, else the login name."},
        {"PAGER", "Shows long output on a terminal; else less, when there "
                  "is one. Empty: none."},
        {"VISUAL, EDITOR", "Edit forms; else vi."},
        {"NO_COLOR", "When set and not empty: no colours."},
        {0},
    };
    buf_text(out, ".SH ENVIRONMENT\n");
    for (const struct example *v = variables; v->line; v++) {
        buf_printf(out, ".TP\n\\fB%s\\fR\n", v->line);
        man_text(out, v->means);
        buf_byte(out, '\n');
    }
}

void man_program(struct buf *out)
{
    header(out, "IBID");
    buf_text(out,
             ".SH NAME\nibid \\- facts from articles, every one cited to its "
             "words\n.SH SYNOPSIS\n\\fBibid\\fR \\fIVERB\\fR "
             "[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n.SH DESCRIPTION\n");
    man_paragraphs(
        out, "ibid imports articles into one database file, finds facts in "
             "them, lets a person correct them, and exports them with, for "
             "each cell, the words of the article it came from.\n\n"
             "Every verb has a page of its own: ibid help VERB, or man "
             "ibid-VERB.");
    buf_text(out, ".SH VERBS\n");
    for (size_t i = 0; commands[i]; i++) {
        buf_printf(out, ".TP\n\\fBibid\\-%s\\fR(1)\n", commands[i]->name);
        man_text(out, commands[i]->summary);
        buf_byte(out, '\n');
    }
    buf_text(out, ".SH OPTIONS\n");
    option_table(out, options_program);
    topic_query_man(out);
    environment(out);
    buf_text(out, ".SH EXIT STATUS\n.TP\n0\nDone.\n.TP\n1\nA check found "
                  "something.\n.TP\n2\nThe command line is wrong.\n.TP\n3\n"
                  "Failed; standard error says why and what to do.\n");
}
