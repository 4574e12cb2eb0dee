/* apply.h - an edited table under way back into the database. Only for
 * lib/curate. */
#ifndef CURATE_APPLY_H
#define CURATE_APPLY_H

#include "base/map.h"
#include "curate/apply_table.h"
#include "curate/curate.h"
#include "curate/editing.h"
#include "history/history.h"
#include "relate/standings.h"
#include "text/utf8.h"

enum { APPLY_FACTS_MAX = 4 * 1000 * 1000 }; /* rows of one file */

/* A cell that says something else than what was exported. */
struct apply_cell {
    struct apply_cell *next;
    enum ibid_applied what;
    enum apply_role role;
    const char *where; /* "sheet casualty row 12" */
    const char *column, *field;
    const char *exported, *edited, *current;
    const char *text; /* why, or a remark */
    size_t value;     /* of a repeating field in the long layout, or SIZE_MAX */
};

/* A fact, or a source, that stands in the file. */
struct apply_fact {
    const char *id, *kind, *where; /* where: its first row */
    int64_t no;
    int64_t rows;
    bool is_source;          /* it is one, and no fact */
    struct apply_fact *next; /* of those with cells, in their order */
    struct apply_cell *cells, **end;
    bool twice; /* on two rows that do not say the same */
};

/* The fact whose citations are compared, and the text that they point into;
 * they mostly stand together. */
struct apply_cited {
    struct arena mem;
    struct ibid_fact fact; /* id NULL: none */
    const char *version;   /* NULL: none */
    struct utf8_index text;
};

/* A row without id. */
struct apply_new {
    struct apply_new *next;
    const char *where;
    const struct apply_column *columns;
    struct str *cells;
    size_t count;
};

struct apply {
    const struct curator *who;
    const struct ibid_apply *how;
    struct ibid_apply_summary *summary;
    struct history *h; /* of the step */
    const char *path;  /* of the file at hand */
    bool escaped;
    int64_t head;    /* journal entry the file was exported at; 0: unknown */
    bool head_known; /* it was looked for */
    int64_t now;     /* the newest one before this step */
    struct standings standings;
    struct arena mem; /* of all edits */
    struct arena row_mem;
    struct apply_table table;
    struct map seen;    /* id -> struct apply_fact */
    struct map cited;   /* id -> its kind, of a table of citations */
    struct map kinds;   /* kinds of which a row stands in the file */
    struct map answers; /* "id field" -> "ours" or "theirs" */
    struct map values;  /* of rows of the long layout: which value */
    struct map sources; /* "uURL", "tTITLE" -> id, "" for several */
    bool sources_known;
    struct apply_fact *facts, **facts_end;
    struct apply_fact *edited_sources, **edited_sources_end; /* likewise */
    struct apply_cited cited_fact; /* of the citation at hand */
    int64_t count;                 /* facts in `seen` */
    int64_t rows_before;  /* of a single table as exported; -1: unknown */
    struct buf x, y, z;   /* cells being compared */
    struct buf conflicts; /* CSV */
};

/* A row of the table at hand with an id, or without one. */
enum ibid_status apply_row(struct apply *a, const struct tabular_row *row,
                           struct ibid_error *err);
enum ibid_status apply_row_new(struct apply *a, const struct tabular_row *row,
                               struct ibid_error *err);

/* Look for a->head, if that was not done. */
enum ibid_status apply_head(struct apply *a, struct ibid_error *err);

/* Write what was noted of all facts; new rows of a table; missing ones. */
enum ibid_status apply_write(struct apply *a, struct ibid_error *err);
enum ibid_status apply_news(struct apply *a, struct ibid_error *err);
enum ibid_status apply_missing(struct apply *a, struct ibid_error *err);

/* Tell what became of a cell, a row. */
void apply_tell(struct apply *a, const struct ibid_applied_item *item);

/* Read answers to conflicts; add an unanswered one to the list. */
enum ibid_status apply_answers(struct apply *a, const char *path,
                               struct ibid_error *err);
enum ibid_side apply_answer(struct apply *a, const struct apply_fact *fact,
                            const struct apply_cell *cell);
void apply_conflict(struct apply *a, const struct apply_fact *fact,
                    const struct apply_cell *cell);

#endif
