/* embed.c - look up data files built in by cmake/embed.cmake. */
#include "base/embed.h"

/* Generated: sorted by path. */
extern const struct embed_file embed_files[];
extern const size_t embed_file_count;

const struct embed_file *embed_list(const char *prefix, size_t *count)
{
    const struct embed_file *first = NULL;
    *count = 0;
    for (size_t i = 0; i < embed_file_count; i++) {
        if (strncmp(embed_files[i].path, prefix, strlen(prefix)) != 0)
            continue;
        if (!first)
            first = &embed_files[i];
        ++*count;
    }
    return first;
}

const struct embed_file *embed_find(const char *path)
{
    size_t count;
    const struct embed_file *file = embed_list(path, &count);
    for (; count; count--, file++)
        if (strcmp(file->path, path) == 0)
            return file;
    return NULL;
}
