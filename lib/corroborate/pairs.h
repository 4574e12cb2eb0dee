/* pairs.h - which claims of a story may bear on one another, found by what
 * they share: no claim is held against all others; pure. */
#ifndef CORROBORATE_PAIRS_H
#define CORROBORATE_PAIRS_H

#include "base/arena.h"
#include "base/error.h"
#include "corroborate/claim.h"

enum {
    PAIRS_OF_CLAIM_MAX = 512, /* after it, in order, that one claim meets */
    PAIRS_KEYS_MAX = 1500000, /* of all claims of a story; no more are read */
};

/* Called for each pair a < b of different sources, once, ascending in a. */
typedef enum ibid_status pairs_fn(void *ctx, size_t a, size_t b,
                                  struct ibid_error *err);

/* Every pair that link_compare() could give a relation shares a key: a toll
 * the harm and the number (those of the lead: the harm and the victims' group),
 * an event its date, a role a word of the name or whose it is, a
 * statement three words in a row or what is decided. Works in `mem`. */
enum ibid_status pairs_each(struct claim *const *claims, size_t count,
                            struct arena *mem, pairs_fn *each, void *ctx,
                            struct ibid_error *err);

#endif
