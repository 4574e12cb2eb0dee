/* fill.c - rules that fill fields of facts near them. */
#include "extract/fill.h"

#include <stdlib.h>
#include <string.h>

#include "extract/normal.h"

enum {
    HOLDERS_BACK_MAX = 32, /* contents that may lie in one another */
    FILLS_SEEN_MAX = 24,   /* looked at in each direction */
};

static int by_trigger(const void *a, const void *b)
{
    const struct proposal *x = a, *y = b;
    if (x->trigger != y->trigger)
        return x->trigger < y->trigger ? -1 : 1;
    return (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

struct fills fills_start(const struct reading *reading, struct proposals *all)
{
    struct fills f = {.reading = reading};
    size_t kept = 0;
    f.loose.list =
        arena_array(reading->mem, all->count + 1, sizeof *f.loose.list);
    f.drops.list =
        arena_array(reading->mem, all->count + 1, sizeof *f.drops.list);
    for (size_t i = 0; i < all->count; i++) {
        const struct rule *rule = &reading->codebook->rules[all->list[i].rule];
        if (rule->drops)
            f.drops.list[f.drops.count++] = all->list[i];
        else if (rule->fills)
            f.loose.list[f.loose.count++] = all->list[i];
        else
            all->list[kept++] = all->list[i];
    }
    all->count = kept;
    if (f.loose.count)
        qsort(f.loose.list, f.loose.count, sizeof *f.loose.list, by_trigger);
    if (f.drops.count)
        qsort(f.drops.list, f.drops.count, sizeof *f.drops.list, by_trigger);
    return f;
}

static int by_first(const void *a, const void *b)
{
    const struct holder *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1;
    return (x->by->pattern < y->by->pattern) -
           (x->by->pattern > y->by->pattern);
}

void fills_hold(struct fills *fills, const struct proposals *all)
{
    const struct reading *r = fills->reading;
    const struct codebook *c = r->codebook;
    for (size_t i = 0; i < all->count; i++) {
        const struct proposal *p = &all->list[i];
        uint32_t bounds = c->bounds[c->rules[p->rule].kind];
        for (uint16_t k = 0; bounds && k < p->capture_count; k++) {
            const struct capture *at = &p->captures[k];
            if (!(bounds >> at->field & 1))
                continue;
            fills->holders =
                arena_grow(r->mem, fills->holders, &fills->holder_capacity,
                           fills->holder_count + 1, sizeof *fills->holders);
            fills->holders[fills->holder_count++] =
                (struct holder){r->items[at->first].first,
                                r->items[at->last - 1].last, at->field, p};
        }
    }
    if (fills->holder_count)
        qsort(fills->holders, fills->holder_count, sizeof *fills->holders,
              by_first);
}

static const struct holder *holder_at(const struct fills *fills, uint32_t item,
                                      const struct proposal *self)
{
    uint32_t token = fills->reading->items[item].first;
    size_t low = 0, high = fills->holder_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (fills->holders[middle].first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t seen = 0; low-- > 0 && seen < HOLDERS_BACK_MAX; seen++)
        if (fills->holders[low].last > token && fills->holders[low].by != self)
            return &fills->holders[low];
    return NULL;
}

const struct holder *fills_holder(const struct fills *fills,
                                  const struct proposal *p)
{
    return holder_at(fills, p->trigger, p);
}

/* Does the proposal say anything of the field? */
static bool says(const struct codebook *c, const struct proposal *fill,
                 uint8_t field)
{
    const struct rule *rule = &c->rules[fill->rule];
    for (uint16_t i = 0; i < fill->capture_count; i++)
        if (fill->captures[i].field == field)
            return true;
    for (size_t i = 0; i < rule->constant_count; i++)
        if (rule->constants[i].field == field)
            return true;
    return false;
}

/* Does what the rule asks to be within lie there? */
static bool lies_within(const struct rule *rule, const struct proposal *fill,
                        const struct proposal *p)
{
    if (rule->within == PATTERN_NO_FIELD)
        return true;
    for (uint16_t i = 0; i < p->capture_count; i++)
        if (p->captures[i].field == rule->within &&
            p->captures[i].first <= fill->first &&
            p->captures[i].last >= fill->last)
            return true;
    return false;
}

static bool fits(const struct fills *fills, const struct proposal *fill,
                 const struct proposal *p, uint8_t field)
{
    const struct codebook *c = fills->reading->codebook;
    const struct rule *rule = &c->rules[fill->rule];
    uint32_t away = fill->trigger > p->trigger ? fill->trigger - p->trigger
                                               : p->trigger - fill->trigger;
    return (!rule->near || away <= rule->near) &&
           rule->kind == c->rules[p->rule].kind && says(c, fill, field) &&
           lies_within(rule, fill, p) &&
           holder_at(fills, fill->trigger, p) ==
               holder_at(fills, p->trigger, p);
}

/* Is there an end of a sentence in [from, to)? */
static bool is_parted(const struct reading *r, uint32_t from, uint32_t to)
{
    for (; from < to; from++)
        if (r->items[from].kind >= ITEM_BREAK)
            return true;
    return false;
}

/* The nearest that fits, from `at` on in one direction. */
static const struct proposal *scan(const struct fills *fills, size_t at,
                                   bool forward, const struct proposal *p,
                                   uint8_t field)
{
    uint32_t reached = p->trigger;
    for (size_t seen = 0; seen < FILLS_SEEN_MAX; seen++) {
        if (forward ? at >= fills->loose.count : at == 0)
            return NULL;
        const struct proposal *fill = &fills->loose.list[forward ? at : at - 1];
        if (forward ? is_parted(fills->reading, reached, fill->trigger)
                    : is_parted(fills->reading, fill->trigger, reached))
            return NULL;
        if (fits(fills, fill, p, field))
            return fill;
        reached = fill->trigger;
        at = forward ? at + 1 : at - 1;
    }
    return NULL;
}

const struct proposal *fills_find(const struct fills *fills,
                                  const struct proposal *p, uint8_t field)
{
    size_t low = 0, high = fills->loose.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (fills->loose.list[middle].trigger < p->trigger)
            low = middle + 1;
        else
            high = middle;
    }
    const struct proposal *ahead = scan(fills, low, true, p, field);
    const struct proposal *behind = scan(fills, low, false, p, field);
    if (!ahead || !behind)
        return ahead ? ahead : behind;
    return ahead->trigger - p->trigger <= p->trigger - behind->trigger ? ahead
                                                                       : behind;
}

/* The choice that the words of `p` for the field stand for, or NULL. */
static const char *choice_of(const struct reading *r, const struct proposal *p,
                             uint8_t field)
{
    const struct codebook *c = r->codebook;
    uint16_t kind = c->rules[p->rule].kind;
    for (uint16_t i = 0; i < p->capture_count; i++)
        if (p->captures[i].field == field)
            return normal_choice(
                c, &c->kinds[kind].fields[field],
                reading_text(r, p->captures[i].first, p->captures[i].last));
    return NULL;
}

/* Is `p` of the sort that the rule removes? When no words tell, it is. */
static bool is_meant(const struct reading *r, const struct rule_choices *only,
                     const struct proposal *p)
{
    const char *is = only->count ? choice_of(r, p, only->field) : NULL;
    for (uint8_t i = 0; is && i < only->count; i++)
        if (!strcmp(only->list[i], is))
            return true;
    return !is;
}

/* Does the proposal of a rule that drops speak against `p`? */
static bool speaks_against(const struct fills *fills,
                           const struct proposal *drop,
                           const struct proposal *p)
{
    const struct codebook *c = fills->reading->codebook;
    const struct rule *rule = &c->rules[drop->rule];
    uint32_t low = drop->trigger < p->trigger ? drop->trigger : p->trigger;
    uint32_t away = drop->trigger + p->trigger - low - low;
    return rule->kind == c->rules[p->rule].kind &&
           away <= (rule->near ? rule->near : UINT8_MAX) &&
           !is_parted(fills->reading, low, low + away) &&
           is_meant(fills->reading, &rule->only, p);
}

void fills_drop(const struct fills *fills, struct proposals *all,
                fills_dropped *dropped, void *ctx)
{
    size_t kept = 0, from = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct proposal *p = &all->list[i], *against = NULL;
        while (from < fills->drops.count &&
               fills->drops.list[from].trigger + UINT8_MAX < p->first)
            from++;
        for (size_t k = from;
             !against && k < fills->drops.count &&
             fills->drops.list[k].trigger <= p->trigger + UINT8_MAX;
             k++)
            if (speaks_against(fills, &fills->drops.list[k], p))
                against = &fills->drops.list[k];
        if (!against)
            all->list[kept++] = *p;
        else
            dropped(ctx, against->rule);
    }
    all->count = kept;
}
