/* route_curate.c - what a person says of facts besides their values: rank,
 * merge, split, note; each one undoable step. */
#include "web/change.h"
#include "web/routes.h"

static enum ibid_status known_list(struct change *change, const char *key,
                                   const char *const **out, size_t *count)
{
    enum ibid_status status = body_ids(change->request, key, out, count);
    for (size_t i = 0; !status && i < *count; i++)
        status = change_needs(change, (*out)[i]);
    return status;
}

static enum ibid_status rank(struct request *request, struct answer *answer)
{
    struct change change;
    const char *preferred = NULL, *const *over = NULL;
    size_t count = 0;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = change_fact(&change, "preferred", &preferred);
    if (!status)
        status = known_list(&change, "over", &over, &count);
    if (status)
        return status;
    status = ibid_fact_prefer(request->db, preferred, over, count,
                              &change.options, &change.result, &request->err);
    return change_answer(&change, status, answer);
}

const struct route route_rank = {METHOD_POST, "/api/rank", rank};

static enum ibid_status merge(struct request *request, struct answer *answer)
{
    struct change change;
    const char *into = NULL, *const *facts = NULL;
    size_t count = 0;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = change_fact(&change, "into", &into);
    if (!status)
        status = known_list(&change, "facts", &facts, &count);
    if (status)
        return status;
    status = ibid_fact_merge(request->db, into, facts, count, &change.options,
                             &change.result, &request->err);
    return change_answer(&change, status, answer);
}

const struct route route_merge = {METHOD_POST, "/api/merge", merge};

static enum ibid_status split(struct request *request, struct answer *answer)
{
    struct change change;
    const char *fact = NULL;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = change_fact(&change, "fact", &fact);
    if (status)
        return status;
    status = ibid_fact_split(request->db, fact, &change.options, &change.result,
                             &request->err);
    return change_answer(&change, status, answer);
}

const struct route route_split = {METHOD_POST, "/api/split", split};

static enum ibid_status note(struct request *request, struct answer *answer)
{
    struct change change;
    const char *fact = NULL, *text = NULL;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = change_fact(&change, "fact", &fact);
    if (!status)
        status = body_text(request, request->body, "text", &text);
    if (status)
        return status;
    status = ibid_fact_note(request->db, fact, text, &change.options,
                            &change.result, &request->err);
    return change_answer(&change, status, answer);
}

const struct route route_note = {METHOD_POST, "/api/note", note};
