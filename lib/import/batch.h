/* batch.h - articles read and extracted, waiting to be written together. */
#ifndef IMPORT_BATCH_H
#define IMPORT_BATCH_H

#include <time.h>

#include "import/import.h"
#include "import/propose.h"

/* One article on its way, or the reason why there is none. */
struct waiting {
    enum ibid_outcome outcome;
    const char *name;
    struct article article; /* of new ones: a copy in the batch's arena */
    const char *source, *version;
    struct sha256 sha256, text_sha256;
    int64_t source_no;        /* 0: a new source */
    int64_t restore;          /* a withdrawn version that counts again, or 0 */
    int64_t restored_facts;   /* of it */
    struct ibid_source known; /* what is to be known of the source */
    struct extraction facts;
    size_t read_warnings; /* of the article, before its facts were sought */
    struct ibid_error why;
};

struct batch {
    const struct importing *where;
    const struct ibid_import *what;
    struct ibid_import_summary *summary;
    struct waiting *list;
    size_t count, room;
    size_t new_count; /* those that need writing */
    struct arena mem;
    int64_t run; /* number of the run, 0 until the first write */
};

/* Where the next one goes; the batch must not be full. */
struct waiting *batch_add(struct batch *batch);
bool batch_is_full(const struct batch *batch);

/* Is a version of this id already waiting? Its source? */
const struct waiting *batch_version(const struct batch *batch,
                                    const char *version);
const struct waiting *batch_source(const struct batch *batch,
                                   const char *source);

/* Write what waits as one transaction (nothing in a dry run), report every
 * item in order, and start over. On failure nothing of it is kept. */
enum ibid_status batch_flush(struct batch *batch, struct ibid_error *err);

#endif
