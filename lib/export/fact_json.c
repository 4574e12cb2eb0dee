/* fact_json.c - facts and sources as the JSON of exports. */
#include "export/fact_json.h"

#include "extract/support.h"
#include "fact/cells.h"
#include "fact/fact.h"

static void key_text_or_null(struct jsonw *to, const char *key,
                             const char *text)
{
    jsonw_key(to, key);
    jsonw_text(to, text);
}

static void place(const struct ibid_citation *c, const struct utf8_index *index,
                  struct jsonw *to)
{
    if (index && c->quote) {
        jsonw_key_int(to, "start", (int64_t)utf8_index_point(index, c->start));
        jsonw_key_int(to, "end", (int64_t)utf8_index_point(index, c->end));
        key_text_or_null(to, "quote", c->quote);
        return;
    }
    key_text_or_null(to, "start", NULL);
    key_text_or_null(to, "end", NULL);
    key_text_or_null(to, "quote", NULL);
    jsonw_key(to, "redacted");
    jsonw_bool(to, true);
}

static void context(const struct ibid_citation *c,
                    const struct utf8_index *index, struct jsonw *to)
{
    if (!index || !c->quote)
        return;
    jsonw_key_str(to, "prefix", context_before(index->text, c->start));
    jsonw_key_str(to, "suffix", context_after(index->text, c->end));
}

/* `evidence`: of the fact as a whole, with the words around it. */
static void citation(const struct fact_json *how, const struct ibid_citation *c,
                     bool evidence, struct jsonw *to)
{
    const struct utf8_index *index = how->text(how->ctx, c->version);
    if (index && c->end > index->text.len)
        index = NULL; /* a damaged row: verify explains it */
    jsonw_object(to);
    key_text_or_null(to, "id", c->id);
    jsonw_key_text(to, "source", c->source);
    jsonw_key_text(to, "version", c->version);
    place(c, index, to);
    if (evidence)
        context(c, index, to);
    if (evidence || c->stance != IBID_SUPPORTS)
        jsonw_key_text(to, "stance", fact_stance_name(c->stance));
    jsonw_key_text(to, "anchor", fact_anchor_name(c->anchor));
    jsonw_object_end(to);
}

void citation_json_write(const struct fact_json *how,
                         const struct ibid_citation *c, struct jsonw *to)
{
    citation(how, c, false, to);
}

static void citations(const struct fact_json *how,
                      const struct ibid_citation *list, size_t count,
                      bool evidence, struct jsonw *to)
{
    jsonw_key(to, "citations");
    jsonw_array(to);
    for (size_t i = 0; i < count; i++)
        citation(how, &list[i], evidence, to);
    jsonw_array_end(to);
}

/* `n`: which of the fact's values. */
static void value(const struct fact_json *how, const struct ibid_value *v,
                  size_t n, struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "value", v->text);
    if (v->normalized) {
        jsonw_key(to, "normalized");
        jsonw_raw(to, str_of(v->normalized));
    }
    if (how->support && how->support[n] > IBID_CHOSEN)
        jsonw_key_text(to, "support", support_name(how->support[n]));
    citations(how, v->citations, v->citation_count, false, to);
    jsonw_object_end(to);
}

bool export_field_repeats(const struct codebook *codebook, const char *kind,
                          const struct ibid_field *field)
{
    const struct codebook_kind *k =
        codebook ? codebook_kind(codebook, kind) : NULL;
    const struct codebook_field *f = k ? codebook_field(k, field->name) : NULL;
    return field->value_count > 1 || (f && f->repeats);
}

static void fields(const struct fact_json *how, const struct ibid_fact *fact,
                   struct jsonw *to)
{
    size_t n = 0;
    jsonw_key(to, "fields");
    jsonw_object(to);
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        if (!field->value_count)
            continue;
        bool list = export_field_repeats(how->codebook, fact->kind, field);
        jsonw_key(to, field->name);
        if (list)
            jsonw_array(to);
        for (size_t v = 0; v < field->value_count; v++)
            value(how, &field->values[v], n++, to);
        if (list)
            jsonw_array_end(to);
    }
    jsonw_object_end(to);
}

void fact_json_write(const struct fact_json *how, const char *type,
                     const struct ibid_fact *fact, struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "type", type);
    jsonw_key_text(to, "id", fact->id);
    jsonw_key_int(to, "no", fact->no);
    jsonw_key_text(to, "kind", fact->kind);
    jsonw_key_text(to, "status", fact_status_name(fact->status));
    jsonw_key_text(to, "rank", fact_rank_name(fact->rank));
    jsonw_key_text(to, "rank_reason", fact->rank_reason);
    jsonw_key(to, "confidence");
    jsonw_real(to, fact->confidence);
    jsonw_key_int(to, "revision", fact->revision);
    key_text_or_null(to, "rule", fact->rule);
    jsonw_key_text(to, "merged_into", fact->merged_into);
    jsonw_key_text(to, "note", fact->note);
    fields(how, fact, to);
    citations(how, fact->citations, fact->citation_count, true, to);
    jsonw_object_end(to);
}

static void version(const struct ibid_version *v, struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "id", v->id);
    jsonw_key_text(to, "sha256", v->sha256);
    jsonw_key_text(to, "text_sha256", v->text_sha256);
    jsonw_key_text(to, "imported", v->imported);
    jsonw_key_text(to, "media_type", v->media_type);
    jsonw_key_text(to, "encoding", v->encoding);
    if (v->warning_count) {
        jsonw_key(to, "warnings");
        jsonw_array(to);
        for (size_t i = 0; i < v->warning_count; i++)
            jsonw_text(to, v->warnings[i]);
        jsonw_array_end(to);
    }
    if (v->redacted) {
        jsonw_key(to, "redacted");
        jsonw_bool(to, true);
    }
    jsonw_object_end(to);
}

/* The other names under which the same text came. */
static void also_write(const char *also, struct jsonw *to)
{
    struct str lines = str_of(also), line, part;
    if (!also)
        return;
    jsonw_key(to, "also");
    jsonw_array(to);
    while (str_split(&lines, '\n', &line)) {
        static const char *const keys[] = {"id", "name", "url"};
        jsonw_object(to);
        for (int i = 0; i < 3 && str_split(&line, '\t', &part); i++)
            jsonw_key_str(to, keys[i], part);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

void source_json_write(const char *type, const struct ibid_source *source,
                       struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "type", type);
    jsonw_key_text(to, "id", source->id);
    jsonw_key_text(to, "name", source->name);
    key_text_or_null(to, "title", source->title);
    key_text_or_null(to, "outlet", source->outlet);
    key_text_or_null(to, "author", source->author);
    key_text_or_null(to, "published", source->published);
    key_text_or_null(to, "url", source->url);
    key_text_or_null(to, "language", source->language);
    jsonw_key_text(to, "licence", source->licence);
    jsonw_key_text(to, "section", source->section);
    jsonw_key_text(to, "agency", source->agency);
    also_write(source->also, to);
    jsonw_key_text(to, "story", source->story);
    jsonw_key(to, "versions");
    jsonw_array(to);
    for (size_t i = 0; i < source->version_count; i++)
        version(&source->versions[i], to);
    jsonw_array_end(to);
    jsonw_object_end(to);
}
