/* route_close.c - the page ends the program. */
#include "web/routes.h"
#include "web/server.h"

static enum ibid_status run(struct request *request, struct answer *answer)
{
    request->web->ending = true;
    buf_text(&answer->body, "{\"closed\":true}");
    return IBID_OK;
}

const struct route route_close = {METHOD_POST, "/api/close", run};
