/* route_session.c - what the page needs to know first: the database, the
 * kinds of facts, where the work stands. */
#include "web/routes.h"
#include "web/server.h"
#include "web/standing.h"

/* Kinds and fields as they are called back: fields follow their kind. */
struct listing {
    struct request *request;
    struct jsonw *to;
    bool open; /* a kind's list of fields is open */
    enum ibid_status status;
};

static void field_json(struct listing *list, const char *kind,
                       const char *field, const char *description,
                       const char *type, bool key, bool repeats)
{
    struct jsonw *to = list->to;
    struct ibid_field_info info = {0};
    if (!list->status)
        list->status = ibid_field_info(list->request->db, kind, field, &info,
                                       &list->request->err);
    jsonw_object(to);
    jsonw_key_text(to, "name", field);
    jsonw_key_text(to, "type", type);
    jsonw_key_text(to, "description", description);
    jsonw_key(to, "key");
    jsonw_bool(to, key);
    jsonw_key(to, "repeats");
    jsonw_bool(to, repeats);
    jsonw_key(to, "required");
    jsonw_bool(to, info.required);
    jsonw_key(to, "derived");
    jsonw_bool(to, info.derived);
    if (info.choices) {
        jsonw_key(to, "values");
        jsonw_array(to);
        for (size_t i = 0; info.choices[i]; i++)
            jsonw_text(to, info.choices[i]);
        jsonw_array_end(to);
    }
    jsonw_object_end(to);
}

static void kind_end(struct listing *list)
{
    if (!list->open)
        return;
    jsonw_array_end(list->to);
    jsonw_object_end(list->to);
}

static void kind_json(void *ctx, const char *kind, const char *field,
                      const char *description, const char *type, bool key,
                      bool repeats, bool derived)
{
    struct listing *list = ctx;
    (void)derived; /* field_json() asks for all there is to know */
    if (field) {
        field_json(list, kind, field, description, type, key, repeats);
        return;
    }
    kind_end(list);
    jsonw_object(list->to);
    jsonw_key_text(list->to, "name", kind);
    jsonw_key_text(list->to, "description", description);
    jsonw_key(list->to, "fields");
    jsonw_array(list->to);
    list->open = true;
}

static enum ibid_status kinds_json(struct request *request, struct jsonw *to)
{
    struct listing list = {.request = request, .to = to};
    jsonw_key(to, "kinds");
    jsonw_array(to);
    enum ibid_status status =
        ibid_codebook_kinds(request->db, kind_json, &list, &request->err);
    kind_end(&list);
    jsonw_array_end(to);
    return status ? status : list.status;
}

/* What a person may say that a paragraph is. */
static void roles_json(struct jsonw *to)
{
    const char *role;
    jsonw_key(to, "roles");
    jsonw_array(to);
    for (size_t i = 0; (role = ibid_role_name(i)) != NULL; i++)
        jsonw_text(to, role);
    jsonw_array_end(to);
}

/* What the coders are called whose disagreements this is about; else false. */
static void coders_json(const struct web_options *options, struct jsonw *to)
{
    if (!options->only) {
        jsonw_bool(to, false);
        return;
    }
    jsonw_array(to);
    jsonw_text(to, options->ours);
    jsonw_text(to, options->theirs);
    jsonw_array_end(to);
}

static enum ibid_status run(struct request *request, struct answer *answer)
{
    const struct web_options *options = &request->web->options;
    struct jsonw to = jsonw_start(&answer->body);
    jsonw_object(&to);
    jsonw_key_text(&to, "database", options->name);
    jsonw_key_text(&to, "user", options->user);
    jsonw_key_text(&to, "work", options->work);
    jsonw_key(&to, "coders");
    coders_json(options, &to);
    jsonw_key_text(&to, "token", request->web->gate.token);
    jsonw_key_text(&to, "version", ibid_version());
    jsonw_key(&to, "read_only");
    jsonw_bool(&to, options->read_only);
    roles_json(&to);
    enum ibid_status status = kinds_json(request, &to);
    if (!status)
        status = standing_json(request, &to);
    jsonw_object_end(&to);
    return status;
}

const struct route route_session = {METHOD_GET, "/api/session", run};
