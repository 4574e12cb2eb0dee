/* cmd_confirm.c - ibid confirm: links between facts are right. */
#include <string.h>

#include "command.h"

static const struct option options_confirm[] = {
    {.name = "as",
     .type = OPT_CHOICE,
     .argument = "RELATION",
     .choices = "same contradicts supersedes",
     .help = "what they are, whatever was suggested; of supersedes FACT is "
             "the newer"},
    {.name = "merge", .help = "merge the OTHERs into FACT as well"},
    {.name = "auto",
     .help = "every suggested link by which facts agree exactly, of a story, "
             "of a fact's story, or of all"},
    {0},
};

static enum ibid_status check(struct run *run)
{
    bool all = opt_flag(&run->args, "auto");
    if (all && (run->args.word_count > 1 || opt_text(&run->args, "as")))
        return usage_error(run, "--auto takes one story or fact, or none");
    if (!all && run->args.word_count < 2)
        return usage_error(run, "which facts? name one and what it is linked "
                                "to, or --auto");
    return IBID_OK;
}

static enum ibid_status confirm(struct run *run)
{
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    struct ibid_link_choice choice = {
        .relation = opt_text(&run->args, "as"),
        .merge = opt_flag(&run->args, "merge"),
    };
    const char *const *words = run->args.words;
    size_t count = run->args.word_count;
    enum ibid_status status =
        opt_flag(&run->args, "auto")
            ? ibid_link_confirm_exact(run->db, count ? words[0] : NULL,
                                      choice.merge, &how, &result, &run->err)
            : ibid_link_decide(run->db, words[0], words + 1, count - 1, &choice,
                               &how, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_confirm = {
    .name = "confirm",
    .summary = "say that links between facts are right",
    .usage = "FACT OTHER... | --auto [STORY|FACT]",
    .description =
        "What \"ibid compare\" suggests is confirmed: FACT and each OTHER are "
        "the same, contradict or supersede one another. With --merge those "
        "that are the same become one fact with all their citations. --auto "
        "confirms only what agrees exactly: numbers with the same bounds of "
        "the same victims, the same words of the same speaker.\n\n"
        "All in one step that one undo takes back. What was confirmed stays, "
        "whatever later imports suggest; \"ibid dismiss\" says that a link is "
        "none.",
    .options = (const struct option *const[]){options_confirm, options_change,
                                              options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid confirm 3 24 --merge -n", "What merging two would do."},
            {"ibid confirm --auto -n", "How many links agree exactly."},
            {0}},
    .need = NEED_WRITE,
    .words_max = WORDS_ANY,
    .prepare = check,
    .run = confirm,
};
