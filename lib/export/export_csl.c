/* export_csl.c - the sources as CSL-JSON, for reference managers. */
#include "export/one.h"

static void date(struct jsonw *to, const char *text)
{
    int parts[3], count = one_date(text, parts);
    if (!text)
        return;
    jsonw_key(to, "issued");
    jsonw_object(to);
    if (count) {
        jsonw_key(to, "date-parts");
        jsonw_array(to);
        jsonw_array(to);
        for (int i = 0; i < count; i++)
            jsonw_int(to, parts[i]);
        jsonw_array_end(to);
        jsonw_array_end(to);
    } else {
        jsonw_key_text(to, "raw", text);
    }
    jsonw_object_end(to);
}

/* The list has no place of its own for what it is of: each item says it. */
static void custom(const struct export *run, struct jsonw *to,
                   const struct ibid_source *source)
{
    jsonw_key(to, "custom");
    jsonw_object(to);
    jsonw_key_text(to, "generator", "ibid " IBID_VERSION);
    jsonw_key_text(to, "head", run->head);
    jsonw_key(to, "versions");
    jsonw_array(to);
    for (size_t i = 0; i < source->version_count; i++) {
        jsonw_object(to);
        jsonw_key_text(to, "id", source->versions[i].id);
        jsonw_key_text(to, "sha256", source->versions[i].sha256);
        jsonw_key_text(to, "imported", source->versions[i].imported);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
    jsonw_object_end(to);
}

static enum ibid_status put(void *ctx, const struct ibid_source *source,
                            struct ibid_error *err)
{
    struct one *one = ctx;
    struct jsonw *to = &one->to;
    buf_byte(one->out, '\n');
    jsonw_object(to);
    jsonw_key_text(to, "id", source->id);
    jsonw_key_text(to, "type",
                   source->outlet ? "article-newspaper"
                   : source->url  ? "webpage"
                                  : "article");
    jsonw_key_text(to, "title", source->title);
    jsonw_key_text(to, "container-title", source->outlet);
    if (source->author) {
        jsonw_key(to, "author");
        jsonw_array(to);
        jsonw_object(to);
        jsonw_key_text(to, "literal", source->author);
        jsonw_object_end(to);
        jsonw_array_end(to);
    }
    date(to, source->published);
    jsonw_key_text(to, "URL", one_is_url(source->url) ? source->url : NULL);
    jsonw_key_text(to, "language", source->language);
    custom(one->run, to, source);
    jsonw_object_end(to);
    return one_flush(one, err);
}

static enum ibid_status body(struct one *one, struct ibid_error *err)
{
    jsonw_array(&one->to);
    enum ibid_status status = export_sources(one->run, put, one, err);
    jsonw_array_end(&one->to);
    buf_byte(one->out, '\n');
    return status;
}

static enum ibid_status write_csl(struct export *run, struct ibid_error *err)
{
    return one_write(run, body, err);
}

const struct exporter export_csl = {
    .name = "csl",
    .extensions = "csl.json",
    .summary = "the sources as CSL-JSON, for reference managers",
    .statuses = 1 << IBID_EXTRACTED | 1 << IBID_ACCEPTED | 1 << IBID_CORRECTED,
    .write = write_csl,
};
