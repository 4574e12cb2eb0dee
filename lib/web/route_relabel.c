/* route_relabel.c - what a paragraph is, put right by hand. */
#include "web/change.h"
#include "web/routes.h"

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct change change;
    struct ibid_relabel what = {.count = 1};
    int64_t block = 0;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = body_text(request, request->body, "version", &what.ref);
    if (!status)
        status =
            body_number(request, request->body, "block", INT32_MAX, &block);
    if (!status)
        status = body_text(request, request->body, "role", &what.role);
    if (!status)
        status = body_text(request, request->body, "was", &what.was);
    if (status)
        return status;
    what.first = (size_t)block;
    if (!id_is('v', str_of(what.ref)))
        return err_set(&request->err, IBID_INVALID,
                       "\"version\" must be the id of a version");
    status = ibid_relabel(request->db, &what, &change.options, &change.result,
                          &request->err);
    return change_answer(&change, status, answer);
}

const struct route route_relabel = {METHOD_POST, "/api/relabel", run};
