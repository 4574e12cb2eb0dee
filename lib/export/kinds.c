/* kinds.c - the kinds of facts that an export has a table of each. */
#include "export/kinds.h"

#include "store/stats.h"

static void kind_add(struct kinds *kinds, const char *name)
{
    for (size_t i = 0; i < kinds->count; i++)
        if (strcmp(kinds->names[i], name) == 0)
            return;
    if (kinds->count < EXPORT_KINDS_MAX)
        kinds->names[kinds->count] = arena_strdup(kinds->mem, name);
    kinds->count++;
}

static void kind_counted(void *ctx, const char *group, const char *name,
                         int64_t count)
{
    if (strcmp(group, "kind") == 0 && count > 0)
        kind_add(ctx, name);
}

/* Kinds of the codebook in its order, then those only facts know. */
static enum ibid_status find(struct export *run, struct kinds *kinds,
                             struct ibid_error *err)
{
    size_t count = 0;
    if (run->query.kind) {
        kind_add(kinds, run->query.kind);
        return IBID_OK;
    }
    const struct codebook_kind *known =
        run->codebook ? codebook_kinds(run->codebook, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        kind_add(kinds, known[i].name);
    bool several = false;
    enum ibid_status status = export_several_codebooks(run, &several, err);
    if (!status && (several || !count))
        status = store_stats(run->st, kind_counted, kinds, err);
    return status;
}

/* A kind names a file: nothing in it may lead elsewhere. */
static enum ibid_status check(const struct kinds *kinds, struct ibid_error *err)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    if (kinds->count > EXPORT_KINDS_MAX)
        return err_set(err, IBID_LIMIT, "more than %d kinds of facts",
                       EXPORT_KINDS_MAX);
    for (size_t i = 0; i < kinds->count; i++) {
        const char *kind = kinds->names[i];
        if (!*kind || kind[strspn(kind, allowed)] ||
            strcmp(kind, "sources") == 0 || strcmp(kind, "citations") == 0)
            return err_set(err, IBID_INVALID,
                           "kind \"%s\" cannot name a table's file", kind);
    }
    return IBID_OK;
}

enum ibid_status kinds_find(struct export *run, struct kinds *kinds,
                            struct ibid_error *err)
{
    enum ibid_status status = find(run, kinds, err);
    return status ? status : check(kinds, err);
}
