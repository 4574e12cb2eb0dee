/* route_fact.c - one fact, the journal of it, and what lies behind it. */
#include "web/fact_view.h"
#include "web/routes.h"

static enum ibid_status fact(struct request *request, struct answer *answer)
{
    struct jsonw to = jsonw_start(&answer->body);
    struct ibid_fact found;
    enum ibid_status status = ibid_fact_get(
        request->db, request->id, request->mem, &found, &request->err);
    return status ? status : fact_view(request, &found, &to);
}

const struct route route_fact = {METHOD_GET, "/api/facts/*", fact};

/* ---- History ------------------------------------------------------------- */

/* What it did, field by field; one without `old` is a remark. */
static void changed_json(const struct ibid_change *change, struct jsonw *to)
{
    jsonw_key(to, "changes");
    jsonw_array(to);
    for (size_t i = 0; i < change->changed_count; i++) {
        jsonw_object(to);
        jsonw_key_text(to, "field", change->changed[i].what);
        jsonw_key_text(to, "old", change->changed[i].before);
        jsonw_key_text(to, "new", change->changed[i].after);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

static enum ibid_status change_json(void *ctx, const struct ibid_change *change,
                                    struct ibid_error *err)
{
    struct jsonw *to = ctx;
    (void)err;
    if (strcmp(change->action, "blind") == 0)
        return IBID_INTERRUPTED; /* what others did before is not told */
    jsonw_object(to);
    jsonw_key_int(to, "seq", change->seq);
    jsonw_key_text(to, "at", change->at);
    jsonw_key_text(to, "who", change->actor);
    jsonw_key_text(to, "what", change->action);
    jsonw_key_text(to, "summary", change->summary);
    changed_json(change, to);
    jsonw_key_text(to, "why", change->reason);
    jsonw_key_text(to, "op", change->op);
    jsonw_key(to, "undone");
    jsonw_bool(to, change->undone);
    jsonw_key(to, "undoable");
    jsonw_bool(to, !change->undone && !change->undoes);
    jsonw_object_end(to);
    return IBID_OK;
}

/* How it came about: with its article. */
struct coming {
    const char *version;
    struct jsonw *to;
};

static enum ibid_status import_json(void *ctx, const struct ibid_change *change,
                                    struct ibid_error *err)
{
    struct coming *article = ctx;
    return strcmp(change->subject, article->version) == 0
               ? change_json(article->to, change, err)
               : IBID_OK;
}

static enum ibid_status history(struct request *request, struct answer *answer)
{
    struct jsonw to = jsonw_start(&answer->body);
    struct ibid_fact found;
    enum ibid_status status = ibid_fact_get(
        request->db, request->id, request->mem, &found, &request->err);
    if (status)
        return status;
    struct coming article = {found.version, &to};
    jsonw_array(&to);
    status =
        ibid_log(request->db, found.id, 0, change_json, &to, &request->err);
    if (!status || status == IBID_INTERRUPTED)
        status = ibid_log(request->db, found.source, 0, import_json, &article,
                          &request->err);
    jsonw_array_end(&to);
    return status;
}

const struct route route_history = {METHOD_GET, "/api/facts/*/history",
                                    history};

/* ---- Why ------------------------------------------------------------------
 */

static enum ibid_status origin_json(struct request *request,
                                    const struct ibid_citation *c,
                                    struct jsonw *to)
{
    struct ibid_origin origin;
    enum ibid_status status = ibid_citation_origin(request->db, c, request->mem,
                                                   &origin, &request->err);
    if (status == IBID_NOT_FOUND)
        return IBID_OK; /* the original was removed */
    if (status)
        return status;
    jsonw_key(to, "origin");
    jsonw_object(to);
    jsonw_key_int(to, "start", origin.start);
    jsonw_key_int(to, "end", origin.end);
    jsonw_object_end(to);
    return IBID_OK;
}

static enum ibid_status version_json(struct request *request,
                                     const struct ibid_fact *fact,
                                     struct jsonw *to)
{
    struct ibid_source source;
    enum ibid_status status = ibid_source_get(
        request->db, fact->source, request->mem, &source, &request->err);
    for (size_t i = 0; !status && i < source.version_count; i++) {
        const struct ibid_version *v = &source.versions[i];
        if (strcmp(v->id, fact->version) != 0)
            continue;
        jsonw_key_text(to, "imported", v->imported);
        jsonw_key_text(to, "sha256", v->sha256);
        jsonw_key_text(to, "media_type", v->media_type);
        jsonw_key_text(to, "encoding", v->encoding);
        jsonw_key_int(to, "original_bytes", v->original_bytes);
    }
    return status;
}

static enum ibid_status why(struct request *request, struct answer *answer)
{
    struct jsonw to = jsonw_start(&answer->body);
    struct ibid_fact found;
    const char *text = "";
    enum ibid_status status = ibid_fact_get(
        request->db, request->id, request->mem, &found, &request->err);
    if (!status)
        status = ibid_fact_explain(request->db, &found, request->mem, &text,
                                   &request->err);
    if (status)
        return status;
    jsonw_object(&to);
    jsonw_key_text(&to, "id", found.id);
    jsonw_key(&to, "rule");
    jsonw_text(&to, found.rule);
    jsonw_key_text(&to, "explanation", text);
    jsonw_key_text(&to, "source", found.source);
    jsonw_key_text(&to, "version", found.version);
    if (found.citation_count)
        status = origin_json(request, &found.citations[0], &to);
    if (!status)
        status = version_json(request, &found, &to);
    jsonw_object_end(&to);
    return status;
}

const struct route route_why = {METHOD_GET, "/api/facts/*/why", why};
