/* database.h - open, make, count, copy and bring back a database.
 * A part of ibid.h: include that. */
#ifndef IBID_DATABASE_H
#define IBID_DATABASE_H

#include "ibid/status.h"

typedef struct ibid_db ibid_db;

enum ibid_mode {
    IBID_READ,   /* must exist */
    IBID_WRITE,  /* must exist */
    IBID_CREATE, /* made when it does not exist */
};

/* Open the database at `path`. `actor` is who makes changes, as the journal
 * will name it ("user:ann"). An older schema is upgraded (after a verified
 * backup beside it) unless the mode is IBID_READ. Fails with IBID_NOT_FOUND,
 * IBID_FOREIGN (another program's file), IBID_NEWER, IBID_DAMAGED, IBID_BUSY,
 * IBID_READ_ONLY, IBID_DATABASE. */
IBID_API enum ibid_status ibid_open(const char *path, enum ibid_mode mode,
                                    const char *actor, ibid_db **out,
                                    struct ibid_error *err);
IBID_API void ibid_close(ibid_db *db); /* NULL allowed */

/* Make a new database with the codebook in folder `codebook` (NULL: the
 * built-in "news"). IBID_CONFLICT when `path` exists. */
IBID_API enum ibid_status ibid_init(const char *path, const char *codebook,
                                    const char *actor, struct ibid_error *err);

struct ibid_info {
    const char *path;
    int schema_version;
    const char *codebook; /* name */
    const char *codebook_sha256;
    const char *head; /* "SEQ:HASH" of the journal */
    int64_t sources, versions, facts, reviewed, citations, changes;
};

IBID_API enum ibid_status ibid_info_get(ibid_db *db, ibid_arena *mem,
                                        struct ibid_info *out,
                                        struct ibid_error *err);

/* A count for `ibid stats`: group "kind", "status", "rule", "outlet",
 * "anchor", "role"; name "casualty", of a rule "news/said@1/accepted".
 * Strings live until the callback returns. */
typedef void ibid_count_fn(void *ctx, const char *group, const char *name,
                           int64_t count);
IBID_API enum ibid_status ibid_stats(ibid_db *db, ibid_count_fn *each,
                                     void *ctx, struct ibid_error *err);

/* How a rule fares with those who review its facts. */
struct ibid_rule_stats {
    const char *rule; /* "news/said@1"; "" of facts made by hand */
    int64_t facts;    /* those below, unreviewed ones and merged ones */
    int64_t accepted, corrected, rejected;
    double confidence; /* its own, calibrated; of the codebook in use */
    bool known;        /* is it a rule of that codebook? */
    const struct ibid_field_count *fields; /* corrected ones, by name */
    size_t field_count;
};
/* In how many corrected facts a field's values, or the words they cite, are
 * not what the rule found. */
struct ibid_field_count {
    const char *name;
    int64_t count;
};
typedef void ibid_rule_fn(void *ctx, const struct ibid_rule_stats *rule);

/* Each rule that facts stem from, by name; strings live until `each` returns.
 * What the rule found is read from the journal. */
IBID_API enum ibid_status ibid_rules(ibid_db *db, ibid_rule_fn *each, void *ctx,
                                     struct ibid_error *err);

/* A copy at `to`, which must not exist (IBID_CONFLICT). The database is
 * verified before; of the copy, once it is on the disk, every row is compared.
 * IBID_DAMAGED, and no copy, when something is off. */
IBID_API enum ibid_status ibid_backup(ibid_db *db, const char *to,
                                      struct ibid_error *err);

struct ibid_restore {
    const char *from; /* a backup, or any other database of ibid */
    const char *path; /* where it goes */
    const char *kept; /* what was there is called so; it must not exist */
    bool dry_run;     /* check it, replace nothing */
};

struct ibid_restored {
    int64_t sources, facts, changes; /* of the backup */
    int schema_before;               /* of the file `from` */
    char head[96];                   /* "SEQ:HASH" of what is there now */
    char replaced[96];               /* of what is kept; "" when it cannot */
                                     /* tell, or nothing was there */
    bool kept;                       /* something was there */
};

/* Put a copy of a backup where a database is, which must not be open. The copy
 * is brought to this schema and verified before, and again where it is then;
 * until then nothing has changed. IBID_DAMAGED: the backup is not sound, or
 * IBID_NOT_FOUND, IBID_FOREIGN, IBID_NEWER, IBID_BUSY, IBID_CONFLICT,
 * IBID_INVALID (it is the same file), IBID_IO. */
IBID_API enum ibid_status ibid_restore(const struct ibid_restore *how,
                                       struct ibid_restored *out,
                                       struct ibid_error *err);

#endif
