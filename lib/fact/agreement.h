/* agreement.h - how far two coders agree on the same units, beyond chance. */
#ifndef FACT_AGREEMENT_H
#define FACT_AGREEMENT_H

#include "base/map.h"

/* What two coders said of the units so far. Zero-initialise with `mem` set,
 * where the categories live. */
struct agreement {
    struct arena *mem;
    struct map categories;
    struct category {
        int64_t a, b; /* how often each coder chose it */
    } * *list;
    size_t count, room;
    int64_t units, agreed;
};

/* One more unit: the categories that the coders put it in. */
void agreement_add(struct agreement *to, struct str a, struct str b);

/* Cohen's kappa (Cohen 1960) and Krippendorff's alpha for nominal data without
 * gaps (Krippendorff 2011). False when both are undefined: without units, or
 * when all of them are in one category. */
bool agreement_score(const struct agreement *of, double *kappa, double *alpha);

#endif
