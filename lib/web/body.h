/* body.h - the JSON body of a POST, read strictly; pure. */
#ifndef WEB_BODY_H
#define WEB_BODY_H

#include <jansson.h>
#include <stdbool.h>

#include "base/str.h"

enum { BODY_DEPTH_MAX = 32 };

/* The object in `bytes`: UTF-8, no key twice, not deeper than the limit. NULL:
 * it is not one. The caller releases it with json_decref(). */
json_t *body_read(struct str bytes);

#endif
