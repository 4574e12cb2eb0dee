/* verify_file.c - check an exported file or folder: what it is, what its
 * metadata says of it. */
#include <dirent.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "verify/file.h"
#include "verify/verify.h"

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* ---- metadata ---------------------------------------------------------- */

static json_t *metadata_load(const char *path)
{
    struct feed *feed = mem_alloc(sizeof *feed);
    struct buf text = {0};
    json_t *json = NULL;
    if (feed_open(feed, path, NULL) == IBID_OK) {
        if (feed_json(feed, &text, NULL) == IBID_OK)
            json = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);
        feed_close(feed);
    }
    buf_done(&text);
    free(feed);
    return json;
}

/* What metadata says of the table `name`, NULL when nothing. */
static json_t *entry_of(json_t *metadata, const char *name)
{
    const char *url = json_string_value(json_object_get(metadata, "url"));
    if (url && strcmp(url, name) == 0)
        return metadata;
    json_t *tables = json_object_get(metadata, "tables"), *table;
    size_t i;
    json_array_foreach(tables, i, table)
    {
        url = json_string_value(json_object_get(table, "url"));
        if (url && strcmp(url, name) == 0)
            return table;
    }
    return NULL;
}

/* Rows may be sorted and columns removed; that the bytes are others is worth
 * a word only when something is off. */
static enum ibid_status metadata_check(struct file_check *check,
                                       const struct sha256 *sha256,
                                       json_t *metadata, int64_t before,
                                       struct ibid_error *err)
{
    json_t *entry = entry_of(metadata, check->name);
    const char *claimed = json_string_value(json_object_get(entry, "sha256"));
    const char *head = json_string_value(json_object_get(metadata, "head"));
    char hex[SHA256_HEX_BYTES];
    hash_hex(sha256, hex);
    if (claimed && strcmp(claimed, hex) != 0 &&
        check->v->summary->findings > before)
        verify_off(check->v, "file", check->name,
                   "the file was changed since it was exported");
    return entry && head ? verify_head(check->v, head, check->name, err)
                         : IBID_OK;
}

/* Beside the file, or in its folder. */
static json_t *metadata_find(struct file_check *check, const char *path)
{
    size_t folder = (size_t)(base_of(path) - path);
    json_t *found =
        metadata_load(arena_printf(&check->kept, "%s-metadata.json", path));
    if (found)
        return found;
    return metadata_load(
        arena_printf(&check->kept, "%.*scsv-metadata.json", (int)folder, path));
}

/* ---- one file ---------------------------------------------------------- */

static struct str head_of(const struct feed *feed)
{
    return str_trim((struct str){feed->bytes + feed->at, feed->len - feed->at});
}

/* Lines of JSON say what they are first; the one document never does. */
static bool is_jsonl(struct str head)
{
    head = str_trim(str_cut(head, 1, head.len));
    return str_starts(head, STR("\"type\""));
}

static enum ibid_status check_any(struct file_check *check, struct feed *feed,
                                  struct ibid_error *err)
{
    struct str head = head_of(feed);
    if (str_starts(head, STR("PK\3\4")))
        return err_set(err, IBID_INVALID,
                       "%s is an archive or a workbook; save its table as CSV",
                       feed->path);
    if (!str_starts(head, STR("{")))
        return file_check_csv(check, feed, err);
    return is_jsonl(head) ? file_check_jsonl(check, feed, err)
                          : file_check_json(check, feed, err);
}

/* The rest of the file, for its hash. */
static enum ibid_status drain(struct feed *feed, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    while (!status && !feed->ended) {
        feed->at = feed->len;
        status = feed_more(feed, err);
    }
    return status;
}

static enum ibid_status check_path(struct verify *v,
                                   const struct codebook *codebook,
                                   const char *path, struct ibid_error *err)
{
    struct file_check check = {.v = v,
                               .codebook = codebook,
                               .name = base_of(path),
                               .texts = {.st = v->st, .err = err}};
    int64_t before = v->summary->findings;
    struct feed *feed = mem_alloc(sizeof *feed);
    enum ibid_status status = feed_open(feed, path, err);
    if (!status) {
        status = check_any(&check, feed, err);
        if (!status)
            status = drain(feed, err);
        json_t *metadata = status ? NULL : metadata_find(&check, path);
        if (metadata)
            status =
                metadata_check(&check, &feed->sha256, metadata, before, err);
        json_decref(metadata);
        feed_close(feed);
    }
    free(feed);
    file_done(&check);
    return status;
}

/* ---- a folder ---------------------------------------------------------- */

static int is_table(const struct dirent *entry)
{
    return str_ends(str_of(entry->d_name), STR(".csv"));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The CSV files of a folder, in order of name. */
static enum ibid_status tables_of(const char *path, struct arena *mem,
                                  const char ***out, size_t *count,
                                  struct ibid_error *err)
{
    struct dirent **entries = NULL;
    int found = scandir(path, &entries, is_table, by_name);
    if (found < 0)
        return err_set(err, IBID_IO, "cannot read the folder %s", path);
    *count = (size_t)found;
    *out = arena_array(mem, *count, sizeof **out);
    for (size_t i = 0; i < *count; i++) {
        (*out)[i] = arena_printf(mem, "%s/%s", path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    if (!*count)
        return err_set(err, IBID_INVALID, "%s holds no CSV tables", path);
    return IBID_OK;
}

static enum ibid_status check_folder(struct verify *v,
                                     const struct codebook *codebook,
                                     const char *path, struct ibid_error *err)
{
    struct arena mem = {0};
    struct str name = str_of(path);
    const char **files = NULL;
    size_t count = 0;
    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    path = arena_strndup(&mem, name.ptr, name.len);
    enum ibid_status status = tables_of(path, &mem, &files, &count, err);
    for (size_t i = 0; !status && i < count; i++)
        status = check_path(v, codebook, files[i], err);
    arena_done(&mem);
    return status;
}

enum ibid_status verify_file(struct store *st, const struct codebook *codebook,
                             const char *path, ibid_finding_fn *each, void *ctx,
                             struct ibid_verify_summary *summary,
                             struct ibid_error *err)
{
    struct stat info;
    struct ibid_error why = {0};
    struct verify v = {st, each, ctx, summary};
    *summary = (struct ibid_verify_summary){0};
    enum ibid_status status = store_begin_read(st, &why);
    if (!status)
        status = verify_head_get(&v, &why);
    bool folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    if (!status)
        status = folder ? check_folder(&v, codebook, path, &why)
                        : check_path(&v, codebook, path, &why);
    store_rollback(st);
    if (status && err)
        *err = why;
    return status;
}
