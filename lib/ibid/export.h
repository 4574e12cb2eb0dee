/* export.h - cited facts out, in every format.
 * A part of ibid.h: include that. */
#ifndef IBID_EXPORT_H
#define IBID_EXPORT_H

#include "ibid/query.h"

/* Names and one-line descriptions of the formats, from index 0; NULL past the
 * last. */
IBID_API const char *ibid_exporter_name(size_t index, const char **summary);

struct ibid_export {
    const char *format; /* exporter name; NULL: by the ending of `path`; csv */
                        /* for a folder and without a path */
    const char *path;   /* file, or folder ending in "/"; NULL: `write` */
    struct ibid_query query; /* limit and offset are ignored */
    char delimiter; /* of tables: one of ",;|\t"; 0: as the format has it */
    bool bom;       /* tables begin with a byte order mark */
    bool for_spreadsheet;   /* tables in which nothing runs as a formula: an */
                            /* apostrophe before it, which metadata declares */
    bool no_comments;       /* no quotes as comments in a spreadsheet */
    bool findings;          /* a row for what several facts say that agree */
                            /* exactly, or of which that was confirmed; csv, */
                            /* tsv, json, jsonl */
    bool require_citations; /* IBID_INVALID, and no file, when a value that */
                            /* needs one has no citation */
    void *ctx;
    /* With `require_citations`: each such value. NULL allowed. */
    void (*uncited)(void *ctx, const struct ibid_fact *fact, const char *field,
                    const struct ibid_value *value);
    /* Where output without a path goes; false: could not be written. */
    bool (*write)(void *ctx, const char *bytes, size_t count);
    void (*progress)(void *ctx, const struct ibid_progress *progress);
    bool (*stop)(void *ctx);
};

struct ibid_export_summary {
    int64_t sources, facts, citations, files;
    int64_t uncited;        /* values without the citation they need */
    int64_t formula_cells;  /* cells a spreadsheet would run as a formula */
    int64_t escaped_cells;  /* cells with an apostrophe put before them */
    int64_t cut_cells;      /* too long for a spreadsheet, cut visibly */
    int64_t plain_links;    /* more than a spreadsheet holds, left as text */
    int64_t left_comments;  /* more than it should hold, left out */
    int64_t further_sheets; /* begun because one was full */
};

/* Do format, path and options go together? IBID_INVALID, which says what there
 * is, for a format or ending that is none, and for an option that is not the
 * format's. Opens nothing. */
IBID_API enum ibid_status ibid_export_check(const struct ibid_export *export_,
                                            struct ibid_error *err);

/* Write cited facts. A path is written under a temporary name and renamed
 * when complete. Same database, same bytes. */
IBID_API enum ibid_status ibid_export(ibid_db *db,
                                      const struct ibid_export *export_,
                                      struct ibid_export_summary *summary,
                                      struct ibid_error *err);

#endif
