/* seal.h - sums over settings and derived rows, so that a changed one is found.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "store/store.h"

/* Make ibid_seal(column...) known to SQL: for statements and migrations. */
bool store_seal_function(struct store *st);

/* Report settings and derived rows whose seal is not theirs, `what` they are;
 * nothing in databases of older schemas. */
typedef void store_seal_fn(void *ctx, const char *what, const char *subject);
enum ibid_status store_seal_check(struct store *st, store_seal_fn *each,
                                  void *ctx, struct ibid_error *err);

#endif
