/* verify_file.c - check an exported file or folder: what it is, what its
 * metadata says of it. */
#include <jansson.h>
#include <stdlib.h>

#include "tabular/tabular.h"
#include "verify/file.h"
#include "verify/verify.h"

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
    size_t folder = (size_t)(tabular_name(path) - path);
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

static enum ibid_status check_document(struct file_check *check,
                                       struct feed *feed, struct sha256 *sha256,
                                       struct ibid_error *err)
{
    enum ibid_status status = is_jsonl(head_of(feed))
                                  ? file_check_jsonl(check, feed, err)
                                  : file_check_json(check, feed, err);
    if (!status)
        status = drain(feed, err);
    *sha256 = feed->sha256;
    return status;
}

/* JSON, or else a table. */
static enum ibid_status check_any(struct file_check *check, const char *path,
                                  struct sha256 *sha256, struct ibid_error *err)
{
    struct feed *feed = mem_alloc(sizeof *feed);
    enum ibid_status status = feed_open(feed, path, err);
    if (status) {
        free(feed);
        return status;
    }
    bool json = str_starts(head_of(feed), STR("{"));
    bool later = json && check->articles && check->articles->first;
    if (json && !later)
        status = check_document(check, feed, sha256, err);
    feed_close(feed);
    free(feed);
    return json || status ? status : file_check_table(check, path, sha256, err);
}

static bool says_escaped(json_t *metadata)
{
    const char *escape = json_string_value(json_object_get(metadata, "escape"));
    return escape && strcmp(escape, "apostrophe-1") == 0;
}

static enum ibid_status check_path(struct verify *v,
                                   const struct verify_how *how,
                                   struct articles *articles, const char *path,
                                   struct ibid_error *err)
{
    struct file_check check = {.v = v,
                               .codebook = how->codebook,
                               .name = tabular_name(path),
                               .articles = articles,
                               .texts = {.st = v->st, .err = err}};
    int64_t before = v->summary->findings;
    struct sha256 sha256 = {{0}};
    json_t *metadata = metadata_find(&check, path);
    check.escaped = how->escaped || says_escaped(metadata);
    enum ibid_status status = check_any(&check, path, &sha256, err);
    if (!status && metadata && !articles)
        status = metadata_check(&check, &sha256, metadata, before, err);
    json_decref(metadata);
    file_done(&check);
    return status;
}

/* Twice: sources first, then what cites them. */
static enum ibid_status check_against(struct verify *v,
                                      const struct verify_how *how,
                                      const char *const *files, size_t count,
                                      struct ibid_error *err)
{
    struct articles articles = {.first = true};
    enum ibid_status status = articles_read(v->st, &articles, err);
    for (size_t i = 0; !status && i < 2 * count; i++) {
        articles.first = i < count;
        status = check_path(v, how, &articles, files[i % count], err);
    }
    v->summary->head[0] = '\0';
    articles_done(&articles);
    return status;
}

static enum ibid_status check_paths(struct verify *v,
                                    const struct verify_how *how,
                                    const char *path, struct ibid_error *err)
{
    struct arena mem = {0};
    const char **files = NULL;
    size_t count = 0;
    enum ibid_status status = tabular_files(path, &mem, &files, &count, err);
    if (!status && how->articles_only)
        status = check_against(v, how, files, count, err);
    else
        for (size_t i = 0; !status && i < count; i++)
            status = check_path(v, how, NULL, files[i], err);
    arena_done(&mem);
    return status;
}

enum ibid_status verify_file(struct store *st, const struct verify_how *how,
                             const char *path, ibid_finding_fn *each, void *ctx,
                             struct ibid_verify_summary *summary,
                             struct ibid_error *err)
{
    struct ibid_error why = {0};
    struct verify v = {st, each, ctx, summary};
    *summary = (struct ibid_verify_summary){0};
    enum ibid_status status = store_begin_read(st, &why);
    if (!status)
        status = verify_head_get(&v, &why);
    if (!status)
        status = check_paths(&v, how, path, &why);
    store_rollback(st);
    if (status && err)
        *err = why;
    return status;
}
