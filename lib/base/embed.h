/* embed.h - the data files of schema/ that are built into the program. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include "base/str.h"

/* A file of schema/, by its path below that folder, e.g.
 * "codebooks/news/codebook.txt". Both strings live as long as the program. */
struct embed_file {
    const char *path;
    struct str bytes;
};

/* The file with exactly this path, or NULL. */
const struct embed_file *embed_find(const char *path);

/* All files whose path begins with `prefix`, sorted by path: the first is
 * returned and `*count` says how many follow one another (0: NULL). */
const struct embed_file *embed_list(const char *prefix, size_t *count);

#endif
