/* fact.c - names, look-up and validity of facts and citations. */
#include "fact/fact.h"

#include "text/utf8.h"

static const char *const statuses[] = {
    [IBID_EXTRACTED] = "extracted", [IBID_ACCEPTED] = "accepted",
    [IBID_CORRECTED] = "corrected", [IBID_REJECTED] = "rejected",
    [IBID_MERGED] = "merged",
};
static const char *const ranks[] = {
    [IBID_NORMAL] = "normal",
    [IBID_PREFERRED] = "preferred",
    [IBID_DEPRECATED] = "deprecated",
};
static const char *const stances[] = {
    [IBID_SUPPORTS] = "supports",
    [IBID_DISPUTES] = "disputes",
};
static const char *const anchors[] = {
    [IBID_EXACT] = "exact",
    [IBID_MOVED] = "moved",
    [IBID_APPROXIMATE] = "approximate",
    [IBID_LOST] = "lost",
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The index of `name`, or -1. */
static int index_of(const char *const *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(str_of(names[i]), name))
            return (int)i;
    return -1;
}

const char *fact_status_name(enum ibid_fact_status status)
{
    return statuses[status];
}

bool fact_status_parse(struct str name, enum ibid_fact_status *out)
{
    int i = index_of(statuses, LENGTH(statuses), name);
    if (i >= 0)
        *out = (enum ibid_fact_status)i;
    return i >= 0;
}

const char *fact_rank_name(enum ibid_rank rank)
{
    return ranks[rank];
}

bool fact_rank_parse(struct str name, enum ibid_rank *out)
{
    int i = index_of(ranks, LENGTH(ranks), name);
    if (i >= 0)
        *out = (enum ibid_rank)i;
    return i >= 0;
}

const char *fact_stance_name(enum ibid_stance stance)
{
    return stances[stance];
}

bool fact_stance_parse(struct str name, enum ibid_stance *out)
{
    int i = index_of(stances, LENGTH(stances), name);
    if (i >= 0)
        *out = (enum ibid_stance)i;
    return i >= 0;
}

const char *fact_anchor_name(enum ibid_anchor anchor)
{
    return anchors[anchor];
}

bool fact_anchor_parse(struct str name, enum ibid_anchor *out)
{
    int i = index_of(anchors, LENGTH(anchors), name);
    if (i >= 0)
        *out = (enum ibid_anchor)i;
    return i >= 0;
}

const struct ibid_field *fact_field(const struct ibid_fact *fact,
                                    const char *name)
{
    for (size_t i = 0; i < fact->field_count; i++)
        if (strcmp(fact->fields[i].name, name) == 0)
            return &fact->fields[i];
    return NULL;
}

const struct ibid_citation *fact_shown(const struct ibid_fact *fact)
{
    if (fact->citation_count)
        return fact->citations;
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            if (fact->fields[f].values[v].citation_count)
                return fact->fields[f].values[v].citations;
    return NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_values(const struct ibid_field *a, const struct ibid_field *b)
{
    bool same =
        strcmp(a->name, b->name) == 0 && a->value_count == b->value_count;
    for (size_t i = 0; same && i < a->value_count; i++)
        same = same_text(a->values[i].text, b->values[i].text) &&
               same_text(a->values[i].normalized, b->values[i].normalized);
    return same;
}

bool fact_says_same(const struct ibid_fact *a, const struct ibid_fact *b)
{
    bool same = strcmp(a->kind, b->kind) == 0 &&
                same_text(a->version, b->version) && a->start == b->start &&
                a->field_count == b->field_count;
    for (size_t i = 0; same && i < a->field_count; i++)
        same = same_values(&a->fields[i], &b->fields[i]);
    return same;
}

enum ibid_status citation_check(const struct ibid_citation *c, struct str text,
                                struct ibid_error *err)
{
    if (c->start >= c->end || c->end > text.len)
        return err_set(err, IBID_INVALID,
                       "bytes %u-%u are not within the text (%zu bytes)",
                       c->start, c->end, text.len);
    if (!utf8_is_boundary(text, c->start) || !utf8_is_boundary(text, c->end))
        return err_set(err, IBID_INVALID, "bytes %u-%u cut a character in two",
                       c->start, c->end);
    if (c->quote && !str_eq(str_of(c->quote), str_cut(text, c->start, c->end)))
        return err_set(err, IBID_INVALID,
                       "the quote is not the text at bytes %u-%u", c->start,
                       c->end);
    return IBID_OK;
}

static enum ibid_status check_all(const struct ibid_citation *list,
                                  size_t count, const char *version,
                                  struct str text, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++)
        if (strcmp(list[i].version, version) == 0)
            status = citation_check(&list[i], text, err);
    return status;
}

