/* route_edit.c - correct a fact, and make one: values and the words they rest
 * on. */
#include "web/change.h"
#include "web/routes.h"

enum { SETS_MAX = 256, CITES_MAX = 1024 };

/* What the body sets: values in order, citations by value. */
struct setting {
    struct request *request;
    struct ibid_assignment values[SETS_MAX];
    size_t value_count;
    struct ibid_cite cites[CITES_MAX];
    size_t cite_count;
    const char *fields[SETS_MAX]; /* that were named so far */
    size_t field_count;
};

static enum ibid_status refuse(struct setting *s, const char *text)
{
    return err_set(&s->request->err, IBID_INVALID, "%s", text);
}

static enum ibid_status cite_read(struct setting *s, json_t *from,
                                  struct ibid_cite *cite)
{
    int64_t start, end;
    const char *stance = json_string_value(json_object_get(from, "stance"));
    enum ibid_status status =
        body_text(s->request, from, "version", &cite->version);
    if (!status)
        status = body_text(s->request, from, "quote", &cite->quote);
    if (!status)
        status = body_number(s->request, from, "start", INT32_MAX, &start);
    if (!status)
        status = body_number(s->request, from, "end", INT32_MAX, &end);
    if (!status && stance && strcmp(stance, "supports") != 0 &&
        strcmp(stance, "disputes") != 0)
        status = refuse(s, "no such stance");
    if (status)
        return status;
    cite->start = (uint32_t)start;
    cite->end = (uint32_t)end;
    cite->stance = stance && strcmp(stance, "disputes") == 0 ? IBID_DISPUTES
                                                             : IBID_SUPPORTS;
    return IBID_OK;
}

/* The new citations of one value; of the fact with `field` NULL. */
static enum ibid_status cites_read(struct setting *s, json_t *list,
                                   const char *field, uint32_t value)
{
    size_t count = json_array_size(list);
    enum ibid_status status = IBID_OK;
    if (!list)
        return IBID_OK;
    if (!json_is_array(list) || s->cite_count + count + 1 > CITES_MAX)
        return refuse(s, "\"citations\" must be a list");
    struct ibid_cite cite = {.field = field, .value = value, .none = !count};
    if (!count)
        s->cites[s->cite_count++] = cite;
    for (size_t i = 0; !status && i < count; i++) {
        status = cite_read(s, json_array_get(list, i), &cite);
        if (!status)
            s->cites[s->cite_count++] = cite;
    }
    return status;
}

/* How often the field was named before: which of its values this is. */
static uint32_t nth(const struct setting *s, const char *field)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s->field_count; i++)
        n += strcmp(s->fields[i], field) == 0;
    return n;
}

static enum ibid_status set_read(struct setting *s, json_t *from)
{
    const char *field = NULL;
    json_t *value = json_object_get(from, "value");
    if (json_is_null(json_object_get(from, "field")))
        return cites_read(s, json_object_get(from, "citations"), NULL, 1);
    enum ibid_status status = body_text(s->request, from, "field", &field);
    if (status)
        return status;
    if (value && !json_is_string(value) && !json_is_null(value))
        return refuse(s, "\"value\" must be a text");
    uint32_t before = nth(s, field);
    s->fields[s->field_count++] = field;
    bool removed =
        value && !*(json_is_string(value) ? json_string_value(value) : "");
    if (value)
        s->values[s->value_count++] = (struct ibid_assignment){
            field, removed ? "" : json_string_value(value)};
    return removed ? IBID_OK
                   : cites_read(s, json_object_get(from, "citations"), field,
                                before + 1);
}

static enum ibid_status setting_read(struct request *request,
                                     struct setting **out)
{
    struct setting *s = arena_new(request->mem, struct setting);
    json_t *list = json_object_get(request->body, "set");
    size_t count = json_array_size(list);
    s->request = request;
    *out = s;
    if (!json_is_array(list) || count > SETS_MAX)
        return refuse(s, "\"set\" must be a list");
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = set_read(s, json_array_get(list, i));
    if (!status)
        status =
            cites_read(s, json_object_get(request->body, "citations"), NULL, 1);
    return status;
}

/* The field of the kind that the message names, or NULL. */
static const char *field_meant(struct setting *s, const char *kind,
                               const char *message)
{
    struct str rest = str_of(message), word;
    while (kind && str_split(&rest, ' ', &word)) {
        struct ibid_field_info info;
        while (word.len && byte_is_in(word.ptr[word.len - 1], "'\",;:"))
            word.len--;
        const char *name = arena_strndup(s->request->mem, word.ptr, word.len);
        if (!ibid_field_info(s->request->db, kind, name, &info, NULL))
            return name;
    }
    return NULL;
}

/* 422 with the field, so that the page can show it there. */
static enum ibid_status explain(struct setting *s, const char *kind,
                                enum ibid_status status, struct answer *answer)
{
    const char *text = s->request->err.text;
    if (status != IBID_INVALID && status != IBID_LIMIT)
        return status;
    struct jsonw to = jsonw_start(&answer->body);
    jsonw_object(&to);
    jsonw_key_text(&to, "error", "invalid");
    jsonw_key_text(&to, "field", field_meant(s, kind, text));
    jsonw_key_text(&to, "message", text);
    jsonw_object_end(&to);
    answer->code = 422;
    return IBID_OK;
}

static enum ibid_status edit(struct request *request, struct answer *answer)
{
    struct change change;
    struct setting *s = NULL;
    const char *fact = NULL;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = change_fact(&change, "fact", &fact);
    if (!status)
        status = setting_read(request, &s);
    if (status)
        return status;
    struct ibid_fact found = {0};
    (void)ibid_fact_get(request->db, fact, request->mem, &found, NULL);
    status = ibid_fact_edit(request->db, fact, s->values, s->value_count,
                            s->cites, s->cite_count, &change.options,
                            &change.result, &request->err);
    return explain(s, found.kind, change_answer(&change, status, answer),
                   answer);
}

const struct route route_edit = {METHOD_POST, "/api/edit", edit};

static enum ibid_status add(struct request *request, struct answer *answer)
{
    struct change change;
    struct setting *s = NULL;
    const char *kind = NULL;
    enum ibid_status status = change_read(request, &change);
    if (!status)
        status = body_text(request, request->body, "kind", &kind);
    if (!status)
        status = setting_read(request, &s);
    if (status)
        return status;
    status = ibid_fact_add(request->db, kind, NULL, s->values, s->value_count,
                           s->cites, s->cite_count, &change.options,
                           &change.result, &request->err);
    return explain(s, kind, change_answer(&change, status, answer), answer);
}

const struct route route_add = {METHOD_POST, "/api/add", add};
