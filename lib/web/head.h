/* head.h - the head of a request, read strictly from the raw bytes; pure. */
#ifndef WEB_HEAD_H
#define WEB_HEAD_H

#include <stdbool.h>

#include "base/str.h"

enum {
    HEAD_LINE_BYTES_MAX = 4 * 1024, /* the request line */
    HEAD_BYTES_MAX = 16 * 1024,     /* everything after it */
    HEAD_COUNT_MAX = 64,            /* header lines */
    HEAD_MORE = 1,                  /* from head_read(): not all there yet */
};

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_OPTIONS };

/* Headers that may stand at most once; others are skipped. */
enum header {
    HEADER_HOST,
    HEADER_ORIGIN,
    HEADER_FETCH_SITE,
    HEADER_COOKIE,
    HEADER_TOKEN,
    HEADER_CONTENT_TYPE,
    HEADER_CONTENT_LENGTH,
    HEADER_TRANSFER_ENCODING,
    HEADER_COUNT,
};

/* Everything points into the bytes read. */
struct head {
    enum method method;
    struct str path, query;          /* query: without the question mark */
    struct str header[HEADER_COUNT]; /* ptr NULL: not there */
};

/* Read the head that `bytes` begin with. 0: *out is it and *length how long it
 * was; HEAD_MORE; else the HTTP status of the refusal. */
int head_read(struct str bytes, struct head *out, size_t *length);

#endif
