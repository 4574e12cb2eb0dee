/* batch.h - articles read and extracted, waiting to be written together. */
#ifndef IMPORT_BATCH_H
#define IMPORT_BATCH_H

#include <stdatomic.h>

#include "import/import.h"
#include "import/importer.h"
#include "import/propose.h"

/* One article on its way, or the reason why there is none. */
struct waiting {
    struct waiting *next; /* of those not in use */
    struct arena mem;     /* all that is below */
    struct unread unread; /* until it is read; `read` NULL: it is */
    struct import_hints hints;
    enum ibid_outcome outcome;
    bool counts;        /* as an article, in the progress */
    size_t ahead_bytes; /* it was given to the crew with */
    const char *name;
    struct article article;
    const char *source, *version;
    struct sha256 sha256, text_sha256;
    int64_t source_no;        /* 0: a new source */
    int64_t same;             /* a source that has this text, or 0: then */
    const char *same_as;      /* its id, and */
    const char *also;         /* what it is to keep of the name */
    int64_t restore;          /* a withdrawn version that counts again, or 0 */
    int64_t restored_facts;   /* of it */
    struct ibid_source known; /* what is to be known of the source */
    struct extraction facts;
    bool extracted;       /* facts were sought, */
    const char *dated;    /* with this as the article's date, NULL: none */
    size_t read_warnings; /* of the article, before its facts were sought */
    struct ibid_error why;
};

struct batch {
    const struct importing *where;
    const struct ibid_import *what;
    struct ibid_import_summary *summary;
    struct waiting *list[IMPORT_BATCH_ARTICLES];
    size_t count;
    size_t new_count;    /* those that need writing */
    size_t bytes;        /* of memory they take, about */
    int64_t run;         /* number of the run, 0 until the first write */
    int64_t input_bytes; /* of the files that are imported; 0: not known */
    struct waiting *spare;
    /* Articles in a row that were there already: then nobody looks for facts
     * before it is known that an article is new. Threads read it. */
    atomic_int unchanged;
};

/* A new item, empty; it goes back with item_drop(). */
struct waiting *item_new(struct batch *batch);
void item_drop(struct batch *batch, struct waiting *item);

/* Put an item into the batch, which must not be full. */
void batch_add(struct batch *batch, struct waiting *item);
bool batch_is_full(const struct batch *batch);

/* Is a database of so many bytes to be copied before a large import of files of
 * `input_bytes` (0: not known)? */
bool batch_is_worth_copy(int64_t database_bytes, int64_t input_bytes);

/* Is a version of this id already waiting? Its source? */
const struct waiting *batch_version(const struct batch *batch,
                                    const char *version);
const struct waiting *batch_source(const struct batch *batch,
                                   const char *source);

/* Write what waits as one transaction (nothing in a dry run), report every
 * item in order, and start over. On failure nothing of it is kept. */
enum ibid_status batch_flush(struct batch *batch, struct ibid_error *err);

/* The same for a full batch, behind the copy of the database that is to be
 * kept of a large import. */
enum ibid_status batch_write(struct batch *batch, struct ibid_error *err);

void batch_done(struct batch *batch);

#endif
