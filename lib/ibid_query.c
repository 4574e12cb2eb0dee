/* ibid_query.c - the facade: which facts, and whether a query can be put. */
#include <stdio.h>

#include "extract/known.h"
#include "fact/query.h"
#include "ibid_db.h"
#include "store/facts.h"

enum { NAMES_SHOWN_MAX = 180 };

enum ibid_status ibid_query_check(const char *where, struct ibid_error *err)
{
    struct ibid_query query = {.where = where};
    struct query terms;
    struct arena mem = {0};
    enum ibid_status status = query_read_terms(&query, &mem, &terms, err);
    arena_done(&mem);
    return status;
}

const char *ibid_query_name(size_t index, const char **example,
                            const char **means)
{
    size_t count = 0;
    while (count < index && query_names[count].name)
        count++;
    *example = query_names[count].example;
    *means = query_names[count].means;
    return query_names[count].name;
}

/* ---- Names that must be known ------------------------------------------ */

/* A query that is being checked, and the term at hand. */
struct checking {
    ibid_db *db;
    const char *where;
    const struct query_term *term;
    struct ibid_error *err;
};

static enum ibid_status unknown(const struct checking *c, const char *what,
                                const char *name, const char *besides,
                                const struct buf *names)
{
    char column[32] = "";
    if (c->term->at)
        (void)snprintf(column, sizeof column,
                       "column %zu: ", query_column(c->where, c->term));
    return err_set(c->err, IBID_NOT_FOUND, "%sno %s '%s'; there are %s%s",
                   column, what, name, besides,
                   names->len ? names->ptr : "none");
}

/* Does any fact have it, if the codebook does not? */
static enum ibid_status in_facts(const struct checking *c,
                                 const struct ibid_query *query, bool *known)
{
    int64_t facts = 0;
    enum ibid_status status =
        store_fact_count(c->db->st, query, &facts, c->err);
    *known = facts > 0;
    return status;
}

static enum ibid_status field_in_facts(const struct checking *c,
                                       const char *kind, const char *field,
                                       bool *known)
{
    struct buf where = {0};
    buf_printf(&where, "has:\"%s\"", field);
    enum ibid_status status = in_facts(
        c, &(struct ibid_query){.where = where.ptr, .kind = kind}, known);
    buf_done(&where);
    return status;
}

/* Once a name finds no room, "..." stands for it and all that follow. */
static void name_add(struct buf *names, const char *name)
{
    bool room = names->len + strlen(name) < NAMES_SHOWN_MAX;
    if (!str_ends(buf_view(names), STR("...")))
        buf_listed(names, room ? name : "...");
}

/* A kind that neither the codebook nor any fact has is a mistake. */
static enum ibid_status kind_known(const struct checking *c, const char *kind)
{
    struct buf names = {0};
    size_t count;
    bool known = false;
    if (codebook_kind(c->db->codebook, kind))
        return IBID_OK;
    enum ibid_status status =
        in_facts(c, &(struct ibid_query){.kind = kind}, &known);
    if (status || known)
        return status;
    const struct codebook_kind *kinds = codebook_kinds(c->db->codebook, &count);
    for (size_t i = 0; i < count; i++)
        name_add(&names, kinds[i].name);
    status = unknown(c, "kind", kind, "", &names);
    buf_done(&names);
    return status;
}

static bool named_before(const struct codebook_kind *kinds, size_t count,
                         const char *field)
{
    for (size_t k = 0; k < count; k++)
        if (codebook_field(&kinds[k], field))
            return true;
    return false;
}

/* Is the field one of this kind (NULL: of any)? Names all there are. */
static bool field_listed(const struct checking *c, const char *kind,
                         const char *field, struct buf *names)
{
    size_t count;
    bool found = false;
    const struct codebook_kind *kinds = codebook_kinds(c->db->codebook, &count);
    for (size_t k = 0; k < count; k++) {
        if (kind && strcmp(kinds[k].name, kind) != 0)
            continue;
        for (size_t f = 0; f < kinds[k].field_count; f++) {
            const char *name = kinds[k].fields[f].name;
            found = found || strcmp(name, field) == 0;
            if (!kind && named_before(kinds, k, name))
                continue;
            name_add(names, name);
        }
    }
    return found;
}

static enum ibid_status field_known(const struct checking *c)
{
    const struct query_term *t = c->term;
    struct buf names = {0};
    bool filter = t->key == QUERY_FIELD && !t->kind;
    enum ibid_status status = t->kind ? kind_known(c, t->kind) : IBID_OK;
    bool known = !status && field_listed(c, t->kind, t->field, &names);
    if (!status && !known)
        status = field_in_facts(c, t->kind, t->field, &known);
    if (!status && !known && filter)
        status = unknown(c, "filter or field", t->field,
                         "the filters of \"ibid help query\" and the fields ",
                         &names);
    else if (!status && !known)
        status = unknown(c, "field", t->field, "", &names);
    buf_done(&names);
    return status;
}

static enum ibid_status rule_known(const struct checking *c, const char *rule)
{
    bool known = known_rule(c->db->codebook, rule);
    struct buf names = {0};
    enum ibid_status status =
        known ? IBID_OK
              : in_facts(c, &(struct ibid_query){.rule = rule}, &known);
    buf_text(&names, "those that \"ibid stats --rules\" lists");
    if (!status && !known)
        status = unknown(c, "rule", rule, "", &names);
    buf_done(&names);
    return status;
}

static enum ibid_status names_known(ibid_db *db, const char *where,
                                    const struct query *terms,
                                    struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < terms->count; i++) {
        const struct query_term *t = &terms->list[i];
        struct checking c = {db, where, t, err};
        if (t->key == QUERY_KIND)
            status = kind_known(&c, t->value);
        else if (t->key == QUERY_RULE)
            status = rule_known(&c, t->value);
        else if (t->key == QUERY_FIELD || t->key == QUERY_HAS)
            status = field_known(&c);
    }
    return status;
}

static bool has_key(const struct query *terms, enum query_key key)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->list[i].key == key)
            return true;
    return false;
}

enum ibid_status ibid_db_query(ibid_db *db, const struct ibid_query *asked,
                               struct arena *mem, struct ibid_query *out,
                               struct ibid_error *err)
{
    struct query terms = {0};
    *out = *asked;
    enum ibid_status status = query_read_terms(asked, mem, &terms, err);
    if (status || !terms.count)
        return status;
    status = ibid_db_codebook(db, err);
    if (!status)
        status = names_known(db, asked->where, &terms, err);
    if (!status &&
        (has_key(&terms, QUERY_UNCITED) || has_key(&terms, QUERY_UNSUPPORTED) ||
         has_key(&terms, QUERY_INDEPENDENT)))
        status = ibid_db_support(db, err);
    return status;
}
