/* server.h - the inside of struct web. Only for lib/web. */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "web/exchange.h"
#include "web/gate.h"
#include "web/visitors.h"
#include "web/web.h"

enum { LINK_BYTES = 160 };

struct web {
    struct web_options options;
    ibid_queue *queue;
    struct gate gate;
    int listener;
    struct MHD_Daemon *daemon;     /* for those that passed the gate */
    int daemon_fd;                 /* wakes us when it has work */
    struct visitors visitors;      /* those that have not passed it yet */
    char start[GATE_SECRET_BYTES]; /* of the link; "": used */
    int64_t start_until_ms;
    char link[LINK_BYTES];
    bool ending; /* the page asked to end */
};

/* Does `token` open the link now? It does so once. */
bool server_start(struct web *web, const char *token);

/* Milliseconds of a clock that only goes forward. */
int64_t server_now_ms(void);

#endif
