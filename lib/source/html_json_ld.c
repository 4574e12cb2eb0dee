/* html_json_ld.c - what a page's JSON-LD says of its article. */
#include <jansson.h>

#include "source/html_meta.h"

enum { OBJECTS_MAX = 256, JSON_LD_BYTES_MAX = 4 * 1024 * 1024 };

bool html_is_json_ld(const struct html_tokenizer *t)
{
    const struct html_attribute *a = html_attribute(t, "type");
    return a && str_ieq(str_trim(str_cut(t->in, a->value.start, a->value.end)),
                        STR("application/ld+json"));
}

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

/* A value of the script at hand: where its words stand in it as they are,
 * else the script as a whole. */
struct script {
    struct html_meta *meta;
    struct str json;
    uint32_t at;
};

static void offer(const struct script *s, enum html_field field, int rank,
                  const char *rule, struct str value)
{
    size_t found = value.len && field != FIELD_BODY ? str_find(s->json, value)
                                                    : s->json.len;
    bool whole = found == s->json.len;
    s->meta->place = (struct html_place){
        rule, s->at + (whole ? 0 : (uint32_t)found),
        s->at + (uint32_t)(whole ? s->json.len : found + value.len), 0};
    html_meta_offer(s->meta, field, rank, value);
}

static void take(const struct script *s, const json_t *object)
{
    struct html_meta *meta = s->meta;
    bool article = type_is(object, "Article") || type_is(object, "Posting") ||
                   type_is(object, "Report");
    bool page = type_is(object, "WebPage");
    if (!article && !page)
        return;
    int rank = article ? RANK_JSON_LD : RANK_ELEMENT + 5;
    struct str title = text_of(json_object_get(object, "headline"));
    if (!title.len)
        title = text_of(json_object_get(object, "name"));
    offer(s, FIELD_TITLE, rank, "JSON-LD headline", title);
    offer(s, FIELD_AUTHOR, rank, "JSON-LD author",
          authors_of(json_object_get(object, "author"), meta->mem));
    offer(s, FIELD_PUBLISHED, rank, "JSON-LD datePublished",
          text_of(json_object_get(object, "datePublished")));
    offer(s, FIELD_OUTLET, rank + 20, "JSON-LD publisher",
          text_of(json_object_get(object, "publisher")));
    offer(s, FIELD_LANGUAGE, rank + 20, "JSON-LD inLanguage",
          text_of(json_object_get(object, "inLanguage")));
    offer(s, FIELD_LICENCE, rank, "JSON-LD license",
          text_of(json_object_get(object, "license")));
    offer(s, FIELD_SECTION, rank, "JSON-LD articleSection",
          text_of(json_object_get(object, "articleSection")));
    offer(s, FIELD_AGENCY, rank, "JSON-LD sourceOrganization",
          text_of(json_object_get(object, "sourceOrganization")));
    offer(s, FIELD_MODIFIED, rank, "JSON-LD dateModified",
          text_of(json_object_get(object, "dateModified")));
    struct str body = text_of(json_object_get(object, "articleBody"));
    if (article)
        html_meta_offer(meta, FIELD_BODY, rank, arena_str(meta->mem, body));
}

/* Pages wrap the script in <![CDATA[ ]]> or <!-- -->, each perhaps in a comment
 * of its own: what begins behind that. */
static struct str unwrapped(struct str script)
{
    static const char *const marks[] = {"<![CDATA[", "<!--"};
    size_t brace = str_find(script, STR("{"));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark = str_find(script, str_of(marks[i]));
        if (mark < brace)
            script = str_cut(script, mark + strlen(marks[i]), script.len);
        brace = str_find(script, STR("{"));
    }
    size_t bracket = str_find(script, STR("["));
    return str_cut(script, bracket < brace ? bracket : brace, script.len);
}

/* What follows the value is passed over: the end of a wrapping. */
static json_t *parse(struct str script)
{
    return json_loadb(script.ptr, script.len, JSON_DISABLE_EOF_CHECK, NULL);
}

/* The same when line breaks and tabs stand within its texts, which JSON
 * forbids: between its words a blank does as well. */
static json_t *parse_spaced(struct str script)
{
    struct buf plain = {0};
    buf_str(&plain, script);
    for (size_t i = 0; i < plain.len; i++)
        if ((unsigned char)plain.ptr[i] < ' ')
            plain.ptr[i] = ' ';
    json_t *root = parse(buf_view(&plain));
    buf_done(&plain);
    return root;
}

void html_meta_json(struct html_meta *meta, struct str json, uint32_t at)
{
    struct script script = {.meta = meta, .json = json, .at = at};
    if (json.len > JSON_LD_BYTES_MAX)
        return;
    struct str bare = unwrapped(json);
    json_t *root = parse(bare);
    if (!root)
        root = parse_spaced(bare);
    const json_t *queue[OBJECTS_MAX];
    size_t count = 0;
    if (root)
        queue[count++] = root;
    for (size_t next = 0; next < count; next++) {
        const json_t *one = queue[next], *graph = one;
        if (json_is_object(one)) {
            take(&script, one);
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
