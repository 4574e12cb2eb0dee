/* desk.h - a database in a folder of its own and the ways people use it, for
 * tests that go through ibid.h. */
#ifndef TRUST_DESK_H
#define TRUST_DESK_H

#include "base/buf.h"
#include "ibid.h"

struct desk {
    char folder[48], path[64];
    ibid_db *db;
    ibid_arena *mem; /* of what a test keeps */
};

/* Say what went wrong and end the program. */
_Noreturn void desk_fail(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* A new folder with a new database, open; and all of it gone again. */
void desk_open(struct desk *desk);
void desk_done(struct desk *desk);
/* Gone, too; 0 when `ibid verify` had found nothing. */
int desk_close(struct desk *desk);
void desk_reopen(struct desk *desk);

/* Write a file into the folder; its path, in desk->mem. */
const char *desk_file(struct desk *desk, const char *name, const char *text);

/* All of a file; the caller frees it. */
char *desk_read(const char *path);

/* Append all bytes of a file to `out`. */
void desk_bytes(const char *path, struct buf *out);

/* Do these bytes stand anywhere in a file? */
bool desk_file_has(const char *path, const char *word);

/* Import one path, published 2017-01-16; the status must be IBID_OK. */
struct ibid_import_summary desk_import(struct desk *desk, const char *path);

/* A short article about a clash: `toll` killed, said by `speaker`. */
const char *desk_article(struct desk *desk, const char *place, int toll,
                         const char *speaker, const char *more);

/* Write such an article into the folder and import it. */
struct ibid_import_summary desk_report(struct desk *desk, const char *name,
                                       const char *place, int toll,
                                       const char *speaker, const char *more);

/* How many facts the query selects; the journal's newest entry. */
int64_t desk_facts(struct desk *desk, const struct ibid_query *query);
int64_t desk_head(struct desk *desk);

/* The id of the `n`th fact (from 0) of a kind (NULL: any). */
const char *desk_fact(struct desk *desk, const char *kind, int64_t n);

/* The first value of a field, "" for none. */
const char *desk_value(struct desk *desk, const char *fact, const char *field);

/* Verify: every finding is printed; how many. */
int64_t desk_findings(struct desk *desk);

/* Compare every citation of every fact with its version's text: how many
 * there are, and how many are wrong. Redacted ones do not count. */
int64_t desk_citations(struct desk *desk, int64_t *bad);

/* The JSON export; the caller frees it. */
char *desk_export(ibid_db *db);

/* SHA-256 over the export without the journal's head, revisions and times of
 * import: what the database says, not how it came to say so. */
const char *desk_state(struct desk *desk);

/* The line of a proof, and its exit code: nothing was bad, and there were no
 * fewer points than `floor`. And a line of a part of it. */
int desk_proved(const char *name, int64_t points, int64_t bad,
                const char *floor);
void desk_part(const char *name, int64_t points, int64_t bad);

/* A number below `below`, the same sequence for the same seed. */
unsigned desk_random(uint64_t *seed, unsigned below);

#endif
