/* reading.h - an article to read, with all that is cited of it.
 * A part of ibid.h: include that. */
#ifndef IBID_READING_H
#define IBID_READING_H

#include "ibid/fact.h"
#include "ibid/source.h"

/* A stretch of a version's text and what it is. */
struct ibid_block {
    uint32_t start, end; /* bytes */
    const char *role;    /* "body" */
    const char *read_as; /* its role before a person gave it this one; NULL: */
                         /* nobody did */
};

struct ibid_reading_fact {
    const char *id;
    int64_t no;
    const char *kind;
    enum ibid_fact_status status;
};

struct ibid_reading_cite {
    const char *id;
    size_t fact;       /* index into the facts */
    const char *field; /* NULL: the evidence */
    uint32_t value;    /* which of the field's values, from 0 */
    uint32_t start, end;
    enum ibid_stance stance;
    enum ibid_anchor anchor;
};

/* Some blocks of an article to read, and every citation that touches them by
 * facts that count. */
struct ibid_reading {
    const char *source, *version;
    const char *text; /* the whole; NULL: removed */
    size_t bytes;
    const struct ibid_block *blocks;
    size_t block_count, first, total; /* of `total`, from number `first` */
    const struct ibid_reading_fact *facts;
    size_t fact_count;
    const struct ibid_reading_cite *cites;
    size_t cite_count;
};

/* Blocks [first, first + limit). */
IBID_API enum ibid_status ibid_version_read(ibid_db *db, const char *version,
                                            size_t first, size_t limit,
                                            ibid_arena *mem,
                                            struct ibid_reading *out,
                                            struct ibid_error *err);

/* How many citations of a version stand in each anchor state. */
IBID_API enum ibid_status ibid_version_anchors(ibid_db *db, const char *version,
                                               int64_t counts[IBID_LOST + 1],
                                               struct ibid_error *err);

#endif
