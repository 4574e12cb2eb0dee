/* folder.c - keep the files of a folder, compare them, put them back. */
#include "folder.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "desk.h"
#include "task.h"

static void list(const char *path, glob_t *found)
{
    char pattern[FOLDER_NAME_BYTES];
    (void)snprintf(pattern, sizeof pattern, "%s/*", path);
    int rc = glob(pattern, 0, NULL, found);
    if ((rc != 0 && rc != GLOB_NOMATCH) || found->gl_pathc > FOLDER_FILES_MAX)
        desk_fail("cannot list %s", path);
}

void folder_keep(const char *path, struct folder *out)
{
    glob_t found;
    list(path, &found);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        (void)snprintf(out->names[i], FOLDER_NAME_BYTES, "%s",
                       found.gl_pathv[i]);
        buf_reset(&out->bytes[i]);
        desk_bytes(found.gl_pathv[i], &out->bytes[i]);
    }
    out->count = found.gl_pathc;
    globfree(&found);
}

void folder_put_back(const char *path, const struct folder *was)
{
    glob_t found;
    list(path, &found);
    for (size_t i = 0; i < found.gl_pathc; i++)
        (void)unlink(found.gl_pathv[i]);
    globfree(&found);
    for (size_t i = 0; i < was->count; i++)
        place_write(was->names[i], buf_view(&was->bytes[i]));
}

void folder_forget(struct folder *f)
{
    for (size_t i = 0; i < FOLDER_FILES_MAX; i++)
        buf_done(&f->bytes[i]);
    f->count = 0;
}

bool folder_same(const struct folder *a, const struct folder *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->names[i], b->names[i]) != 0 ||
            !str_eq(buf_view(&a->bytes[i]), buf_view(&b->bytes[i])))
            return false;
    return true;
}

struct sha256 folder_sum(const struct folder *f, struct str label)
{
    struct hash h = hash_begin();
    hash_field(&h, label);
    for (size_t i = 0; i < f->count; i++) {
        hash_field(&h, str_of(f->names[i]));
        hash_field(&h, buf_view(&f->bytes[i]));
    }
    return hash_end(&h);
}
