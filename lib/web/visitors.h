/* visitors.h - connections whose request head is not there or not passed yet:
 * they cost a descriptor and no more, and the oldest goes when there are too
 * many. */
#ifndef WEB_VISITORS_H
#define WEB_VISITORS_H

#include <poll.h>
#include <stdint.h>

#include "web/gate.h"

enum {
    VISITORS_MAX = 256,
    VISITOR_HEAD_MS = 5000,  /* until the head is there */
    VISITOR_LEAVE_MS = 1000, /* after a refusal */
};

struct visitor {
    int fd;
    int64_t until_ms;
    bool leaving; /* was refused: read and forget until it closes */
};

struct visitors {
    struct visitor list[VISITORS_MAX]; /* oldest first */
    size_t count;
};

/* Take over a connection. */
void visitors_add(struct visitors *all, int fd, int64_t now_ms);

/* What to poll for: the first `count` of them. */
void visitors_watch(const struct visitors *all, size_t count,
                    struct pollfd *out);

/* Look at visitor `index` again: a descriptor that passed the gate and is the
 * caller's now, else -1; the rest is refused here. It may be gone after. */
int visitors_look(struct visitors *all, size_t index, const struct gate *gate,
                  int64_t now_ms);

/* Milliseconds until the first deadline, at most `otherwise`. */
int visitors_wait_ms(const struct visitors *all, int64_t now_ms, int otherwise);

void visitors_done(struct visitors *all);

#endif
