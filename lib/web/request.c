/* request.c - find the route of a request and answer it. */
#include "web/request.h"

#include <stdlib.h>

#include "web/assets.h"
#include "web/body.h"
#include "web/query.h"

void answer_error(struct answer *answer, int code, const char *name,
                  const char *message)
{
    struct jsonw to;
    buf_reset(&answer->body);
    answer->file = (struct str){0};
    answer->type = NULL;
    answer->code = code;
    to = jsonw_start(&answer->body);
    jsonw_object(&to);
    jsonw_key_text(&to, "error", name);
    jsonw_key_text(&to, "message", message);
    jsonw_object_end(&to);
}

/* What a handler's failure is in HTTP. */
static void answer_failure(struct answer *answer, enum ibid_status status,
                           const char *message)
{
    switch (status) {
    case IBID_NOT_FOUND:
        answer_error(answer, 404, "not found", message);
        break;
    case IBID_INVALID:
    case IBID_LIMIT:
        answer_error(answer, 422, "invalid", message);
        break;
    case IBID_STALE:
        answer_error(answer, 409, "stale", message);
        break;
    case IBID_CONFLICT:
        answer_error(answer, 409, "conflict", message);
        break;
    case IBID_READ_ONLY:
        answer_error(answer, 503, "read-only", message);
        break;
    case IBID_BUSY:
        answer_error(answer, 503, "busy", message);
        break;
    default:
        answer_error(answer, 500, "failed", message);
    }
}

/* ---- Finding the route --------------------------------------------------- */

enum { ID_CHARS_MAX = 32 };

static bool is_id(struct str part)
{
    for (size_t i = 0; i < part.len; i++)
        if (!((part.ptr[i] >= 'a' && part.ptr[i] <= 'z') ||
              (part.ptr[i] >= '0' && part.ptr[i] <= '9')))
            return false;
    return part.len > 0 && part.len <= ID_CHARS_MAX;
}

/* Does `path` fit? The part that the * stands for goes to *id. */
static bool path_fits(const char *pattern, struct str path, struct str *id)
{
    struct str left = str_of(pattern), right = path, a, b;
    *id = (struct str){0};
    while (left.ptr && right.ptr) {
        (void)str_split(&left, '/', &a);
        (void)str_split(&right, '/', &b);
        if (str_eq(a, STR("*")) && is_id(b))
            *id = b;
        else if (!str_eq(a, b))
            return false;
    }
    return !left.ptr && !right.ptr;
}

static const struct route *find(struct request *request, bool *other_method)
{
    enum method method =
        request->method == METHOD_HEAD ? METHOD_GET : request->method;
    *other_method = false;
    for (size_t i = 0; routes[i]; i++) {
        struct str id;
        if (!path_fits(routes[i]->path, request->path, &id))
            continue;
        if (routes[i]->method == method) {
            request->id =
                id.ptr ? arena_strndup(request->mem, id.ptr, id.len) : NULL;
            return routes[i];
        }
        *other_method = true;
    }
    return NULL;
}

/* Characters that could end a script or start markup, wherever the JSON might
 * ever land. They only stand in strings. */
static void escape(struct buf *json)
{
    struct buf out = {0};
    size_t from = 0;
    for (size_t i = 0; i < json->len; i++) {
        char c = json->ptr[i];
        if (c != '<' && c != '>' && c != '&')
            continue;
        buf_add(&out, json->ptr + from, i - from);
        buf_printf(&out, "\\u00%02x", (unsigned)c);
        from = i + 1;
    }
    if (!from)
        return;
    buf_add(&out, json->ptr + from, json->len - from);
    buf_done(json);
    *json = out;
}

void request_answer(struct request *request, struct str body,
                    struct answer *answer)
{
    bool other_method;
    const struct route *route = find(request, &other_method);
    enum ibid_status status = IBID_OK;
    if (!web_query_check(request->query))
        answer_error(answer, 400, "invalid", "the query cannot be read");
    else if (other_method && !route)
        answer_error(answer, 405, "not found", "another method is needed");
    else if (!route && (request->method == METHOD_POST ||
                        !asset_answer(request->path, answer)))
        answer_error(answer, 404, "not found", "there is nothing here");
    if (route && !answer->code) {
        request->body = route->method == METHOD_POST ? body_read(body) : NULL;
        if (route->method == METHOD_POST && !request->body)
            answer_error(answer, 400, "invalid", "the body is not JSON");
        else
            status = route->run(request, answer);
        json_decref(request->body);
    }
    if (status)
        answer_failure(answer, status, request->err.text);
    if (!answer->type)
        escape(&answer->body);
}

const char *request_text(const struct request *request, const char *name)
{
    return web_query_get(request->query, name, request->mem);
}

int64_t request_number(const struct request *request, const char *name,
                       int64_t otherwise, int64_t max)
{
    const char *text = request_text(request, name);
    char *end;
    if (!text || *text < '0' || *text > '9')
        return otherwise;
    long long number = strtoll(text, &end, 10);
    if (*end || number > max)
        return otherwise;
    return number;
}
