/* entity.c - bring names together, the surest reasons first. */
#include "corroborate/entity.h"

#include <stdlib.h>

#include "base/map.h"
#include "source/table.h"

const char *entity_why_name(enum entity_why why)
{
    static const char *const names[] = {"apart",  "said",  "written", "listed",
                                        "stated", "spelt", "acronym", "short"};
    return names[why];
}

/* A name under one of its forms. */
struct keyed {
    struct str key;
    size_t name;
};

struct making {
    const struct entity_name *names;
    const struct entity_pair *pairs;
    size_t pair_count;
    struct entities *out;
    struct arena *mem;
    struct map by_core;  /* the first name with a core; number + 1 */
    struct keyed *keyed; /* room for all names twice */
};

/* ---- Groups ------------------------------------------------------------ */

static size_t root_of(size_t *group, size_t i)
{
    while (group[i] != i)
        i = group[i] = group[group[i]];
    return i;
}

bool entities_are_apart(const struct entities *entities, size_t a, size_t b)
{
    size_t x = entities->group[a], y = entities->group[b];
    for (size_t i = 0; i < entities->apart_count; i++) {
        size_t p = root_of(entities->group, entities->apart[i][0]);
        size_t q = root_of(entities->group, entities->apart[i][1]);
        if ((p == x && q == y) || (p == y && q == x))
            return true;
    }
    return false;
}

static void join(struct making *m, size_t a, size_t b, enum entity_why why,
                 int64_t fact)
{
    struct entities *out = m->out;
    size_t x = root_of(out->group, a), y = root_of(out->group, b);
    out->group[a] = x;
    out->group[b] = y;
    if (x == y || entities_are_apart(out, a, b))
        return;
    out->group[x > y ? x : y] = x > y ? y : x;
    out->merges[out->merge_count++] = (struct entity_merge){a, b, why, fact};
}

/* ---- What is known ----------------------------------------------------- */

/* The name that a pair speaks of: number + 1, 0 when it is nowhere. */
static size_t named(struct making *m, const char *text)
{
    struct name_form form = name_read(text, m->mem);
    const size_t *found =
        form.core.len ? map_get(&m->by_core, form.core) : NULL;
    return found ? *found + 1 : 0;
}

/* Articles also say "Casey (D-PA)": letters of the one must be in the other. */
static bool is_likely(const struct entities *all, size_t a, size_t b)
{
    const struct name_form *x = &all->forms[a], *y = &all->forms[b];
    if (x->capitals == y->capitals)
        return true;
    return x->capitals ? name_abbreviates(x->core, y->core)
                       : name_abbreviates(y->core, x->core);
}

static void take_pairs(struct making *m, enum entity_why why)
{
    struct entities *out = m->out;
    for (size_t i = 0; i < m->pair_count; i++) {
        const struct entity_pair *pair = &m->pairs[i];
        if (pair->why != why)
            continue;
        size_t a = named(m, pair->a), b = named(m, pair->b);
        if (!a || !b || a == b ||
            (why == ENTITY_STATED && !is_likely(out, a - 1, b - 1)))
            continue;
        if (why == ENTITY_APART) {
            out->apart[out->apart_count][0] = a - 1;
            out->apart[out->apart_count++][1] = b - 1;
        } else {
            join(m, a - 1, b - 1, why, pair->fact);
        }
    }
}

static void take_cores(struct making *m)
{
    struct entities *out = m->out;
    size_t *numbers = arena_array(m->mem, out->count + 1, sizeof *numbers);
    for (size_t i = 0; i < out->count; i++) {
        if (!out->forms[i].core.len)
            continue;
        void **first = map_at(&m->by_core, out->forms[i].core);
        numbers[i] = i;
        if (!*first)
            *first = &numbers[i];
        else
            join(m, *(size_t *)*first, i, ENTITY_WRITTEN, 0);
    }
}

/* ---- What is likely ---------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order = str_cmp(x->key, y->key);
    return order ? order : (x->name > y->name) - (x->name < y->name);
}

/* A surname alone is spelt in many ways, by many people. */
static bool is_spelt(const struct making *m, size_t i)
{
    return m->out->forms[i].words > 1 || !m->names[i].personal;
}

