/* jsonw.h - write JSON into a buffer; compact, UTF-8, on one line (also for
 * those who count U+2028 as a line end), keys in the order given.
 * (Reading is jansson's work, whose names begin with json_; this is the one
 * writer, so that exports, the journal and the command line agree byte for
 * byte.) */
#ifndef BASE_JSONW_H
#define BASE_JSONW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { JSON_DEPTH_MAX = 32 };

/* A writer over `out`; commas are its business. Start with jsonw_start(). */
struct jsonw {
    struct buf *out;
    uint32_t filled; /* bit d: the container at depth d has an element */
    int depth;
    bool after_key;
};

struct jsonw jsonw_start(struct buf *out);

void jsonw_object(struct jsonw *to); /* { */
void jsonw_object_end(struct jsonw *to);
void jsonw_array(struct jsonw *to); /* [ */
void jsonw_array_end(struct jsonw *to);

void jsonw_key(struct jsonw *to, const char *key);
void jsonw_str(struct jsonw *to, struct str text);   /* valid UTF-8 */
void jsonw_text(struct jsonw *to, const char *text); /* NULL writes null */
void jsonw_int(struct jsonw *to, int64_t number);
void jsonw_real(struct jsonw *to, double number); /* shortest of %.15g, %.17g */
void jsonw_bool(struct jsonw *to, bool yes);
void jsonw_null(struct jsonw *to);
void jsonw_raw(struct jsonw *to, struct str json); /* JSON already written */

/* Key and value in one; `jsonw_key_text` leaves the key out when `text` is
 * NULL. */
void jsonw_key_str(struct jsonw *to, const char *key, struct str text);
void jsonw_key_text(struct jsonw *to, const char *key, const char *text);
void jsonw_key_int(struct jsonw *to, const char *key, int64_t number);

#endif
