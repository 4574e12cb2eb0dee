/* ibid_entities.c - the facade: whose names stand in facts. */
#include <stdlib.h>

#include "ibid_db.h"
#include "relate/roster.h"
#include "store/named.h"

struct gathering {
    struct arena mem, row;
    struct roster roster;
    struct entities found;
    bool personal; /* the field that is read */
};

/* ---- Reading ----------------------------------------------------------- */

static enum ibid_status take(void *ctx, const struct named_row *row,
                             struct ibid_error *err)
{
    struct gathering *g = ctx;
    (void)err;
    arena_reset(&g->row);
    const char *name = roster_name(row->text, row->normalized, &g->row);
    (void)roster_add(&g->roster, name, g->personal, row->count);
    return IBID_OK;
}

static enum ibid_status take_stated(void *ctx, const char *name,
                                    const char *other, int64_t fact,
                                    struct ibid_error *err)
{
    struct gathering *g = ctx;
    (void)err;
    roster_pair(&g->roster, name, other, ENTITY_STATED, fact);
    return IBID_OK;
}

static enum ibid_status read_kind(ibid_db *db, const struct codebook_kind *kind,
                                  struct gathering *g, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < kind->field_count; i++) {
        const struct codebook_field *field = &kind->fields[i];
        g->personal = roster_is_personal(field->name);
        if (field->type == FIELD_NAME)
            status =
                store_named_each(db->st, kind->name, field->name, take, g, err);
    }
    return status;
}

/* Everything that bears on names, and what it comes to. */
static enum ibid_status gather(ibid_db *db, struct gathering *g,
                               struct ibid_error *err)
{
    size_t kinds = 0;
    g->roster.mem = &g->mem;
    enum ibid_status status = ibid_db_codebook(db, err);
    const struct codebook_kind *list =
        status ? NULL : codebook_kinds(db->codebook, &kinds);
    for (size_t i = 0; !status && i < kinds; i++)
        status = read_kind(db, &list[i], g, err);
    if (!status)
        status = store_stated_each(db->st, take_stated, g, err);
    if (!status)
        status = roster_known(db->st, &g->roster, err);
    if (!status)
        entities_make(g->roster.names, g->roster.count, g->roster.pairs.list,
                      g->roster.pairs.count, &g->mem, &g->found);
    return status;
}

static void gathering_done(struct gathering *g)
{
    arena_done(&g->mem);
    arena_done(&g->row);
}

/* The first name that facts hold and that is written so, but for capitals,
 * titles and marks; the count of names when there is none. */
static size_t name_find(struct gathering *g, const char *text)
{
    struct name_form form = name_read(text, &g->mem);
    size_t found = g->roster.count;
    for (size_t i = 0; i < g->roster.count; i++) {
        const struct entity_name *name = &g->roster.names[i];
        if (!name->count)
            continue;
        if (strcmp(name->text, text) == 0)
            return i;
        if (found == g->roster.count && form.core.len &&
            str_eq(g->found.forms[i].core, form.core))
            found = i;
    }
    return found;
}

static enum ibid_status name_known(struct gathering *g, const char *text,
                                   size_t *out, struct ibid_error *err)
{
    *out = name_find(g, text);
    if (*out < g->roster.count && g->found.forms[*out].core.len)
        return IBID_OK;
    return err_set(err, IBID_NOT_FOUND,
                   "no fact holds the name \"%s\" ('ibid entities --all' "
                   "lists them)",
                   text);
}

/* ---- Giving ------------------------------------------------------------ */

/* Names are given by group, the one that comes first in each group before the
 * others: most told, then by text. */
struct member {
    size_t group, name;
    int64_t count;
    const char *text, *head; /* head: the first of the group */
};

static int by_group(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->text, y->text);
}

static int by_head(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int order = strcmp(x->head, y->head);
    return order ? order : by_group(a, b);
}

/* Those of a list only are told 0 times, and left out. */
static struct member *members_of(struct gathering *g, size_t *count)
{
    struct member *list =
        arena_array(&g->mem, g->found.count + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < g->found.count; i++) {
        const struct entity_name *name = &g->roster.names[i];
        if (g->found.forms[i].core.len && name->count)
            list[n++] = (struct member){g->found.group[i], i, name->count,
                                        name->text, NULL};
    }
    if (n)
        qsort(list, n, sizeof *list, by_group);
    for (size_t i = 0; i < n; i++)
        list[i].head = i && list[i - 1].group == list[i].group
                           ? list[i - 1].head
                           : list[i].text;
    if (n)
        qsort(list, n, sizeof *list, by_head);
    *count = n;
    return list;
}

