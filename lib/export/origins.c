/* origins.c - what tables say of the sources that facts cite, remembered. */
#include "export/origins.h"

static size_t bucket_of(const char *text)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash % ORIGIN_BUCKETS;
}

static struct outlet *outlet_of(struct origins *origins, const char *name)
{
    if (!name || !*name)
        return NULL;
    struct outlet **bucket = &origins->outlets[bucket_of(name)];
    for (struct outlet *outlet = *bucket; outlet; outlet = outlet->next)
        if (strcmp(outlet->name, name) == 0)
            return outlet;
    struct outlet *outlet = arena_new(&origins->mem, struct outlet);
    *outlet = (struct outlet){.next = *bucket, .name = name};
    return *bucket = outlet;
}

static void know(struct origins *origins, int64_t no)
{
    size_t at = (size_t)no / 8;
    uint8_t bit = (uint8_t)(1 << no % 8);
    origins->known = arena_grow(&origins->known_mem, origins->known,
                                &origins->known_bytes, at + 1, 1);
    origins->distinct += !(origins->known[at] & bit);
    origins->known[at] |= bit;
}

static enum ibid_status find(struct origins *origins, const char *id,
                             struct origin **out, struct ibid_error *err)
{
    struct origin **bucket = &origins->sources[bucket_of(id)];
    for (*out = *bucket; *out; *out = (*out)->next)
        if (strcmp((*out)->source->id, id) == 0)
            return IBID_OK;
    int64_t no = 0;
    enum ibid_status status = store_source_find(origins->st, id, &no, err);
    if (!status && !no)
        status = err_set(err, IBID_DAMAGED,
                         "a citation points at source %s, which is not in the "
                         "database",
                         id);
    struct source_row *row = arena_new(&origins->mem, struct source_row);
    if (!status)
        status =
            store_source_get(origins->st, no, false, &origins->mem, row, err);
    if (status)
        return status;
    struct origin *origin = arena_new(&origins->mem, struct origin);
    *origin = (struct origin){.next = *bucket,
                              .source = &row->source,
                              .outlet = outlet_of(origins, row->source.outlet)};
    *out = *bucket = origin;
    origins->count++;
    know(origins, no);
    return IBID_OK;
}

enum ibid_status origins_get(struct origins *origins, const char *id,
                             const struct origin **out, struct ibid_error *err)
{
    struct origin *found = NULL;
    enum ibid_status status = find(origins, id, &found, err);
    if (!status)
        *out = found;
    return status;
}

static enum ibid_status count(struct origins *origins,
                              const struct ibid_citation *list, size_t length,
                              struct origin_counts *out, struct ibid_error *err)
{
    for (size_t i = 0; i < length; i++) {
        struct origin *origin = NULL;
        enum ibid_status status = find(origins, list[i].source, &origin, err);
        if (status)
            return status;
        out->disputed |= list[i].stance == IBID_DISPUTES;
        if (origin->seen == origins->fact)
            continue;
        origin->seen = origins->fact;
        out->sources++;
        if (origin->outlet && origin->outlet->seen != origins->fact) {
            origin->outlet->seen = origins->fact;
            out->independent++;
        }
    }
    return IBID_OK;
}

void origins_trim(struct origins *origins)
{
    if (origins->count <= ORIGINS_KEPT)
        return;
    arena_reset(&origins->mem);
    memset(origins->sources, 0, sizeof origins->sources);
    memset(origins->outlets, 0, sizeof origins->outlets);
    origins->count = 0;
}

enum ibid_status origins_count(struct origins *origins,
                               const struct ibid_fact *fact,
                               struct origin_counts *out,
                               struct ibid_error *err)
{
    struct origin_counts counts = {0};
    origins_trim(origins);
    origins->fact++;
    enum ibid_status status =
        count(origins, fact->citations, fact->citation_count, &counts, err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            status = count(origins, value->citations, value->citation_count,
                           &counts, err);
        }
    if (counts.sources && !counts.independent)
        counts.independent = 1; /* none of them says who it is */
    if (!status)
        *out = counts;
    return status;
}

void origins_done(struct origins *origins)
{
    arena_done(&origins->mem);
    arena_done(&origins->known_mem);
}
