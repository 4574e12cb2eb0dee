/* scratch.h - a database that is thrown away, for trying things out. */
#ifndef TOOLS_SCRATCH_H
#define TOOLS_SCRATCH_H

#include "base/arena.h"
#include "ibid.h"

/* A path for a new database in a new folder, `*path`, in `mem`. IBID_IO. */
enum ibid_status scratch_make(struct arena *mem, const char **path,
                              struct ibid_error *err);

/* Remove that database and its folder. */
void scratch_remove(struct arena *mem, const char *path);

#endif
