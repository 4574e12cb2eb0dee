/* web.h - the review page's server: one database, one person, on the loopback
 * address. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "ibid.h"

struct web_options {
    ibid_db *db;      /* the caller's, open while the server is */
    const char *name; /* of the database, for people: "desk.db" */
    const char *user; /* as the page is to call them: "ann" */
    int port;         /* 0: any that is free */
    bool read_only;   /* the database can only be read */
    const char *work; /* what is special about it, one sentence, or NULL */
    const struct ibid_disagreement
        *only;         /* with another coder: the queue has */
    size_t only_count; /* these facts, and each says what the other one says; */
                       /* NULL: all facts */
    const char *ours, *theirs; /* what the two coders of `only` are called */
};

struct web;

/* Listen on 127.0.0.1 and nowhere else. IBID_IO: no such port is free. */
enum ibid_status web_open(const struct web_options *options, struct web **out,
                          struct ibid_error *err);
void web_close(struct web *web); /* NULL allowed */

int web_port(const struct web *web);

/* The address to open, which lets one browser in, once and within a minute.
 * Each call makes a new one, the former no longer works. Owned by `web`. */
const char *web_link(struct web *web);

/* Serve until `stop_fd` can be read or the page asks to end. IBID_IO. */
enum ibid_status web_run(struct web *web, int stop_fd, struct ibid_error *err);

#endif
