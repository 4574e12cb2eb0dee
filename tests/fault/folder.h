/* folder.h - a folder's files as they are at a moment: kept, compared, put
 * back. Files whose names begin with a dot are not looked at. */
#ifndef FAULT_FOLDER_H
#define FAULT_FOLDER_H

#include "base/buf.h"
#include "base/hash.h"

enum { FOLDER_FILES_MAX = 16, FOLDER_NAME_BYTES = 160 };

/* Zero-initialise; folder_forget() frees. */
struct folder {
    char names[FOLDER_FILES_MAX][FOLDER_NAME_BYTES]; /* whole paths, sorted */
    struct buf bytes[FOLDER_FILES_MAX];
    size_t count;
};

void folder_keep(const char *path, struct folder *out);
void folder_put_back(const char *path, const struct folder *was);
void folder_forget(struct folder *f);

/* The same names, with the same bytes in them? */
bool folder_same(const struct folder *a, const struct folder *b);

/* SHA-256 over `label` and all names and bytes. */
struct sha256 folder_sum(const struct folder *f, struct str label);

#endif
