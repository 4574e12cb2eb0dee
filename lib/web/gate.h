/* gate.h - who may come in: the checks every request passes before anything
 * else looks at it; pure. */
#ifndef WEB_GATE_H
#define WEB_GATE_H

#include "web/head.h"

enum {
    GATE_SECRET_BYTES = 65, /* 32 random bytes in hexadecimal, and a NUL */
    GATE_BODY_BYTES_MAX = 1024 * 1024,
};

/* What this run of the server expects. The cookie lets one read, the token,
 * which a page gets with its first answer, lets one change. */
struct gate {
    int port;
    char cookie[GATE_SECRET_BYTES];
    char token[GATE_SECRET_BYTES];
};

/* A gate with new secrets. */
struct gate gate_make(int port);
void gate_secret(char out[GATE_SECRET_BYTES]);

/* 0: it may come in; else the HTTP status of the refusal. */
int gate_check(const struct gate *gate, const struct head *head);

/* Equal? Takes as long whether they are or not. */
bool gate_same(struct str given, const char *secret);

#endif
