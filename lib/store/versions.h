/* versions.h - what the files of lib/store share about versions. */
#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include "store/private.h"
#include "store/sources.h"

enum { BLOCKS_MAX = 4 * 1024 * 1024 }; /* of a version */

/* Forget a cached text (after it was redacted). */
void store_text_forget(struct store *st, int64_t version);

#endif
