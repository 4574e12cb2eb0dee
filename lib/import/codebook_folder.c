/* codebook_folder.c - codebooks as folders of text files on disk. */
#include "import/codebook_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/walk.h"

struct reading {
    const char *folder;
    struct arena *mem;
    struct codebook_file *files;
    size_t count, room;
};

static enum ibid_status read_bytes(const char *path, int fd, struct arena *mem,
                                   struct str *out, struct ibid_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return err_set(err, IBID_IO, "%s is not a regular file", path);
    if (info.st_size > CODEBOOK_FILE_BYTES_MAX)
        return err_set(err, IBID_LIMIT, "%s has over %d bytes", path,
                       CODEBOOK_FILE_BYTES_MAX);
    size_t size = (size_t)info.st_size, done = 0;
    char *bytes = arena_alloc(mem, size + 1);
    while (done < size) {
        ssize_t got = read(fd, bytes + done, size - done);
        if (got < 0)
            return err_set(err, IBID_IO, "cannot read %s: %s", path,
                           strerror(errno));
        if (got == 0)
            break;
        done += (size_t)got;
    }
    *out = (struct str){bytes, done};
    return IBID_OK;
}

static enum ibid_status add_file(struct reading *r, const char *name,
                                 struct ibid_error *err)
{
    if (r->count == CODEBOOK_FILES_MAX)
        return err_set(err, IBID_LIMIT, "%s has over %d files", r->folder,
                       CODEBOOK_FILES_MAX);
    const char *path = arena_printf(r->mem, "%s/%s", r->folder, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return err_set(err, IBID_IO, "cannot read %s: %s", path,
                       strerror(errno));
    struct str bytes;
    enum ibid_status status = read_bytes(path, fd, r->mem, &bytes, err);
    close(fd);
    if (status)
        return status;
    r->files =
        arena_grow(r->mem, r->files, &r->room, r->count + 1, sizeof *r->files);
    r->files[r->count++] =
        (struct codebook_file){arena_strdup(r->mem, name), bytes};
    return IBID_OK;
}

static int is_text(const struct dirent *entry)
{
    struct str name = str_of(entry->d_name);
    return name.ptr[0] != '.' && str_ends(name, STR(".txt"));
}

/* The .txt files of folder/below ("" or "words/"). */
static enum ibid_status add_folder(struct reading *r, const char *below,
                                   struct ibid_error *err)
{
    struct dirent **entries = NULL;
    const char *path = arena_printf(r->mem, "%s/%s", r->folder, below);
    int count = scandir(path, &entries, is_text, walk_by_bytes);
    enum ibid_status status = IBID_OK;
    for (int i = 0; !status && i < count; i++)
        status = add_file(
            r, arena_printf(r->mem, "%s%s", below, entries[i]->d_name), err);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    return status;
}

enum ibid_status codebook_folder_read(const char *folder, struct arena *mem,
                                      const struct codebook_file **files,
                                      size_t *count, struct ibid_error *err)
{
    static const char *const parts[] = {"", "rules/", "words/"};
    struct reading r = {.folder = folder, .mem = mem};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < sizeof parts / sizeof *parts; i++)
        status = add_folder(&r, parts[i], err);
    if (!status && !r.count)
        status = err_set(err, IBID_NOT_FOUND,
                         "no codebook in %s ('ibid codebook new %s' starts "
                         "one)",
                         folder, folder);
    if (!status) {
        *files = r.files;
        *count = r.count;
    }
    return status;
}

static enum ibid_status write_file(const char *path, struct str bytes,
                                   struct ibid_error *err)
{
    int fd =
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    bool ok = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    if (file && fclose(file) != 0)
        ok = false;
    return ok ? IBID_OK
              : err_set(err, IBID_IO, "cannot write %s: %s", path,
                        strerror(errno));
}

static enum ibid_status make_folder(const char *path, struct ibid_error *err)
{
    if (mkdir(path, 0755) == 0)
        return IBID_OK;
    return err_set(err, errno == EEXIST ? IBID_CONFLICT : IBID_IO,
                   "cannot make the folder %s: %s", path, strerror(errno));
}

enum ibid_status codebook_folder_write(const char *folder,
                                       const struct codebook_file *files,
                                       size_t count, struct ibid_error *err)
{
    struct arena mem = {0};
    enum ibid_status status = make_folder(folder, err);
    const char *made = "";
    for (size_t i = 0; !status && i < count; i++) {
        const char *slash = strchr(files[i].path, '/');
        const char *below = slash
                                ? arena_strndup(&mem, files[i].path,
                                                (size_t)(slash - files[i].path))
                                : "";
        if (*below && strcmp(below, made) != 0)
            status =
                make_folder(arena_printf(&mem, "%s/%s", folder, below), err);
        made = below;
        if (!status)
            status =
                write_file(arena_printf(&mem, "%s/%s", folder, files[i].path),
                           files[i].bytes, err);
    }
    arena_done(&mem);
    return status;
}
