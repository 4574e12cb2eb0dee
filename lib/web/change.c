/* change.c - what all routes that change something share. */
#include "web/change.h"

#include "web/fact_view.h"
#include "web/server.h"
#include "web/stale.h"
#include "web/standing.h"

/* ---- Reading ------------------------------------------------------------- */

enum ibid_status body_text(struct request *request, json_t *object,
                           const char *key, const char **out)
{
    json_t *text = json_object_get(object, key);
    if (!json_is_string(text))
        return err_set(&request->err, IBID_INVALID, "\"%s\" must be a text",
                       key);
    *out = json_string_value(text);
    return IBID_OK;
}

enum ibid_status body_number(struct request *request, json_t *object,
                             const char *key, int64_t max, int64_t *out)
{
    json_t *number = json_object_get(object, key);
    if (!json_is_integer(number) || json_integer_value(number) < 0 ||
        json_integer_value(number) > max)
        return err_set(&request->err, IBID_INVALID,
                       "\"%s\" must be a number from 0 to %lld", key,
                       (long long)max);
    *out = json_integer_value(number);
    return IBID_OK;
}

enum ibid_status body_ids(struct request *request, const char *key,
                          const char *const **out, size_t *count)
{
    json_t *list = json_object_get(request->body, key);
    *count = json_array_size(list);
    if (!json_is_array(list) || *count > CHANGE_FACTS_MAX)
        return err_set(&request->err, IBID_INVALID,
                       "\"%s\" must be a list of at most %d facts", key,
                       CHANGE_FACTS_MAX);
    const char **ids = arena_array(request->mem, *count + 1, sizeof *ids);
    for (size_t i = 0; i < *count; i++) {
        ids[i] = json_string_value(json_array_get(list, i));
        if (!ids[i] || !id_is('f', str_of(ids[i])))
            return err_set(&request->err, IBID_INVALID,
                           "\"%s\" must hold ids of facts", key);
    }
    *out = ids;
    return IBID_OK;
}

static bool is_uuid(const char *text)
{
    enum { UUID_CHARS = 36 };
    if (!text || strlen(text) != UUID_CHARS)
        return false;
    for (int i = 0; i < UUID_CHARS; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !strchr("0123456789abcdefABCDEF", text[i]))
            return false;
    }
    return true;
}

static enum ibid_status expected_read(struct change *out)
{
    struct request *request = out->request;
    json_t *expected = json_object_get(request->body, "expected"), *value;
    const char *key;
    if (expected && !json_is_object(expected))
        return err_set(&request->err, IBID_INVALID,
                       "\"expected\" must hold revisions by fact");
    size_t count = json_object_size(expected);
    if (count > CHANGE_FACTS_MAX)
        return err_set(&request->err, IBID_LIMIT, "more than %d facts",
                       CHANGE_FACTS_MAX);
    out->seen = arena_array(request->mem, count + 1, sizeof *out->seen);
    json_object_foreach(expected, key, value)
    {
        if (!id_is('f', str_of(key)) || !json_is_integer(value))
            return err_set(&request->err, IBID_INVALID,
                           "\"expected\" must hold revisions by fact");
        out->seen[out->seen_count++] =
            (struct ibid_expected){key, json_integer_value(value)};
    }
    return IBID_OK;
}

enum ibid_status change_read(struct request *request, struct change *out)
{
    struct sha256 hash;
    *out = (struct change){.request = request};
    if (request->web->options.read_only)
        return err_set(&request->err, IBID_READ_ONLY,
                       "the database can only be read");
    out->op_id = json_string_value(json_object_get(request->body, "op_id"));
    if (!is_uuid(out->op_id))
        return err_set(&request->err, IBID_INVALID, "\"op_id\" must be a UUID");
    hash = hash_of(str_of(out->op_id));
    id_from_hash('o', &hash, out->op);
    enum ibid_status status = expected_read(out);
    json_t *why = json_object_get(request->body, "why");
    if (!status && why && !json_is_string(why) && !json_is_null(why))
        status = err_set(&request->err, IBID_INVALID, "\"why\" must be a text");
    const char *reason = json_string_value(why);
    out->options = (struct ibid_change_options){
        .op = out->op,
        .reason = reason && *reason ? reason : NULL,
        .expected = out->seen,
        .expected_count = out->seen_count,
    };
    return status;
}

