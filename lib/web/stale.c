/* stale.c - someone else was first: both versions, so that a person can
 * choose. */
#include "web/stale.h"

#include "web/fact_view.h"

static bool same_citations(const struct ibid_citation *a, size_t a_count,
                           const struct ibid_citation *b, size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; same && i < a_count; i++)
        same = a[i].start == b[i].start && a[i].end == b[i].end &&
               a[i].anchor == b[i].anchor &&
               strcmp(a[i].version, b[i].version) == 0;
    return same;
}

static bool same_field(const struct ibid_field *a, const struct ibid_field *b)
{
    bool same = a && b && a->value_count == b->value_count;
    for (size_t i = 0; same && i < a->value_count; i++)
        same =
            strcmp(a->values[i].text, b->values[i].text) == 0 &&
            same_citations(a->values[i].citations, a->values[i].citation_count,
                           b->values[i].citations, b->values[i].citation_count);
    return same;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void changed_json(const struct ibid_fact *was,
                         const struct ibid_fact *is, struct jsonw *to)
{
    jsonw_key(to, "changed");
    jsonw_array(to);
    for (size_t i = 0; i < was->field_count; i++)
        if (!same_field(&was->fields[i],
                        fact_view_field(is, was->fields[i].name)))
            jsonw_text(to, was->fields[i].name);
    for (size_t i = 0; i < is->field_count; i++)
        if (!fact_view_field(was, is->fields[i].name))
            jsonw_text(to, is->fields[i].name);
    if (!same_citations(was->citations, was->citation_count, is->citations,
                        is->citation_count))
        jsonw_text(to, "citations");
    if (was->status != is->status)
        jsonw_text(to, "status");
    if (was->rank != is->rank)
        jsonw_text(to, "rank");
    if (!same_text(was->note, is->note))
        jsonw_text(to, "note");
    jsonw_array_end(to);
}

static enum ibid_status who_json(void *ctx, const struct ibid_change *change,
                                 struct ibid_error *err)
{
    struct jsonw *to = ctx;
    (void)err;
    jsonw_key_text(to, "by", change->actor);
    jsonw_key_text(to, "at", change->at);
    return IBID_OK;
}

/* One fact: nothing when it is as it was seen. */
static enum ibid_status fact_json(struct request *request,
                                  const struct ibid_expected *seen,
                                  struct jsonw *to)
{
    struct ibid_fact was, is;
    enum ibid_status status = ibid_fact_get(request->db, seen->fact,
                                            request->mem, &is, &request->err);
    if (status || is.revision == seen->revision)
        return status;
    jsonw_object(to);
    jsonw_key_text(to, "id", is.id);
    status = ibid_log(request->db, is.id, 1, who_json, to, &request->err);
    if (!status)
        status = ibid_fact_at(request->db, is.id, seen->revision, request->mem,
                              &was, &request->err);
    jsonw_key(to, "base");
    if (status == IBID_NOT_FOUND) { /* never was so: nothing to compare */
        jsonw_null(to);
        status = IBID_OK;
    } else if (!status) {
        status = fact_view(request, &was, to);
        changed_json(&was, &is, to);
    }
    jsonw_key(to, "current");
    if (!status)
        status = fact_view(request, &is, to);
    jsonw_object_end(to);
    return status;
}

enum ibid_status stale_answer(struct change *change, struct answer *answer)
{
    struct jsonw to = jsonw_start(&answer->body);
    enum ibid_status status = IBID_OK;
    jsonw_object(&to);
    jsonw_key_text(&to, "error", "stale");
    jsonw_key_text(&to, "message", change->request->err.text);
    jsonw_key(&to, "facts");
    jsonw_array(&to);
    for (size_t i = 0; !status && i < change->seen_count; i++)
        status = fact_json(change->request, &change->seen[i], &to);
    jsonw_array_end(&to);
    jsonw_object_end(&to);
    if (!status)
        answer->code = 409;
    return status;
}
