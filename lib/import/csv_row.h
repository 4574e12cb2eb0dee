/* csv_row.h - rows of CSV by strict rules, as they stand in the file. */
#ifndef IMPORT_CSV_ROW_H
#define IMPORT_CSV_ROW_H

#include <csv.h>

#include "base/error.h"
#include "source/article.h"

enum { CSV_COLUMNS_MAX = 512 };

/* Zero-initialise; csv_rows_init() and csv_rows_done() around its use. */
struct csv_rows {
    struct csv_parser parser;
    char delimiter;
    struct buf raw;               /* the row as it stands */
    struct buf cells;             /* its cells, one behind the other */
    size_t ends[CSV_COLUMNS_MAX]; /* of each in `cells` */
    size_t count;
    size_t over; /* cells past CSV_COLUMNS_MAX */
    bool ended;  /* the row is whole */
};

void csv_rows_init(struct csv_rows *rows, char delimiter);
void csv_rows_done(struct csv_rows *rows);

/* Take one byte; rows->ended says that a row is whole, and the next byte
 * begins another. IBID_INVALID: it is not CSV, and nothing behind it can be
 * trusted. IBID_LIMIT: a row over RECORD_BYTES_MAX. */
enum ibid_status csv_rows_byte(struct csv_rows *rows, char byte,
                               struct ibid_error *err);

/* The end of the file: a last row without a line end, or none. */
enum ibid_status csv_rows_end(struct csv_rows *rows, struct ibid_error *err);

struct str csv_rows_cell(const struct csv_rows *rows, size_t at);

/* Cell `at` with the map to bytes of rows->raw; false when the row does not
 * have it as it was read. */
bool csv_rows_mapped(const struct csv_rows *rows, size_t at, struct arena *mem,
                     struct str *text, struct source_map *map);

#endif
