/* tabular.h - tables as spreadsheets save them (CSV in its dialects, XLSX),
 * read row by row as text. */
#ifndef TABULAR_TABULAR_H
#define TABULAR_TABULAR_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

enum {
    TABULAR_COLUMNS_MAX = 16384,
    TABULAR_CELL_BYTES_MAX = 64 * 1024 * 1024,
};

/* A row; all of it lives until the callback returns. */
struct tabular_row {
    const char *table;       /* the sheet, or the file without its folder */
    bool is_sheet;           /* of a workbook: rows end with their last cell */
    int64_t no;              /* as a spreadsheet counts, from 1 */
    const struct str *cells; /* valid UTF-8 */
    size_t count;
};

/* Anything but IBID_OK ends the reading. */
typedef enum ibid_status tabular_row_fn(void *ctx,
                                        const struct tabular_row *row,
                                        struct ibid_error *err);

/* Read the table or workbook at `path`: what it is is seen from its bytes.
 * Rows come in their order, sheet after sheet; empty ones are left out.
 * IBID_NOT_FOUND, IBID_IO, IBID_INVALID (neither), IBID_LIMIT. `sha256` (NULL
 * allowed) is set for a CSV file only. */
enum ibid_status tabular_read(const char *path, tabular_row_fn *each, void *ctx,
                              struct sha256 *sha256, struct ibid_error *err);

/* The same for bytes in memory, named `name`. */
enum ibid_status tabular_read_memory(struct str bytes, const char *name,
                                     tabular_row_fn *each, void *ctx,
                                     struct ibid_error *err);

/* The tables of `path`: itself, or of a folder its CSV and TSV files in order
 * of name. */
enum ibid_status tabular_files(const char *path, struct arena *mem,
                               const char ***out, size_t *count,
                               struct ibid_error *err);

/* `path` without its folders. */
const char *tabular_name(const char *path);

/* Does a file with these first bytes hold a workbook? */
bool tabular_is_book(struct str head);

/* The number that `text` is ("007", "1.50", "1E+05", "1,234", "12 %"), to
 * the 15 digits a spreadsheet keeps; false when it is none. */
struct decimal {
    bool negative;
    char digits[24]; /* without zeros at either end; "" = 0 */
    int point;       /* digits before the point: 0.05 has -1 */
};
bool decimal_parse(struct str text, struct decimal *out);
void decimal_round(struct decimal *d, size_t digits);
bool decimal_equal(const struct decimal *a, const struct decimal *b);
void decimal_write(const struct decimal *d, struct buf *out);

/* What a spreadsheet did to a cell that a person left alone: a few words
 * ("leading zeros", "date format"), NULL when it says something else now.
 * Equal cells are "". `lossy` (NULL allowed): it says less than before. */
const char *tabular_damage(struct str before, struct str now, bool *lossy);

/* Does `before` begin with `now`, but for line ends and control characters: of
 * a cell that was cut? */
bool tabular_begins(struct str before, struct str now);

/* Take back the escape of --for-spreadsheet ("apostrophe-1"): one apostrophe
 * in front goes. */
struct str tabular_unescape(struct str cell);

#endif
