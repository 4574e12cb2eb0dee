/* search.h - full text search: derived tables, caught up in bulk. */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "store/facts.h"
#include "store/store.h"

/* Index what was added since the last time, in its own transactions. Cheap
 * when there is nothing. */
enum ibid_status store_search_catch_up(struct store *st,
                                       struct ibid_error *err);

/* Versions and facts that match an FTS5 expression, best first. */
enum ibid_status store_search_texts(struct store *st, const char *match,
                                    int64_t limit, store_no_fn *each, void *ctx,
                                    struct ibid_error *err);
enum ibid_status store_search_facts(struct store *st, const char *match,
                                    int64_t limit, store_no_fn *each, void *ctx,
                                    struct ibid_error *err);

/* What people type as an FTS5 expression: words that must all occur, "phrases"
 * and prefix*; nothing in it can be an operator. NULL when there is no word. */
char *store_search_expression(const char *words, struct arena *mem);

/* The same of words that must stand together; a "*" at their end leaves the
 * last one open. */
char *store_search_phrase(const char *words, struct arena *mem);

/* Keep a fact's words in step: before it changes and after. They are those of
 * its rows: what is given to be written may lack quotes, and the index must be
 * told the same words twice, to take them in and to take them out. */
typedef enum ibid_status store_search_fact_fn(struct store *st, int64_t no,
                                              struct ibid_error *err);
store_search_fact_fn store_search_fact_drop;
store_search_fact_fn store_search_fact_add;

/* Either of every fact that cites a version: its quotes are among their
 * words. */
enum ibid_status store_search_citing(struct store *st, int64_t version,
                                     store_search_fact_fn *each,
                                     struct ibid_error *err);

enum ibid_status store_search_text_drop(struct store *st, int64_t version,
                                        struct ibid_error *err);

/* Write both indexes anew, so that nothing stays in them of what was
 * dropped. */
enum ibid_status store_search_merge(struct store *st, struct ibid_error *err);

#endif
