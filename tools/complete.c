/* complete.c - shell completions, from the command tables. */
#include <string.h>

#include "base/error.h"
#include "command.h"

static void one_kind(void *ctx, const char *kind, const char *field,
                     const char *description, const char *type, bool key,
                     bool repeats, bool derived)
{
    (void)description, (void)type, (void)key, (void)repeats, (void)derived;
    if (!field)
        buf_printf(ctx, "%s ", kind);
}

/* Words a hint stands for, with blanks between; false: not a set of words. */
static bool hint_words(struct buf *out, enum hint hint, const char *choices)
{
    if (choices) {
        buf_text(out, choices);
        return true;
    }
    const char *name, *summary;
    switch (hint) {
    case HINT_KIND:
        return ibid_codebook_kinds(NULL, one_kind, out, NULL) == IBID_OK;
    case HINT_STATUS:
        for (int i = IBID_EXTRACTED; i <= IBID_MERGED; i++)
            buf_printf(out, "%s ",
                       ibid_fact_status_name((enum ibid_fact_status)i));
        return true;
    case HINT_IMPORTER:
        for (size_t i = 0; (name = ibid_importer_name(i, &summary)); i++)
            buf_printf(out, "%s ", name);
        return true;
    case HINT_EXPORTER:
        for (size_t i = 0; (name = ibid_exporter_name(i, &summary)); i++)
            buf_printf(out, "%s ", name);
        return true;
    case HINT_COMMAND:
        for (size_t i = 0; commands[i]; i++)
            buf_printf(out, "%s ", commands[i]->name);
        return true;
    default:
        return false;
    }
}

/* Call `each` for every visible option of `command` (NULL: the program). */
static void each_option(const struct command *command, struct buf *out,
                        void (*each)(struct buf *out,
                                     const struct command *command,
                                     const struct option *option))
{
    static const struct option *const none[] = {NULL};
    const struct option *const *tables =
        command && command->options ? command->options : none;
    for (size_t i = 0;; i++) {
        const struct option *o = tables[i] ? tables[i] : options_program;
        for (; o->name; o++)
            if (!o->hidden)
                each(out, command, o);
        if (!tables[i])
            return;
    }
}

/* `text` inside single quotes, for any shell; ':' and brackets too for zsh. */
static void quoted(struct buf *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (*text == '\'')
            buf_text(out, "'\\''");
        else if (strchr(special, *text))
            buf_printf(out, "\\%c", *text);
        else
            buf_byte(out, *text);
    }
}

/* ---- bash --------------------------------------------------------------- */

static void bash_name(struct buf *out, const struct command *command,
                      const struct option *o)
{
    (void)command;
    buf_printf(out, "--%s%s ", o->name, o->type == OPT_FLAG ? "" : "=");
}

static void bash_reply(struct buf *out, enum hint hint, const char *choices)
{
    struct buf words = {0};
    if (hint_words(&words, hint, choices))
        buf_printf(out, "COMPREPLY=($(compgen -W '%s' -- \"$cur\"));",
                   words.ptr);
    else if (hint == HINT_FILE)
        buf_text(out, "COMPREPLY=($(compgen -f -- \"$cur\"));");
    else if (hint == HINT_FOLDER)
        buf_text(out, "COMPREPLY=($(compgen -d -- \"$cur\"));");
    else
        buf_text(out, "COMPREPLY=();");
    buf_done(&words);
}

static void bash_value(struct buf *out, const struct command *command,
                       const struct option *o)
{
    if (o->type == OPT_FLAG)
        return;
    buf_printf(out, "        %s:--%s) ", command ? command->name : "*",
               o->name);
    bash_reply(out, o->hint, o->choices);
    buf_text(out, " return;;\n");
}

static void complete_bash(struct buf *out)
{
    buf_text(
        out,
        "# bash completion for ibid\n"
        "_ibid() {\n"
        "    local cur=${COMP_WORDS[COMP_CWORD]} verb= prev= i\n"
        "    COMPREPLY=()\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "        case ${COMP_WORDS[i]} in\n"
        "        --db|--color) ((i++)); "
        "[[ ${COMP_WORDS[i]} == = ]] && ((i++));;\n"
        "        -*) ;;\n"
        "        *) verb=${COMP_WORDS[i]}; break;;\n"
        "        esac\n"
        "    done\n"
        "    prev=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    if [[ $cur == = ]]; then cur=; "
        "elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
        "    case $verb:$prev in\n");
    for (size_t i = 0; commands[i]; i++)
        each_option(commands[i], out, bash_value);
    each_option(NULL, out, bash_value);
    buf_text(out, "    esac\n    case $verb in\n    '') ");
    bash_reply(out, HINT_COMMAND, NULL);
    buf_text(out, ";\n");
    for (size_t i = 0; commands[i]; i++) {
        buf_printf(
            out, "    %s) if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '",
            commands[i]->name);
        each_option(commands[i], out, bash_name);
        buf_text(out, "' -- \"$cur\")); else ");
        bash_reply(out, commands[i]->hint, commands[i]->choices);
        buf_text(out, " fi;;\n");
    }
    buf_text(out, "    esac\n"
                  "    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
                  "    return 0\n}\ncomplete -F _ibid ibid\n");
}

