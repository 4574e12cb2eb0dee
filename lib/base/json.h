/* json.h - write JSON into a buffer; compact, UTF-8, keys in the order given.
 * (Reading is jansson's work; this is the one writer, so that exports, the
 * journal and the command line agree byte for byte.) */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum { JSON_DEPTH_MAX = 32 };

/* A writer over `out`; commas are its business. Start with json_start(). */
struct json {
    struct buf *out;
    uint32_t filled; /* bit d: the container at depth d has an element */
    int depth;
    bool after_key;
};

struct json json_start(struct buf *out);

void json_object(struct json *to); /* { */
void json_object_end(struct json *to);
void json_array(struct json *to); /* [ */
void json_array_end(struct json *to);

void json_key(struct json *to, const char *key);
void json_str(struct json *to, struct str text);   /* valid UTF-8 */
void json_text(struct json *to, const char *text); /* NULL writes null */
void json_int(struct json *to, int64_t number);
void json_real(struct json *to, double number); /* shortest of %.15g, %.17g */
void json_bool(struct json *to, bool yes);
void json_null(struct json *to);
void json_raw(struct json *to, struct str json); /* JSON already written */

/* Key and value in one; `json_key_text` leaves the key out when `text` is
 * NULL. */
void json_key_str(struct json *to, const char *key, struct str text);
void json_key_text(struct json *to, const char *key, const char *text);
void json_key_int(struct json *to, const char *key, int64_t number);

#endif
