/* route_undo.c - take an operation back, or do it again. */
#include "web/change.h"
#include "web/routes.h"

/* The page names operations by the journal's id, or by its own op_id. */
static enum ibid_status target_read(struct request *request, const char **out)
{
    json_t *target = json_object_get(request->body, "target");
    const char *text = json_string_value(target);
    *out = NULL;
    if (!target || json_is_null(target))
        return IBID_OK; /* the latest */
    if (!text)
        return err_set(&request->err, IBID_INVALID,
                       "\"target\" must be an operation");
    if (text[0] == 'o') {
        *out = text;
        return IBID_OK;
    }
    struct sha256 hash = hash_of(str_of(text));
    char *op = arena_alloc(request->mem, ID_BYTES);
    id_from_hash('o', &hash, op);
    *out = op;
    return IBID_OK;
}

static enum ibid_status turn(struct request *request, bool redo,
                             struct answer *answer)
{
    struct change change;
    const char *target = NULL;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = target_read(request, &target);
    if (status)
        return status;
    status = redo ? ibid_redo(request->db, target, &change.options,
                              &change.result, &request->err)
                  : ibid_undo(request->db, target, &change.options,
                              &change.result, &request->err);
    return change_answer(&change, status, answer);
}

static enum ibid_status undo(struct request *request, struct answer *answer)
{
    return turn(request, false, answer);
}

static enum ibid_status redo(struct request *request, struct answer *answer)
{
    return turn(request, true, answer);
}

const struct route route_undo = {METHOD_POST, "/api/undo", undo};
const struct route route_redo = {METHOD_POST, "/api/redo", redo};
