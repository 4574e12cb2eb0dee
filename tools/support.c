/* support.c - say after a change which values their words do not carry. */
#include "safe.h"
#include "view.h"

static void say(struct run *run, const struct ibid_field *field,
                const struct ibid_value *value, enum ibid_support support)
{
    struct buf line = {0};
    if (support != IBID_DIFFERS && support != IBID_UNCITED)
        return;
    buf_printf(&line, "ibid: %s: ", field->name);
    if (support == IBID_UNCITED) {
        buf_printf(&line, "no words are cited for \"%s\"", value->text);
    } else {
        buf_text(&line, "the words cited, \"");
        for (size_t i = 0; i < value->citation_count; i++)
            buf_printf(&line, "%s%s", i ? " ... " : "",
                       value->citations[i].quote ? value->citations[i].quote
                                                 : "");
        buf_printf(&line, "\", do not carry \"%s\"", value->text);
    }
    remark(run, "%s (--cite %s=WORDS cites others)", line.ptr, field->name);
    buf_done(&line);
}

enum ibid_status support_report(struct run *run, const char *ref)
{
    struct ibid_fact fact;
    const enum ibid_support *support;
    size_t count;
    unsigned states;
    enum ibid_status status =
        ibid_fact_get(run->db, ref, run->mem, &fact, &run->err);
    if (status == IBID_OK)
        status = ibid_fact_support(run->db, &fact, run->mem, &support, &count,
                                   &states, &run->err);
    if (status != IBID_OK)
        return status;
    for (size_t f = 0; f < fact.field_count; f++)
        for (size_t v = 0; v < fact.fields[f].value_count; v++)
            say(run, &fact.fields[f], &fact.fields[f].values[v], *support++);
    return IBID_OK;
}
