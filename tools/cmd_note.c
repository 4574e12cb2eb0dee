/* cmd_note.c - ibid note: a note on a fact. */
#include "command.h"

static enum ibid_status note(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    enum ibid_status status =
        ibid_fact_note(run->db, run->args.words[0], run->args.words[1], &how,
                       &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_note = {
    .name = "note",
    .summary = "put a note on a fact",
    .usage = "FACT TEXT",
    .description = "Replaces the note that is there; an empty TEXT takes it "
                   "away. Notes are kept in the journal and go into JSON "
                   "exports.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid note 12 'called the hospital, no answer yet'",
             "What is still to be done."},
            {0}},
    .need = NEED_WRITE,
    .words_min = 2,
    .words_max = 2,
    .run = note,
};
