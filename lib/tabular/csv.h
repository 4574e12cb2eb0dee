/* csv.h - a CSV file in pieces. Only for lib/tabular. */
#ifndef TABULAR_CSV_H
#define TABULAR_CSV_H

#include "tabular/tabular.h"

/* Give the next piece: bytes into *out, none at the end. */
typedef enum ibid_status piece_fn(void *ctx, struct str *out,
                                  struct ibid_error *err);

/* Rows of CSV by strict rules; the delimiter is the mark (comma, semicolon,
 * tab, bar) that stands most often in the first line. `name` is the table's. */
enum ibid_status csv_read(piece_fn *next, void *pieces, const char *name,
                          tabular_row_fn *each, void *ctx,
                          struct ibid_error *err);

#endif
