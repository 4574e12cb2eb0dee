/* fact_view.c - facts as the JSON of the page. */
#include "web/fact_view.h"

#include "web/server.h"

enum { AROUND_BYTES = 90 };

/* The text quoted last: most citations of a fact are of one version. */
struct quoting {
    struct request *request;
    const char *version, *text;
    size_t bytes;
    const enum ibid_support *support; /* of the fact's values */
    size_t support_count;
};

/* A removed text has no words around; nor has one that cannot be read, which
 * the citation's own quote says too. */
static void turn_to(struct quoting *q, const char *version)
{
    if (q->version && strcmp(q->version, version) == 0)
        return;
    q->version = version;
    q->text = NULL;
    (void)ibid_version_text(q->request->db, version, q->request->mem, &q->text,
                            &q->bytes, NULL);
}

/* Not in the middle of a character, nor over the end of a paragraph. */
static struct str before(const struct quoting *q, uint32_t start)
{
    size_t from = start > AROUND_BYTES ? start - AROUND_BYTES : 0;
    while (from < start && ((unsigned char)q->text[from] & 0xc0) == 0x80)
        from++;
    for (size_t i = start; i > from; i--)
        if (q->text[i - 1] == '\n')
            from = i;
    return (struct str){q->text + from, start - from};
}

static struct str after(const struct quoting *q, uint32_t end)
{
    size_t to = q->bytes - end > AROUND_BYTES ? end + AROUND_BYTES : q->bytes;
    while (to > end && to < q->bytes &&
           ((unsigned char)q->text[to] & 0xc0) == 0x80)
        to--;
    const char *stop = memchr(q->text + end, '\n', to - end);
    return (struct str){q->text + end,
                        stop ? (size_t)(stop - q->text) - end : to - end};
}

static void citation_json(struct quoting *q, const struct ibid_citation *c,
                          struct jsonw *to)
{
    turn_to(q, c->version);
    jsonw_object(to);
    jsonw_key_text(to, "id", c->id);
    jsonw_key_text(to, "source", c->source);
    jsonw_key_text(to, "version", c->version);
    jsonw_key_int(to, "start", c->start);
    jsonw_key_int(to, "end", c->end);
    jsonw_key(to, "quote");
    jsonw_text(to, c->quote);
    if (q->text && c->quote && c->end <= q->bytes) {
        jsonw_key_str(to, "prefix", before(q, c->start));
        jsonw_key_str(to, "suffix", after(q, c->end));
    }
    jsonw_key_text(to, "stance",
                   c->stance == IBID_DISPUTES ? "disputes" : "supports");
    jsonw_key_text(to, "anchor", ibid_anchor_name(c->anchor));
    jsonw_object_end(to);
}

static void citations_json(struct quoting *q, const struct ibid_citation *list,
                           size_t count, struct jsonw *to)
{
    jsonw_key(to, "citations");
    jsonw_array(to);
    for (size_t i = 0; i < count; i++)
        citation_json(q, &list[i], to);
    jsonw_array_end(to);
}

static void value_json(struct quoting *q, const struct ibid_value *value,
                       size_t n, struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_text(to, "value", value->text);
    if (value->normalized) {
        jsonw_key(to, "normalized");
        jsonw_raw(to, str_of(value->normalized));
    }
    if (n < q->support_count)
        jsonw_key_text(to, "support", ibid_support_name(q->support[n]));
    citations_json(q, value->citations, value->citation_count, to);
    jsonw_object_end(to);
}

/* A field that repeats is a list, also of one. */
static void fields_json(struct quoting *q, const struct ibid_fact *fact,
                        struct jsonw *to)
{
    size_t n = 0;
    jsonw_key(to, "fields");
    jsonw_object(to);
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        struct ibid_field_info info = {0};
        (void)ibid_field_info(q->request->db, fact->kind, field->name, &info,
                              NULL); /* unknown to this codebook: one value */
        bool list = info.repeats || field->value_count > 1;
        jsonw_key(to, field->name);
        if (list)
            jsonw_array(to);
        for (size_t v = 0; v < field->value_count; v++)
            value_json(q, &field->values[v], n++, to);
        if (list)
            jsonw_array_end(to);
    }
    jsonw_object_end(to);
}

