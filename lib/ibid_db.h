/* ibid_db.h - the inside of an open database handle. Only for lib/ibid*.c. */
#ifndef IBID_DB_H
#define IBID_DB_H

#include "base/arena.h"
#include "curate/curate.h"
#include "export/texts.h"
#include "extract/codebook.h"
#include "ibid.h"
#include "store/codebooks.h"
#include "store/store.h"

struct ibid_db {
    struct store *st;
    char *actor;
    struct arena mem;             /* of the codebook's files */
    struct codebook *codebook;    /* the one in use; NULL until asked for */
    struct codebook_row snapshot; /* its files */
    struct texts texts;           /* for offsets in code points */
    struct arena dates;           /* of the two below */
    const char *dated;            /* id of a source whose day is known */
    const char *published;        /* that day, or NULL */
    struct arena exempt;          /* of fields that need no citation */
};

/* The codebook in use, compiled: that of the database, or the built-in "news"
 * when it has none yet. */
enum ibid_status ibid_db_codebook(ibid_db *db, struct ibid_error *err);

/* Compile a codebook from `folder` (NULL: the built-in one). The files live in
 * `mem`; the caller closes *out. */
enum ibid_status ibid_codebook_load(const char *folder, struct arena *mem,
                                    struct codebook_row *snapshot,
                                    struct codebook **out,
                                    struct ibid_error *err);

/* The query as asked, completed from the codebook: IBID_NOT_FOUND for a kind
 * that there is not. `out` may point into `asked` and `mem`. */
enum ibid_status ibid_db_query(ibid_db *db, const struct ibid_query *asked,
                               struct arena *mem, struct ibid_query *out,
                               struct ibid_error *err);

/* Tell the store how facts are supported and by how many, for the queries to
 * come. */
enum ibid_status ibid_db_support(ibid_db *db, struct ibid_error *err);

/* Bits 1 << enum ibid_support of fact number `no`, 0 when it cannot be read;
 * the codebook is loaded. */
unsigned ibid_db_support_of(ibid_db *db, int64_t no);

/* A journal entry as ibid_log() gives it. Points into `entry` and `mem`. */
struct entry;
enum ibid_status ibid_db_change(ibid_db *db, const struct entry *entry,
                                struct arena *mem, struct ibid_change *out,
                                struct ibid_error *err);

/* The codebook under which a curator works, and the options (never NULL). */
enum ibid_status ibid_db_curator(ibid_db *db,
                                 const struct ibid_change_options *options,
                                 struct curator *out, struct ibid_error *err);

/* Let the decisions in the database weigh in on what `codebook` finds. */
enum ibid_status ibid_db_learn(ibid_db *db, struct codebook *codebook,
                               struct ibid_error *err);

#endif
