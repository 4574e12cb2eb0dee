/* route_start.c - the address that was printed lets one browser in, once; and
 * the icon that every browser asks for. */
#include "web/routes.h"
#include "web/server.h"
#include "web/wire.h"

static enum ibid_status start(struct request *request, struct answer *answer)
{
    const char *token = request_text(request, "t");
    answer->type = "text/plain; charset=utf-8";
    if (!token || request->method != METHOD_GET ||
        !server_start(request->web, token)) {
        answer->code = 403;
        buf_text(&answer->body, wire_refused);
        return IBID_OK;
    }
    answer->code = 303;
    answer->location = "/";
    answer->let_in = true;
    return IBID_OK;
}

const struct route route_start = {METHOD_GET, "/start", start};

static enum ibid_status icon(struct request *request, struct answer *answer)
{
    (void)request;
    answer->code = 204;
    answer->type = "image/x-icon";
    return IBID_OK;
}

const struct route route_icon = {METHOD_GET, "/favicon.ico", icon};
