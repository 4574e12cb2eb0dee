/* names.h - the other names of sources, and sources by their text. */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "base/hash.h"
#include "store/store.h"

/* The number of the source that has this id among its other names; or of the
 * one that has a version with this text, neither withdrawn nor redacted; 0
 * when there is none. */
enum ibid_status store_source_also(struct store *st, const char *id,
                                   int64_t *no, struct ibid_error *err);
enum ibid_status store_source_of_text(struct store *st,
                                      const struct sha256 *text_sha256,
                                      int64_t *no, struct ibid_error *err);

/* The number of the source that came last, 0: there is none. */
enum ibid_status store_source_newest(struct store *st, int64_t *no,
                                     struct ibid_error *err);

#endif
