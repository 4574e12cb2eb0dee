/* decode.h - bytes in any encoding to UTF-8, with the way back. */
#ifndef SOURCE_DECODE_H
#define SOURCE_DECODE_H

#include "base/error.h"
#include "source/article.h"

enum {
    DECODE_PRESCAN_BYTES = 64 * 1024, /* where <meta charset> is looked for */
    DECODE_DETECT_BYTES = 64 * 1024,  /* what detection looks at */
};

/* Decode original bytes: `text` is UTF-8 without NUL, `map` leads back. Order:
 * byte order mark, strict UTF-8, what was declared (`charset`, or in a page
 * its <meta>), UTF-8 with a few errors, detection, windows-1252. Fills
 * encoding, encoding_confidence, original, text and map of `out` and adds
 * warnings. A UTF-8 mark stays in a plain text and is dropped from a page.
 * IBID_INVALID: NUL bytes. IBID_LIMIT: over ARTICLE_BYTES_MAX. `out` is
 * untouched on failure. */
enum ibid_status decode(struct str original, const char *charset, bool html,
                        struct arena *mem, struct article *out,
                        struct ibid_error *err);

/* The encoding a label of the WHATWG stands for ("latin1" is windows-1252),
 * as ICU calls it, or NULL. */
const char *encoding_named(struct str label, struct arena *mem);

/* The label a page declares in <meta> or its XML declaration; len 0: none. */
struct str encoding_declared(struct str page, struct arena *mem);

/* A map under construction: run after run, neighbours joined. */
void map_run_add(struct buf *runs, struct map_run run);
struct source_map map_done(struct buf *runs, struct arena *mem);

#endif
