/* exchange.h - one request of libmicrohttpd: collect its body, have it
 * answered, send the answer. */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include "ibid.h"

struct web;
struct MHD_Daemon;

enum {
    EXCHANGES_MAX = 32,
    EXCHANGE_IDLE_S = 10,
    EXCHANGE_BODY_MS = 30 * 1000, /* until the body is there */
    /* The gate lets heads of 20 KB in; each is held whole, in one piece. */
    EXCHANGE_BYTES_MAX = 128 * 1024,
};

/* A daemon without socket of its own: connections are handed to it. NULL:
 * it could not be started. */
struct MHD_Daemon *exchange_daemon(struct web *web);

#endif
