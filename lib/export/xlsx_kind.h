/* xlsx_kind.h - a spreadsheet under way, and the sheet of a kind in it. */
#ifndef EXPORT_XLSX_KIND_H
#define EXPORT_XLSX_KIND_H

#include "export/aside.h"
#include "export/kinds.h"
#include "export/rows.h"
#include "export/sheet.h"

/* What a column of a sheet of facts holds. */
enum role {
    ROLE_TEXT,
    ROLE_VALUE,
    ROLE_NUMBER,
    ROLE_LINK,
    ROLE_CITE,
    ROLE_TYPED,
    ROLE_PRECISION
};

struct out_column {
    enum role role;
    size_t from;       /* of the table's columns: text, number, link, cite */
    const char *field; /* NULL: of the fact or its source */
    enum typed_kind typed;
};

/* The row of a citation on its sheet. */
struct place {
    char title[SHEET_NAME_BYTES];
    uint32_t row;
};

struct xlsx {
    struct export *run;
    struct arena mem, fact_mem; /* the second: of one fact */
    struct book book;
    struct kinds kinds;
    int64_t facts; /* that will have a row */
    struct sheet citations, sources, about;
    struct citing citing;
    struct cells cited, cells;
    /* Of the kind under way: */
    struct rows rows;
    struct sheet *sheet;
    struct sheet_column *heads;
    struct out_column *columns;
    size_t count, room_heads, room_columns;
    bool comments;        /* all cited values will have one */
    struct place *places; /* of the fact's citations, in their order */
    size_t place_count, place_room;
};

enum {
    XLSX_CITED_LINK = ASIDE_CITATION_COLUMNS, /* shows the passage */
    XLSX_CITED_TITLE,                         /* of the source */
    XLSX_CITED_COLUMNS,
};

/* How many characters wide a column of this name is. */
double xlsx_width(const char *name);

/* The rows of a kind onto `sheet`, their citations onto x->citations. */
enum ibid_status xlsx_kind(struct xlsx *x, struct sheet *sheet,
                           const char *kind, struct ibid_error *err);

/* The next row of a sheet of sources or citations: `count` cells of those
 * kept, from number `first`. */
void xlsx_aside(struct xlsx *x, struct sheet *sheet,
                const struct column *columns, size_t count,
                const struct cells *cells, size_t first);

#endif
