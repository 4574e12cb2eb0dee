/* values.h - the fields of facts: from captured words, from constants, from
 * rules that fill. */
#ifndef EXTRACT_VALUES_H
#define EXTRACT_VALUES_H

#include "extract/antecedent.h"
#include "extract/facts.h"
#include "extract/fill.h"

enum { CAPTURES_MAX = PATTERN_CAPTURES_MAX + RULE_CONSTANTS_MAX };

/* Facts being made of proposals. */
struct maker {
    const struct reading *reading;
    struct arena *mem;
    struct speakers speakers;
    struct fills fills;
    const struct proposal **last; /* by kind: the proposal before */
    struct made_facts *out;
    bool with_contexts;
    struct ibid_citation evidence; /* of the fact before */
    uint64_t quoted; /* bytes of text that facts rest on, so far */
};

/* One part of what a rule found: captures are numbered by part. */
struct found_part {
    const struct proposal *proposal;
    const uint8_t *parts;
    uint8_t part;
};

struct ibid_citation value_cite(const struct maker *m, uint32_t first,
                                uint32_t last);

/* Where the value of a field comes from: the fact's own rule or one that
 * fills, or the statement that it stands in. */
enum value_origin { VALUE_NONE, VALUE_OWN, VALUE_AROUND };

/* Field `number` of the part's kind. `*by` becomes the rule that filled it, or
 * NULL when the part's own did. */
enum value_origin value_field(struct maker *m, const struct found_part *at,
                              uint8_t number, struct ibid_field *out,
                              const char **by);

#endif
