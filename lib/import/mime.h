/* mime.h - messages in the Internet's mail format and the parts in them (RFC
 * 5322, 2045, 2046, 2047). */
#ifndef IMPORT_MIME_H
#define IMPORT_MIME_H

#include "source/article.h"

enum {
    MIME_PARTS_MAX = 2000,        /* of a message; those behind are not seen */
    MIME_DEPTH_MAX = 8,           /* of parts within parts */
    MIME_BOUNDARY_BYTES_MAX = 70, /* RFC 2046, 5.1.1 */
};

/* A part with a content of its own. Slices of the message. */
struct mime_part {
    struct str head, body;
};

/* Header block and body of an entity. */
struct mime_part mime_split(struct str entity);

/* The value of header `name` (any case), folded lines put together; NULL when
 * it is not there or empty. */
const char *mime_header(struct str head, const char *name, struct arena *mem);

/* Where its value stands in the block; len 0 at its end: nowhere. */
struct str mime_header_place(struct str head, const char *name);

/* "text/html" of "Text/HTML; charset=utf-8", in lower case. */
const char *mime_type(struct str head, struct arena *mem);

/* A parameter of a header's value, without its quotes; NULL: none. */
const char *mime_parameter(const char *value, const char *name,
                           struct arena *mem);

/* A header's value with its encoded words decoded (RFC 2047): UTF-8. */
const char *mime_words(const char *value, struct arena *mem);

/* The parts of a message that hold something, in order. Linear in its length
 * for each of MIME_DEPTH_MAX levels. */
const struct mime_part *mime_parts(struct str message, struct arena *mem,
                                   size_t *count);

/* A part's bytes, its transfer encoding undone, and the map to bytes of
 * part->body. What is not in the encoding is passed over. */
struct str mime_decode(const struct mime_part *part, struct arena *mem,
                       struct source_map *map);

#endif
