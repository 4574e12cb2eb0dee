/* verify.h - a database or an export, checked against its sources.
 * A part of ibid.h: include that. */
#ifndef IBID_VERIFY_H
#define IBID_VERIFY_H

#include "ibid/database.h"

/* One thing that is off. */
struct ibid_finding {
    const char *check;   /* "quote", "hash", "journal", "replay"... */
    const char *subject; /* id, cell or file */
    const char *text;    /* what is off, and what it should be */
};
typedef void ibid_finding_fn(void *ctx, const struct ibid_finding *finding);

struct ibid_verify_summary {
    int64_t versions, citations, facts, changes, cells; /* checked */
    int64_t reshaped; /* cells that a spreadsheet writes in another way */
    int64_t redacted; /* versions whose text was removed: not checkable */
    int64_t findings;
    char head[96]; /* "SEQ:HASH" of what was checked */
};

/* Re-check a whole database: hashes, quotes, chain, replay, SQLite's own
 * checks. `expect_head` (or NULL) must be in the chain. IBID_OK even with
 * findings; look at summary->findings. */
IBID_API enum ibid_status ibid_verify(ibid_db *db, const char *expect_head,
                                      ibid_finding_fn *each, void *ctx,
                                      struct ibid_verify_summary *summary,
                                      struct ibid_error *err);

/* Re-check an exported JSON, JSONL, CSV or XLSX file, or a folder of CSV
 * tables, against the database, citation by citation, also after it was
 * sorted, filtered or saved by a spreadsheet. Zeros (or NULL)
 * for `options` are the usual. */
struct ibid_verify_options {
    const char *escape; /* "apostrophe-1": cells as --for-spreadsheet wrote */
                        /* them; NULL: as the metadata beside the file says */
    bool articles_only; /* the database holds the articles, but is not where */
                        /* the file comes from: versions are found by their */
                        /* SHA-256, and only quotes are checked */
};
IBID_API enum ibid_status
ibid_verify_file(ibid_db *db, const char *path,
                 const struct ibid_verify_options *options,
                 ibid_finding_fn *each, void *ctx,
                 struct ibid_verify_summary *summary, struct ibid_error *err);

#endif
