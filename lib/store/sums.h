/* sums.h - the short sum kept with each citation's quote. */
#ifndef STORE_SUMS_H
#define STORE_SUMS_H

#include "base/hash.h"

/* The first 8 bytes of the quote's SHA-256. */
struct quote_sum {
    uint8_t byte[8];
};

static inline struct quote_sum store_quote_sum(struct str quote)
{
    struct sha256 hash = hash_of(quote);
    struct quote_sum sum;
    memcpy(sum.byte, hash.byte, sizeof sum.byte);
    return sum;
}

#endif
