/* sources.c - correct what is known of a source; remove its text. */
#include "curate/sources.h"

#include "curate/resolve.h"
#include "fact/members.h"
#include "text/date.h"
#include "text/utf8.h"

enum { SOURCE_VALUE_BYTES_MAX = 64 * 1024 };

static enum ibid_status value_check(const struct ibid_assignment *value,
                                    struct ibid_error *err)
{
    struct str text = str_of(value->value);
    if (text.len > SOURCE_VALUE_BYTES_MAX)
        return err_set(err, IBID_LIMIT, "%s has more than %d bytes",
                       value->field, SOURCE_VALUE_BYTES_MAX);
    if (utf8_invalid_at(text) < text.len)
        return err_set(err, IBID_INVALID, "the value of %s is not UTF-8",
                       value->field);
    if (strcmp(value->field, "published") == 0 && text.len && !edtf_valid(text))
        return err_set(err, IBID_INVALID,
                       "'%s' is not a date as EDTF writes it, such as "
                       "2017-01-16 or 2017-01",
                       value->value);
    return IBID_OK;
}

enum ibid_status source_assign(struct ibid_source *source,
                               const struct ibid_assignment *value,
                               struct ibid_error *err)
{
    for (size_t i = 0; i < MEMBERS; i++) {
        if (strcmp(member_column[i] + MEMBER_PREFIX, value->field) != 0)
            continue;
        enum ibid_status status = value_check(value, err);
        if (!status)
            *member_at(source, i) = *value->value ? value->value : NULL;
        return status;
    }
    return err_set(err, IBID_INVALID,
                   "a source has no '%s' to edit; it has url, title, outlet, "
                   "author, published, language, licence, section, agency",
                   value->field);
}

enum ibid_status source_write(const struct curator *who, struct history *h,
                              const struct source_row *row, const char *was,
                              struct ibid_error *err)
{
    enum ibid_status status = history_source(h, row->no, &row->source, err);
    return status ? status : resolve_dates(who, h, row, was, err);
}

/* ---- The steps --------------------------------------------------------- */

static enum ibid_status load(const struct curator *who, const char *ref,
                             struct arena *mem, struct source_row *row,
                             struct ibid_error *err)
{
    int64_t no;
    enum ibid_status status = store_source_resolve(who->st, ref, &no, err);
    if (!status)
        status = store_source_get(who->st, no, false, mem, row, err);
    int64_t expected = who->options->expected_revision;
    if (!status && expected && expected != row->revision)
        status =
            err_set(err, IBID_STALE, "source %s was changed since you read it",
                    row->source.id);
    return status;
}

/* What is to be known of which source. */
struct correction {
    const char *ref;
    const struct ibid_assignment *values;
    size_t value_count;
};

static enum ibid_status correct(struct step *s, void *ctx,
                                struct ibid_error *err)
{
    const struct correction *c = ctx;
    struct source_row row;
    enum ibid_status status = load(s->who, c->ref, &s->mem, &row, err);
    const char *was = status ? NULL : row.source.published;
    for (size_t i = 0; !status && i < c->value_count; i++)
        status = source_assign(&row.source, &c->values[i], err);
    if (!status)
        status = source_write(s->who, &s->h, &row, was, err);
    step_label(s->result, "edit", s->h.entries ? 1 : 0, "source");
    return status;
}

enum ibid_status curate_source(const struct curator *who, const char *ref,
                               const struct ibid_assignment *values,
                               size_t value_count,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    struct correction c = {ref, values, value_count};
    return step_run(who, correct, &c, "edit", result, err);
}

static enum ibid_status redact(struct step *s, void *ctx,
                               struct ibid_error *err)
{
    struct source_row row;
    enum ibid_status status = load(s->who, ctx, &s->mem, &row, err);
    s->noun = "version";
    return status ? status : history_redact(&s->h, row.no, err);
}

enum ibid_status curate_redact(const struct curator *who, const char *ref,
                               struct ibid_change_result *result,
                               struct ibid_error *err)
{
    return step_run(who, redact, (void *)ref, "redact", result, err);
}
