/* fold.h - text as it is compared: case, quotation marks, dashes and blanks
 * of one sort. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/buf.h"

/* Append `text` (valid UTF-8) to `out`: lower case, one kind of double and one
 * of single quotation mark, one dash, runs of blanks as one space (none at the
 * ends), marks without width left out. Linear. */
void text_fold(struct str text, struct buf *out);

/* The small letter of a letter of any script, itself for all else. */
uint32_t fold_letter(uint32_t point);

enum { FOLD_WORDS_MAX = 2048 }; /* bytes; edges of longer ones do not count */

/* Where folded `words` stand in folded `text` as whole words; text.len: they
 * do not. */
size_t fold_find_words(struct str text, struct str words);

/* Does folded `words` stand in folded `text` as whole words? A "*" at the end
 * of `words` leaves that end open. */
bool fold_has_words(struct str text, struct str words);

#endif
