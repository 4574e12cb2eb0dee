/* queue.h - what a reviewer's queue knows of each fact, read in one go. */
#ifndef STORE_QUEUE_H
#define STORE_QUEUE_H

#include "ibid.h"
#include "store/store.h"

struct queue_row {
    int64_t no, source, version, revision;
    uint32_t start;
    const char *kind, *rule; /* rule may be NULL; until `each` returns */
    enum ibid_fact_status status;
    enum ibid_rank rank;
    double confidence;
    unsigned anchors;  /* bit 1 << enum ibid_anchor of its citations */
    bool disputed;     /* by a citation, or by another fact */
    const char **bare; /* fields with a value that cites nothing */
    size_t bare_count;
};
typedef void queue_row_fn(void *ctx, const struct queue_row *row);

/* Facts that count whose numbers are in [first, last], by number. */
enum ibid_status store_queue_each(struct store *st, int64_t first, int64_t last,
                                  queue_row_fn *each, void *ctx,
                                  struct ibid_error *err);

/* Every source, by number; outlet and title may be NULL. */
struct queue_source {
    int64_t no;
    const char *id, *name, *outlet, *title; /* until `each` returns */
};
typedef void queue_source_fn(void *ctx, const struct queue_source *source);
enum ibid_status store_queue_sources(struct store *st, queue_source_fn *each,
                                     void *ctx, struct ibid_error *err);

/* The number of the newest entry of the journal. */
enum ibid_status store_head_seq(struct store *st, int64_t *out,
                                struct ibid_error *err);

#endif
