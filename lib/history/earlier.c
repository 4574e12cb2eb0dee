/* earlier.c - facts that earlier versions of a source have already. */
#include "history/earlier.h"

#include "base/map.h"
#include "fact/fact.h"
#include "history/first.h"
#include "store/facts.h"

/* What versions of the source say, as keys of kind and values. */
struct earlier {
    struct store *st;
    struct map keys; /* SHA-256 as bytes -> any */
    struct arena mem, fact;
};

/* Kind and values, without places: what makes a fact the same statement. */
static struct sha256 content_key(const struct ibid_fact *fact)
{
    struct hash h = hash_begin();
    hash_field(&h, str_of(fact->kind));
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            hash_field(&h, str_of(fact->fields[f].name));
            hash_field(&h, str_of(fact->fields[f].values[v].text));
        }
    return hash_end(&h);
}

static struct str as_str(const struct sha256 *key)
{
    return (struct str){(const char *)key->byte, SHA256_BYTES};
}

static void key_add(struct earlier *e, const struct ibid_fact *fact)
{
    struct sha256 key = content_key(fact);
    *map_at(&e->keys, arena_str(&e->mem, as_str(&key))) = e;
}

/* A corrected fact still stands for the words it was made from. */
static enum ibid_status earlier_add(void *ctx, int64_t no,
                                    struct ibid_error *err)
{
    struct earlier *e = ctx;
    struct ibid_fact fact;
    int withdrawn;
    arena_reset(&e->fact);
    enum ibid_status status =
        store_fact_get(e->st, no, &e->fact, &fact, &withdrawn, err);
    if (status || withdrawn)
        return status;
    key_add(e, &fact);
    if (fact.revision == 1)
        return IBID_OK;
    status = history_first_state(e->st, fact.id, &e->fact, &fact, err);
    if (!status)
        key_add(e, &fact);
    return status == IBID_NOT_FOUND ? IBID_OK : status;
}

static enum ibid_status gather(struct earlier *e,
                               const struct source_row *source,
                               const char *version, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < source->source.version_count; i++) {
        const char *id = source->source.versions[i].id;
        int64_t no;
        if (strcmp(id, version) == 0)
            continue;
        status = store_version_find(e->st, id, &no, err);
        if (!status)
            status = store_fact_of_version(e->st, no, earlier_add, e, err);
    }
    return status;
}

enum ibid_status earlier_drop(struct store *st, const struct source_row *source,
                              const char *version, struct ibid_fact *facts,
                              size_t *count, struct ibid_error *err)
{
    struct earlier e = {.st = st};
    size_t kept = 0;
    e.keys.mem = &e.mem;
    enum ibid_status status = gather(&e, source, version, err);
    for (size_t i = 0; !status && i < *count; i++) {
        struct sha256 key = content_key(&facts[i]);
        if (!map_get(&e.keys, as_str(&key)))
            facts[kept++] = facts[i];
    }
    if (!status)
        *count = kept;
    arena_done(&e.mem);
    arena_done(&e.fact);
    return status;
}

/* ---- Facts that stand -------------------------------------------------- */

struct doubles {
    struct earlier e;
    int64_t *list; /* numbers of those that another version has */
    size_t count, room;
};

static enum ibid_status find_double(void *ctx, int64_t no,
                                    struct ibid_error *err)
{
    struct doubles *w = ctx;
    struct ibid_fact fact;
    int withdrawn;
    arena_reset(&w->e.fact);
    enum ibid_status status =
        store_fact_get(w->e.st, no, &w->e.fact, &fact, &withdrawn, err);
    if (status || withdrawn || !fact.rule || fact.status != IBID_EXTRACTED)
        return status;
    struct sha256 key = content_key(&fact);
    if (!map_get(&w->e.keys, as_str(&key)))
        return IBID_OK;
    w->list =
        arena_grow(&w->e.mem, w->list, &w->room, w->count + 1, sizeof *w->list);
    w->list[w->count++] = no;
    return IBID_OK;
}

static void doubles_done(struct doubles *w)
{
    arena_done(&w->e.mem);
    arena_done(&w->e.fact);
}

static enum ibid_status doubles_find(struct doubles *w, struct store *st,
                                     const struct source_row *source,
                                     int64_t version, struct ibid_error *err)
{
    struct version_row row;
    *w = (struct doubles){.e = {.st = st}};
    w->e.keys.mem = &w->e.mem;
    enum ibid_status status =
        store_version_get(st, version, &w->e.mem, &row, err);
    if (!status)
        status = gather(&w->e, source, row.version.id, err);
    return status ? status
                  : store_fact_of_version(st, version, find_double, w, err);
}

static enum ibid_status withdraw(struct doubles *w, struct history *h,
                                 int64_t no, struct ibid_error *err)
{
    struct ibid_fact fact;
    arena_reset(&w->e.fact);
    enum ibid_status status =
        store_fact_get(h->st, no, &w->e.fact, &fact, NULL, err);
    return status ? status : history_fact(h, "withdraw", no, &fact, true, err);
}

enum ibid_status earlier_withdraw(struct history *h,
                                  const struct source_row *source,
                                  int64_t version, int64_t *dropped,
                                  struct ibid_error *err)
{
    struct doubles w;
    enum ibid_status status = doubles_find(&w, h->st, source, version, err);
    for (size_t i = 0; !status && i < w.count; i++)
        status = withdraw(&w, h, w.list[i], err);
    if (!status)
        *dropped = (int64_t)w.count;
    doubles_done(&w);
    return status;
}

static enum ibid_status check_version(struct store *st, int64_t version,
                                      struct arena *mem, struct ibid_error *err)
{
    struct version_row row;
    struct source_row source;
    struct doubles w = {0};
    enum ibid_status status = store_version_get(st, version, mem, &row, err);
    if (!status)
        status = store_source_get(st, row.source, false, mem, &source, err);
    if (!status)
        status = doubles_find(&w, st, &source, version, err);
    if (!status && w.count)
        status = err_set(err, IBID_CONFLICT,
                         "cannot redo: a version that was imported since has "
                         "%zu of its facts; import the article again instead",
                         w.count);
    doubles_done(&w);
    return status;
}

enum ibid_status earlier_check(struct store *st, const char *op,
                               const struct op_span *span,
                               struct ibid_error *err)
{
    struct arena mem = {0};
    enum ibid_status status = IBID_OK;
    for (struct entry entry = {.seq = span->first - 1}; !status;) {
        int64_t version = 0;
        arena_reset(&mem);
        status = store_entry_forward(st, entry.seq, &mem, &entry, err);
        if (status || !entry.seq || entry.seq > span->last)
            break;
        if (strcmp(entry.op, op) == 0 && entry.subject[0] == 'v')
            status = store_version_find(st, entry.subject, &version, err);
        if (!status && version)
            status = check_version(st, version, &mem, err);
    }
    arena_done(&mem);
    return status;
}
