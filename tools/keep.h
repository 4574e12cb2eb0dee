/* keep.h - names for copies of a database that lie beside it. */
#ifndef TOOLS_KEEP_H
#define TOOLS_KEEP_H

#include "base/arena.h"

enum { KEEP_IMPORTS = 3 }; /* automatic copies that stay */

/* The time, UTC, as "20260131-235959". */
const char *keep_stamp(struct arena *mem);

/* "PATH.LABEL-STAMP.bak"; with a number behind where that is taken. */
const char *keep_name(struct arena *mem, const char *path, const char *label);

/* Remove the oldest of the files so called, but for the newest `count`. */
void keep_newest(struct arena *mem, const char *path, const char *label,
                 size_t count);

#endif
