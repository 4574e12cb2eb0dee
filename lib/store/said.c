/* said.c - what a version states of itself, kept as JSON. */
#include <jansson.h>

#include "base/jsonw.h"
#include "store/private.h"
#include "store/sources.h"

void store_said_json(const struct article *article, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_array(&to);
    for (size_t i = 0; i < article->said_count; i++) {
        const struct said *one = &article->said[i];
        jsonw_object(&to);
        jsonw_key_text(&to, "field", one->field);
        jsonw_key_text(&to, "value", one->value);
        jsonw_key_text(&to, "rule", one->rule);
        jsonw_key_int(&to, "start", one->start);
        jsonw_key_int(&to, "end", one->end);
        jsonw_object_end(&to);
    }
    jsonw_array_end(&to);
}

static const char *text_of(const json_t *object, const char *key,
                           struct arena *mem)
{
    const char *text = json_string_value(json_object_get(object, key));
    return arena_strdup(mem, text ? text : "");
}

static uint32_t place_of(const json_t *object, const char *key)
{
    json_int_t at = json_integer_value(json_object_get(object, key));
    return at > 0 && at <= UINT32_MAX ? (uint32_t)at : 0;
}

static struct said *list_of(const json_t *array, struct arena *mem)
{
    size_t i;
    const json_t *one;
    struct said *list = arena_array(mem, json_array_size(array), sizeof *list);
    json_array_foreach(array, i, one)
    {
        list[i] = (struct said){
            .field = text_of(one, "field", mem),
            .value = text_of(one, "value", mem),
            .rule = text_of(one, "rule", mem),
            .start = place_of(one, "start"),
            .end = place_of(one, "end"),
        };
    }
    return list;
}

enum ibid_status store_version_said(struct store *st, int64_t no,
                                    struct arena *mem, struct said **out,
                                    size_t *count, struct ibid_error *err)
{
    sqlite3_stmt *row = store_stmt(st, STMT_VERSION_SAID);
    if (!row)
        return store_fail(st, err);
    sqlite3_bind_int64(row, 1, no);
    *out = NULL;
    *count = 0;
    int rc = sqlite3_step(row);
    if (rc == SQLITE_ROW) {
        struct str text = store_blob(row, 0);
        json_t *array = json_loadb(text.ptr, text.len, 0, NULL);
        *count = json_array_size(array);
        *out = list_of(array, mem);
        json_decref(array);
    }
    return store_ended(st, row, rc, IBID_OK, err);
}
