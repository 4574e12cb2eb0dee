/* store.h - an open database: opening it safely, transactions, settings. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum {
    STORE_APPLICATION_ID = 0x69626964,         /* "ibid" */
    STORE_BUSY_MS = 5000,                      /* wait for another writer */
    STORE_POLL_MS = 4,                         /* and look this often */
    STORE_VALUE_BYTES_MAX = 256 * 1024 * 1024, /* of one SQLite value */
};

enum store_mode {
    STORE_READ,
    STORE_WRITE,
    STORE_CREATE,
    STORE_AS_IS, /* STORE_READ, of older schemas too */
    STORE_DRAFT, /* STORE_WRITE, upgraded without keeping a copy */
};

struct store;

/* Open the database at `path`, each safety setting read back (TRUST,
 * section 4). STORE_CREATE makes it, readable by its owner only, when it does
 * not exist. An older schema is brought up to date (a copy of the file as it
 * was is kept beside it) unless the mode is STORE_READ. Statuses as
 * ibid_open(). */
enum ibid_status store_open(const char *path, enum store_mode mode,
                            struct store **out, struct ibid_error *err);
void store_close(struct store *st); /* NULL allowed; rolls back */

const char *store_path(const struct store *st);
int store_schema_version(const struct store *st);
/* Did opening bring an older schema up to date? What is derived is not yet. */
bool store_upgraded(const struct store *st);

/* BEGIN IMMEDIATE: the one writer until commit or rollback. */
enum ibid_status store_begin(struct store *st, struct ibid_error *err);
/* A consistent view for several reads; ended by commit or rollback. */
enum ibid_status store_begin_read(struct store *st, struct ibid_error *err);
enum ibid_status store_commit(struct store *st, struct ibid_error *err);
void store_rollback(struct store *st); /* harmless outside a transaction */
/* The end of what went as `status` says: commit, or rollback and that status.
 */
enum ibid_status store_end(struct store *st, enum ibid_status status,
                           struct ibid_error *err);

/* A step within a transaction that can be taken back alone. */
enum ibid_status store_step_begin(struct store *st, struct ibid_error *err);
enum ibid_status store_step_keep(struct store *st, struct ibid_error *err);
void store_step_drop(struct store *st);

/* Settings of meta; NULL in *value when there is no such key. */
enum ibid_status store_meta_get(struct store *st, const char *key,
                                struct arena *mem, const char **value,
                                struct ibid_error *err);

/* SQLite's own checks: integrity_check and foreign_key_check; `each` gets
 * every complaint. */
typedef void store_complaint(void *ctx, const char *text);
enum ibid_status store_integrity(struct store *st, store_complaint *each,
                                 void *ctx, struct ibid_error *err);

/* The expected schema fingerprint of a schema version, and that of the open
 * database; both hexadecimal. They differ when someone added a trigger. */
enum ibid_status store_fingerprint(struct store *st, char out[65],
                                   struct ibid_error *err);

#endif
