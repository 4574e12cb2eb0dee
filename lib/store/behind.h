/* behind.h - citations of versions that are not their source's newest, and
 * where their words stand in that. */
#ifndef STORE_BEHIND_H
#define STORE_BEHIND_H

#include "source/reanchor.h"
#include "store/facts.h"

/* Two versions of a source, aligned; kept from fact to fact. Zero-initialise
 * with `st` set; store_behind_done() frees. */
struct behind {
    struct store *st;
    const char *newest; /* or NULL: a version not stored yet (id, text) that */
    struct str text;    /* is to be taken for the newest of `source` */
    const char *source;
    int64_t old, new; /* numbers of those aligned; 0: none */
    struct align align;
    struct arena mem; /* of the alignment */
};
void store_behind_done(struct behind *b);

/* Gets `c` of the fact's `field` (NULL: evidence), value number `value`. */
struct behind_at {
    const struct ibid_fact *fact;
    const char *field;
    size_t value;
    const struct ibid_citation *c;
};

/* Is the citation behind, and not decided on yet? Then *found, and `out` says
 * how it fares; strings live in `mem` or are those of `at`. */
enum ibid_status store_behind_find(struct behind *b, const struct behind_at *at,
                                   struct arena *mem, bool *found,
                                   struct ibid_anchoring *out,
                                   struct ibid_error *err);

/* Every citation of the fact, evidence first. Anything but IBID_OK ends it. */
typedef enum ibid_status behind_fn(void *ctx, const struct behind_at *at,
                                   struct ibid_error *err);
enum ibid_status store_behind_walk(const struct ibid_fact *fact,
                                   behind_fn *each, void *ctx,
                                   struct ibid_error *err);

/* What is told of one: where it stands in version `newest` by `a`. */
void behind_fill(const struct align *a, const struct behind_at *at,
                 const char *newest, const struct reanchored *to,
                 struct arena *mem, struct ibid_anchoring *out);

/* All of the fact that are behind, in order, into `mem`. */
enum ibid_status store_behind_fact(struct behind *b,
                                   const struct ibid_fact *fact,
                                   struct arena *mem,
                                   struct ibid_anchoring **out, size_t *count,
                                   struct ibid_error *err);

#endif
