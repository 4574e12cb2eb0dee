/* request.h - one request that was let in, and its answer. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <jansson.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/jsonw.h"
#include "web/gate.h"
#include "web/web.h"

enum { ANSWER_WORDS_MAX = 32 };

/* What to send. Zero-initialised it is an empty 200; `body` is freed by who
 * sends it. */
struct answer {
    int code;         /* 0: 200 */
    const char *type; /* NULL: JSON */
    struct buf body;
    struct str file;      /* instead of `body`: lives with the program */
    const char *location; /* of a 303 */
    bool let_in;          /* set the cookie */
};

/* Everything in it lives until the answer is sent. */
struct request {
    struct web *web;
    ibid_db *db;
    ibid_arena *mem;
    enum method method;
    struct str path, query;
    const char *id; /* what stands for the * of the route, or NULL */
    json_t *body;   /* of a POST: an object */
    struct ibid_error err;
};

/* One thing the server answers: one file (or one of a few in a file) each,
 * all listed in routes[]. GET routes answer HEAD too and change nothing. */
struct route {
    enum method method; /* METHOD_GET or METHOD_POST */
    const char *path;   /* "/api/facts" or "/api/facts" "/" "*" for an id */
    /* Writes the answer. A failure is answered by its status. */
    enum ibid_status (*run)(struct request *request, struct answer *answer);
};

extern const struct route *const routes[]; /* NULL at the end */

/* Find the route and fill `answer`; never fails. */
void request_answer(struct request *request, struct str body,
                    struct answer *answer);

/* An error as the page expects it: {"error": name, "message": text}. */
void answer_error(struct answer *answer, int code, const char *name,
                  const char *message);

/* The parameter of the query, decoded, in the request's memory; NULL when it
 * is not there. Bad escapes, control characters and invalid UTF-8 were refused
 * before. */
const char *request_text(const struct request *request, const char *name);

/* The same as a number from 0 to `max`; `otherwise` when it is not there or
 * is none. */
int64_t request_number(const struct request *request, const char *name,
                       int64_t otherwise, int64_t max);

#endif
