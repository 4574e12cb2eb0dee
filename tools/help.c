/* help.c - help for people on a terminal, from the command tables. */
#include "command.h"
#include "safe.h"

enum { HELP_COLUMNS = 78, OPTION_COLUMN = 26 };

static void pad(struct buf *out, size_t start, int column)
{
    do
        buf_byte(out, ' ');
    while (out->len - start < (size_t)column);
}

static void option_line(struct buf *out, const struct option *option)
{
    size_t start = out->len;
    if (option->letter)
        buf_printf(out, "  -%c, --%s", option->letter, option->name);
    else
        buf_printf(out, "      --%s", option->name);
    if (option->argument)
        buf_printf(out, option->type == OPT_FLAG ? "[=%s]" : "=%s",
                   option->argument);
    if (out->len - start >= OPTION_COLUMN) {
        buf_byte(out, '\n');
        start = out->len;
    }
    pad(out, start, OPTION_COLUMN);
    struct buf text = {0};
    out_wrapped(&text, option->help, OPTION_COLUMN, HELP_COLUMNS);
    buf_text(out, text.ptr + OPTION_COLUMN);
    buf_done(&text);
}

static void option_table(struct buf *out, const struct option *table)
{
    for (const struct option *o = table; o->name; o++)
        if (!o->hidden)
            option_line(out, o);
}

static void heading(struct out *out, const char *text)
{
    buf_byte(&out->text, '\n');
    out_styled(out, STYLE_HEAD, text);
    buf_byte(&out->text, '\n');
}

bool command_has_formats(const struct command *command)
{
    for (size_t i = 0; command->options && command->options[i]; i++)
        for (const struct option *o = command->options[i]; o->name; o++)
            if (o->hint == HINT_EXPORTER)
                return true;
    return false;
}

/* The formats that an option of the command chooses among, if one does. */
static void format_table(struct out *out, const struct command *command)
{
    const char *name, *summary;
    if (!command_has_formats(command))
        return;
    heading(out, "Formats");
    for (size_t i = 0; (name = ibid_exporter_name(i, &summary)); i++) {
        size_t start = out->text.len;
        buf_printf(&out->text, "  %s", name);
        pad(&out->text, start, OPTION_COLUMN / 2 + 3);
        struct buf text = {0};
        out_wrapped(&text, summary, OPTION_COLUMN / 2 + 3, HELP_COLUMNS);
        buf_text(&out->text, text.ptr + OPTION_COLUMN / 2 + 3);
        buf_done(&text);
    }
}

void help_verb(struct out *out, const struct command *command)
{
    buf_printf(&out->text, "ibid %s - %s\n", command->name, command->summary);
    heading(out, "Usage");
    buf_printf(&out->text, "  ibid %s [OPTION...]%s%s\n\n", command->name,
               command->usage ? " " : "", command->usage ? command->usage : "");
    out_wrapped(&out->text, command->description, 0, HELP_COLUMNS);

    heading(out, "Options");
    for (size_t i = 0; command->options && command->options[i]; i++)
        option_table(&out->text, command->options[i]);
    option_table(&out->text, options_program);
    format_table(out, command);
    if (!command->examples)
        return;
    heading(out, "Examples");
    for (const struct example *e = command->examples; e->line; e++) {
        buf_printf(&out->text, "  %s\n", e->line);
        out_wrapped(&out->text, e->means, 6, HELP_COLUMNS);
    }
}

void help_program(struct out *out)
{
    buf_text(&out->text,
             "ibid - facts from articles, every one cited to its words\n\n"
             "Usage: ibid VERB [OPTION...] [ARGUMENT...]\n\n");
    for (size_t i = 0; commands[i]; i++) {
        size_t start = out->text.len;
        buf_printf(&out->text, "  %s", commands[i]->name);
        pad(&out->text, start, 13);
        buf_printf(&out->text, "%s\n", commands[i]->summary);
    }
    buf_text(&out->text,
             "\nThe database is --db FILE, else $IBID_DB, else ./ibid.db.\n"
             "\"ibid help VERB\" explains one verb, \"ibid help query\" how to "
             "select facts;\n\"ibid --version\" says which ibid this is.\n"
             "Exit code: 0 done, 1 a check found something, 2 wrong usage, "
             "3 failed.\n");
}
