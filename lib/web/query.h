/* query.h - the query string of a request; pure. */
#ifndef WEB_QUERY_H
#define WEB_QUERY_H

#include "base/arena.h"

/* Is it made of name=value pairs whose escapes are right, decode to UTF-8 and
 * hide no control characters? */
bool web_query_check(struct str query);

/* The value of the first parameter `name`, decoded into `mem`, or NULL. */
const char *web_query_get(struct str query, const char *name,
                          struct arena *mem);

#endif
