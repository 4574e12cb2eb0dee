/* embed.c - look up data files built in by cmake/embed.cmake. */
#include "base/embed.h"

/* Generated: sorted by path. */
extern const struct embed_file embed_files[];
extern const size_t embed_file_count;

/* The first file whose path is not before `path`. */
static size_t lower_bound(const char *path)
{
    size_t low = 0, high = embed_file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(embed_files[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct embed_file *embed_list(const char *prefix, size_t *count)
{
    size_t length = strlen(prefix), first = lower_bound(prefix), end = first;
    while (end < embed_file_count &&
           strncmp(embed_files[end].path, prefix, length) == 0)
        end++;
    *count = end - first;
    return *count ? &embed_files[first] : NULL;
}

const struct embed_file *embed_find(const char *path)
{
    size_t at = lower_bound(path);
    bool found =
        at < embed_file_count && strcmp(embed_files[at].path, path) == 0;
    return found ? &embed_files[at] : NULL;
}
