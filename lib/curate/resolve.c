/* resolve.c - read relative dates again when the article's date is another. */
#include "curate/resolve.h"

#include "base/map.h"
#include "extract/extract.h"
#include "fact/fact.h"
#include "store/facts.h"

struct resolving {
    const struct curator *who;
    struct history *h;
    const char *was, *published;
    struct map read;      /* id -> the fact as the text gives it now */
    struct arena version; /* of the version at hand */
    struct arena mem;     /* of the fact at hand */
};

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* What the rules find now: they know the tense around a date, which the words
 * of a value alone do not tell. False when they do not find it. */
static bool read_again(const struct resolving *r, const struct ibid_fact *fact,
                       const char *field, size_t value, const char **now)
{
    const struct ibid_fact *found = map_get(&r->read, str_of(fact->id));
    const struct ibid_field *of = found ? fact_field(found, field) : NULL;
    const struct ibid_field *old = fact_field(fact, field);
    if (!of || value >= of->value_count ||
        !same_text(of->values[value].text, old->values[value].text))
        return false;
    *now = of->values[value].normalized;
    return true;
}

/* What the words alone say, if that is what they said by the old date. */
static bool normalize_again(struct resolving *r,
                            const struct codebook_field *field,
                            const struct ibid_value *value, const char **now)
{
    const struct codebook *codebook = r->who->codebook;
    struct str text = str_of(value->text);
    const char *old = NULL;
    return !codebook_normalize(codebook, field, text, r->was, &r->mem, &old,
                               NULL) &&
           same_text(old, value->normalized) &&
           !codebook_normalize(codebook, field, text, r->published, &r->mem,
                               now, NULL);
}

/* Resolve the values of a date field; true when one came out another. */
static bool resolve_field(struct resolving *r, const struct ibid_fact *fact,
                          const struct codebook_field *field,
                          struct ibid_field *of)
{
    bool changed = false;
    struct ibid_value *values =
        arena_array(&r->mem, of->value_count, sizeof *values);
    for (size_t i = 0; i < of->value_count; i++) {
        const char *now = NULL;
        values[i] = of->values[i];
        if ((read_again(r, fact, field->name, i, &now) ||
             normalize_again(r, field, &values[i], &now)) &&
            !same_text(values[i].normalized, now)) {
            values[i].normalized = now;
            changed = true;
        }
    }
    of->values = values;
    return changed;
}

static enum ibid_status resolve_fact(void *ctx, int64_t no,
                                     struct ibid_error *err)
{
    struct resolving *r = ctx;
    struct ibid_fact fact;
    struct ibid_field fields[FACT_FIELDS_MAX];
    int withdrawn;
    arena_reset(&r->mem);
    enum ibid_status status =
        store_fact_get(r->who->st, no, &r->mem, &fact, &withdrawn, err);
    const struct codebook_kind *kind =
        status ? NULL : codebook_kind(r->who->codebook, fact.kind);
    if (status || !kind || withdrawn || fact.status != IBID_EXTRACTED)
        return status;
    bool changed = false;
    for (size_t i = 0; i < fact.field_count; i++) {
        const struct codebook_field *field =
            codebook_field(kind, fact.fields[i].name);
        fields[i] = fact.fields[i];
        if (field && field->type == FIELD_DATE)
            changed = resolve_field(r, &fact, field, &fields[i]) || changed;
    }
    fact.fields = fields;
    return changed ? history_fact(r->h, "resolve", no, &fact, false, err)
                   : IBID_OK;
}

/* The facts that the rules find in a version now, by their ids. */
static enum ibid_status read_version(struct resolving *r, int64_t no,
                                     struct ibid_error *err)
{
    struct store_text text;
    struct block *blocks;
    size_t block_count;
    struct extraction facts;
    arena_reset(&r->version);
    r->read = (struct map){.mem = &r->version};
    enum ibid_status status = store_version_blocks(r->who->st, no, &r->version,
                                                   &blocks, &block_count, err);
    if (!status)
        status = store_version_text(r->who->st, no, &text, err);
    if (status || !text.text.ptr)
        return status;
    const char *version = arena_strdup(&r->version, text.version);
    extract_facts(r->who->codebook, arena_str(&r->version, text.text), blocks,
                  block_count, r->published, 0, &r->version, &facts);
    for (size_t i = 0; i < facts.fact_count; i++) {
        char *id = arena_alloc(&r->version, ID_BYTES);
        facts.facts[i].version = version;
        fact_id(&facts.facts[i], id);
        *map_at(&r->read, str_of(id)) = &facts.facts[i];
    }
    return IBID_OK;
}

enum ibid_status resolve_dates(const struct curator *who, struct history *h,
                               const struct source_row *row, const char *was,
                               struct ibid_error *err)
{
    struct resolving r = {
        .who = who, .h = h, .was = was, .published = row->source.published};
    enum ibid_status status = IBID_OK;
    if (same_text(was, r.published))
        return IBID_OK;
    for (size_t i = 0; !status && i < row->source.version_count; i++) {
        int64_t no;
        status =
            store_version_find(who->st, row->source.versions[i].id, &no, err);
        if (!status)
            status = read_version(&r, no, err);
        if (!status)
            status = store_fact_of_version(who->st, no, resolve_fact, &r, err);
    }
    arena_done(&r.version);
    arena_done(&r.mem);
    return status;
}
