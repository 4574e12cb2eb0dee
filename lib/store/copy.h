/* copy.h - verified copies of a database, and putting one in its place. */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/store.h"

/* A copy at `to`, readable by its owner only: VACUUM INTO, fsync, SQLite's own
 * check, every row of every table compared, then its name. Other programs may
 * read meanwhile, and wait to write. IBID_CONFLICT when `to` exists. */
enum ibid_status store_copy(struct store *st, const char *to,
                            struct ibid_error *err);

/* Does the database at `path` hold the same rows? */
bool store_copy_is(struct store *st, const char *path);

/* A name beside `path` for what is not finished; the caller frees it. */
char *store_draft_name(const char *path);

/* Put the finished file `draft` where the database `path` is, at one moment,
 * both in one folder; what was there (there may be nothing, or something
 * damaged) is from then on called `kept`. Nobody may have it open for
 * writing: IBID_BUSY. IBID_CONFLICT when `kept` exists, IBID_FOREIGN when
 * `path` is another program's database or not a regular file. */
enum ibid_status store_swap(const char *path, const char *draft,
                            const char *kept, struct ibid_error *err);

#endif
