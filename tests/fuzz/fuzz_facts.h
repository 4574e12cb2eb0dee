/* fuzz_facts.h - what must hold for every fact, whatever text it is from. */
#ifndef FUZZ_FUZZ_FACTS_H
#define FUZZ_FUZZ_FACTS_H

#include "fact/fact.h"
#include "fuzz.h"
#include "text/utf8.h"

static inline void
check_citations(struct str text, const struct ibid_citation *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct ibid_citation *c = &list[i];
        promise(c->start < c->end && c->end <= text.len);
        promise(utf8_is_boundary(text, c->start));
        promise(utf8_is_boundary(text, c->end));
        promise(str_eq(str_of(c->quote), str_cut(text, c->start, c->end)));
    }
}

static inline void check_fact(struct str text, const struct ibid_fact *fact)
{
    promise(fact->kind && fact->rule);
    promise(fact->confidence >= 0 && fact->confidence <= 1);
    check_citations(text, fact->citations, fact->citation_count);
    for (size_t f = 0; f < fact->field_count; f++)
        for (size_t v = 0; v < fact->fields[f].value_count; v++)
            check_citations(text, fact->fields[f].values[v].citations,
                            fact->fields[f].values[v].citation_count);
}

#endif
