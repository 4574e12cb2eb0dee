/* wire.h - what stands on every answer, whoever sends it. */
#ifndef WEB_WIRE_H
#define WEB_WIRE_H

#include "base/buf.h"

/* Header names and values for every answer, NULL at the end. */
struct wire_header {
    const char *name, *value;
};
extern const struct wire_header wire_headers[];

/* The same words for every refusal: nothing about why, nothing of ours. */
extern const char wire_refused[];

/* A whole answer that refuses with `status`. */
void wire_refusal(int status, struct buf *out);

#endif
