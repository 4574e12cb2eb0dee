/* support.h - do the words cited for a value carry it? */
#ifndef EXTRACT_SUPPORT_H
#define EXTRACT_SUPPORT_H

#include "extract/codebook.h"
#include "ibid.h"

const char *support_name(enum ibid_support support);

/* How the citations of a value carry it: its words (case, dress of marks and
 * blanks aside) stand in a quote; or a number, date or choice in a quote is
 * the one that the value means. `published` (of its source, or NULL) resolves
 * relative dates. Linear in value and quotes. */
enum ibid_support support_of_value(const struct codebook *codebook,
                                   const struct codebook_field *field,
                                   const struct ibid_value *value,
                                   const char *published);

/* Is `fact` worth a look? What a rule found and nobody changed carries its
 * values: they are the words it cites. Only other facts, and lost words, can
 * fail. */
bool support_may_fail(const struct ibid_fact *fact);

/* One for each value of `fact`, in the order of fields and values, in `mem`;
 * *states is bit 1 << state for each that occurs. */
enum ibid_support *support_of_fact(const struct codebook *codebook,
                                   const struct ibid_fact *fact,
                                   const char *published, struct arena *mem,
                                   size_t *count, unsigned *states);

#endif
