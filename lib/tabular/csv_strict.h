/* csv_strict.h - libcsv as it must be set to lose nothing. */
#ifndef TABULAR_CSV_STRICT_H
#define TABULAR_CSV_STRICT_H

#include <csv.h>

/* A parser that refuses misplaced quotes and keeps blanks around cells, which
 * are part of them. csv_free() ends it. */
void csv_strict(struct csv_parser *parser);

#endif
