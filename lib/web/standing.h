/* standing.h - where the work stands: said with the session and after every
 * change. */
#ifndef WEB_STANDING_H
#define WEB_STANDING_H

#include "web/request.h"

/* The members head, total, reviewed, undo and redo (each {"op", "label"} or
 * null), into an open object. */
enum ibid_status standing_json(struct request *request, struct jsonw *to);

#endif
