/* cmd_help.c - ibid help: explain a verb; and, for packagers, write man pages
 * and completions. */
#include <string.h>

#include "command.h"
#include "suggest.h"
#include "topic.h"

static const struct option options[] = {
    {.name = "man", .hidden = true},
    {.name = "complete",
     .type = OPT_CHOICE,
     .argument = "SHELL",
     .choices = "bash zsh fish",
     .hidden = true},
    {0},
};

static enum ibid_status no_verb(struct run *run, const char *name)
{
    struct suggest near = {.word = name};
    for (size_t i = 0; commands[i]; i++)
        suggest_try(&near, commands[i]->name);
    if (near.best)
        return usage_error(run, "unknown verb \"%s\" (did you mean %s?)", name,
                           near.best);
    return usage_error(run, "unknown verb \"%s\"; \"ibid help\" lists them",
                       name);
}

static enum ibid_status help(struct run *run)
{
    const char *shell = opt_text(&run->args, "complete");
    bool man = opt_flag(&run->args, "man");
    if (shell) {
        complete_shell(&run->out.text, shell);
        return IBID_OK;
    }
    if (run->args.word_count == 0) {
        if (man)
            man_program(&run->out.text);
        else
            help_program(&run->out);
        return IBID_OK;
    }
    if (strcmp(run->args.words[0], "query") == 0) {
        topic_query(&run->out);
        return IBID_OK;
    }
    const struct command *command = command_find(run->args.words[0]);
    if (!command)
        return no_verb(run, run->args.words[0]);
    if (man)
        man_verb(&run->out.text, command);
    else
        help_verb(&run->out, command);
    return IBID_OK;
}

const struct command cmd_help = {
    .name = "help",
    .summary = "explain a verb",
    .usage = "[VERB|query]",
    .description = "Without a verb, lists them all. \"ibid help query\" "
                   "explains how facts are selected.",
    .options = (const struct option *const[]){options, NULL},
    .words_max = 1,
    .hint = HINT_COMMAND,
    .paged = true,
    .run = help,
};
