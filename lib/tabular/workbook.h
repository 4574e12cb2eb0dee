/* workbook.h - what a workbook consists of: its sheets, styles and shared
 * strings. Only for lib/tabular. */
#ifndef TABULAR_WORKBOOK_H
#define TABULAR_WORKBOOK_H

#include "tabular/pack.h"
#include "tabular/strings.h"

/* What a number format makes of a number. */
enum number_look { LOOK_NUMBER, LOOK_DATE, LOOK_TIME };

struct workbook_sheet {
    const char *name, *relation; /* its id */
    const char *part;            /* the file in the archive, or NULL */
};

struct workbook {
    struct pack *pack;
    struct arena mem;
    bool from_1904; /* days count from 1904 */
    struct workbook_sheet *sheets;
    size_t sheet_count, sheet_room;
    const char *strings_part, *styles_part;
    struct strings strings;
    enum number_look *looks; /* of each cell style */
    size_t look_count, look_room;
};

/* Read all but the sheets. */
enum ibid_status workbook_read(struct workbook *book, struct ibid_error *err);
void workbook_done(struct workbook *book);

/* The parts of it, each in a file of its own. */
enum ibid_status workbook_styles(struct workbook *book, struct ibid_error *err);
enum ibid_status workbook_strings(struct workbook *book,
                                  struct ibid_error *err);

/* The rows of one sheet. */
enum ibid_status workbook_rows(struct workbook *book,
                               const struct workbook_sheet *sheet,
                               tabular_row_fn *each, void *ctx,
                               struct ibid_error *err);

/* A number as it is written in the file ("42736.5"), as text: plain digits,
 * or the date or time it looks like. */
void workbook_number(const struct workbook *book, size_t style,
                     struct str number, struct buf *out);

/* Append `text` with each "_xHHHH_" as the character it stands for. */
void workbook_unescape(struct str text, struct buf *out);

#endif
