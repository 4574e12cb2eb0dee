/* merging.h - what merging and parting do to facts; pure. Only for
 * lib/curate. */
#ifndef CURATE_MERGING_H
#define CURATE_MERGING_H

#include "base/buf.h"
#include "fact/fact.h"

/* Give `into` the citations of `from`: of values that say the same (by words
 * or normal form), and of the evidence. Names of fields whose values differ
 * are appended to `differs`. Lists are made anew in `mem`. */
void merge_into(struct ibid_fact *into, const struct ibid_fact *from,
                struct arena *mem, struct buf *differs);

/* Take from `of` the citations it has from `from` and did not have in
 * `before`, its state before the two were merged. */
void merge_part(struct ibid_fact *of, const struct ibid_fact *from,
                const struct ibid_fact *before, struct arena *mem);

#endif
