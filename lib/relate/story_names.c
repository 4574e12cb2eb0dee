/* story_names.c - gather the names in the facts of a story's sources. */
#include "relate/story_names.h"

#include "store/named.h"

struct reading {
    struct roster *roster;
    struct arena mem;
    const char *name; /* of the alias at hand, in its fact: */
    int64_t fact;
};

/* An article that gives two names for one. */
static void take_alias(struct reading *r, const struct named_row *row)
{
    if (strcmp(row->field, "name") == 0) {
        r->name = arena_strdup(r->roster->mem, row->text);
        r->fact = row->fact;
    } else if (r->name && r->fact == row->fact) {
        roster_pair(r->roster, r->name, row->text, ENTITY_STATED, row->fact);
        r->name = NULL;
    }
}

static enum ibid_status take(void *ctx, const struct named_row *row,
                             struct ibid_error *err)
{
    struct reading *r = ctx;
    (void)err;
    arena_reset(&r->mem);
    if (strcmp(row->kind, "alias") == 0)
        take_alias(r, row);
    (void)roster_add(r->roster,
                     roster_name(row->text, row->normalized, &r->mem),
                     roster_is_personal(row->field), 1);
    return IBID_OK;
}

enum ibid_status story_names_read(struct store *st, const struct roster *known,
                                  const int64_t *sources, size_t count,
                                  struct arena *mem, struct story_names *out,
                                  struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    *out = (struct story_names){.roster = {.mem = mem}};
    struct reading r = {.roster = &out->roster};
    roster_take(&out->roster, known);
    for (size_t i = 0; !status && i < count; i++)
        status = store_named_of(st, sources[i], take, &r, err);
    arena_done(&r.mem);
    const struct roster *all = &out->roster;
    entities_make(all->names, all->count, all->pairs.list, all->pairs.count,
                  mem, &out->entities);
    return status;
}

size_t story_names_find(const struct story_names *names, const char *text)
{
    const size_t *found = map_get(&names->roster.by_text, str_of(text));
    return found && names->entities.forms[*found].core.len ? *found + 1 : 0;
}
