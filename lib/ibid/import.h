/* import.h - articles in. A part of ibid.h: include that. */
#ifndef IBID_IMPORT_H
#define IBID_IMPORT_H

#include "ibid/database.h"
#include "ibid/fact.h"

enum ibid_outcome {
    IBID_NEW,
    IBID_NEW_VERSION,
    IBID_UNCHANGED,
    IBID_SKIPPED, /* not an article: why says so */
    IBID_FAILED,  /* should have been one */
    IBID_OUTCOME_COUNT,
};
IBID_API const char *ibid_outcome_name(enum ibid_outcome outcome);

struct ibid_import_item {
    enum ibid_outcome outcome;
    const char *name;             /* file, or record id */
    const char *title;            /* or NULL */
    const char *source, *version; /* ids, NULL when skipped or failed */
    const char *same_as; /* id of a source of another name that has this */
                         /* text and keeps the name, too; or NULL */
    int64_t facts;       /* found in it */
    const char *const *warnings; /* sentences, for people */
    size_t warning_count;
    const struct ibid_error *why;       /* of skipped and failed, else NULL */
    int64_t anchors[IBID_ANCHOR_COUNT]; /* of a new version: citations of */
                                        /* earlier ones, by how they fare */
};

/* A large import: more than so many articles, or 24 MB of them. A database
 * over IBID_BACKUP_BYTES is copied only for one whose files have at least a
 * twentieth of its size: the copy would take longer than the import. */
enum { IBID_BACKUP_ARTICLES = 200, IBID_BACKUP_BYTES = 256 * 1024 * 1024 };

/* A source that came and tells in nearly the same words what another does;
 * told at the end, when all are in. */
struct ibid_import_copy {
    const char *source, *name; /* id and name */
    const char *other, *other_name;
    int share; /* per thousand of the shorter one's words */
};

struct ibid_import {
    const char *const *paths; /* files, folders, "-" */
    size_t path_count;
    const char *format; /* importer name, or NULL: by content */
    const char *published, *outlet, *language, *url, *charset; /* or NULL */
    bool recursive;             /* folders within folders as well */
    const char *const *include; /* globs a file of a folder must match one of */
    const char *const *exclude; /* and must match none of; NULL at the end, */
                                /* NULL: none given */
    bool dry_run;               /* say what would happen, write nothing */
    const char *backup;         /* file for a copy of a database that has */
                                /* articles, made before the first is written */
                                /* of a large import (above); or NULL */
    int jobs;                   /* threads that read and extract, the */
                                /* caller's one of them; 0: 1. What is */
                                /* written does not depend on it */
    void *ctx;                  /* passed to the four below, each may be */
                                /* NULL */
    void (*item)(void *ctx, const struct ibid_import_item *item);
    void (*copy)(void *ctx, const struct ibid_import_copy *copy);
    void (*progress)(void *ctx, const struct ibid_progress *progress);
    bool (*stop)(void *ctx); /* asked between articles: true ends it */
};

struct ibid_import_summary {
    int64_t count[IBID_OUTCOME_COUNT];
    int64_t facts;
    int64_t copies; /* new sources whose words are another one's */
    bool backed_up; /* the copy was made */
    char op[24];    /* operation id in the journal, "" when nothing was new */
};

/* Import articles and extract their facts. Each article goes in whole or not
 * at all; commits are made in batches on the way. Bad articles are reported
 * through `item` and the others go in. IBID_INTERRUPTED after `stop`: what
 * was reported as new is kept. `summary` is valid whatever the status. */
IBID_API enum ibid_status ibid_import(ibid_db *db,
                                      const struct ibid_import *import,
                                      struct ibid_import_summary *summary,
                                      struct ibid_error *err);

/* Names and one-line descriptions of the formats, from index 0; NULL past the
 * last. */
IBID_API const char *ibid_importer_name(size_t index, const char **summary);

#endif
