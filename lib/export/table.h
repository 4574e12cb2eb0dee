/* table.h - CSV tables: columns, cells, rows (RFC 4180, every cell quoted). */
#ifndef EXPORT_TABLE_H
#define EXPORT_TABLE_H

#include "base/arena.h"
#include "export/sink.h"

/* CSVW datatypes. */
enum column_type { COLUMN_STRING, COLUMN_INTEGER, COLUMN_NUMBER, COLUMN_URL };

struct column {
    const char *name;
    enum column_type type;
    const char *about;     /* a sentence on what stands there, or NULL */
    const char *separator; /* of a list of ids, or NULL */
};

/* Cells kept as they are instead of written, to compare with. */
struct cells {
    struct buf bytes;
    struct arena mem;
    size_t *ends; /* where each ends in `bytes` */
    size_t count, room;
};

struct table {
    const char *name; /* its file: "casualty.csv" */
    const struct column *columns;
    size_t count;
    const char *key;          /* a column whose cells are unique, or NULL */
    const char *points_at[2]; /* a column, and the table whose key it holds */
    struct sink sink;
    struct cells *keep;    /* not NULL: nothing goes to the sink */
    int64_t rows;          /* without the header */
    int64_t formula_cells; /* a spreadsheet would run */
    size_t at;             /* the next column */
};

/* The first row: the names of the columns. */
void table_header(struct table *table);

/* The next cell; nothing else writes one. Ends the row after the last. */
void table_cell(struct table *table, struct str text);

/* The same for NULL (an empty cell) and numbers. */
void table_text(struct table *table, const char *text);
void table_int(struct table *table, int64_t number);

/* Add a cell; cell number `i` of those kept; start anew; release. */
void cells_add(struct cells *cells, struct str text);
struct str cells_get(const struct cells *cells, size_t i);
void cells_reset(struct cells *cells);
void cells_done(struct cells *cells);

/* CSVW metadata of one table or of a folder's, as JSON: dialect, columns
 * with datatypes, keys, head of the journal, rows, SHA-256. */
void table_metadata(const struct table *tables, size_t count, const char *head,
                    struct buf *out);

#endif
