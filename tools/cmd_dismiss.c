/* cmd_dismiss.c - ibid dismiss: links between facts are none. */
#include "command.h"

static enum ibid_status dismiss(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    struct ibid_link_choice choice = {.dismissed = true};
    const char *const *words = run->args.words;
    enum ibid_status status =
        ibid_link_decide(run->db, words[0], words + 1, run->args.word_count - 1,
                         &choice, &how, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_dismiss = {
    .name = "dismiss",
    .summary = "say that links between facts are wrong",
    .usage = "FACT OTHER...",
    .description =
        "What \"ibid compare\" suggests of FACT and each OTHER is not so. A "
        "link that was dismissed no longer counts: not for independent "
        "sources, not as a dispute; it stays in the JSON export with that "
        "status. Should the facts change and be found linked in another way, "
        "that is a new suggestion.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .examples =
        (const struct example[]){{"ibid dismiss 3 24 -m \"two attacks\" -n",
                                  "What dismissing a link would do."},
                                 {0}},
    .need = NEED_WRITE,
    .words_min = 2,
    .words_max = WORDS_ANY,
    .run = dismiss,
};
