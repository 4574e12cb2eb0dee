/* stale.h - someone else was first: both versions, so that a person can
 * choose. */
#ifndef WEB_STALE_H
#define WEB_STALE_H

#include "web/change.h"

/* 409 with, of each fact that is not as it was seen, what it was, what it is,
 * who changed it and which fields. */
enum ibid_status stale_answer(struct change *change, struct answer *answer);

#endif
