/* route_facts.c - a window of the queue, and the counts of its filters. */
#include "web/routes.h"
#include "web/server.h"

enum { WINDOW = 200, WINDOW_MAX = 1000 };

/* "todo", "all", "reviewed", or names of statuses between commas. */
static enum ibid_status statuses_read(struct request *request, unsigned *out)
{
    const char *text = request_text(request, "status");
    struct str rest = str_of(text), part;
    *out = 0;
    if (!text || !*text || strcmp(text, "all") == 0)
        return IBID_OK;
    while (str_split(&rest, ',', &part)) {
        enum ibid_fact_status status;
        const char *name = arena_strndup(request->mem, part.ptr, part.len);
        if (strcmp(name, "todo") == 0)
            *out |= 1u << IBID_EXTRACTED;
        else if (strcmp(name, "reviewed") == 0)
            *out |= ~(1u << IBID_EXTRACTED);
        else if (ibid_fact_status_parse(name, &status))
            *out |= 1u << status;
        else
            return err_set(&request->err, IBID_INVALID, "no such status");
    }
    return IBID_OK;
}

/* "anchor" is short for the three states in which words are not where they
 * were. */
static enum ibid_status flags_read(struct request *request, unsigned *out)
{
    const char *text = request_text(request, "flag");
    struct str rest = str_of(text), part;
    *out = 0;
    while (text && *text && str_split(&rest, ',', &part)) {
        unsigned found = 0;
        for (unsigned i = 0; ibid_flag_name(i); i++)
            if (str_eq(part, str_of(ibid_flag_name(i))))
                found = 1u << i;
        if (str_eq(part, STR("anchor")))
            found = IBID_FLAG_MOVED | IBID_FLAG_APPROXIMATE | IBID_FLAG_LOST;
        if (!found)
            return err_set(&request->err, IBID_INVALID, "no such flag");
        *out |= found;
    }
    return IBID_OK;
}

static const char *given(struct request *request, const char *name)
{
    const char *text = request_text(request, name);
    return text && *text ? text : NULL;
}

static void facets_json(const struct ibid_queue_page *page, struct jsonw *to)
{
    static const char *const names[IBID_FACET_COUNT] = {
        "status", "flag", "kind", "source", "rule"};
    jsonw_key(to, "facets");
    jsonw_object(to);
    for (int f = 0; f < IBID_FACET_COUNT; f++) {
        jsonw_key(to, names[f]);
        jsonw_array(to);
        for (size_t i = 0; i < page->facet_count[f]; i++) {
            const struct ibid_queue_facet *facet = &page->facets[f][i];
            jsonw_object(to);
            jsonw_key_text(to, "name", facet->name);
            jsonw_key_text(to, "outlet", facet->outlet);
            jsonw_key_text(to, "title", facet->title);
            jsonw_key_int(to, "count", facet->count);
            jsonw_object_end(to);
        }
        jsonw_array_end(to);
    }
    jsonw_object_end(to);
}

static void row_json(const struct ibid_queue_row *row, struct jsonw *to)
{
    jsonw_object(to);
    jsonw_key_int(to, "row", row->row);
    jsonw_key_text(to, "id", row->id);
    jsonw_key_int(to, "no", row->no);
    jsonw_key_text(to, "kind", row->kind);
    jsonw_key_text(to, "source", row->source);
    jsonw_key_text(to, "headline", row->headline);
    jsonw_key_text(to, "status", ibid_fact_status_name(row->status));
    if (row->rank != IBID_NORMAL)
        jsonw_key_text(to, "rank", ibid_rank_name(row->rank));
    jsonw_key(to, "flags");
    jsonw_array(to);
    for (unsigned i = 0; ibid_flag_name(i); i++)
        if (row->flags >> i & 1)
            jsonw_text(to, ibid_flag_name(i));
    jsonw_array_end(to);
    jsonw_key(to, "confidence");
    jsonw_real(to, row->confidence);
    jsonw_key_int(to, "revision", row->revision);
    jsonw_object_end(to);
}

static int64_t limit_of(struct request *request)
{
    int64_t limit = request_number(request, "limit", WINDOW, WINDOW_MAX);
    return limit ? limit : 1;
}

static enum ibid_status run(struct request *request, struct answer *answer)
{
    struct ibid_queue_page page;
    struct ibid_queue_filter filter = {
        .kind = given(request, "kind"),
        .source = given(request, "source"),
        .rule = given(request, "rule"),
        .where = given(request, "q"),
    };
    enum ibid_status status = statuses_read(request, &filter.statuses);
    if (!status)
        status = flags_read(request, &filter.flags);
    if (!status)
        status = ibid_queue_read(request->web->queue, &filter,
                                 request_number(request, "from", 0, INT32_MAX),
                                 limit_of(request), given(request, "find"),
                                 request->mem, &page, &request->err);
    if (status)
        return status;
    struct jsonw to = jsonw_start(&answer->body);
    jsonw_object(&to);
    jsonw_key_int(&to, "head", page.head);
    jsonw_key_int(&to, "total", page.total);
    if (given(request, "find"))
        jsonw_key_int(&to, "found", page.found);
    if (request_number(request, "facets", 1, 1))
        facets_json(&page, &to);
    jsonw_key(&to, "rows");
    jsonw_array(&to);
    for (size_t i = 0; i < page.row_count; i++)
        row_json(&page.rows[i], &to);
    jsonw_array_end(&to);
    jsonw_object_end(&to);
    return IBID_OK;
}

const struct route route_facts = {METHOD_GET, "/api/facts", run};
