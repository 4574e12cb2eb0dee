/* named.h - the names that facts hold, as rows. */
#ifndef STORE_NAMED_H
#define STORE_NAMED_H

#include "store/store.h"

/* A name and how often it is told; strings live until the next row. */
struct named_row {
    const char *kind, *field, *text;
    const char *normalized; /* or NULL */
    int64_t count, fact;    /* fact: its number, of store_named_of() only */
};
typedef enum ibid_status store_named_fn(void *ctx, const struct named_row *row,
                                        struct ibid_error *err);

/* The values of a field of all facts of a kind that count, by text. */
enum ibid_status store_named_each(struct store *st, const char *kind,
                                  const char *field, store_named_fn *each,
                                  void *ctx, struct ibid_error *err);

/* Those of fields that hold names of the facts of one source, one by one:
 * speaker, person, place, and the two of an alias. */
enum ibid_status store_named_of(struct store *st, int64_t source,
                                store_named_fn *each, void *ctx,
                                struct ibid_error *err);

/* Two names that facts of a kind hold in two fields: "alias", "name" and
 * "other_name". */
typedef enum ibid_status store_stated_fn(void *ctx, const char *name,
                                         const char *other, int64_t fact,
                                         struct ibid_error *err);
enum ibid_status store_stated_each(struct store *st, store_stated_fn *each,
                                   void *ctx, struct ibid_error *err);

#endif
