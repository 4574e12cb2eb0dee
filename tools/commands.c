/* commands.c - the verbs in the order of help, and the options they share. */
#include "commands.h"

#include <string.h>

#include "command.h"

const struct command *const commands[] = {
    &cmd_init,     &cmd_import,    &cmd_sources, &cmd_list,      &cmd_show,
    &cmd_why,      &cmd_search,    &cmd_edit,    &cmd_add,       &cmd_accept,
    &cmd_reject,   &cmd_rank,      &cmd_compare, &cmd_conflicts, &cmd_entities,
    &cmd_confirm,  &cmd_dismiss,   &cmd_merge,   &cmd_split,     &cmd_note,
    &cmd_relabel,  &cmd_reanchor,  &cmd_diff,    &cmd_review,    &cmd_log,
    &cmd_annotate, &cmd_agreement, &cmd_undo,    &cmd_redo,      &cmd_redact,
    &cmd_export,   &cmd_apply,     &cmd_verify,  &cmd_stats,     &cmd_backup,
    &cmd_restore,  &cmd_codebook,  &cmd_extract, &cmd_help,      NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const struct option options_program[] = {
    {.name = "db",
     .type = OPT_TEXT,
     .argument = "FILE",
     .help = "the database; else $IBID_DB, else ./ibid.db",
     .hint = HINT_FILE},
    {.name = "author",
     .type = OPT_TEXT,
     .argument = "NAME",
     .help = "who makes a change, as the journal names it; else $IBID_USER, "
             "\"author = NAME\" in ~/.config/ibid/config, the login name"},
    {.name = "color",
     .type = OPT_CHOICE,
     .argument = "WHEN",
     .choices = "auto always never",
     .help = "colours: auto (on a terminal), always, never"},
    {.name = "no-pager", .help = "print without $PAGER"},
    {.name = "help", .letter = 'h', .help = "explain and end"},
    {.name = "version", .hidden = true},
    {0},
};

const struct option options_json[] = {
    {.name = "json", .help = "print one JSON value a line, for programs"},
    {0},
};

const struct option options_escape[] = {
    {.name = "escape",
     .type = OPT_TEXT,
     .argument = "apostrophe-1",
     .help = "the CSV has an apostrophe before cells that look like formulas "
             "(--for-spreadsheet); else its metadata says so"},
    {0},
};

const struct option options_change[] = {
    {.name = "reason",
     .letter = 'm',
     .type = OPT_TEXT,
     .argument = "TEXT",
     .help = "why; kept in the journal"},
    {.name = "dry-run",
     .letter = 'n',
     .help = "say what would be done, change nothing"},
    {0},
};

const struct option options_filter[] = {
    {.name = "kind",
     .letter = 'k',
     .type = OPT_TEXT,
     .argument = "KIND",
     .help = "facts of this kind",
     .hint = HINT_KIND},
    {.name = "status",
     .letter = 's',
     .type = OPT_LIST,
     .argument = "STATUS",
     .help = "facts of this status; may be given again, or with commas",
     .hint = HINT_STATUS},
    {.name = "source",
     .type = OPT_TEXT,
     .argument = "SOURCE",
     .help = "facts that cite this source (id, beginning of one, or name)"},
    {.name = "rule",
     .type = OPT_TEXT,
     .argument = "RULE",
     .help = "facts found by this rule"},
    {.name = "text",
     .type = OPT_TEXT,
     .argument = "WORDS",
     .help = "these words stand in a value or in the evidence"},
    {.name = "uncited", .help = "facts with a value that cites nothing"},
    {.name = "below",
     .type = OPT_REAL,
     .argument = "CONFIDENCE",
     .help = "facts with a confidence below this (0 to 1)"},
    {0},
};

const struct option options_page[] = {
    {.name = "limit",
     .type = OPT_INT,
     .argument = "N",
     .help = "at most this many"},
    {.name = "offset",
     .type = OPT_INT,
     .argument = "N",
     .help = "leave out this many first"},
    {0},
};
