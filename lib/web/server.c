/* server.c - listen, let in who passes the gate, hand them on. */
#define _GNU_SOURCE /* accept4 */
#include "web/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"

enum {
    START_MS = 60 * 1000,
    BACKLOG = 64,
    IDLE_MS = 60 * 1000,
    ENDING_MS = 1000, /* for answers under way */
};

int64_t server_now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Opening ------------------------------------------------------------ */

/* The listening socket; *port is the one it has got. */
static int listen_at(int *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)*port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof at;
    int yes = 1;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        bind(fd, (struct sockaddr *)&at, sizeof at) != 0 ||
        listen(fd, BACKLOG) != 0 ||
        getsockname(fd, (struct sockaddr *)&at, &length) != 0) {
        int why = errno;
        (void)close(fd);
        errno = why;
        return -1;
    }
    *port = ntohs(at.sin_port);
    return fd;
}

/* The queue has the facts that coders disagree on and no others. */
static void keep_only(struct web *web)
{
    const struct web_options *options = &web->options;
    if (!options->only)
        return;
    size_t count = options->only_count;
    int64_t *list = mem_alloc((count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = options->only[i].no;
    ibid_queue_only(web->queue, list, count);
    free(list);
}

/* Read the queue before anybody waits for it. */
static enum ibid_status warm(struct web *web, struct ibid_error *err)
{
    ibid_arena *mem = ibid_arena_new();
    struct ibid_queue_filter all = {0};
    struct ibid_queue_page page;
    enum ibid_status status =
        ibid_queue_read(web->queue, &all, 0, 0, NULL, mem, &page, err);
    ibid_arena_free(mem);
    return status;
}

enum ibid_status web_open(const struct web_options *options, struct web **out,
                          struct ibid_error *err)
{
    int port = options->port;
    int fd = listen_at(&port);
    if (fd < 0)
        return err_set(err, IBID_IO, "cannot listen on 127.0.0.1:%d: %s", port,
                       strerror(errno));
    struct web *web = mem_alloc(sizeof *web);
    *web = (struct web){
        .options = *options, .listener = fd, .gate = gate_make(port)};
    web->queue = ibid_queue_new(options->db);
    keep_only(web);
    web->daemon = exchange_daemon(web);
    enum ibid_status status = warm(web, err);
    if (!status && !web->daemon)
        status = err_set(err, IBID_IO, "the server could not be started");
    if (status) {
        web_close(web);
        return status;
    }
    web->daemon_fd =
        MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    *out = web;
    return IBID_OK;
}

void web_close(struct web *web)
{
    if (!web)
        return;
    visitors_done(&web->visitors);
    if (web->daemon)
        MHD_stop_daemon(web->daemon);
    (void)close(web->listener);
    ibid_queue_free(web->queue);
    free(web);
}

int web_port(const struct web *web)
{
    return web->gate.port;
}

const char *web_link(struct web *web)
{
    gate_secret(web->start);
    web->start_until_ms = server_now_ms() + START_MS;
    (void)snprintf(web->link, sizeof web->link,
                   "http://127.0.0.1:%d/start?t=%s", web->gate.port,
                   web->start);
    return web->link;
}

bool server_start(struct web *web, const char *token)
{
    if (!web->start[0] || server_now_ms() > web->start_until_ms ||
        !gate_same(str_of(token), web->start))
        return false;
    web->start[0] = '\0';
    return true;
}

/* ---- Serving ------------------------------------------------------------ */

static void let_in(struct web *web)
{
    struct sockaddr_in from = {0};
    socklen_t length = sizeof from;
    int yes = 1;
    int fd = accept4(web->listener, (struct sockaddr *)&from, &length,
                     SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return;
    if (ntohl(from.sin_addr.s_addr) >> 24 != IN_LOOPBACKNET) {
        (void)close(fd);
        return;
    }
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    visitors_add(&web->visitors, fd, server_now_ms());
}

/* The daemon answers and closes it. */
static void hand_on(struct web *web, int fd)
{
    struct sockaddr_in from = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    (void)MHD_add_connection(web->daemon, fd, (struct sockaddr *)&from,
                             sizeof from);
}

static unsigned connections(const struct web *web)
{
    return MHD_get_daemon_info(web->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS)
        ->num_connections;
}

static bool is_full(const struct web *web)
{
    return connections(web) >= EXCHANGES_MAX;
}

/* Look at those that moved or are due, from the last: some will be gone. */
static void look(struct web *web, const struct pollfd *polled, size_t count)
{
    int64_t now = server_now_ms();
    for (size_t i = count; i-- > 0;) {
        bool due = now >= web->visitors.list[i].until_ms;
        if ((!polled[i].revents && !due) || is_full(web))
            continue;
        int fd = visitors_look(&web->visitors, i, &web->gate, now);
        if (fd >= 0)
            hand_on(web, fd);
    }
}

/* With all places taken visitors wait, and nothing of them wakes us. */
static int wait_ms(struct web *web, bool full)
{
    MHD_UNSIGNED_LONG_LONG daemon;
    int wait = IDLE_MS;
    if (MHD_get_timeout(web->daemon, &daemon) == MHD_YES &&
        daemon < (unsigned)wait)
        wait = (int)daemon;
    return full ? wait
                : visitors_wait_ms(&web->visitors, server_now_ms(), wait);
}

enum { WATCH_STOP, WATCH_DAEMON, WATCH_LISTENER, WATCH_VISITORS };

/* Wait for something to do; *more is false when it is the end. */
static enum ibid_status turn(struct web *web, int stop_fd, bool *more,
                             struct ibid_error *err)
{
    struct pollfd watch[WATCH_VISITORS + VISITORS_MAX];
    bool full = is_full(web);
    size_t visitors = full ? 0 : web->visitors.count;
    watch[WATCH_STOP] = (struct pollfd){.fd = stop_fd, .events = POLLIN};
    watch[WATCH_DAEMON] =
        (struct pollfd){.fd = web->daemon_fd, .events = POLLIN};
    watch[WATCH_LISTENER] =
        (struct pollfd){.fd = web->listener, .events = POLLIN};
    visitors_watch(&web->visitors, visitors, watch + WATCH_VISITORS);
    int moved = poll(watch, WATCH_VISITORS + visitors, wait_ms(web, full));
    if (moved < 0 && errno != EINTR)
        return err_set(err, IBID_IO, "cannot wait for the browser: %s",
                       strerror(errno));
    *more = moved <= 0 || !watch[WATCH_STOP].revents;
    if (moved >= 0)
        look(web, watch + WATCH_VISITORS, visitors);
    if (moved > 0 && watch[WATCH_LISTENER].revents)
        let_in(web);
    (void)MHD_run(web->daemon);
    return IBID_OK;
}

/* Send the answers that are under way. */
static void finish(struct web *web)
{
    int64_t until = server_now_ms() + ENDING_MS;
    while (connections(web) && server_now_ms() < until) {
        struct pollfd watch = {.fd = web->daemon_fd, .events = POLLIN};
        int wait = wait_ms(web, true);
        (void)poll(&watch, 1, wait < ENDING_MS / 10 ? wait : ENDING_MS / 10);
        (void)MHD_run(web->daemon);
    }
}

enum ibid_status web_run(struct web *web, int stop_fd, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    bool more = true;
    while (!status && more && !web->ending)
        status = turn(web, stop_fd, &more, err);
    finish(web);
    return status;
}
