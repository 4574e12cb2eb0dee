/* routes.h - every route's declaration, for the array that lists them. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "web/request.h"

extern const struct route route_start, route_icon, route_session, route_facts,
    route_fact, route_others, route_history, route_why, route_version,
    route_changes, route_decide, route_edit, route_anchor, route_add,
    route_rank, route_merge, route_link, route_split, route_note, route_undo,
    route_redo, route_relabel, route_close;

#endif
