/* report.c - facts as a report to read: the walk; notes are numbered through
 * and stand below the fact they belong to. */
#include "export/report.h"

#include "fact/cells.h"
#include "fact/link.h"

struct report {
    struct one *one;
    const struct report_style *style;
    int64_t notes; /* given out */
};

static enum ibid_status note(struct report *r, int64_t number,
                             const struct ibid_citation *c,
                             struct ibid_error *err)
{
    const struct origin *origin = NULL;
    struct buf link = {0};
    enum ibid_status status =
        origins_get(&r->one->run->origins, c->source, &origin, err);
    if (status)
        return status;
    const struct ibid_source *source = origin->source;
    const struct utf8_index *index = texts_get(&r->one->run->texts, c->version);
    if (one_is_url(source->url))
        link_write(source->url, index ? index->text : STR(""), c->start, c->end,
                   &link);
    r->style->note(r->one->out, number, c, source, link.ptr);
    buf_done(&link);
    return IBID_OK;
}

/* The day that "Monday" was, who "he" is. Numbers say it themselves. */
static void resolved(struct report *r, const struct ibid_value *value)
{
    struct buf text = {0};
    if (value->normalized && value->normalized[0] == '"')
        cell_resolved(value, "", &text);
    if (text.len) {
        buf_text(r->one->out, " (");
        r->style->value(r->one->out, buf_view(&text));
        buf_byte(r->one->out, ')');
    }
    buf_done(&text);
}

static void fields(struct report *r, const struct ibid_fact *fact)
{
    struct buf *out = r->one->out;
    int64_t number = r->notes + (int64_t)fact->citation_count;
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        if (!field->value_count)
            continue;
        r->style->field(out, field->name);
        for (size_t v = 0; v < field->value_count; v++) {
            const struct ibid_value *value = &field->values[v];
            if (v)
                buf_text(out, "; ");
            r->style->value(out, str_of(value->text));
            resolved(r, value);
            for (size_t i = 0; i < value->citation_count; i++)
                r->style->mark(out, ++number);
            if (!value->citation_count &&
                export_is_cited_field(r->one->run->codebook, fact->kind,
                                      field->name))
                r->style->uncited(out);
        }
        r->style->field_end(out);
    }
}

static enum ibid_status notes(struct report *r, const struct ibid_fact *fact,
                              struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    r->style->notes(r->one->out);
    for (size_t i = 0; !status && i < fact->citation_count; i++)
        status = note(r, ++r->notes, &fact->citations[i], err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            for (size_t i = 0; !status && i < value->citation_count; i++)
                status = note(r, ++r->notes, &value->citations[i], err);
        }
    return status;
}

static enum ibid_status put_fact(void *ctx, const struct ibid_fact *fact,
                                 struct ibid_error *err)
{
    struct report *r = ctx;
    export_count(r->one->run, fact);
    r->style->fact(r->one->out, fact);
    for (size_t i = 0; i < fact->citation_count; i++) {
        const char *quote = fact->citations[i].quote;
        r->style->quote(r->one->out, quote ? str_of(quote) : STR("[removed]"),
                        r->notes + (int64_t)i + 1);
    }
    fields(r, fact);
    enum ibid_status status = notes(r, fact, err);
    r->style->fact_end(r->one->out);
    return status ? status : one_flush(r->one, err);
}

static enum ibid_status put_source(void *ctx, const struct ibid_source *source,
                                   struct ibid_error *err)
{
    struct report *r = ctx;
    r->style->source(r->one->out, source);
    return one_flush(r->one, err);
}

enum ibid_status report_body(struct one *one, const struct report_style *style,
                             struct ibid_error *err)
{
    struct report r = {.one = one, .style = style};
    style->start(one->out, one->run->head);
    enum ibid_status status =
        export_facts(one->run, &one->run->query, put_fact, &r, err);
    style->sources(one->out);
    if (!status)
        status = export_sources(one->run, put_source, &r, err);
    style->end(one->out);
    return status;
}
