/* utf8.h - code points in bytes: decode, check, count, convert offsets. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Where the first ill-formed byte of `text` is (Unicode 15, table 3-7), or
 * text.len when there is none. */
size_t utf8_invalid_at(struct str text);

/* The code point at `*at` of valid UTF-8, moving `*at` behind it. The caller
 * has checked *at < text.len. */
uint32_t utf8_next(struct str text, size_t *at);

/* Append `c` (a scalar value) to `out` as UTF-8; returns the 1 to 4 bytes. */
int utf8_put(uint32_t c, char out[4]);

/* Does `at` lie between two code points of `text` (or at its ends)? */
bool utf8_is_boundary(struct str text, size_t at);

/* Code points in valid UTF-8. */
size_t utf8_count(struct str text);

/* Byte offsets of one text to code point offsets and back, each in O(1) of a
 * sampled table; pure ASCII needs none. */
struct utf8_index {
    struct str text;
    const uint32_t *samples; /* code points before each 64th byte, or NULL */
};

struct utf8_index utf8_index(struct str text, struct arena *mem);
size_t utf8_index_point(const struct utf8_index *index, size_t byte);
size_t utf8_index_byte(const struct utf8_index *index, size_t point);

#endif
