/* facts.h - what rules found, made into facts with citations. */
#ifndef EXTRACT_FACTS_H
#define EXTRACT_FACTS_H

#include "extract/match.h"

/* A fact and the proposal it came from. */
struct made_fact {
    struct ibid_fact fact;
    const struct proposal *from;
    const char *const *by; /* by field: the rule that filled it, or NULL */
    const char *contexts;  /* JSON; NULL: not asked for */
    uint32_t kind;         /* number of the kind */
    uint32_t order;
};

struct made_facts {
    struct made_fact *list;
    size_t count, capacity;
    uint16_t *dropped; /* rules that removed a fact */
    size_t dropped_count, dropped_capacity;
    bool cut; /* more than a text can have: the rest is left out */
};

/* All facts of the proposals, in order, without duplicates; in reading->mem
 * or `mem` (what the caller keeps). */
void facts_make(const struct reading *reading, struct proposals *proposals,
                bool with_contexts, struct arena *mem, struct made_facts *out);

/* Sort by evidence and kind; of facts of a kind that say the same keep the
 * better one. */
void facts_order(const struct codebook *codebook, struct made_facts *all);

#endif
