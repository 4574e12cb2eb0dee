/* commands.h - every verb's declaration, for the array that lists them. */
#ifndef TOOLS_COMMANDS_H
#define TOOLS_COMMANDS_H

#include "command.h"

extern const struct command cmd_init, cmd_import, cmd_sources, cmd_list,
    cmd_show, cmd_why, cmd_search, cmd_edit, cmd_add, cmd_accept, cmd_reject,
    cmd_rank, cmd_compare, cmd_conflicts, cmd_entities, cmd_confirm,
    cmd_dismiss, cmd_merge, cmd_split, cmd_note, cmd_relabel, cmd_reanchor,
    cmd_diff, cmd_review, cmd_log, cmd_annotate, cmd_agreement, cmd_undo,
    cmd_redo, cmd_redact, cmd_export, cmd_apply, cmd_verify, cmd_stats,
    cmd_backup, cmd_restore, cmd_codebook, cmd_extract, cmd_help;

#endif
