/* add.c - a fact made by hand. */
#include <stdio.h>

#include "curate/add.h"
#include "curate/editing.h"
#include "curate/step.h"
#include "extract/known.h"
#include "store/facts.h"
#include "store/sources.h"

/* The version it is about: that of the first citation that names one, else
 * the newest of the source. */
static enum ibid_status home_of(struct editing *e, const char *source,
                                const struct ibid_cite *cites, size_t count,
                                struct ibid_error *err)
{
    struct store *st = e->who->st;
    struct source_row row = {0};
    struct version_row version = {0};
    int64_t no = 0;
    const char *id = NULL;
    for (size_t i = 0; i < count && !id; i++)
        id = cites[i].version;
    if (!id && !source)
        return err_set(err, IBID_INVALID,
                       "name the source it is about, or cite its words");
    enum ibid_status status = id ? store_version_find(st, id, &no, err)
                                 : store_source_resolve(st, source, &no, err);
    if (!status && id && !no)
        status = err_set(err, IBID_NOT_FOUND, "no version '%s'", id);
    if (!status && id) {
        status = store_version_get(st, no, &e->mem, &version, err);
        no = version.source;
    }
    if (!status)
        status = store_source_get(st, no, false, &e->mem, &row, err);
    if (!status && !id && !row.source.version_count)
        status =
            err_set(err, IBID_NOT_FOUND, "no source '%s' any more", source);
    if (status)
        return status;
    e->fact.source = row.source.id;
    e->fact.version =
        id ? id : row.source.versions[row.source.version_count - 1].id;
    e->published = row.source.published;
    return IBID_OK;
}

static enum ibid_status required(const struct editing *e,
                                 struct ibid_error *err)
{
    struct ibid_fact fact = editing_fact(e);
    for (size_t i = 0; i < e->kind->field_count; i++)
        if (e->kind->fields[i].required &&
            !fact_field(&fact, e->kind->fields[i].name))
            return err_set(err, IBID_INVALID, "a %s needs its %s",
                           e->kind->name, e->kind->fields[i].name);
    return IBID_OK;
}

/* The first words cited, where none were given for the fact as a whole. */
static const struct ibid_citation *first_words(const struct editing *e)
{
    for (size_t f = 0; f < e->field_count; f++)
        for (size_t v = 0; v < e->fields[f].value_count; v++)
            if (e->fields[f].values[v].citation_count)
                return e->fields[f].values[v].citations;
    return NULL;
}

static enum ibid_status make(struct editing *e, struct history *h,
                             const struct adding *adding, char id[ID_BYTES],
                             struct ibid_error *err)
{
    if (adding->id)
        (void)snprintf(id, ID_BYTES, "%s", adding->id);
    else
        id_random('f', id);
    if (!e->citations) {
        e->citations = first_words(e);
        e->citation_count = e->citations ? 1 : 0;
    }
    e->fact.id = id;
    e->fact.kind = e->kind->name;
    e->fact.status = IBID_CORRECTED;
    e->fact.confidence = 1;
    e->fact.start = e->citations ? e->citations->start : 0;
    struct ibid_fact fact = editing_fact(e);
    return history_fact(h, "add", adding->no, &fact, false, err);
}

enum ibid_status add_write(const struct curator *who, struct history *h,
                           const struct adding *adding, char id[ID_BYTES],
                           struct ibid_error *err)
{
    struct editing e = {.who = who};
    enum ibid_status status =
        known_kind(who->codebook, adding->kind, &e.kind, err);
    if (!status)
        status =
            home_of(&e, adding->source, adding->cites, adding->cite_count, err);
    if (!status)
        status = editing_assign(&e, adding->values, adding->value_count, err);
    if (!status)
        status = required(&e, err);
    if (!status)
        status = editing_cite(&e, adding->cites, adding->cite_count, err);
    if (!status)
        status = make(&e, h, adding, id, err);
    arena_done(&e.mem);
    return status;
}

static enum ibid_status add(struct step *s, void *ctx, struct ibid_error *err)
{
    const struct adding *adding = ctx;
    s->noun = adding->kind;
    return add_write(s->who, &s->h, adding, s->result->fact, err);
}

enum ibid_status
curate_add(const struct curator *who, const char *kind, const char *source,
           const struct ibid_assignment *values, size_t value_count,
           const struct ibid_cite *cites, size_t cite_count,
           struct ibid_change_result *result, struct ibid_error *err)
{
    struct adding adding = {.kind = kind,
                            .source = source,
                            .values = values,
                            .value_count = value_count,
                            .cites = cites,
                            .cite_count = cite_count};
    return step_run(who, add, &adding, "add", result, err);
}
