/* walk.c - the files of a folder, in the same order on every machine. */
#include "import/walk.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"

/* A folder still to be read; the stack holds the next one on top. */
struct pending {
    const char *name; /* within the whole, "" for the whole itself */
    int depth;
};

struct walking {
    const struct walk *how;
    const char *root;
    walk_fn *each;
    void *ctx;
    struct arena mem;
    struct pending *stack;
    size_t count, room;
    int64_t files;
};

static const char *last_part(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

static bool matches_one(const char *const *globs, const char *name)
{
    for (size_t i = 0; globs && globs[i]; i++)
        if (fnmatch(globs[i], strchr(globs[i], '/') ? name : last_part(name),
                    0) == 0)
            return true;
    return false;
}

bool walk_wants(const struct walk *how, const char *name)
{
    return (!how->include || matches_one(how->include, name)) &&
           !matches_one(how->exclude, name);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int walk_by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void push(struct walking *w, const char *name, int depth)
{
    w->stack =
        arena_grow(&w->mem, w->stack, &w->room, w->count + 1, sizeof *w->stack);
    w->stack[w->count++] = (struct pending){name, depth};
}

static enum ibid_status file_found(struct walking *w, const char *path,
                                   const char *name, struct ibid_error *err)
{
    if (!walk_wants(w->how, name))
        return IBID_OK;
    if (++w->files > WALK_FILES_MAX)
        return err_set(err, IBID_LIMIT,
                       "more than %d files in the folder; import its parts "
                       "one by one",
                       WALK_FILES_MAX);
    return w->each(w->ctx, path, name, NULL, err);
}

/* A file goes on at once; a folder waits until its files are done. */
static enum ibid_status entry_found(struct walking *w,
                                    const struct pending *folder,
                                    const char *entry, struct ibid_error *err)
{
    struct stat info;
    const char *slash = *folder->name ? "/" : "";
    char *name = arena_printf(&w->mem, "%s%s%s", folder->name, slash, entry);
    char *path = arena_printf(&w->mem, "%s/%s", w->root, name);
    if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        if (w->how->recursive && !matches_one(w->how->exclude, name))
            push(w, name, folder->depth + 1);
        return IBID_OK;
    }
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return IBID_OK;
    return file_found(w, path, name, err);
}

/* What was pushed in order is to come off the stack in order. */
static void reverse(struct pending *list, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct pending other = list[i];
        list[i] = list[count - 1 - i];
        list[count - 1 - i] = other;
    }
}

static enum ibid_status entries_walk(struct walking *w,
                                     const struct pending *folder,
                                     struct dirent **entries, int count,
                                     struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    size_t before = w->count;
    for (int i = 0; !status && i < count; i++)
        status = entry_found(w, folder, entries[i]->d_name, err);
    reverse(w->stack + before, w->count - before);
    return status;
}

static enum ibid_status folder_walk(struct walking *w, struct pending folder,
                                    struct ibid_error *err)
{
    struct dirent **entries = NULL;
    struct ibid_error why = {0};
    struct buf path = {0};
    buf_printf(&path, "%s/%s", w->root, folder.name);
    int count = folder.depth > WALK_DEPTH_MAX
                    ? -1
                    : scandir(path.ptr, &entries, is_shown, walk_by_bytes);
    enum ibid_status status = IBID_OK;
    if (folder.depth > WALK_DEPTH_MAX)
        err_set(&why, IBID_LIMIT, "more than %d folders deep: not read",
                WALK_DEPTH_MAX);
    else if (count < 0)
        err_set(&why, IBID_IO, "cannot read the folder: %s", strerror(errno));
    if (count >= 0) {
        status = entries_walk(w, &folder, entries, count, err);
    } else if (*folder.name) {
        status = w->each(w->ctx, path.ptr, folder.name, &why, err);
    } else {
        status = why.status;
        if (err)
            *err = why;
    }
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    buf_done(&path);
    return status;
}

enum ibid_status walk_folder(const struct walk *how, const char *folder,
                             walk_fn *each, void *ctx, struct ibid_error *err)
{
    struct walking w = {.how = how, .root = folder, .each = each, .ctx = ctx};
    enum ibid_status status = IBID_OK;
    push(&w, "", 0);
    while (!status && w.count)
        status = folder_walk(&w, w.stack[--w.count], err);
    arena_done(&w.mem);
    return status;
}

static enum ibid_status bytes_add(void *ctx, const char *path, const char *name,
                                  const struct ibid_error *why,
                                  struct ibid_error *err)
{
    int64_t *total = ctx;
    struct stat info;
    (void)name;
    (void)err;
    if (!why && stat(path, &info) == 0)
        *total += info.st_size;
    return IBID_OK;
}

int64_t walk_bytes(const struct walk *how, const char *const *paths,
                   size_t count)
{
    int64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        if (strcmp(paths[i], "-") == 0)
            return 0;
        if (stat(paths[i], &info) != 0)
            continue;
        if (S_ISDIR(info.st_mode))
            (void)walk_folder(how, paths[i], bytes_add, &total, NULL);
        else
            total += info.st_size;
    }
    return total;
}
