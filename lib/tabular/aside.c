/* aside.c - what the metadata beside an exported table says of it. */
#include "tabular/aside.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { METADATA_BYTES_MAX = 4 * 1024 * 1024 };

static json_t *load(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct buf text = {0};
    json_t *json = NULL;
    size_t got = 1;
    while (file && got && text.len <= METADATA_BYTES_MAX) {
        got = fread(buf_reserve(&text, BUFSIZ), 1, BUFSIZ, file);
        text.len += got;
    }
    if (file && text.len <= METADATA_BYTES_MAX)
        json = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
    if (file)
        (void)fclose(file);
    buf_done(&text);
    return json;
}

static json_t *find(const char *path)
{
    struct arena mem = {0};
    json_t *json = load(arena_printf(&mem, "%s-metadata.json", path));
    if (!json)
        json = load(arena_printf(&mem, "%.*scsv-metadata.json",
                                 (int)(tabular_name(path) - path), path));
    arena_done(&mem);
    return json;
}

/* What is said of the table `name`: the whole, or one of several. */
static json_t *entry_of(json_t *json, const char *name)
{
    json_t *tables = json_object_get(json, "tables"), *table;
    size_t i;
    const char *url = json_string_value(json_object_get(json, "url"));
    if (url && strcmp(url, name) == 0)
        return json;
    json_array_foreach(tables, i, table)
    {
        url = json_string_value(json_object_get(table, "url"));
        if (url && strcmp(url, name) == 0)
            return table;
    }
    return NULL;
}

struct tabular_aside tabular_aside(const char *path)
{
    struct tabular_aside out = {.rows = -1};
    json_t *json = find(path), *entry = entry_of(json, tabular_name(path));
    const char *escape = json_string_value(json_object_get(json, "escape"));
    const char *head = json_string_value(json_object_get(json, "head"));
    json_t *rows = json_object_get(entry, "rows");
    out.escaped = escape && strcmp(escape, "apostrophe-1") == 0;
    if (head)
        out.head = strtoll(head, NULL, 10);
    if (json_is_integer(rows))
        out.rows = json_integer_value(rows);
    json_decref(json);
    return out;
}
