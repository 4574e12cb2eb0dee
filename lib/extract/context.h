/* context.h - what surrounds what a rule found, and how sure that makes us. */
#ifndef EXTRACT_CONTEXT_H
#define EXTRACT_CONTEXT_H

#include "extract/match.h"

/* How likely the fact of a proposal is right, in hundredths: the odds of its
 * rule (rule_right of rule_all) and the weights of its contexts. */
double context_confidence(const struct reading *reading,
                          const struct proposal *proposal);

/* The contexts as a JSON array of strings, in `mem`: what weights are learnt
 * from. */
const char *context_json(const struct reading *reading,
                         const struct proposal *proposal, struct arena *mem);

#endif
