/* http_head.h - header blocks of WARC records and HTTP messages. */
#ifndef IMPORT_HTTP_HEAD_H
#define IMPORT_HTTP_HEAD_H

#include "base/arena.h"
#include "base/str.h"

/* Where the header block of `bytes` ends, behind its empty line; 0: it does
 * not. */
size_t http_head_end(struct str bytes);

/* The value of header `name` (any case) in a block, blanks trimmed; false
 * when it is not there. Folded lines are not put together. */
bool http_header(struct str head, const char *name, struct str *value);

/* The status of an HTTP message ("HTTP/1.1 200 OK"), or 0. */
int http_status(struct str head);

/* The parameter charset of a content type, as it stands; len 0: none. */
struct str http_charset(struct str content_type);

/* The body without its chunked transfer coding, whether all of it came; false
 * when it is not chunks. */
bool http_dechunk(struct str body, struct arena *mem, struct str *out);

/* The body unpacked from gzip or deflate, at most `limit` bytes; false when
 * it is broken or larger. */
bool http_inflate(struct str body, size_t limit, struct arena *mem,
                  struct str *out);

#endif
