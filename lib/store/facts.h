/* facts.h - facts as rows: find, read, walk. */
#ifndef STORE_FACTS_H
#define STORE_FACTS_H

#include "ibid.h"
#include "store/store.h"

/* The number of the fact that `ref` names: id, unique beginning of an id (4
 * characters or more), "#12" or "12". IBID_NOT_FOUND, or IBID_INVALID when it
 * fits several. */
enum ibid_status store_fact_resolve(struct store *st, const char *ref,
                                    int64_t *no, struct ibid_error *err);

/* The number of the fact with exactly this id, 0 when there is none. */
enum ibid_status store_fact_find(struct store *st, const char *id, int64_t *no,
                                 struct ibid_error *err);

/* Read one whole into `mem`, citations with their quotes. `*withdrawn` (NULL
 * allowed): it no longer counts (1, or 2 with its version). */
enum ibid_status store_fact_get(struct store *st, int64_t no, struct arena *mem,
                                struct ibid_fact *out, int *withdrawn,
                                struct ibid_error *err);

/* The fact that `ref` names, into `mem`; IBID_NOT_FOUND also for one that no
 * longer counts. */
enum ibid_status store_fact_current(struct store *st, const char *ref,
                                    struct arena *mem, struct ibid_fact *out,
                                    struct ibid_error *err);

typedef enum ibid_status store_no_fn(void *ctx, int64_t no,
                                     struct ibid_error *err);
typedef enum ibid_status store_fact_fn(void *ctx, int64_t no,
                                       const struct ibid_fact *fact,
                                       struct ibid_error *err);

/* The facts selected that count, as query->order says: by source, version,
 * place, kind, number, or by doubt before these; `fact` lives until `each`
 * returns. Anything but IBID_OK ends it. */
enum ibid_status store_fact_each(struct store *st,
                                 const struct ibid_query *query,
                                 store_fact_fn *each, void *ctx,
                                 struct ibid_error *err);
enum ibid_status store_fact_count(struct store *st,
                                  const struct ibid_query *query, int64_t *out,
                                  struct ibid_error *err);

/* Their numbers only, in no order. */
enum ibid_status store_fact_nos(struct store *st,
                                const struct ibid_query *query,
                                store_no_fn *each, void *ctx,
                                struct ibid_error *err);

/* Numbers of all facts whose home is `version`, withdrawn ones too. */
enum ibid_status store_fact_of_version(struct store *st, int64_t version,
                                       store_no_fn *each, void *ctx,
                                       struct ibid_error *err);

/* The stored sums of a fact's citations against its quotes: calls `each` with
 * the index of every citation (evidence first, then values in order) whose
 * quote has another sum. For verify. */
enum ibid_status store_fact_check_sums(struct store *st, int64_t no,
                                       const struct ibid_fact *fact,
                                       void (*each)(void *ctx, size_t index),
                                       void *ctx, struct ibid_error *err);

#endif