static const char *reason_of(const struct entity_merge *merge,
                             struct arena *mem)
{
    static const char *const reasons[] = {
        [ENTITY_APART] = "",
        [ENTITY_SAID] = "a person said so",
        [ENTITY_WRITTEN] =
            "the same but for titles, articles, marks and capitals",
        [ENTITY_LISTED] = "a list of the codebook says so",
        [ENTITY_STATED] = "",
        [ENTITY_SPELT] = "another spelling of the same consonants",
        [ENTITY_ACRONYM] = "its initials, and those of no other name",
        [ENTITY_SHORT] = "its last word, and that of no other person",
    };
    return merge->why == ENTITY_STATED
               ? arena_printf(mem, "an article says so (#%lld)",
                              (long long)merge->fact)
               : reasons[merge->why];
}

/* The merges, by group. */
static int by_place(const void *a, const void *b)
{
    const struct entity_merge *x = a, *y = b;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

struct giving {
    struct gathering *g;
    size_t *first, *next; /* of each group its merges: number + 1 */
    ibid_entity_fn *each;
    void *ctx;
};

static void merges_index(struct giving *to)
{
    struct entities *all = &to->g->found;
    to->first = arena_array(&to->g->mem, all->count + 1, sizeof *to->first);
    to->next = arena_array(&to->g->mem, all->merge_count + 1, sizeof *to->next);
    if (all->merge_count)
        qsort(all->merges, all->merge_count, sizeof *all->merges, by_place);
    for (size_t i = all->merge_count; i-- > 0;) {
        size_t group = all->group[all->merges[i].a];
        to->next[i] = to->first[group];
        to->first[group] = i + 1;
    }
}

static enum ibid_status give(struct giving *to, const struct member *list,
                             size_t count, struct ibid_error *err)
{
    const struct entities *all = &to->g->found;
    struct arena *mem = &to->g->row;
    arena_reset(mem);
    struct ibid_name *names = arena_array(mem, count, sizeof *names);
    struct ibid_entity out = {.name = list[0].text, .names = names};
    for (; out.name_count < count; out.name_count++) {
        const struct member *m = &list[out.name_count];
        names[out.name_count] = (struct ibid_name){m->text, m->count};
        out.facts += m->count;
    }
    size_t room = 0;
    struct ibid_name_merge *merges = NULL;
    for (size_t i = to->first[list[0].group]; i; i = to->next[i - 1]) {
        const struct entity_merge *m = &all->merges[i - 1];
        merges =
            arena_grow(mem, merges, &room, out.merge_count + 1, sizeof *merges);
        merges[out.merge_count++] = (struct ibid_name_merge){
            to->g->roster.names[m->a].text, to->g->roster.names[m->b].text,
            entity_why_name(m->why), reason_of(m, mem), m->fact};
    }
    out.merges = merges;
    return to->each(to->ctx, &out, err);
}

enum ibid_status ibid_entity_each(ibid_db *db, const char *name, bool several,
                                  ibid_entity_fn *each, void *ctx,
                                  struct ibid_error *err)
{
    struct gathering g = {0};
    size_t count = 0, wanted = 0;
    enum ibid_status status = gather(db, &g, err);
    if (!status && name)
        status = name_known(&g, name, &wanted, err);
    struct member *list = status ? NULL : members_of(&g, &count);
    struct giving to = {.g = &g, .each = each, .ctx = ctx};
    if (!status)
        merges_index(&to);
    for (size_t i = 0, end; !status && i < count; i = end) {
        for (end = i + 1; end < count && list[end].group == list[i].group;)
            end++;
        bool is_one = name && g.found.group[wanted] == list[i].group;
        if (name ? is_one : !several || end - i > 1)
            status = give(&to, &list[i], end - i, err);
    }
    gathering_done(&g);
    return status;
}

/* ---- Decisions --------------------------------------------------------- */

static enum ibid_status names_known(struct gathering *g,
                                    const char *const *names, size_t count,
                                    const char **out, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    size_t first = 0, other;
    for (size_t i = 0; !status && i < count; i++) {
        status = name_known(g, names[i], &other, err);
        if (status)
            return status;
        first = i ? first : other;
        out[i] = g->roster.names[other].text;
        if (i && str_eq(g->found.forms[first].core, g->found.forms[other].core))
            return err_set(err, IBID_INVALID,
                           "\"%s\" and \"%s\" are one name as it is compared",
                           out[0], out[i]);
    }
    return status;
}

enum ibid_status ibid_entity_decide(ibid_db *db, const char *const *names,
                                    size_t count, bool apart,
                                    const struct ibid_change_options *options,
                                    struct ibid_change_result *result,
                                    struct ibid_error *err)
{
    struct gathering g = {0};
    struct curator who;
    enum ibid_status status = gather(db, &g, err);
    const char **known = arena_array(&g.mem, count + 1, sizeof *known);
    if (!status)
        status = names_known(&g, names, count, known, err);
    if (!status)
        status = ibid_db_curator(db, options, &who, err);
    if (!status)
        status = curate_names(&who, known, count, apart, result, err);
    gathering_done(&g);
    return status;
}
