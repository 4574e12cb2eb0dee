/* private.h - the inside of struct store. Only for lib/store. */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include <sqlite3.h>

#include "base/buf.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/support.h"

enum { STORE_TEXTS_CACHED = 4 };

/* A version's text kept for the next citation that quotes it. */
struct cached_text {
    int64_t version; /* 0 = empty */
    char *text;
    size_t bytes;
    bool redacted;
    uint32_t change; /* of the file, when it was last known to be as stored */
    char version_id[24], source_id[24];
};

struct store {
    sqlite3 *db;
    char *path;
    int schema_version;
    enum store_mode mode;
    bool read_only, upgraded;
    sqlite3_stmt *stmt[STMT_COUNT];
    struct cached_text texts[STORE_TEXTS_CACHED];
    int text_next;              /* the cache slot to fill next */
    struct buf scratch;         /* of the functions that queries call */
    struct ZSTD_CCtx_s *packer; /* NULL until the first use */
    struct ZSTD_DCtx_s *unpacker;
    const char *const *support_exempt; /* see store/support.h */
    store_support_fn *support_look;
    void *support_ctx;
    store_independent_fn *independent_look;
};

/* The prepared statement, reset and unbound. NULL after a failure, which
 * store_fail() explains. */
sqlite3_stmt *store_stmt(struct store *st, enum stmt which);

/* Wait for other programs up to STORE_BUSY_MS. An SQLite result code. */
int store_be_patient(sqlite3 *db);

/* The current SQLite failure as a status and a sentence. */
enum ibid_status store_fail(struct store *st, struct ibid_error *err);

/* The end of a walk over rows, or of a look at one: `rc` is what the last step
 * gave, a row where more may follow, `status` what was done with the rows came
 * to. Resets `row`. */
enum ibid_status store_ended(struct store *st, sqlite3_stmt *row, int rc,
                             enum ibid_status status, struct ibid_error *err);

/* Step a statement that gives no row, then reset it. */
enum ibid_status store_run(struct store *st, sqlite3_stmt *stmt,
                           struct ibid_error *err);

/* The same of one that adds a row, whose number it gives. */
enum ibid_status store_run_adding(struct store *st, sqlite3_stmt *stmt,
                                  int64_t *no, struct ibid_error *err);

/* The single number that `row` (NULL: a failed preparation) gives: 0 none, -1
 * several; and the same for a statement with one text to bind. */
enum ibid_status store_only_no(struct store *st, sqlite3_stmt *row, int64_t *no,
                               struct ibid_error *err);
enum ibid_status store_resolve(struct store *st, enum stmt which,
                               const char *ref, int64_t *no,
                               struct ibid_error *err);

/* Column as a NUL-terminated copy in `mem`, NULL for NULL. */
const char *store_text(sqlite3_stmt *row, int column, struct arena *mem);
/* The same of a column that is never NULL: "" where damage made it so. */
const char *store_name(sqlite3_stmt *row, int column, struct arena *mem);
struct str store_blob(sqlite3_stmt *row, int column); /* until reset */

void store_bind_text(sqlite3_stmt *stmt, int at, const char *text);
void store_bind_str(sqlite3_stmt *stmt, int at, struct str text);
void store_bind_blob(sqlite3_stmt *stmt, int at, const void *bytes,
                     size_t count);

/* Forget every cached text: a rollback may have taken their rows back, and
 * their numbers can go to other versions then. */
void store_texts_forget(struct store *st);

/* Walks by number end even in a damaged file: IBID_DAMAGED when `next` (0: the
 * end) does not lie beyond `last`. */
enum ibid_status store_walk_check(struct store *st, int64_t last, int64_t next,
                                  struct ibid_error *err);

/* Bring an open database to the schema of this program. */
enum ibid_status store_migrate(struct store *st, struct ibid_error *err);
/* How many migrations this program knows: its schema version. */
int store_schema_known(void);
/* The fingerprint the schema must have at `version`; NULL if unknown. */
const char *store_fingerprint_known(int version);

/* zstd, with the length in front; unpack checks it against `expected`. */
void store_pack(struct store *st, struct str bytes, struct buf *out);
enum ibid_status store_unpack(struct store *st, struct str packed,
                              size_t expected, char **out,
                              struct ibid_error *err);

#endif
