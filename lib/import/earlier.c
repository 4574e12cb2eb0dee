/* earlier.c - facts that earlier versions of a source have already. */
#include "import/earlier.h"

#include "store/facts.h"

/* Kind and values, without places: what makes a fact the same statement. */
static void content_key(const struct ibid_fact *fact, struct sha256 *out)
{
    struct hash h = hash_begin();
    hash_field(&h, str_of(fact->kind));
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++) {
            hash_field(&h, str_of(fact->fields[f].name));
            hash_field(&h, str_of(fact->fields[f].values[v].text));
        }
    *out = hash_end(&h);
}

struct earlier {
    struct store *st;
    struct sha256 *keys;
    size_t count, room;
    struct arena mem, fact;
};

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
    e->keys =
        arena_grow(&e->mem, e->keys, &e->room, e->count + 1, sizeof *e->keys);
    content_key(&fact, &e->keys[e->count++]);
    return IBID_OK;
}

static bool earlier_has(const struct earlier *e, const struct ibid_fact *fact)
{
    struct sha256 key;
    content_key(fact, &key);
    for (size_t i = 0; i < e->count; i++)
        if (memcmp(key.byte, e->keys[i].byte, SHA256_BYTES) == 0)
            return true;
    return false;
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
                              const char *version, struct extraction *facts,
                              struct ibid_error *err)
{
    struct earlier e = {.st = st};
    size_t kept = 0;
    enum ibid_status status = gather(&e, source, version, err);
    for (size_t i = 0; !status && i < facts->fact_count; i++)
        if (!earlier_has(&e, &facts->facts[i]))
            facts->facts[kept++] = facts->facts[i];
    if (!status)
        facts->fact_count = kept;
    arena_done(&e.mem);
    arena_done(&e.fact);
    return status;
}
