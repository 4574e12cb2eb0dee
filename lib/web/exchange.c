/* exchange.c - one request of libmicrohttpd: collect its body, have it
 * answered, send the answer. */
#include "web/exchange.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "web/request.h"
#include "web/server.h"
#include "web/wire.h"

struct exchange {
    char *target; /* as it came */
    struct buf body;
    int64_t until_ms;
    bool begun;
};

/* Called first, with the request's target before anything was decoded. */
static void *begin(void *ctx, const char *target,
                   struct MHD_Connection *connection)
{
    struct exchange *exchange = mem_alloc(sizeof *exchange);
    size_t length = strlen(target);
    (void)ctx;
    (void)connection;
    *exchange =
        (struct exchange){.until_ms = server_now_ms() + EXCHANGE_BODY_MS};
    exchange->target = mem_alloc(length + 1);
    memcpy(exchange->target, target, length + 1);
    return exchange;
}

static void end(void *ctx, struct MHD_Connection *connection, void **at,
                enum MHD_RequestTerminationCode why)
{
    struct exchange *exchange = *at;
    (void)ctx;
    (void)connection;
    (void)why;
    if (!exchange)
        return;
    buf_done(&exchange->body);
    free(exchange->target);
    free(exchange);
    *at = NULL;
}

/* ---- Sending ------------------------------------------------------------ */

static void add_headers(const struct web *web, const struct answer *answer,
                        struct MHD_Response *response)
{
    char cookie[GATE_SECRET_BYTES + 96];
    for (size_t i = 0; wire_headers[i].name; i++)
        (void)MHD_add_response_header(response, wire_headers[i].name,
                                      wire_headers[i].value);
    (void)MHD_add_response_header(
        response, "Content-Type",
        answer->type ? answer->type : "application/json; charset=utf-8");
    if (answer->location)
        (void)MHD_add_response_header(response, "Location", answer->location);
    (void)snprintf(cookie, sizeof cookie,
                   "fdb_%d=%s; HttpOnly; SameSite=Strict; Path=/; "
                   "Max-Age=604800",
                   web->gate.port, web->gate.cookie);
    if (answer->let_in)
        (void)MHD_add_response_header(response, "Set-Cookie", cookie);
}

static enum MHD_Result send_answer(const struct web *web,
                                   struct MHD_Connection *connection,
                                   struct answer *answer)
{
    struct MHD_Response *response;
    if (answer->file.ptr)
        response = MHD_create_response_from_buffer(
            answer->file.len, (void *)answer->file.ptr, MHD_RESPMEM_PERSISTENT);
    else {
        response = MHD_create_response_from_buffer(
            answer->body.len, answer->body.ptr, MHD_RESPMEM_MUST_FREE);
        if (response)
            answer->body = (struct buf){0};
    }
    buf_done(&answer->body);
    if (!response)
        return MHD_NO;
    add_headers(web, answer, response);
    unsigned code = answer->code ? (unsigned)answer->code : MHD_HTTP_OK;
    enum MHD_Result sent = MHD_queue_response(connection, code, response);
    MHD_destroy_response(response);
    return sent;
}

/* ---- Answering ---------------------------------------------------------- */

static enum method method_of(const char *name)
{
    return strcmp(name, "POST") == 0   ? METHOD_POST
           : strcmp(name, "HEAD") == 0 ? METHOD_HEAD
                                       : METHOD_GET;
}

static enum MHD_Result answer_it(struct web *web,
                                 struct MHD_Connection *connection,
                                 const char *method,
                                 const struct exchange *exchange)
{
    struct answer answer = {0};
    struct str target = str_of(exchange->target);
    size_t mark = str_find(target, STR("?"));
    struct request request = {
        .web = web,
        .db = web->options.db,
        .mem = ibid_arena_new(),
        .method = method_of(method),
        .path = str_cut(target, 0, mark),
    };
    if (mark < target.len)
        request.query = str_cut(target, mark + 1, target.len);
    request_answer(&request, buf_view(&exchange->body), &answer);
    enum MHD_Result result = send_answer(web, connection, &answer);
    ibid_arena_free(request.mem);
    return result;
}

/* Called when the head is there, for each piece of the body, and at its
 * end. */
static enum MHD_Result step(void *ctx, struct MHD_Connection *connection,
                            const char *url, const char *method,
                            const char *version, const char *bytes,
                            size_t *count, void **at)
{
    struct web *web = ctx;
    struct exchange *exchange = *at;
    (void)url;
    (void)version;
    if (!exchange->begun) {
        exchange->begun = true;
        return MHD_YES;
    }
    if (!*count)
        return answer_it(web, connection, method, exchange);
    if (exchange->body.len + *count > GATE_BODY_BYTES_MAX ||
        server_now_ms() > exchange->until_ms)
        return MHD_NO;
    buf_add(&exchange->body, bytes, *count);
    *count = 0;
    return MHD_YES;
}

struct MHD_Daemon *exchange_daemon(struct web *web)
{
    return MHD_start_daemon(
        MHD_USE_NO_LISTEN_SOCKET | MHD_USE_EPOLL, 0, NULL, NULL, step, web,
        MHD_OPTION_URI_LOG_CALLBACK, begin, NULL, MHD_OPTION_NOTIFY_COMPLETED,
        end, NULL, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)EXCHANGE_IDLE_S,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)EXCHANGES_MAX,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)EXCHANGE_BYTES_MAX,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}