/* Citations of an earlier version than the newest, and where they would be in
 * that: for a person to decide. */
static enum ibid_status behind_json(void *ctx, const struct ibid_anchoring *it,
                                    struct ibid_error *err)
{
    struct jsonw *to = ctx;
    (void)err;
    jsonw_object(to);
    jsonw_key_text(to, "citation", it->from.id);
    jsonw_key(to, "field");
    jsonw_text(to, it->field);
    jsonw_key_int(to, "value", (int64_t)it->value);
    jsonw_key_text(to, "anchor", ibid_anchor_name(it->to.anchor));
    if (it->to.anchor != IBID_LOST) {
        jsonw_key(to, "to");
        jsonw_object(to);
        jsonw_key_text(to, "version", it->to.version);
        jsonw_key_int(to, "start", it->to.start);
        jsonw_key_int(to, "end", it->to.end);
        jsonw_key_text(to, "quote", it->to.quote);
        jsonw_object_end(to);
    }
    jsonw_object_end(to);
    return IBID_OK;
}

static enum ibid_status behind(struct request *request,
                               const struct ibid_fact *fact, struct jsonw *to)
{
    struct ibid_query query = {.facts = &fact->id, .fact_count = 1};
    jsonw_key(to, "behind");
    jsonw_array(to);
    enum ibid_status status = ibid_anchoring_each(
        request->db, &query, 0, behind_json, to, &request->err);
    jsonw_array_end(to);
    return status;
}

/* Where another coder says something else, when this is about that. */
static void other_coder(struct request *request, const struct ibid_fact *fact,
                        struct jsonw *to)
{
    const struct web_options *options = &request->web->options;
    if (!options->only)
        return;
    jsonw_key(to, "coders");
    jsonw_array(to);
    for (size_t i = 0; i < options->only_count; i++) {
        const struct ibid_disagreement *one = &options->only[i];
        if (strcmp(one->fact, fact->id) != 0)
            continue;
        jsonw_object(to);
        jsonw_key(to, "field");
        jsonw_text(to, one->field);
        jsonw_key_text(to, "ours", one->ours);
        jsonw_key_text(to, "theirs", one->theirs);
        jsonw_object_end(to);
    }
    jsonw_array_end(to);
}

static void head_json(const struct ibid_fact *fact, struct jsonw *to)
{
    jsonw_key_text(to, "id", fact->id);
    jsonw_key_int(to, "no", fact->no);
    jsonw_key_text(to, "kind", fact->kind);
    jsonw_key_text(to, "status", ibid_fact_status_name(fact->status));
    jsonw_key_text(to, "rank", ibid_rank_name(fact->rank));
    jsonw_key_int(to, "revision", fact->revision);
}

void fact_view_brief(const struct ibid_fact *fact, struct jsonw *to)
{
    jsonw_object(to);
    head_json(fact, to);
    jsonw_object_end(to);
}

enum ibid_status fact_view(struct request *request,
                           const struct ibid_fact *fact, struct jsonw *to)
{
    struct quoting q = {.request = request};
    unsigned states;
    enum ibid_status status =
        ibid_fact_support(request->db, fact, request->mem, &q.support,
                          &q.support_count, &states, &request->err);
    if (status)
        return status;
    jsonw_object(to);
    head_json(fact, to);
    jsonw_key_text(to, "rank_reason", fact->rank_reason);
    jsonw_key(to, "confidence");
    jsonw_real(to, fact->confidence);
    jsonw_key(to, "rule");
    jsonw_text(to, fact->rule);
    jsonw_key_text(to, "merged_into", fact->merged_into);
    jsonw_key_text(to, "note", fact->note);
    jsonw_key_text(to, "source", fact->source);
    jsonw_key_text(to, "version", fact->version);
    fields_json(&q, fact, to);
    citations_json(&q, fact->citations, fact->citation_count, to);
    other_coder(request, fact, to);
    status = behind(request, fact, to);
    jsonw_object_end(to);
    return status;
}

const struct ibid_field *fact_view_field(const struct ibid_fact *fact,
                                         const char *name)
{
    for (size_t i = 0; i < fact->field_count; i++)
        if (strcmp(fact->fields[i].name, name) == 0)
            return &fact->fields[i];
    return NULL;
}
