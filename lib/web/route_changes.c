/* route_changes.c - which facts changed since the page last asked. */
#include "web/routes.h"

enum { CHANGES_MAX = 500 };

/* The newest change of each fact, newest first. */
struct changes {
    struct request *request;
    struct jsonw *to;
    int64_t since;
    const char *seen[CHANGES_MAX];
    size_t count;
    bool more; /* than are listed */
};

static bool was_seen(const struct changes *changes, const char *fact)
{
    for (size_t i = 0; i < changes->count; i++)
        if (strcmp(changes->seen[i], fact) == 0)
            return true;
    return false;
}

static enum ibid_status change_json(void *ctx, const struct ibid_change *change,
                                    struct ibid_error *err)
{
    struct changes *changes = ctx;
    struct jsonw *to = changes->to;
    struct ibid_fact fact;
    if (change->seq <= changes->since)
        return IBID_INTERRUPTED; /* that is all */
    if (change->subject[0] != 'f')
        changes->more = true; /* articles came or went */
    if (change->subject[0] != 'f' || was_seen(changes, change->subject))
        return IBID_OK;
    if (changes->count == CHANGES_MAX) {
        changes->more = true;
        return IBID_INTERRUPTED;
    }
    changes->seen[changes->count++] =
        arena_strdup(changes->request->mem, change->subject);
    enum ibid_status status =
        ibid_fact_get(changes->request->db, change->subject,
                      changes->request->mem, &fact, err);
    if (status && status != IBID_NOT_FOUND)
        return status;
    jsonw_object(to);
    jsonw_key_text(to, "id", change->subject);
    jsonw_key_int(to, "revision", status ? 0 : fact.revision);
    jsonw_key_text(to, "status",
                   status ? "withdrawn" : ibid_fact_status_name(fact.status));
    jsonw_key_text(to, "who", change->actor);
    jsonw_key_text(to, "at", change->at);
    jsonw_object_end(to);
    return IBID_OK;
}

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct changes *changes = arena_new(request->mem, struct changes);
    struct jsonw to = jsonw_start(&answer->body);
    int64_t head = 0;
    *changes = (struct changes){
        .request = request,
        .to = &to,
        .since = request_number(request, "since", 0, INT64_MAX),
    };
    enum ibid_status status = ibid_head(request->db, &head, &request->err);
    if (status)
        return status;
    jsonw_object(&to);
    jsonw_key_int(&to, "head", head);
    jsonw_key(&to, "facts");
    jsonw_array(&to);
    if (head > changes->since)
        status =
            ibid_log(request->db, NULL, 0, change_json, changes, &request->err);
    jsonw_array_end(&to);
    jsonw_key(&to, "more");
    jsonw_bool(&to, changes->more);
    jsonw_object_end(&to);
    return status == IBID_INTERRUPTED ? IBID_OK : status;
}

const struct route route_changes = {METHOD_GET, "/api/changes", run};
