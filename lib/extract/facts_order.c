/* facts_order.c - facts in the order of the text, each only once. */
#include <stdlib.h>

#include "extract/facts.h"
#include "fact/fact.h"

enum { DUPLICATES_BACK_MAX = 64 }; /* neighbours compared with a fact */

static int by_evidence(const void *a, const void *b)
{
    const struct made_fact *x = a, *y = b;
    if (x->fact.start != y->fact.start)
        return x->fact.start < y->fact.start ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static bool same_value(const struct ibid_field *a, const struct ibid_field *b)
{
    if (!a || !b || a->value_count != b->value_count)
        return a == b;
    for (size_t i = 0; i < a->value_count; i++) {
        const struct ibid_value *x = &a->values[i], *y = &b->values[i];
        if (!x->citation_count || !y->citation_count)
            continue;
        if (x->citations[0].start != y->citations[0].start)
            return false;
    }
    return true;
}

/* Do two facts of a kind say the same by their required fields? */
static bool same_fact(const struct codebook_kind *kind,
                      const struct ibid_fact *a, const struct ibid_fact *b)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].required &&
            !same_value(fact_field(a, kind->fields[i].name),
                        fact_field(b, kind->fields[i].name)))
            return false;
    return true;
}

static bool is_better(const struct made_fact *a, const struct made_fact *b)
{
    if (a->fact.confidence != b->fact.confidence)
        return a->fact.confidence > b->fact.confidence;
    return a->fact.field_count > b->fact.field_count;
}

static void drop_duplicates(const struct codebook *c, struct made_facts *all)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct made_fact one = all->list[i];
        bool same = false;
        for (size_t k = kept; k-- > 0 && kept - k <= DUPLICATES_BACK_MAX;) {
            struct made_fact *other = &all->list[k];
            if (other->kind != one.kind ||
                !same_fact(&c->kinds[one.kind], &other->fact, &one.fact))
                continue;
            same = true;
            if (is_better(&one, other))
                *other = one;
            break;
        }
        if (!same)
            all->list[kept++] = one;
    }
    all->count = kept;
}

void facts_order(const struct codebook *codebook, struct made_facts *all)
{
    if (all->count)
        qsort(all->list, all->count, sizeof *all->list, by_evidence);
    drop_duplicates(codebook, all);
}
