/* state.c - a fact's state as canonical JSON, for the journal, and back. */
#include "fact/fact.h"

#include <jansson.h>

static void citations_json(const struct ibid_citation *list, size_t count,
                           struct jsonw *to)
{
    jsonw_key(to, "cites");
    jsonw_array(to);
    for (size_t i = 0; i < count; i++) {
        jsonw_object(to);
        jsonw_key_text(to, "version", list[i].version);
        jsonw_key_int(to, "start", list[i].start);
        jsonw_key_int(to, "end", list[i].end);
        if (list[i].stance != IBID_SUPPORTS)
            jsonw_key_text(to, "stance", fact_stance_name(list[i].stance));
        if (list[i].anchor != IBID_EXACT)
            jsonw_key_text(to, "anchor", fact_anchor_name(list[i].anchor));
        jsonw_key_text(to, "against", list[i].against);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

static void values_json(const struct ibid_field *field, struct jsonw *to)
{
    for (size_t v = 0; v < field->value_count; v++) {
        const struct ibid_value *value = &field->values[v];
        jsonw_object(to);
        jsonw_key_text(to, "field", field->name);
        jsonw_key_text(to, "value", value->text);
        if (value->normalized) {
            jsonw_key(to, "normalized");
            jsonw_raw(to, str_of(value->normalized));
        }
        citations_json(value->citations, value->citation_count, to);
        jsonw_object_end(to);
    }
}

void fact_state_json(const struct ibid_fact *fact, bool withdrawn,
                     struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "id", fact->id);
    jsonw_key_text(to, "kind", fact->kind);
    jsonw_key_text(to, "version", fact->version);
    jsonw_key_int(to, "start", fact->start);
    jsonw_key_text(to, "status", fact_status_name(fact->status));
    if (fact->rank != IBID_NORMAL)
        jsonw_key_text(to, "rank", fact_rank_name(fact->rank));
    jsonw_key_text(to, "rank_reason", fact->rank_reason);
    jsonw_key(to, "confidence");
    jsonw_real(to, fact->confidence);
    jsonw_key_text(to, "rule", fact->rule);
    jsonw_key_text(to, "merged_into", fact->merged_into);
    jsonw_key_text(to, "note", fact->note);
    if (withdrawn) {
        jsonw_key(to, "withdrawn");
        jsonw_bool(to, true);
    }
    jsonw_key(to, "values");
    jsonw_array(to);
    for (size_t f = 0; f < fact->field_count; f++)
        values_json(&fact->fields[f], to);
    jsonw_array_end(to);
    citations_json(fact->citations, fact->citation_count, to);
    jsonw_object_end(to);
}

/* ---- and back ---------------------------------------------------------- */

static const char *text_of(json_t *object, const char *key, struct arena *mem)
{
    json_t *text = json_object_get(object, key);
    if (!json_is_string(text))
        return NULL;
    return arena_strndup(mem, json_string_value(text),
                         json_string_length(text));
}

static uint32_t offset_of(json_t *object, const char *key)
{
    json_int_t n = json_integer_value(json_object_get(object, key));
    return n < 0 || n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

/* The named state of an enumeration; absent is its first. */
static bool stance_of(json_t *object, enum ibid_stance *out)
{
    const char *name = json_string_value(json_object_get(object, "stance"));
    *out = IBID_SUPPORTS;
    return !name || fact_stance_parse(str_of(name), out);
}

static bool anchor_of(json_t *object, enum ibid_anchor *out)
{
    const char *name = json_string_value(json_object_get(object, "anchor"));
    *out = IBID_EXACT;
    return !name || fact_anchor_parse(str_of(name), out);
}

struct place {
    const char *fact, *field;
    size_t value;
};

static bool citations_of(json_t *object, struct place at, struct arena *mem,
                         const struct ibid_citation **out, size_t *count)
{
    json_t *array = json_object_get(object, "cites");
    *count = json_array_size(array);
    if (*count > FACT_CITATIONS_MAX)
        return false;
    struct ibid_citation *list = arena_array(mem, *count, sizeof *list);
    for (size_t i = 0; i < *count; i++) {
        json_t *item = json_array_get(array, i);
        struct ibid_citation *c = &list[i];
        c->version = text_of(item, "version", mem);
        c->start = offset_of(item, "start");
        c->end = offset_of(item, "end");
        c->against = text_of(item, "against", mem);
        if (!c->version || !stance_of(item, &c->stance) ||
            !anchor_of(item, &c->anchor))
            return false;
        char *id = arena_alloc(mem, ID_BYTES);
        citation_id(at.fact, at.field, at.value, c, id);
        c->id = id;
    }
    *out = list;
    return true;
}

static bool value_of(json_t *item, struct place at, struct arena *mem,
                     struct ibid_value *out)
{
    out->text = text_of(item, "value", mem);
    json_t *normalized = json_object_get(item, "normalized");
    if (normalized) {
        char *text = json_dumps(normalized, JSON_COMPACT | JSON_ENCODE_ANY |
                                                JSON_REAL_PRECISION(15));
        out->normalized = text ? arena_strdup(mem, text) : NULL;
        free(text);
    }
    return out->text &&
           citations_of(item, at, mem, &out->citations, &out->citation_count);
}

/* Values stand field by field; those of one field follow one another. */
static bool fields_of(json_t *state, struct arena *mem, struct ibid_fact *out)
{
    json_t *array = json_object_get(state, "values");
    size_t count = json_array_size(array);
    if (count > FACT_FIELDS_MAX * FACT_VALUES_MAX)
        return false;
    struct ibid_field *fields = arena_array(mem, count, sizeof *fields);
    struct ibid_value *values = arena_array(mem, count, sizeof *values);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        json_t *item = json_array_get(array, i);
        const char *name = text_of(item, "field", mem);
        if (!name)
            return false;
        if (!n || strcmp(fields[n - 1].name, name) != 0)
            fields[n++] =
                (struct ibid_field){.name = name, .values = &values[i]};
        struct place at = {out->id, name, fields[n - 1].value_count++};
        if (!value_of(item, at, mem, &values[i]))
            return false;
    }
    out->fields = fields;
    out->field_count = n;
    return true;
}

static bool head_of(json_t *state, struct arena *mem, struct ibid_fact *out)
{
    const char *status = json_string_value(json_object_get(state, "status"));
    const char *rank = json_string_value(json_object_get(state, "rank"));
    *out = (struct ibid_fact){
        .id = text_of(state, "id", mem),
        .kind = text_of(state, "kind", mem),
        .version = text_of(state, "version", mem),
        .start = offset_of(state, "start"),
        .rank_reason = text_of(state, "rank_reason", mem),
        .confidence = json_number_value(json_object_get(state, "confidence")),
        .rule = text_of(state, "rule", mem),
        .merged_into = text_of(state, "merged_into", mem),
        .note = text_of(state, "note", mem),
    };
    return out->id && out->kind && out->version && status &&
           fact_status_parse(str_of(status), &out->status) &&
           (!rank || fact_rank_parse(str_of(rank), &out->rank));
}

enum ibid_status fact_state_parse(struct str state, struct arena *mem,
                                  struct ibid_fact *out, bool *withdrawn,
                                  struct ibid_error *err)
{
    json_t *root =
        json_loadb(state.ptr, state.len, JSON_REJECT_DUPLICATES, NULL);
    struct ibid_fact fact;
    bool ok = json_is_object(root) && head_of(root, mem, &fact) &&
              fields_of(root, mem, &fact) &&
              citations_of(root, (struct place){fact.id, "", 0}, mem,
                           &fact.citations, &fact.citation_count);
    if (ok) {
        *withdrawn = json_is_true(json_object_get(root, "withdrawn"));
        *out = fact;
    }
    json_decref(root);
    return ok ? IBID_OK
              : err_set(err, IBID_DAMAGED,
                        "the journal holds a state that is none of a fact");
}
