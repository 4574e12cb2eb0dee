/* walk.h - the files of a folder, in the same order on every machine. */
#ifndef IMPORT_WALK_H
#define IMPORT_WALK_H

#include <dirent.h>

#include "base/error.h"

enum {
    WALK_FILES_MAX = 10 * 1000 * 1000, /* of one folder and those in it */
    WALK_DEPTH_MAX = 64,               /* folders within folders */
};

/* Which files. A glob (fnmatch(3), POSIX XCU 2.13) without a slash is held
 * against the last part of a name, one with a slash against all of it. */
struct walk {
    bool recursive;             /* folders in it as well */
    const char *const *include; /* globs, NULL at the end; NULL: all files */
    const char *const *exclude; /* of files and of whole folders, or NULL */
};

/* A file: `path` opens it, `name` is its path within the folder. Or, with
 * `why`, a folder that could not be read. Both live until it returns;
 * anything but IBID_OK ends the walk. */
typedef enum ibid_status walk_fn(void *ctx, const char *path, const char *name,
                                 const struct ibid_error *why,
                                 struct ibid_error *err);

/* Files by bytes of their names, those of a folder before those of the
 * folders in it; hidden ones and what is no plain file are passed over, links
 * to folders are not followed. IBID_IO: `folder` cannot be read. IBID_LIMIT:
 * more than WALK_FILES_MAX. */
enum ibid_status walk_folder(const struct walk *how, const char *folder,
                             walk_fn *each, void *ctx, struct ibid_error *err);

/* For scandir(3): by bytes of the names, whatever the locale. */
int walk_by_bytes(const struct dirent **a, const struct dirent **b);

/* How many bytes the files hold that these paths, of files or folders, stand
 * for; 0 where it cannot be known: standard input ("-") is among them. */
int64_t walk_bytes(const struct walk *how, const char *const *paths,
                   size_t count);

/* Do the globs let a file of this name in? */
bool walk_wants(const struct walk *how, const char *name);

#endif
