/* scratch.c - make and remove a temporary folder with one database. */
#include "scratch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"

enum ibid_status scratch_make(struct arena *mem, const char **path,
                              struct ibid_error *err)
{
    const char *parent = getenv("TMPDIR");
    parent = parent && *parent ? parent : P_tmpdir;
    char *folder = arena_printf(mem, "%s/ibid-try-XXXXXX", parent);
    if (!mkdtemp(folder))
        return err_set(err, IBID_IO, "cannot make a folder in %s: %s", parent,
                       strerror(errno));
    *path = arena_printf(mem, "%s/ibid.db", folder);
    return IBID_OK;
}

void scratch_remove(struct arena *mem, const char *path)
{
    unlink(path);
    unlink(arena_printf(mem, "%s-journal", path));
    rmdir(arena_strndup(mem, path, strlen(path) - strlen("/ibid.db")));
}
