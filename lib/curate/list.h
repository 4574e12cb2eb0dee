/* list.h - the values of a cell that holds several. Only for lib/curate. */
#ifndef CURATE_LIST_H
#define CURATE_LIST_H

#include "base/arena.h"
#include "base/str.h"

/* The parts of "one | two", with "||" a bar of a part's own; empty ones are
 * left out, and those past `max`. How many; they live in `mem`. */
size_t list_split(struct str cell, size_t max, const char **out,
                  struct arena *mem);

#endif
