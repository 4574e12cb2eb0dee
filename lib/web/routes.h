/* routes.h - every route's declaration, for the array that lists them. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "web/request.h"

extern const struct route route_start, route_icon, route_session, route_facts,
    route_changes, route_close;

#endif
