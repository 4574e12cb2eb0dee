/* cmd_rank.c - ibid rank: which side of a contradiction to go by. */
#include "command.h"

static enum ibid_status prepare(struct run *run)
{
    enum ibid_rank rank;
    if (ibid_rank_parse(run->args.words[1], &rank))
        return IBID_OK;
    return usage_error(run,
                       "\"%s\" is no rank; they are: preferred, normal, "
                       "deprecated",
                       run->args.words[1]);
}

static enum ibid_status rank(struct run *run)
{
    enum ibid_rank to = IBID_NORMAL;
    struct ibid_change_result result = {0};
    struct ibid_change_options how = change_options(run);
    (void)ibid_rank_parse(run->args.words[1], &to); /* prepare() has checked */
    enum ibid_status status = ibid_fact_rank(run->db, run->args.words[0], to,
                                             &how, &result, &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}

const struct command cmd_rank = {
    .name = "rank",
    .summary = "prefer or deprecate a fact",
    .usage = "FACT preferred|normal|deprecated",
    .description =
        "Resolves a contradiction without deleting either side: of two facts "
        "that cannot both hold, prefer one or deprecate the other. The reason "
        "stays with the fact and goes into exports.",
    .options =
        (const struct option *const[]){options_change, options_json, NULL},
    .examples =
        (const struct example[]){
            {"ibid rank 12 deprecated -m 'corrected by the agency on May 4'",
             "A figure that was withdrawn."},
            {0}},
    .need = NEED_WRITE,
    .words_min = 2,
    .words_max = 2,
    .prepare = prepare,
    .run = rank,
};
