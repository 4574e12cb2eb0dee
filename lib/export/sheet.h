/* sheet.h - sheets of a spreadsheet file: text stays text, nothing is ever a
 * formula, and what exceeds a limit is cut where one sees it. */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H

#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/error.h"
#include "text/date.h"

enum {
    SHEET_CELL_UNITS = 32767, /* UTF-16, in a cell */
    SHEET_ROWS = 1048576,
    SHEET_LINKS = 65530,
    SHEET_URL_BYTES = 2079,
    SHEET_NAME_BYTES = 32, /* 31 and the NUL */
    COMMENT_UNITS = 1000,  /* of a comment's text, which is cut there */
    /* The library keeps these until the end, 2.7 and 0.5 kB each. */
    BOOK_WEB_LINKS = 32768,
    BOOK_COMMENTS = 32768,
};

struct sheet_column {
    const char *name;
    double width; /* in characters */
    bool hidden;
    bool plain; /* numbers: new cells are not text */
    bool aside; /* folded away until one clicks on the [+] above it */
};

/* Rows that run on in further sheets, "name (2)", when one is full. */
struct sheet {
    lxw_worksheet *ws; /* of the present part */
    const char *name;
    char title[SHEET_NAME_BYTES]; /* of the present part */
    const struct sheet_column *columns;
    size_t count;
    unsigned part;
    uint32_t row, links;               /* in this part; row 0 is the header */
    uint32_t web_links, web_links_max; /* in all parts */
    int64_t rows;
    unsigned lines; /* that the present row is high */
};

struct book {
    lxw_workbook *wb;
    lxw_format *head, *text, *uncited, *number, *date, *link;
    lxw_format *good, *changed, *bad; /* colours of statuses */
    uint32_t rows_max, links_max, web_links_max, comments_max;
    size_t cell_units_max;
    uint32_t web_links, comments;   /* in all sheets */
    int64_t cut_cells, plain_links; /* that a limit cut or left plain */
    int64_t left_comments;          /* or left out */
    int64_t further_sheets;         /* begun because one was full */
    struct sheet cut;               /* whole texts of cut cells */
    struct buf cell;
    lxw_error error; /* the first */
};

/* A file that does not exist yet; its working files go into `folder` (NULL:
 * the system's). IBID_IO. */
enum ibid_status book_open(struct book *book, const char *path,
                           const char *folder, struct ibid_error *err);

/* Complete the file. */
enum ibid_status book_close(struct book *book, struct ibid_error *err);

/* Release it without completing the file; nothing after book_close(). */
void book_drop(struct book *book);

/* A sheet behind those there are; its header; its end, when filters and
 * colours are laid over the rows. `name` and `columns` must outlive it. */
void sheet_add(struct book *book, struct sheet *sheet, const char *name);
void sheet_head(struct book *book, struct sheet *sheet,
                const struct sheet_column *columns, size_t count);
void sheet_end(struct book *book, struct sheet *sheet);

/* Go on to the next row; cells then by column. Empty text leaves none. */
void sheet_next(struct book *book, struct sheet *sheet);
void sheet_text(struct book *book, struct sheet *sheet, size_t column,
                struct str text);
/* Text whose cell shows that no citation stands behind it. */
void sheet_uncited(struct book *book, struct sheet *sheet, size_t column,
                   struct str text);
/* A comment on the cell of this row. */
void sheet_comment(struct book *book, struct sheet *sheet, size_t column,
                   struct str text);
void sheet_number(struct book *book, struct sheet *sheet, size_t column,
                  double number);
void sheet_date(struct book *book, struct sheet *sheet, size_t column,
                const struct day *day);

/* Text that leads to `url`, which is "internal:..." or else must be a plain
 * http(s) address; otherwise, and beyond the limits, it is only text. */
void sheet_link(struct book *book, struct sheet *sheet, size_t column,
                struct str text, const char *url);

/* What went wrong so far. */
enum ibid_status book_status(const struct book *book, struct ibid_error *err);

#endif
