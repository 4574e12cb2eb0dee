/* route_decide.c - accept, reject or reopen facts: one undoable step. */
#include "web/change.h"
#include "web/routes.h"

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct change change;
    struct ibid_query query = {0};
    const char *name = NULL;
    enum ibid_fact_status to = IBID_EXTRACTED;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = body_text(request, request->body, "status", &name);
    if (!status && !ibid_fact_status_parse(name, &to))
        status = err_set(&request->err, IBID_INVALID, "no such status");
    if (!status)
        status = body_ids(request, "facts", &query.facts, &query.fact_count);
    if (!status && !query.fact_count)
        status = err_set(&request->err, IBID_INVALID, "no facts are named");
    for (size_t i = 0; !status && i < query.fact_count; i++)
        status = change_needs(&change, query.facts[i]);
    if (!status)
        status = change_answer(&change,
                               ibid_fact_decide(request->db, &query, to,
                                                &change.options, &change.result,
                                                &request->err),
                               answer);
    return status;
}

const struct route route_decide = {METHOD_POST, "/api/decide", run};
