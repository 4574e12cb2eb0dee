/* support.h - who tells queries whether facts are supported by what they
 * cite. */
#ifndef STORE_SUPPORT_H
#define STORE_SUPPORT_H

#include "store/facts.h"

/* Bits 1 << enum ibid_support of the values of a fact. */
typedef enum ibid_status store_support_fn(void *ctx,
                                          const struct ibid_fact *fact,
                                          unsigned *states,
                                          struct ibid_error *err);

/* Who tells; `exempt` are the "kind/field" that need no citation, NULL at the
 * end. All live until the store is closed or others are set. */
void store_support_by(struct store *st, const char *const *exempt,
                      store_support_fn *look, void *ctx);

/* Look at one fact; 0 when it cannot be read or nobody tells. */
unsigned store_support_look(struct store *st, int64_t no);

/* Who tells how many independent sources say what a fact says. */
typedef enum ibid_status store_independent_fn(struct store *st, int64_t no,
                                              int64_t *out,
                                              struct ibid_error *err);
void store_independent_by(struct store *st, store_independent_fn *look);

/* Ask for one fact; 1 when nobody tells. */
int64_t store_independent_look(struct store *st, int64_t no);

#endif
