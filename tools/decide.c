/* decide.c - give one status to facts named or selected, as one step. */
#include "decide.h"

const struct option options_decide[] = {
    {.name = "all", .help = "every fact in the database"},
    {0},
};

static bool selects(const struct ibid_query *query)
{
    return query->fact_count || query->where || query->kind ||
           query->statuses || query->source || query->rule || query->text ||
           query->uncited || query->confidence_below > 0;
}

enum ibid_status decide_prepare(struct run *run)
{
    struct ibid_query query;
    enum ibid_status status = query_read(run, 0, &query);
    if (status == IBID_OK && !selects(&query) && !opt_flag(&run->args, "all"))
        return usage_error(run, "no facts selected; name some (12, \"#12\", "
                                "f3k9...), give a query such as kind:casualty, "
                                "or --all for every fact");
    return status;
}

enum ibid_status decide(struct run *run, enum ibid_fact_status wanted)
{
    struct ibid_query query;
    struct ibid_change_result result = {0};
    struct ibid_change_options options = change_options(run);
    enum ibid_status status = query_read(run, 0, &query);
    if (status == IBID_OK)
        status = ibid_fact_decide(run->db, &query, wanted, &options, &result,
                                  &run->err);
    return status == IBID_OK ? change_report(run, &result) : status;
}
