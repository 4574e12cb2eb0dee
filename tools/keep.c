/* keep.c - names for copies of a database, and which of them stay. */
#include "keep.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { STAMP_BYTES = 16, TAKEN_MAX = 99 };

const char *keep_stamp(struct arena *mem)
{
    time_t now = time(NULL);
    struct tm utc;
    char *stamp = arena_alloc(mem, STAMP_BYTES);
    if (gmtime_r(&now, &utc))
        strftime(stamp, STAMP_BYTES, "%Y%m%d-%H%M%S", &utc);
    return stamp;
}

const char *keep_name(struct arena *mem, const char *path, const char *label)
{
    const char *stamp = keep_stamp(mem);
    const char *name = arena_printf(mem, "%s.%s-%s.bak", path, label, stamp);
    for (int i = 2; access(name, F_OK) == 0 && i <= TAKEN_MAX; i++)
        name = arena_printf(mem, "%s.%s-%s-%d.bak", path, label, stamp, i);
    return name;
}

/* Is the end of a name that begins right a stamp, and nothing else? */
static bool is_stamp(const char *rest)
{
    size_t digits = strspn(rest, "0123456789");
    if (digits != 8 || rest[8] != '-')
        return false;
    rest += 9;
    digits = strspn(rest, "0123456789");
    rest += digits;
    if (digits != 6)
        return false;
    if (*rest == '-')
        rest += 1 + strspn(rest + 1, "0123456789");
    return strcmp(rest, ".bak") == 0;
}

void keep_newest(struct arena *mem, const char *path, const char *label,
                 size_t count)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? arena_strndup(mem, path, (size_t)(slash - path) + 1) : "./";
    const char *start =
        arena_printf(mem, "%s.%s-", slash ? slash + 1 : path, label);
    size_t length = strlen(start);
    struct dirent **all = NULL;
    int left = scandir(folder, &all, NULL, alphasort);
    while (left-- > 0) { /* newest first */
        const char *name = all[left]->d_name;
        bool ours =
            strncmp(name, start, length) == 0 && is_stamp(name + length);
        if (ours && count == 0)
            (void)unlink(arena_printf(mem, "%s%s", folder, name));
        count -= ours && count > 0;
        free(all[left]);
    }
    free(all);
}
