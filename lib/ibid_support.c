/* ibid_support.c - the facade: do the words cited for a fact carry it? */
#include "extract/support.h"
#include "ibid_db.h"
#include "relate/standing.h"
#include "store/sources.h"
#include "store/support.h"

const char *ibid_support_name(enum ibid_support support)
{
    return support_name(support);
}

/* When the fact's source appeared, kept for the facts behind it. */
static enum ibid_status published(ibid_db *db, const char *source,
                                  const char **out, struct ibid_error *err)
{
    struct source_row row = {0};
    int64_t no;
    enum ibid_status status = IBID_OK;
    if (!db->dated || strcmp(db->dated, source) != 0) {
        arena_reset(&db->dates);
        db->dated = NULL;
        status = store_source_find(db->st, source, &no, err);
        if (!status && no > 0)
            status = store_source_get(db->st, no, false, &db->dates, &row, err);
        if (status)
            return status;
        db->published = row.source.published;
        db->dated = arena_strdup(&db->dates, source);
    }
    *out = db->published;
    return status;
}

enum ibid_status ibid_fact_support(ibid_db *db, const struct ibid_fact *fact,
                                   ibid_arena *mem,
                                   const enum ibid_support **out, size_t *count,
                                   unsigned *states, struct ibid_error *err)
{
    const char *date = NULL;
    enum ibid_status status = ibid_db_codebook(db, err);
    db->dated = NULL; /* its day may have been corrected since */
    if (!status)
        status = published(db, fact->source, &date, err);
    if (!status)
        *out = support_of_fact(db->codebook, fact, date, mem, count, states);
    return status;
}

static enum ibid_status states_of(void *ctx, const struct ibid_fact *fact,
                                  unsigned *states, struct ibid_error *err)
{
    ibid_db *db = ctx;
    struct arena mem = {0};
    const char *date = NULL;
    size_t count;
    enum ibid_status status = published(db, fact->source, &date, err);
    if (!status)
        (void)support_of_fact(db->codebook, fact, date, &mem, &count, states);
    arena_done(&mem);
    return status;
}

/* "kind/field" of all that a rule chooses from a closed list. */
static const char *const *exempt_fields(ibid_db *db)
{
    size_t count, n = 0;
    const struct codebook_kind *kinds = codebook_kinds(db->codebook, &count);
    const char **list =
        arena_array(&db->exempt, count * CODEBOOK_FIELDS_MAX + 1, sizeof *list);
    for (size_t k = 0; k < count; k++)
        for (size_t f = 0; f < kinds[k].field_count; f++)
            if (kinds[k].fields[f].derived)
                list[n++] = arena_printf(&db->exempt, "%s/%s", kinds[k].name,
                                         kinds[k].fields[f].name);
    return list;
}

static enum ibid_status independent(struct store *st, int64_t no, int64_t *out,
                                    struct ibid_error *err)
{
    struct standing standing = {.independent = 1};
    enum ibid_status status = standing_of(st, no, &standing, err);
    *out = standing.independent;
    return status;
}

enum ibid_status ibid_db_support(ibid_db *db, struct ibid_error *err)
{
    enum ibid_status status = ibid_db_codebook(db, err);
    if (status)
        return status;
    arena_reset(&db->exempt);
    db->dated = NULL;
    store_support_by(db->st, exempt_fields(db), states_of, db);
    store_independent_by(db->st, independent);
    return IBID_OK;
}

unsigned ibid_db_support_of(ibid_db *db, int64_t no)
{
    struct arena mem = {0};
    struct ibid_fact fact;
    unsigned states = 0;
    if (!store_fact_get(db->st, no, &mem, &fact, NULL, NULL) &&
        support_may_fail(&fact))
        (void)states_of(db, &fact, &states, NULL);
    arena_done(&mem);
    return states;
}
