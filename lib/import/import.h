/* import.h - articles in: read, extract, write, in batches. */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "extract/codebook.h"
#include "ibid.h"
#include "store/codebooks.h"
#include "store/store.h"

enum {
    IMPORT_BATCH_ARTICLES = IBID_BACKUP_ARTICLES, /* in one transaction */
    IMPORT_BATCH_BYTES = 24 * 1024 * 1024, /* of memory held until then */
};

/* Where and with what to import. */
struct importing {
    struct store *st;
    const struct codebook *codebook;
    const struct codebook_row *snapshot; /* the same codebook, as files */
    const char *actor;
};

/* As ibid_import() in ibid.h. */
enum ibid_status import_run(const struct importing *where,
                            const struct ibid_import *what,
                            struct ibid_import_summary *summary,
                            struct ibid_error *err);

#endif
