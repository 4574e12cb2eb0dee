/* html_witness.h - does a line stand in the text that JSON-LD says is the
 * article's? */
#ifndef SOURCE_HTML_WITNESS_H
#define SOURCE_HTML_WITNESS_H

#include "base/arena.h"
#include "base/str.h"

enum {
    WITNESS_BYTES_MIN = 400,             /* a shorter one is a summary */
    WITNESS_BYTES_MAX = 4 * 1024 * 1024, /* more of it is not read */
};

/* The runs of eight letters of a text, as bits. */
struct witness {
    unsigned char *bits;
    size_t mask;    /* number of bits - 1 */
    size_t letters; /* of the text; 0: there is no witness */
};

struct witness witness_of(struct str text, struct arena *mem);

/* How many of the line's letters it confirms, and how many there are, in
 * runs of eight; punctuation, blanks and case do not count. */
size_t witness_confirms(const struct witness *w, struct str line,
                        size_t *letters);

#endif
