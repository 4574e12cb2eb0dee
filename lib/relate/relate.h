/* relate.h - keep what is derived about how articles bear on one another up
 * to date. */
#ifndef RELATE_RELATE_H
#define RELATE_RELATE_H

#include "store/store.h"

enum { /* looked at in one transaction */
       RELATE_SOURCES = 1000,
       RELATE_STORIES = 200,
};

/* Look at every source that was added or changed since the last time, in its
 * own transactions: its profile, its story; then once each through the stories
 * in which something changed. Cheap when there is none; does nothing in a
 * database that cannot be written. */
enum ibid_status relate_catch_up(struct store *st, struct ibid_error *err);

/* Within a transaction that is about to end: look again for the links of the
 * facts it changed, if they are few; else, and when that fails, it is left to
 * relate_catch_up(). */
void relate_few(struct store *st);

#endif
