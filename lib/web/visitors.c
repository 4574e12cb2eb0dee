/* visitors.c - connections before the gate: their head is looked at without
 * taking it from the socket, so that whoever passes is handed on untouched. */
#include "web/visitors.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/wire.h"

enum { PEEK_BYTES = HEAD_LINE_BYTES_MAX + HEAD_BYTES_MAX + 4 };

static void remove_at(struct visitors *all, size_t index)
{
    all->count--;
    memmove(&all->list[index], &all->list[index + 1],
            (all->count - index) * sizeof *all->list);
}

static void drop(struct visitors *all, size_t index)
{
    (void)close(all->list[index].fd);
    remove_at(all, index);
}

void visitors_add(struct visitors *all, int fd, int64_t now_ms)
{
    if (all->count == VISITORS_MAX)
        drop(all, 0);
    all->list[all->count++] =
        (struct visitor){.fd = fd, .until_ms = now_ms + VISITOR_HEAD_MS};
}

void visitors_watch(const struct visitors *all, size_t count,
                    struct pollfd *out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (struct pollfd){.fd = all->list[i].fd, .events = POLLIN};
}

/* Wake us only when more than `bytes` are there. */
static void wait_for_more(int fd, size_t bytes)
{
    int low = (int)bytes + 1;
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &low, sizeof low);
}

/* Send the refusal and no more; what still comes in is thrown away, or the
 * other side might not get to read it. */
static void refuse(struct visitor *visitor, int status, int64_t now_ms)
{
    struct buf text = {0};
    wire_refusal(status, &text);
    (void)send(visitor->fd, text.ptr, text.len, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)shutdown(visitor->fd, SHUT_WR);
    buf_done(&text);
    wait_for_more(visitor->fd, 0);
    visitor->leaving = true;
    visitor->until_ms = now_ms + VISITOR_LEAVE_MS;
}

/* False once the other side has closed or is too slow about it. */
static bool leave(struct visitor *visitor, int64_t now_ms)
{
    char bytes[4096];
    for (int i = 0; i < 16; i++) {
        ssize_t got = recv(visitor->fd, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got == 0)
            return false;
        if (got < 0)
            break;
    }
    return now_ms < visitor->until_ms;
}

int visitors_look(struct visitors *all, size_t index, const struct gate *gate,
                  int64_t now_ms)
{
    char bytes[PEEK_BYTES];
    struct visitor *visitor = &all->list[index];
    struct head head;
    size_t length;
    if (visitor->leaving) {
        if (!leave(visitor, now_ms))
            drop(all, index);
        return -1;
    }
    ssize_t got =
        recv(visitor->fd, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);
    if (got == 0) {
        drop(all, index);
        return -1;
    }
    struct str seen = {bytes, got > 0 ? (size_t)got : 0};
    int status = head_read(seen, &head, &length);
    if (!status)
        status = gate_check(gate, &head);
    if (status == HEAD_MORE && now_ms >= visitor->until_ms)
        status = 408;
    if (status == HEAD_MORE)
        wait_for_more(visitor->fd, seen.len);
    else if (status)
        refuse(visitor, status, now_ms);
    if (status)
        return -1;
    int fd = visitor->fd;
    wait_for_more(fd, 0);
    remove_at(all, index);
    return fd;
}

int visitors_wait_ms(const struct visitors *all, int64_t now_ms, int otherwise)
{
    int64_t wait = otherwise;
    for (size_t i = 0; i < all->count; i++) {
        int64_t left = all->list[i].until_ms - now_ms;
        wait = left < wait ? left : wait;
    }
    return wait > 0 ? (int)wait : 0;
}

void visitors_done(struct visitors *all)
{
    while (all->count)
        drop(all, all->count - 1);
}
