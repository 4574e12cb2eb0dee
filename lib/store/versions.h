/* versions.h - what the files of lib/store share about versions. */
#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include "store/private.h"
#include "store/sources.h"

/* The version of source `source` after number `after`; no = 0 at the end. */
enum ibid_status store_version_of(struct store *st, int64_t source,
                                  int64_t after, struct arena *mem,
                                  struct version_row *out,
                                  struct ibid_error *err);

/* Forget a cached text (after it was redacted). */
void store_text_forget(struct store *st, int64_t version);

#endif
