/* match_item.h - the tests of compiled patterns on single items. */
#ifndef EXTRACT_MATCH_ITEM_H
#define EXTRACT_MATCH_ITEM_H

#include "extract/match.h"

/* Items that the test takes from item `i` on (back from it, when not
 * `forward`); 0: it fails. */
uint32_t match_item_test(const struct reading *r, const struct instruction *in,
                         uint32_t i, bool forward);

/* Does a sentence end before item `at`, but for its closing mark? */
bool match_at_edge(const struct reading *r, uint32_t at);

#endif
