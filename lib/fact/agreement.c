/* agreement.c - how far two coders agree on the same units, beyond chance. */
#include "fact/agreement.h"

static struct category *category(struct agreement *of, struct str name)
{
    of->categories.mem = of->mem;
    struct category *known = map_get(&of->categories, name);
    if (known)
        return known;
    known = arena_new(of->mem, struct category);
    *map_at(&of->categories, arena_str(of->mem, name)) = known;
    of->list = arena_grow(of->mem, of->list, &of->room, of->count + 1,
                          sizeof(struct category *));
    of->list[of->count++] = known;
    return known;
}

void agreement_add(struct agreement *to, struct str a, struct str b)
{
    category(to, a)->a++;
    category(to, b)->b++;
    to->units++;
    to->agreed += str_eq(a, b);
}

/* Chance agreement: for kappa each coder has a habit of his own, for alpha all
 * values come from one pool, of which two different ones are drawn. */
bool agreement_score(const struct agreement *of, double *kappa, double *alpha)
{
    double n = (double)of->units, observed = (double)of->agreed / n;
    double chance = 0, pairs = 0;
    if (!of->units || of->count < 2)
        return false;
    for (size_t i = 0; i < of->count; i++) {
        double a = (double)of->list[i]->a, b = (double)of->list[i]->b;
        chance += a / n * (b / n);
        pairs += (a + b) * (a + b - 1);
    }
    *kappa = (observed - chance) / (1 - chance);
    *alpha = 1 - (1 - observed) / (1 - pairs / (2 * n * (2 * n - 1)));
    return true;
}