enum ibid_status fact_check(const struct ibid_fact *fact, const char *version,
                            struct str text, struct ibid_error *err)
{
    enum ibid_status status =
        check_all(fact->citations, fact->citation_count, version, text, err);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; !status && v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            status = check_all(value->citations, value->citation_count, version,
                               text, err);
        }
    return status;
}

static void hash_citations(struct hash *h, const struct ibid_citation *list,
                           size_t count)
{
    hash_field_int(h, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        hash_field_int(h, list[i].start);
        hash_field_int(h, list[i].end);
    }
}

void fact_id(const struct ibid_fact *fact, char out[ID_BYTES])
{
    struct hash h = hash_begin();
    hash_field(&h, STR("fact"));
    hash_field(&h, str_of(fact->version));
    hash_field(&h, str_of(fact->kind));
    hash_citations(&h, fact->citations, fact->citation_count);
    for (size_t f = 0; f < fact->field_count; f++) {
        const struct ibid_field *field = &fact->fields[f];
        hash_field(&h, str_of(field->name));
        for (size_t v = 0; v < field->value_count; v++) {
            hash_field(&h, str_of(field->values[v].text));
            hash_citations(&h, field->values[v].citations,
                           field->values[v].citation_count);
        }
    }
    struct sha256 hash = hash_end(&h);
    id_from_hash('f', &hash, out);
}

void citation_id(const char *fact, const char *field, size_t value,
                 const struct ibid_citation *c, char out[ID_BYTES])
{
    struct hash h = hash_begin();
    hash_field(&h, STR("citation"));
    hash_field(&h, str_of(fact));
    hash_field(&h, str_of(field));
    hash_field_int(&h, (int64_t)value);
    hash_field(&h, str_of(c->version));
    hash_field_int(&h, c->start);
    hash_field_int(&h, c->end);
    struct sha256 hash = hash_end(&h);
    id_from_hash('c', &hash, out);
}

static const struct ibid_citation *citation_in(const struct ibid_citation *list,
                                               size_t count, struct str id)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(str_of(list[i].id), id))
            return &list[i];
    return NULL;
}

const struct ibid_citation *fact_citation(const struct ibid_fact *fact,
                                          struct str id, const char **field,
                                          size_t *value)
{
    const struct ibid_citation *c =
        citation_in(fact->citations, fact->citation_count, id);
    *field = "";
    *value = 0;
    for (size_t f = 0; !c && f < fact->field_count; f++)
        for (size_t v = 0; !c && v < fact->fields[f].value_count; v++) {
            const struct ibid_value *of = &fact->fields[f].values[v];
            c = citation_in(of->citations, of->citation_count, id);
            *field = fact->fields[f].name;
            *value = v + 1;
        }
    return c;
}

static void ids_of(const char *fact, const char *field, size_t value,
                   const struct ibid_citation *list, size_t count,
                   struct arena *mem)
{
    struct ibid_citation *mine = (struct ibid_citation *)list;
    for (size_t i = 0; i < count; i++) {
        char *id = arena_alloc(mem, ID_BYTES);
        citation_id(fact, field, value, &mine[i], id);
        mine[i].id = id;
    }
}

void fact_citation_ids(const struct ibid_fact *fact, struct arena *mem)
{
    ids_of(fact->id, "", 0, fact->citations, fact->citation_count, mem);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            const struct ibid_value *value = &fact->fields[f].values[v];
            ids_of(fact->id, fact->fields[f].name, v, value->citations,
                   value->citation_count, mem);
        }
}
