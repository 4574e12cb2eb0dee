/* standing.c - where the work stands. */
#include "web/standing.h"

#include "web/server.h"

static enum ibid_status turn_json(struct request *request, const char *key,
                                  bool redo, struct jsonw *to)
{
    struct ibid_turn turn = {0};
    enum ibid_status status =
        ibid_undo_next(request->db, redo, request->mem, &turn, &request->err);
    jsonw_key(to, key);
    if (status || !turn.op) {
        jsonw_null(to);
        return status;
    }
    jsonw_object(to);
    jsonw_key_text(to, "op", turn.op);
    jsonw_key_text(to, "label", turn.label);
    jsonw_object_end(to);
    return IBID_OK;
}

enum ibid_status standing_json(struct request *request, struct jsonw *to)
{
    struct ibid_queue_page page;
    struct ibid_queue_filter all = {0};
    enum ibid_status status =
        ibid_queue_read(request->web->queue, &all, 0, 0, NULL, request->mem,
                        &page, &request->err);
    if (status)
        return status;
    jsonw_key_int(to, "head", page.head);
    jsonw_key_int(to, "total", page.facts);
    jsonw_key_int(to, "reviewed", page.reviewed);
    status = turn_json(request, "undo", false, to);
    if (!status)
        status = turn_json(request, "redo", true, to);
    return status;
}