static void take_spellings(struct making *m)
{
    struct entities *out = m->out;
    size_t n = 0;
    for (size_t i = 0; i < out->count; i++)
        if (out->forms[i].sounds.len && is_spelt(m, i))
            m->keyed[n++] = (struct keyed){out->forms[i].sounds, i};
    if (n)
        qsort(m->keyed, n, sizeof *m->keyed, by_key);
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && i - k < ENTITY_RUN_MAX &&
                           str_eq(m->keyed[k - 1].key, m->keyed[i].key);
             k--) {
            size_t a = m->keyed[k - 1].name, b = m->keyed[i].name;
            unsigned enough = out->forms[a].consonants < NAME_CONSONANTS
                                  ? NAME_ALIKE_FEW
                                  : NAME_ALIKE_MIN;
            if (name_alike(out->forms[a].core, out->forms[b].core) >= enough)
                join(m, a, b, ENTITY_SPELT, 0);
        }
}

/* "rebels", "rebel": of whom tolls are, no surname. */
static bool is_group(struct str word)
{
    struct str table = table_open("tables/victims.txt"), group;
    struct str one = str_cut(word, 0, word.len - str_ends(word, STR("s")));
    return table_find(table, word, &group) || table_find(table, one, &group);
}

/* What a name may be short for: all its longer forms, sorted by key. */
static size_t long_forms(struct making *m, enum entity_why why)
{
    const struct entities *out = m->out;
    size_t n = 0;
    for (size_t i = 0; i < out->count; i++) {
        const struct name_form *form = &out->forms[i];
        if (why == ENTITY_ACRONYM && form->initials.len &&
            !m->names[i].personal)
            m->keyed[n++] = (struct keyed){form->initials, i};
        if (why == ENTITY_SHORT && form->words > 1 && !form->linked &&
            m->names[i].personal && !is_group(form->last))
            m->keyed[n++] = (struct keyed){form->last, i};
    }
    if (n)
        qsort(m->keyed, n, sizeof *m->keyed, by_key);
    return n;
}

static const struct keyed *first_with(const struct keyed *list, size_t n,
                                      struct str key)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (str_cmp(list[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && str_eq(list[low].key, key) ? &list[low] : NULL;
}

/* The one entity that has the key; none when two have. */
static bool only_one(struct making *m, size_t n, struct str key, size_t *name)
{
    const struct keyed *at = first_with(m->keyed, n, key);
    if (!at)
        return false;
    *name = at->name;
    for (; at < m->keyed + n && str_eq(at->key, key); at++)
        if (root_of(m->out->group, at->name) != root_of(m->out->group, *name))
            return false;
    return true;
}

static void take_short(struct making *m, enum entity_why why)
{
    struct entities *out = m->out;
    size_t n = long_forms(m, why);
    size_t(*pairs)[2] = arena_array(m->mem, out->count + 1, sizeof *pairs);
    size_t count = 0;
    for (size_t i = 0; i < out->count; i++) {
        const struct name_form *form = &out->forms[i];
        struct str key = form->acronym;
        if (why == ENTITY_SHORT)
            key = form->words == 1 && m->names[i].personal && !form->acronym.len
                      ? form->core
                      : (struct str){"", 0};
        size_t other;
        if (key.len && only_one(m, n, key, &other)) {
            pairs[count][0] = other;
            pairs[count++][1] = i;
        }
    }
    for (size_t i = 0; i < count; i++)
        join(m, pairs[i][0], pairs[i][1], why, 0);
}

void entities_make(const struct entity_name *names, size_t count,
                   const struct entity_pair *pairs, size_t pair_count,
                   struct arena *mem, struct entities *out)
{
    struct making m = {.names = names,
                       .pairs = pairs,
                       .pair_count = pair_count,
                       .out = out,
                       .mem = mem,
                       .by_core = {.mem = mem}};
    struct name_form *forms = arena_array(mem, count + 1, sizeof *forms);
    *out = (struct entities){.count = count, .forms = forms};
    out->group = arena_array(mem, count + 1, sizeof *out->group);
    out->merges = arena_array(mem, count + 1, sizeof *out->merges);
    out->apart = arena_array(mem, pair_count + 1, sizeof *out->apart);
    m.keyed = arena_array(mem, count + 1, sizeof *m.keyed);
    for (size_t i = 0; i < count; i++) {
        forms[i] = name_read(names[i].text, mem);
        out->group[i] = i;
    }
    take_cores(&m);
    take_pairs(&m, ENTITY_APART);
    take_pairs(&m, ENTITY_SAID);
    take_pairs(&m, ENTITY_LISTED);
    take_pairs(&m, ENTITY_STATED);
    take_spellings(&m);
    take_short(&m, ENTITY_ACRONYM);
    take_short(&m, ENTITY_SHORT);
    for (size_t i = 0; i < count; i++)
        out->group[i] = root_of(out->group, i);
}
