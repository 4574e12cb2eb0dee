/* routes.c - what the server answers, besides its assets. */
#include "web/routes.h"

const struct route *const routes[] = {
    &route_start,   &route_icon,    &route_session, &route_facts,
    &route_fact,    &route_others,  &route_history, &route_why,
    &route_version, &route_changes, &route_decide,  &route_edit,
    &route_anchor,  &route_add,     &route_rank,    &route_merge,
    &route_link,    &route_split,   &route_note,    &route_undo,
    &route_redo,    &route_relabel, &route_close,   NULL,
};
