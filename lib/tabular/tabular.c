/* tabular.c - open a table: which kind it is, and the files of a folder. */
#include "tabular/tabular.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tabular/csv.h"
#include "tabular/xlsx.h"

enum { PIECE_BYTES = 64 * 1024 };

const char *tabular_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool tabular_is_book(struct str head)
{
    return str_starts(head, STR("PK\3\4"));
}

struct str tabular_unescape(struct str cell)
{
    return str_starts(cell, STR("'")) ? str_cut(cell, 1, cell.len) : cell;
}

/* ---- a file ------------------------------------------------------------ */

struct file {
    int fd;
    const char *path;
    size_t ahead; /* bytes of `bytes` not given yet */
    struct hash hash;
    char bytes[PIECE_BYTES];
};

static enum ibid_status fill(struct file *file, struct ibid_error *err)
{
    ssize_t got;
    do
        got = read(file->fd, file->bytes, sizeof file->bytes);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_set(err, IBID_IO, "cannot read %s: %s", file->path,
                       strerror(errno));
    file->ahead = (size_t)got;
    hash_add(&file->hash, (struct str){file->bytes, file->ahead});
    return IBID_OK;
}

static enum ibid_status next_piece(void *ctx, struct str *out,
                                   struct ibid_error *err)
{
    struct file *file = ctx;
    enum ibid_status status = file->ahead ? IBID_OK : fill(file, err);
    *out = (struct str){file->bytes, status ? 0 : file->ahead};
    file->ahead = 0;
    return status;
}

static enum ibid_status open_file(struct file *file, const char *path,
                                  struct ibid_error *err)
{
    struct stat info;
    file->fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    file->path = path;
    file->ahead = 0;
    if (file->fd < 0)
        return err_set(err, errno == ENOENT ? IBID_NOT_FOUND : IBID_IO,
                       "cannot read %s: %s", path, strerror(errno));
    if (fstat(file->fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(file->fd);
        return err_set(err, IBID_INVALID, "%s is not a file", path);
    }
    file->hash = hash_begin();
    return IBID_OK;
}

enum ibid_status tabular_read(const char *path, tabular_row_fn *each, void *ctx,
                              struct sha256 *sha256, struct ibid_error *err)
{
    struct file *file = mem_alloc(sizeof *file);
    enum ibid_status status = open_file(file, path, err);
    if (status) {
        free(file);
        return status;
    }
    status = fill(file, err);
    bool book = tabular_is_book((struct str){file->bytes, file->ahead});
    if (!status && book)
        status = xlsx_read(path, each, ctx, err);
    else if (!status)
        status = csv_read(next_piece, file, tabular_name(path), each, ctx, err);
    struct sha256 sum = hash_end(&file->hash);
    if (sha256 && !book)
        *sha256 = sum;
    close(file->fd);
    free(file);
    return status;
}

static enum ibid_status whole(void *ctx, struct str *out,
                              struct ibid_error *err)
{
    struct str *rest = ctx;
    (void)err;
    *out = *rest;
    rest->len = 0;
    return IBID_OK;
}

enum ibid_status tabular_read_memory(struct str bytes, const char *name,
                                     tabular_row_fn *each, void *ctx,
                                     struct ibid_error *err)
{
    if (tabular_is_book(bytes))
        return xlsx_read_memory(bytes, name, each, ctx, err);
    return csv_read(whole, &bytes, name, each, ctx, err);
}

/* ---- a folder ---------------------------------------------------------- */

static int is_table(const struct dirent *entry)
{
    struct str name = str_of(entry->d_name);
    return str_ends(name, STR(".csv")) || str_ends(name, STR(".tsv"));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum ibid_status of_folder(const char *path, struct arena *mem,
                                  const char ***out, size_t *count,
                                  struct ibid_error *err)
{
    struct dirent **entries = NULL;
    struct str name = str_of(path);
    int found = scandir(path, &entries, is_table, by_name);
    if (found < 0)
        return err_set(err, IBID_IO, "cannot read the folder %s: %s", path,
                       strerror(errno));
    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    *count = (size_t)found;
    *out = arena_array(mem, *count, sizeof **out);
    for (size_t i = 0; i < *count; i++) {
        (*out)[i] = arena_printf(mem, "%.*s/%s", (int)name.len, name.ptr,
                                 entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    if (!*count)
        return err_set(err, IBID_INVALID, "%s holds no CSV tables", path);
    return IBID_OK;
}

enum ibid_status tabular_files(const char *path, struct arena *mem,
                               const char ***out, size_t *count,
                               struct ibid_error *err)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return of_folder(path, mem, out, count, err);
    *out = arena_array(mem, 1, sizeof **out);
    (*out)[0] = arena_strdup(mem, path);
    *count = 1;
    return IBID_OK;
}
