/* link.h - a url that shows cited words in a browser (text fragments). */
#ifndef FACT_LINK_H
#define FACT_LINK_H

#include "base/buf.h"

enum { LINK_WHOLE_BYTES = 120, LINK_END_WORDS = 5, LINK_URL_BYTES_MAX = 2000 };

/* Append `url` with a fragment that highlights bytes [start, end) of `text`:
 * #:~:text=[prefix-,]start[,end][,-suffix]. A short quote stands whole, of a
 * long one its first and last words. Nothing for a url that is not http(s),
 * so that no cell can start another program; the plain url when it is too
 * long or `text` is empty. */
void link_write(const char *url, struct str text, size_t start, size_t end,
                struct buf *out);

#endif