/* ---- zsh ---------------------------------------------------------------- */

static void zsh_action(struct buf *out, enum hint hint, const char *choices)
{
    struct buf words = {0};
    if (hint_words(&words, hint, choices))
        buf_printf(out, "(%s)", words.ptr);
    else if (hint == HINT_FILE || hint == HINT_FOLDER)
        buf_text(out, hint == HINT_FILE ? "_files" : "_files -/");
    buf_done(&words);
}

static void zsh_option(struct buf *out, const struct command *command,
                       const struct option *o)
{
    (void)command;
    buf_printf(out, " \\\n            '%s--%s%s[",
               o->type == OPT_LIST ? "*" : "", o->name,
               o->type == OPT_FLAG ? "" : "=");
    quoted(out, o->help, "[]:\\");
    buf_byte(out, ']');
    if (o->type != OPT_FLAG) {
        buf_printf(out, ":%s:", o->argument);
        zsh_action(out, o->hint, o->choices);
    }
    buf_byte(out, '\'');
}

static void complete_zsh(struct buf *out)
{
    buf_text(out, "#compdef ibid\n_ibid() {\n    local curcontext=$curcontext "
                  "state line\n    typeset -A opt_args\n    _arguments -C "
                  "'--db=[database]:FILE:_files' '1:verb:->verb' "
                  "'*::argument:->rest'\n    case $state in\n    verb)\n"
                  "        local -a verbs=(");
    for (size_t i = 0; commands[i]; i++) {
        buf_printf(out, "\n            '%s:", commands[i]->name);
        quoted(out, commands[i]->summary, ":\\");
        buf_byte(out, '\'');
    }
    buf_text(out, ")\n        _describe verb verbs;;\n    rest)\n"
                  "        case $line[1] in\n");
    for (size_t i = 0; commands[i]; i++) {
        buf_printf(out, "        %s) _arguments", commands[i]->name);
        each_option(commands[i], out, zsh_option);
        buf_text(out, " \\\n            '*:argument:");
        zsh_action(out, commands[i]->hint, commands[i]->choices);
        buf_text(out, "';;\n");
    }
    buf_text(out, "        esac;;\n    esac\n}\n_ibid \"$@\"\n");
}

/* ---- fish --------------------------------------------------------------- */

static void fish_action(struct buf *out, enum hint hint, const char *choices)
{
    struct buf words = {0};
    if (hint_words(&words, hint, choices))
        buf_printf(out, " -x -a '%s'", words.ptr);
    else if (hint == HINT_FILE)
        buf_text(out, " -r -F");
    else if (hint == HINT_FOLDER)
        buf_text(out, " -x -a '(__fish_complete_directories)'");
    buf_done(&words);
}

static void fish_option(struct buf *out, const struct command *command,
                        const struct option *o)
{
    buf_text(out, "complete -c ibid");
    if (command)
        buf_printf(out, " -n '__fish_seen_subcommand_from %s'", command->name);
    if (o->letter)
        buf_printf(out, " -s %c", o->letter);
    buf_printf(out, " -l %s", o->name);
    if (o->type != OPT_FLAG) {
        if (o->hint == HINT_NONE && !o->choices)
            buf_text(out, " -x");
        fish_action(out, o->hint, o->choices);
    }
    buf_text(out, " -d '");
    quoted(out, o->help, "\\");
    buf_text(out, "'\n");
}

static void complete_fish(struct buf *out)
{
    buf_text(out, "# fish completion for ibid\ncomplete -c ibid -f\n");
    each_option(NULL, out, fish_option);
    for (size_t i = 0; commands[i]; i++) {
        buf_printf(out, "complete -c ibid -n __fish_use_subcommand -a %s -d '",
                   commands[i]->name);
        quoted(out, commands[i]->summary, "\\");
        buf_text(out, "'\n");
        const struct option *const *tables = commands[i]->options;
        for (; tables && *tables; tables++)
            for (const struct option *o = *tables; o->name; o++)
                if (!o->hidden)
                    fish_option(out, commands[i], o);
        if (commands[i]->hint == HINT_NONE && !commands[i]->choices)
            continue;
        buf_printf(out, "complete -c ibid -n '__fish_seen_subcommand_from %s'",
                   commands[i]->name);
        fish_action(out, commands[i]->hint, commands[i]->choices);
        buf_byte(out, '\n');
    }
}

bool complete_shell(struct buf *out, const char *shell)
{
    if (strcmp(shell, "bash") == 0)
        complete_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        complete_zsh(out);
    else if (strcmp(shell, "fish") == 0)
        complete_fish(out);
    else
        return false;
    return true;
}
