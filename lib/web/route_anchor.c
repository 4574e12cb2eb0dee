/* route_anchor.c - a citation and a newer version of its article: follow it
 * there, point it at other words, leave it, take it away. */
#include "web/change.h"
#include "web/routes.h"

/* Where the citation is to point instead. */
static enum ibid_status place_read(struct request *request,
                                   struct ibid_cite *out)
{
    json_t *to = json_object_get(request->body, "to");
    int64_t start = 0, end = 0;
    enum ibid_status status = body_text(request, to, "version", &out->version);
    if (!status)
        status = body_text(request, to, "quote", &out->quote);
    if (!status)
        status = body_number(request, to, "start", INT32_MAX, &start);
    if (!status)
        status = body_number(request, to, "end", INT32_MAX, &end);
    out->start = (uint32_t)start;
    out->end = (uint32_t)end;
    return status;
}

static enum ibid_status what_read(struct request *request,
                                  enum ibid_anchor_do *what,
                                  struct ibid_cite *to, bool *instead)
{
    const char *name = NULL;
    enum ibid_status status = body_text(request, request->body, "do", &name);
    if (status)
        return status;
    *instead = strcmp(name, "replace") == 0;
    if (*instead)
        return place_read(request, to);
    if (strcmp(name, "confirm") == 0)
        *what = IBID_ANCHOR_ACCEPT;
    else if (strcmp(name, "keep") == 0)
        *what = IBID_ANCHOR_KEEP;
    else if (strcmp(name, "remove") == 0)
        *what = IBID_ANCHOR_REMOVE;
    else
        return err_set(&request->err, IBID_INVALID,
                       "\"do\" is confirm, replace, keep or remove");
    return IBID_OK;
}

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct change change;
    const char *fact = NULL, *citation = NULL;
    enum ibid_anchor_do what = IBID_ANCHOR_KEEP;
    struct ibid_cite to = {0};
    bool instead = false;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = change_fact(&change, "fact", &fact);
    if (!status)
        status = body_text(request, request->body, "citation", &citation);
    if (!status)
        status = what_read(request, &what, &to, &instead);
    if (status)
        return status;
    status =
        ibid_anchor_set(request->db, fact, citation, what, instead ? &to : NULL,
                        &change.options, &change.result, &request->err);
    return change_answer(&change, status, answer);
}

const struct route route_anchor = {METHOD_POST, "/api/anchor", run};
