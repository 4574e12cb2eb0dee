/* export_webannotation.c - a W3C Web Annotation for each citation. */
#include "export/one.h"
#include "fact/cells.h"

struct annotations {
    struct one *one;
    const struct ibid_fact *fact;
};

static void urn(struct jsonw *to, const char *key, const char *id)
{
    struct buf text = {0};
    buf_printf(&text, "urn:ibid:%s", id);
    jsonw_key_text(to, key, text.ptr);
    buf_done(&text);
}

static void page_urn(struct jsonw *to, const char *head)
{
    struct buf text = {0};
    buf_printf(&text, "%s:page", head);
    urn(to, "id", text.ptr);
    buf_done(&text);
}

static void textual(struct jsonw *to, const char *purpose, const char *value)
{
    jsonw_object(to);
    jsonw_key_text(to, "type", "TextualBody");
    jsonw_key_text(to, "purpose", purpose);
    jsonw_key_text(to, "format", "text/plain");
    jsonw_key_text(to, "value", value);
    jsonw_object_end(to);
}

/* The fact, "kind" or "kind/field", and the value that the words are for. */
static void bodies(struct annotations *a, const char *field, const char *value)
{
    struct jsonw *to = &a->one->to;
    struct buf tag = {0};
    buf_printf(&tag, "%s%s%s", a->fact->kind, field ? "/" : "",
               field ? field : "");
    jsonw_key(to, "body");
    jsonw_array(to);
    jsonw_object(to);
    jsonw_key_text(to, "type", "SpecificResource");
    jsonw_key_text(to, "purpose", "identifying");
    urn(to, "source", a->fact->id);
    jsonw_object_end(to);
    textual(to, "tagging", tag.ptr);
    if (value)
        textual(to, "describing", value);
    jsonw_array_end(to);
    buf_done(&tag);
}

static void selectors(struct jsonw *to, const struct ibid_citation *c,
                      const struct utf8_index *index)
{
    if (!index || !c->quote || c->end > index->text.len)
        return; /* removed from the database: the source alone */
    jsonw_key(to, "selector");
    jsonw_array(to);
    jsonw_object(to);
    jsonw_key_text(to, "type", "TextQuoteSelector");
    jsonw_key_text(to, "exact", c->quote);
    jsonw_key_str(to, "prefix", context_before(index->text, c->start));
    jsonw_key_str(to, "suffix", context_after(index->text, c->end));
    jsonw_object_end(to);
    jsonw_object(to);
    jsonw_key_text(to, "type", "TextPositionSelector");
    jsonw_key_int(to, "start", (int64_t)utf8_index_point(index, c->start));
    jsonw_key_int(to, "end", (int64_t)utf8_index_point(index, c->end));
    jsonw_object_end(to);
    jsonw_array_end(to);
}

/* Positions count in the text as it was imported then. */
static void time_state(struct jsonw *to, const struct ibid_citation *c,
                       const struct ibid_source *source)
{
    const char *imported = NULL;
    for (size_t i = 0; i < source->version_count; i++)
        if (strcmp(source->versions[i].id, c->version) == 0)
            imported = source->versions[i].imported;
    jsonw_key(to, "state");
    jsonw_object(to);
    jsonw_key_text(to, "type", "TimeState");
    jsonw_key_text(to, "sourceDate", imported);
    urn(to, "cached", c->version);
    jsonw_object_end(to);
}

static enum ibid_status annotation(struct annotations *a,
                                   const struct ibid_citation *c,
                                   const char *field, const char *value,
                                   struct ibid_error *err)
{
    struct jsonw *to = &a->one->to;
    const struct origin *origin = NULL;
    enum ibid_status status =
        origins_get(&a->one->run->origins, c->source, &origin, err);
    if (status)
        return status;
    const struct ibid_source *source = origin->source;
    buf_byte(a->one->out, '\n');
    jsonw_object(to);
    urn(to, "id", c->id);
    jsonw_key_text(to, "type", "Annotation");
    jsonw_key_text(to, "motivation", "identifying");
    bodies(a, field, value);
    jsonw_key(to, "target");
    jsonw_object(to);
    if (one_is_url(source->url))
        jsonw_key_text(to, "source", source->url);
    else
        urn(to, "source", source->id);
    selectors(to, c, texts_get(&a->one->run->texts, c->version));
    time_state(to, c, source);
    jsonw_object_end(to);
    jsonw_object_end(to);
    return one_flush(a->one, err);
}

/* A value without citation is seen too: a question about its source. */
static enum ibid_status question(struct annotations *a, const char *field,
                                 size_t number, const char *value,
                                 struct ibid_error *err)
{
    struct jsonw *to = &a->one->to;
    struct buf text = {0};
    buf_byte(a->one->out, '\n');
    jsonw_object(to);
    buf_printf(&text, "%s:%s:%zu", a->fact->id, field, number);
    urn(to, "id", text.ptr);
    jsonw_key_text(to, "type", "Annotation");
    jsonw_key_text(to, "motivation", "questioning");
    bodies(a, field, value);
    jsonw_key(to, "target");
    jsonw_object(to);
    urn(to, "source", a->fact->source);
    jsonw_object_end(to);
    jsonw_object_end(to);
    buf_done(&text);
    return one_flush(a->one, err);
}

static enum ibid_status put_value(struct annotations *a, const char *field,
                                  size_t number, const struct ibid_value *value,
                                  struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < value->citation_count; i++)
        status = annotation(a, &value->citations[i], field, value->text, err);
    if (!value->citation_count &&
        export_is_cited_field(a->one->run->codebook, a->fact->kind, field))
        status = question(a, field, number, value->text, err);
    return status;
}

static enum ibid_status put(void *ctx, const struct ibid_fact *fact,
                            struct ibid_error *err)
{
    struct annotations a = {ctx, fact};
    enum ibid_status status = IBID_OK;
    export_count(a.one->run, fact);
    for (size_t i = 0; !status && i < fact->citation_count; i++)
        status = annotation(&a, &fact->citations[i], NULL, NULL, err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count; v++)
            status = put_value(&a, fact->fields[f].name, v + 1,
                               &fact->fields[f].values[v], err);
    return status;
}

static enum ibid_status body(struct one *one, struct ibid_error *err)
{
    struct jsonw *to = &one->to;
    jsonw_object(to);
    jsonw_key_text(to, "@context", "http://www.w3.org/ns/anno.jsonld");
    urn(to, "id", one->run->head);
    jsonw_key_text(to, "type", "AnnotationCollection");
    jsonw_key_text(to, "label",
                   "facts of ibid " IBID_VERSION
                   ", an annotation for each citation");
    jsonw_key(to, "first");
    jsonw_object(to);
    page_urn(to, one->run->head);
    jsonw_key_text(to, "type", "AnnotationPage");
    urn(to, "partOf", one->run->head);
    jsonw_key_int(to, "startIndex", 0);
    jsonw_key(to, "items");
    jsonw_array(to);
    enum ibid_status status =
        export_facts(one->run, &one->run->query, put, one, err);
    jsonw_array_end(to);
    jsonw_object_end(to);
    jsonw_key_int(to, "total", one->items);
    jsonw_object_end(to);
    buf_byte(one->out, '\n');
    return status;
}

static enum ibid_status write_annotations(struct export *run,
                                          struct ibid_error *err)
{
    return one_write(run, body, err);
}

const struct exporter export_webannotation = {
    .name = "webannotation",
    .extensions = "jsonld",
    .summary = "W3C Web Annotations (JSON-LD), one for each citation",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_annotations,
};