enum ibid_status change_needs(struct change *change, const char *fact)
{
    for (size_t i = 0; i < change->seen_count; i++)
        if (strcmp(change->seen[i].fact, fact) == 0)
            return IBID_OK;
    return err_set(&change->request->err, IBID_INVALID,
                   "\"expected\" lacks the revision of %s", fact);
}

enum ibid_status change_fact(struct change *change, const char *key,
                             const char **out)
{
    enum ibid_status status =
        body_text(change->request, change->request->body, key, out);
    return status ? status : change_needs(change, *out);
}

/* ---- Answering ----------------------------------------------------------- */

enum { LISTED_MAX = 1000 };

/* The facts that an operation changed. */
struct listing {
    const char *ids[LISTED_MAX];
    size_t count;
    ibid_arena *mem;
};

static enum ibid_status list_fact(void *ctx, const struct ibid_change *change,
                                  struct ibid_error *err)
{
    struct listing *list = ctx;
    (void)err;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->ids[i], change->subject) == 0)
            return IBID_OK;
    if (change->subject[0] == 'f' && list->count < LISTED_MAX)
        list->ids[list->count++] = arena_strdup(list->mem, change->subject);
    return IBID_OK;
}

/* What the operation changed; when it changed nothing, what it was about. */
static enum ibid_status list_facts(struct change *change, struct listing *list)
{
    struct request *request = change->request;
    list->mem = request->mem;
    if (change->result.op[0])
        return ibid_log(request->db, change->result.op, LISTED_MAX, list_fact,
                        list, &request->err);
    for (size_t i = 0; i < change->seen_count && i < LISTED_MAX; i++)
        list->ids[list->count++] = change->seen[i].fact;
    return IBID_OK;
}

/* One fact whole, several in short. One that was undone does not count. */
static enum ibid_status facts_json(struct change *change, struct jsonw *to)
{
    struct request *request = change->request;
    struct listing *list = arena_new(request->mem, struct listing);
    enum ibid_status status = list_facts(change, list);
    jsonw_key(to, "facts");
    jsonw_array(to);
    for (size_t i = 0; !status && i < list->count; i++) {
        struct ibid_fact fact;
        status = ibid_fact_get(request->db, list->ids[i], request->mem, &fact,
                               &request->err);
        if (status == IBID_NOT_FOUND) {
            status = IBID_OK;
            jsonw_object(to);
            jsonw_key_text(to, "id", list->ids[i]);
            jsonw_key_text(to, "status", "withdrawn");
            jsonw_object_end(to);
        } else if (!status && list->count == 1)
            status = fact_view(request, &fact, to);
        else if (!status)
            fact_view_brief(&fact, to);
    }
    jsonw_array_end(to);
    return status;
}

static enum ibid_status done_json(struct change *change, struct answer *answer)
{
    struct jsonw to = jsonw_start(&answer->body);
    const struct ibid_change_result *result = &change->result;
    jsonw_object(&to);
    jsonw_key_text(&to, "op_id", change->op_id);
    jsonw_key_text(&to, "op", result->op);
    jsonw_key_int(&to, "seq", result->seq);
    jsonw_key_int(&to, "changed", result->changed);
    jsonw_key_text(&to, "label", result->label);
    if (result->repeated) {
        jsonw_key(&to, "repeated");
        jsonw_bool(&to, true);
    }
    enum ibid_status status = facts_json(change, &to);
    if (!status)
        status = standing_json(change->request, &to);
    jsonw_object_end(&to);
    return status;
}

enum ibid_status change_answer(struct change *change, enum ibid_status status,
                               struct answer *answer)
{
    if (status == IBID_STALE)
        return stale_answer(change, answer);
    return status ? status : done_json(change, answer);
}
