/* cited.c - which values have the citation they need, and how many do not. */
#include "export/export.h"

bool export_is_cited_field(const struct codebook *codebook, const char *kind,
                           const char *field)
{
    const struct codebook_kind *k =
        codebook ? codebook_kind(codebook, kind) : NULL;
    const struct codebook_field *f = k ? codebook_field(k, field) : NULL;
    return !f || !f->derived;
}

void export_count(struct export *run, const struct ibid_fact *fact)
{
    struct ibid_export_summary *summary = run->summary;
    summary->facts++;
    summary->citations += (int64_t)fact->citation_count;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            size_t count = fact->fields[f].values[v].citation_count;
            summary->citations += (int64_t)count;
            summary->uncited +=
                !count && export_is_cited_field(run->codebook, fact->kind,
                                                fact->fields[f].name);
        }
}

static enum ibid_status check_fact(void *ctx, int64_t no,
                                   const struct ibid_fact *fact,
                                   struct ibid_error *err)
{
    struct export *run = ctx;
    const struct ibid_export *options = run->options;
    (void)no, (void)err;
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        if (!export_is_cited_field(run->codebook, fact->kind, field->name))
            continue;
        for (size_t v = 0; v < field->value_count; v++) {
            if (field->values[v].citation_count)
                continue;
            run->summary->uncited++;
            if (options->uncited)
                options->uncited(options->ctx, fact, field->name,
                                 &field->values[v]);
        }
    }
    return IBID_OK;
}

enum ibid_status export_check_cited(struct export *run, struct ibid_error *err)
{
    if (!run->options->require_citations)
        return IBID_OK;
    enum ibid_status status =
        store_fact_each(run->st, &run->query, check_fact, run, err);
    if (!status && run->summary->uncited)
        status = err_set(err, IBID_INVALID,
                         "%lld value%s no citation; nothing was written",
                         (long long)run->summary->uncited,
                         run->summary->uncited == 1 ? " has" : "s have");
    return status;
}
