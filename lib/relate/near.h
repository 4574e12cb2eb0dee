/* near.h - tolls of one event that stand in articles of different stories. */
#ifndef RELATE_NEAR_H
#define RELATE_NEAR_H

#include "relate/members.h"

enum {
    NEAR_POSTINGS = 16,   /* sources that are looked at for each key */
    NEAR_KEYS_MAX = 2000, /* of all tolls of a story; no more are looked for */
};

/* Note by what the tolls of the members (of w->only, unless it is NULL) can be
 * found, find those of other stories by it, and write the links to them. The
 * claims are read; what was noted and written before is dropped or replaced. */
enum ibid_status near_links(struct within *w, struct ibid_error *err);

/* The only source of a story is compared with others by its tolls alone: read
 * those, if it has any. */
enum ibid_status near_alone(struct within *w, struct ibid_error *err);

#endif
