/* route_link.c - what links facts of several sources is right, or is not: one
 * undoable step. */
#include "web/change.h"
#include "web/routes.h"

static enum ibid_status read_says(struct request *request, bool *dismissed)
{
    const char *says = NULL;
    enum ibid_status status = body_text(request, request->body, "says", &says);
    if (status)
        return status;
    *dismissed = strcmp(says, "dismissed") == 0;
    return *dismissed || strcmp(says, "confirmed") == 0
               ? IBID_OK
               : err_set(&request->err, IBID_INVALID,
                         "says is neither confirmed nor dismissed");
}

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct change change;
    struct ibid_link_choice choice = {0};
    const char *fact = NULL, *const *others = NULL;
    size_t count = 0;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = change_fact(&change, "fact", &fact);
    if (!status)
        status = body_ids(request, "others", &others, &count);
    for (size_t i = 0; !status && i < count; i++)
        status = change_needs(&change, others[i]);
    if (!status && !count)
        status = err_set(&request->err, IBID_INVALID, "no other fact is named");
    if (!status)
        status = read_says(request, &choice.dismissed);
    if (status)
        return status;
    status = ibid_link_decide(request->db, fact, others, count, &choice,
                              &change.options, &change.result, &request->err);
    return change_answer(&change, status, answer);
}

const struct route route_link = {METHOD_POST, "/api/link", run};
