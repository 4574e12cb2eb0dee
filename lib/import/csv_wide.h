/* csv_wide.h - tables in UTF-16, as spreadsheets save "Unicode text": read a
 * character at a time, each with its own bytes. */
#ifndef IMPORT_CSV_WIDE_H
#define IMPORT_CSV_WIDE_H

#include "base/buf.h"

/* Which end of a pair of bytes comes first, as its mark says. */
enum csv_order { CSV_NARROW, CSV_LITTLE, CSV_BIG };

/* Zero-initialise but for the order. */
struct csv_wide {
    enum csv_order order;
    unsigned char bytes[4]; /* not yet read as a character */
    size_t count;
};

/* One character. */
struct csv_character {
    char text[4]; /* UTF-8; U+FFFD for half of a pair */
    size_t length;
    char original[4];
    size_t original_length;
};

/* By the mark at the beginning; CSV_NARROW without one. */
enum csv_order csv_order_of(struct str head);

/* Take a byte, for which there must be room: call csv_wide_next() until it has
 * no further character. */
void csv_wide_take(struct csv_wide *wide, char byte);
bool csv_wide_next(struct csv_wide *wide, struct csv_character *out);

/* The beginning of a file in UTF-8, whatever it is in, without the mark; the
 * result is `head` or lies in `out`. */
struct str csv_narrow(struct str head, struct buf *out);

#endif
