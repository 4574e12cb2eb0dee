/* table.h - CSV tables: columns, cells, rows (RFC 4180, every cell quoted). */
#ifndef EXPORT_TABLE_H
#define EXPORT_TABLE_H

#include "base/arena.h"
#include "export/sink.h"
#include "ibid.h"

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

/* How the bytes are laid out; zeroed: commas, every byte as it is. */
struct table_style {
    char delimiter;   /* 0: a comma */
    bool bom;         /* begins with a byte order mark */
    bool apostrophes; /* before risky cells: reversible, and declared */
    bool line_feeds;  /* end rows, without carriage returns */
};

struct table {
    struct table_style style;
    const char *name; /* its file: "casualty.csv" */
    const struct column *columns;
    size_t count;
    const char *key; /* a column whose cells are unique, or NULL */
    struct foreign_key {
        const char *column, *table; /* a column that holds its keys */
    } foreign[2];                   /* until one with NULL */
    struct sink sink;
    struct cells *keep;    /* not NULL: nothing goes to the sink */
    int64_t rows;          /* without the header */
    int64_t formula_cells; /* a spreadsheet would run */
    int64_t escaped_cells; /* got an apostrophe */
    size_t at;             /* the next column */
};

/* As the options ask, with a format's own delimiter. */
struct table_style table_style(const struct ibid_export *options,
                               char delimiter);

/* The first row: the names of the columns. */
void table_header(struct table *table);

/* The next cell; nothing else writes one. Ends the row after the last. */
void table_cell(struct table *table, struct str text);

/* The same for NULL (an empty cell) and numbers. */
void table_text(struct table *table, const char *text);
void table_int(struct table *table, int64_t number);

/* Cells of a row that others repeat: what is between begin and end, which may
 * be in different rows, is written once more by again. Zero-initialise. */
struct table_piece {
    struct buf bytes;
    size_t first, count; /* cells, of those kept */
    size_t at;           /* the column behind */
    int64_t formula_cells, escaped_cells;
};
void table_piece_begin(const struct table *table, struct table_piece *piece);
void table_piece_end(const struct table *table, struct table_piece *piece);
void table_piece_again(struct table *table, const struct table_piece *piece);

/* Add a cell; cell number `i` of those kept; start anew; release. */
void cells_add(struct cells *cells, struct str text);
struct str cells_get(const struct cells *cells, size_t i);
void cells_reset(struct cells *cells);
void cells_done(struct cells *cells);

/* What metadata says of the whole export. */
struct metadata {
    const char *head; /* of the journal */
    int64_t uncited;  /* values without the citation they need */
    bool folder;      /* of several tables */
};

/* CSVW metadata of one table or of a folder's, as JSON: dialect, columns
 * with datatypes, keys, head of the journal, rows, SHA-256, the escape. */
void table_metadata(const struct table *tables, size_t count,
                    const struct metadata *about, struct buf *out);

#endif
