/* routes.c - what the server answers, besides its assets. */
#include "web/routes.h"

const struct route *const routes[] = {
    &route_start,   &route_icon,  &route_session, &route_facts,
    &route_changes, &route_close, NULL,
};
