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

/* Why nothing was done: a mistake in the query looks like work done before. */
static enum ibid_status say_why(struct run *run, const struct ibid_query *query)
{
    int64_t count = 0;
    enum ibid_status status =
        ibid_fact_count(run->db, query, &count, &run->err);
    if (status == IBID_OK && count == 0)
        remark(run, "no fact is selected");
    else if (status == IBID_OK)
        remark(run, "%lld %s selected, decided so before", (long long)count,
               count == 1 ? "fact is" : "facts are");
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
    if (status == IBID_OK)
        status = change_report(run, &result);
    if (status == IBID_OK && !result.changed && !result.repeated)
        status = say_why(run, &query);
    return status;
}
