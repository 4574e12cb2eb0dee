/* apply.h - edits that come back in an exported table.
 * A part of ibid.h: include that. */
#ifndef IBID_APPLY_H
#define IBID_APPLY_H

#include "ibid/change.h"

/* What became of a cell, or of a whole row, of an edited table. */
enum ibid_applied {
    IBID_APPLY_EDIT,     /* taken; `text`, if any: why to look twice */
    IBID_APPLY_CONFLICT, /* changed in the database too: left as it is */
    IBID_APPLY_KEPT,     /* the same, answered with "ours" */
    IBID_APPLY_NEW,      /* a row without id became a fact */
    IBID_APPLY_MISSING,  /* a fact that was exported has no row any more */
    IBID_APPLY_REJECTED, /* the same, and rejected because it was asked for */
    IBID_APPLY_RESHAPED, /* changed by the spreadsheet: not taken */
    IBID_APPLY_REFUSED,  /* not to be changed there: `text` says why */
};
IBID_API const char *ibid_applied_name(enum ibid_applied what);

/* Strings live until the callback returns; NULL where there is nothing. */
struct ibid_applied_item {
    enum ibid_applied what;
    const char *where; /* "sheet casualty row 12" */
    const char *fact, *kind;
    int64_t no;
    const char *source; /* id: it is of this source, not of a fact */
    const char *column, *field;
    const char *exported, *edited, *current; /* in sheet and database */
    const char *text;
};

/* Whose value stands in a conflict: the database's or the sheet's. */
enum ibid_side { IBID_NEITHER, IBID_OURS, IBID_THEIRS };

struct ibid_apply {
    const char *path;    /* CSV, TSV or XLSX, or a folder of CSV tables */
    const char *escape;  /* as of ibid_verify_file() */
    enum ibid_side side; /* of conflicts without another answer */
    const char *const *ours, *const *theirs; /* of those in these fields */
    size_t ours_count, theirs_count;
    const char *answers; /* a conflict_list filled in, or NULL */
    bool reject_missing; /* reject facts whose rows were deleted */
    void *ctx;
    void (*each)(void *ctx, const struct ibid_applied_item *item); /* or NULL */
};

struct ibid_apply_summary {
    int64_t tables, rows;       /* of facts, read */
    int64_t facts;              /* changed; added ones are not among them */
    int64_t sources;            /* corrected on the sheet of sources */
    int64_t edits, unsupported; /* cells taken; of which to look at twice */
    int64_t added, uncited;     /* facts; of which with uncited values */
    int64_t conflicts, kept, reshaped, refused; /* cells */
    int64_t missing, rejected;                  /* facts */
    int64_t recounted;         /* cells of counts, links, sources and */
                               /* citations that say what was so then: */
                               /* not taken */
    int64_t unnamed;           /* rows missing, but which cannot be told */
    const char *conflict_list; /* CSV to fill in: column take, "ours" or */
                               /* "theirs"; "" without conflicts */
    struct ibid_change_result done;
};

/* Take an edited export back as one undoable step: each cell three ways, as
 * exported (by the revision its row names), as edited, as it is now. Rows may
 * be sorted and filtered, columns moved or gone. Doing it again changes
 * nothing. With options->dry_run only tells. IBID_INVALID: no such table. */
IBID_API enum ibid_status ibid_apply(ibid_db *db, const struct ibid_apply *how,
                                     const struct ibid_change_options *options,
                                     ibid_arena *mem,
                                     struct ibid_apply_summary *summary,
                                     struct ibid_error *err);

#endif
