/* html_json_ld.c - what a page's JSON-LD says of its article. */
#include <jansson.h>

#include "source/html_meta.h"

enum { OBJECTS_MAX = 256, JSON_LD_BYTES_MAX = 4 * 1024 * 1024 };

static struct str text_of(const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value)) {
        const json_t *name = json_object_get(value, "name");
        value = name ? name : json_object_get(value, "@id");
    }
    if (!json_is_string(value))
        return (struct str){0};
    return (struct str){json_string_value(value), json_string_length(value)};
}

/* Names of one author or several, ", " between them. */
static struct str authors_of(const json_t *value, struct arena *mem)
{
    if (!json_is_array(value))
        return text_of(value);
    struct buf out = {0};
    size_t i;
    json_t *one;
    json_array_foreach(value, i, one)
    {
        struct str name = text_of(one);
        if (!name.len)
            continue;
        if (out.len)
            buf_text(&out, ", ");
        buf_str(&out, name);
    }
    struct str copy = arena_str(mem, buf_view(&out));
    buf_done(&out);
    return copy;
}

static bool type_is(const json_t *object, const char *ending)
{
    const json_t *type = json_object_get(object, "@type");
    size_t count = json_is_array(type) ? json_array_size(type) : 1;
    for (size_t i = 0; i < count; i++) {
        const json_t *one =
            json_is_array(type) ? json_array_get(type, i) : type;
        if (json_is_string(one) &&
            str_ends(str_of(json_string_value(one)), str_of(ending)))
            return true;
    }
    return false;
}

static void take(struct html_meta *meta, const json_t *object)
{
    bool article = type_is(object, "Article") || type_is(object, "Posting") ||
                   type_is(object, "Report");
    bool page = type_is(object, "WebPage");
    if (!article && !page)
        return;
    int rank = article ? RANK_JSON_LD : RANK_ELEMENT + 5;
    struct str title = text_of(json_object_get(object, "headline"));
    if (!title.len)
        title = text_of(json_object_get(object, "name"));
    html_meta_offer(meta, FIELD_TITLE, rank, title);
    html_meta_offer(meta, FIELD_AUTHOR, rank,
                    authors_of(json_object_get(object, "author"), meta->mem));
    html_meta_offer(meta, FIELD_PUBLISHED, rank,
                    text_of(json_object_get(object, "datePublished")));
    html_meta_offer(meta, FIELD_OUTLET, rank + 20,
                    text_of(json_object_get(object, "publisher")));
    html_meta_offer(meta, FIELD_LANGUAGE, rank + 20,
                    text_of(json_object_get(object, "inLanguage")));
    html_meta_offer(meta, FIELD_LICENCE, rank,
                    text_of(json_object_get(object, "license")));
    struct str body = text_of(json_object_get(object, "articleBody"));
    if (article)
        html_meta_offer(meta, FIELD_BODY, rank, arena_str(meta->mem, body));
}

void html_meta_json(struct html_meta *meta, struct str json)
{
    if (json.len > JSON_LD_BYTES_MAX)
        return;
    json_t *root = json_loadb(json.ptr, json.len, 0, NULL);
    const json_t *queue[OBJECTS_MAX];
    size_t count = 0;
    if (root)
        queue[count++] = root;
    for (size_t at = 0; at < count; at++) {
        const json_t *one = queue[at], *graph = one;
        if (json_is_object(one)) {
            take(meta, one);
            graph = json_object_get(one, "@graph");
            const json_t *entity = json_object_get(one, "mainEntity");
            if (json_is_object(entity) && count < OBJECTS_MAX)
                queue[count++] = entity;
        }
        for (size_t i = 0; i < json_array_size(graph); i++)
            if (count < OBJECTS_MAX)
                queue[count++] = json_array_get(graph, i);
    }
    json_decref(root);
}
