/* import.c - walk the inputs, read articles, extract, hand them to batches. */
#include "import/import.h"

#include <sys/stat.h>

#include "import/input.h"
#include "import/take.h"
#include "import/walk.h"
#include "relate/relate.h"
#include "source/read.h"
#include "store/copy.h"
#include "store/search.h"
#include "store/stats.h"
#include "text/date.h"

/* An import under way. */
struct work {
    struct batch batch;
    struct arena record; /* of the article being read */
    struct ibid_progress progress;
    const char *file; /* being read, as it is named to people */
    bool named;       /* was named on its own, not found in a folder */
    int64_t found;    /* files of the folder at hand that were articles */
};

/* A full first batch: this is a large import. What there was is copied before
 * anything of it is written; an empty database needs no copy. */
static enum ibid_status back_up(struct batch *batch, struct ibid_error *err)
{
    struct store *st = batch->where->st;
    struct store_counts counts;
    if (!batch->what->backup || batch->what->dry_run || !batch->new_count ||
        batch->summary->backed_up)
        return IBID_OK;
    enum ibid_status status = store_counts(st, &counts, err);
    if (status || !counts.sources || batch->run)
        return status;
    status = store_copy(st, batch->what->backup, err);
    batch->summary->backed_up = !status;
    return status;
}

static enum ibid_status step_on(struct work *w, struct ibid_error *err)
{
    const struct ibid_import *what = w->batch.what;
    enum ibid_status status = IBID_OK;
    if (batch_is_full(&w->batch)) {
        status = back_up(&w->batch, err);
        if (!status)
            status = batch_flush(&w->batch, err);
    }
    if (what->progress)
        what->progress(what->ctx, &w->progress);
    if (!status && what->stop && what->stop(what->ctx))
        return err_set(err, IBID_INTERRUPTED, "stopped");
    return status;
}

static void refuse(struct work *w, enum ibid_outcome outcome, const char *name,
                   const struct ibid_error *why)
{
    struct waiting *item = batch_add(&w->batch);
    item->outcome = outcome;
    item->name = arena_strdup(&w->batch.mem, name);
    item->why = *why;
}

static enum ibid_status put(void *ctx, const struct article *article,
                            const struct ibid_error *why,
                            struct ibid_error *err)
{
    struct work *w = ctx;
    enum ibid_status status = IBID_OK;
    if (article)
        status = take_article(&w->batch, article, &w->record, err);
    else
        refuse(w, why->status == IBID_NOT_FOUND ? IBID_SKIPPED : IBID_FAILED,
               *why->source ? why->source : w->file, why);
    if (status)
        return status;
    w->progress.articles++;
    w->found++;
    return step_on(w, err);
}

/* ---- One file ---------------------------------------------------------- */

static const struct importer *format_of(struct work *w, struct str head,
                                        struct ibid_error *err)
{
    const char *name = w->batch.what->format;
    if (name)
        return importer_named(str_of(name));
    const struct importer *format = importer_for(head);
    const char *binary = looks_binary(head);
    if (!format)
        err_set(err, IBID_INVALID, "%s, not an article",
                binary ? binary : "an unknown format");
    return format;
}

static struct walk walk_of(const struct ibid_import *what)
{
    return (struct walk){what->recursive, what->include, what->exclude};
}

static enum ibid_status read_input(struct work *w, struct input *in,
                                   struct ibid_error *err)
{
    const struct ibid_import *what = w->batch.what;
    struct walk members = walk_of(what);
    struct import_hints hints = {what->published,
                                 what->outlet,
                                 what->language,
                                 what->url,
                                 what->charset,
                                 &members,
                                 0};
    struct article_sink sink = {w, &w->record, put};
    const struct importer *format = format_of(w, in->head, err);
    return format ? format->read(in, &hints, &sink, err) : IBID_INVALID;
}

/* A failure of the file itself is reported and the import goes on; one of
 * the database or an interruption ends it. */
static bool is_of_file(enum ibid_status status)
{
    return status == IBID_INVALID || status == IBID_LIMIT ||
           status == IBID_IO || status == IBID_NOT_FOUND;
}

static enum ibid_status read_file(struct work *w, const char *path,
                                  const char *name, struct ibid_error *err)
{
    struct input *in = NULL;
    struct ibid_error why = {0};
    struct stat info;
    w->file = name;
    enum ibid_status status = input_open_path(path, &in, &why);
    if (!status) {
        in->name = name;
        status = read_input(w, in, &why);
    }
    input_close(in);
    if (stat(path, &info) == 0)
        w->progress.bytes += info.st_size;
    if (!status)
        return IBID_OK;
    if (!is_of_file(status)) {
        if (err)
            *err = why;
        return status;
    }
    refuse(w, w->named ? IBID_FAILED : IBID_SKIPPED, name, &why);
    return step_on(w, err);
}

/* ---- Folders ----------------------------------------------------------- */

/* What a folder says of itself is no article of it. */
static bool is_readme(const char *name)
{
    static const char start[] = "README";
    const char *slash = strrchr(name, '/');
    return strncmp(slash ? slash + 1 : name, start, sizeof start - 1) == 0;
}

static enum ibid_status read_entry(void *ctx, const char *path,
                                   const char *name,
                                   const struct ibid_error *why,
                                   struct ibid_error *err)
{
    struct work *w = ctx;
    struct ibid_error readme = {0};
    if (is_readme(name)) {
        err_set(&readme, IBID_INVALID,
                "about the folder, not an article (to import it all the same, "
                "name it)");
        why = &readme;
    }
    if (!why)
        return read_file(w, path, name, err);
    refuse(w, IBID_SKIPPED, name, why);
    return step_on(w, err);
}

/* Does the folder hold folders or files that were not looked at? */
static const char *why_empty(const struct ibid_import *what)
{
    if (what->include || what->exclude)
        return "no articles among the files that --include and --exclude "
               "leave";
    if (what->recursive)
        return "no articles in this folder";
    return "no articles in this folder (those in folders within it are read "
           "with --recursive)";
}

static enum ibid_status read_folder(struct work *w, const char *path,
                                    struct ibid_error *err)
{
    struct walk how = walk_of(w->batch.what);
    struct ibid_error why = {0};
    w->named = false;
    w->found = 0;
    enum ibid_status status = walk_folder(&how, path, read_entry, w, &why);
    if (!status && !w->found)
        status = err_set(&why, IBID_NOT_FOUND, "%s", why_empty(w->batch.what));
    if (!status)
        return IBID_OK;
    if (is_of_file(status)) {
        refuse(w, IBID_FAILED, path, &why);
        return IBID_OK;
    }
    if (err)
        *err = why;
    return status;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static enum ibid_status read_path(struct work *w, const char *path,
                                  struct ibid_error *err)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return read_folder(w, path, err);
    w->named = true;
    return read_file(w, path, base_name(path), err);
}

/* ---- All of it --------------------------------------------------------- */

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

/* 0 where it cannot be known: standard input is among them. */
static int64_t total_bytes(const struct ibid_import *what)
{
    struct walk how = walk_of(what);
    int64_t total = 0;
    for (size_t i = 0; i < what->path_count; i++) {
        struct stat info;
        if (strcmp(what->paths[i], "-") == 0)
            return 0;
        if (stat(what->paths[i], &info) != 0)
            continue;
        if (S_ISDIR(info.st_mode))
            (void)walk_folder(&how, what->paths[i], bytes_add, &total, NULL);
        else
            total += info.st_size;
    }
    return total;
}

static enum ibid_status check_options(const struct ibid_import *what,
                                      struct ibid_error *err)
{
    if (what->format && !importer_named(str_of(what->format)))
        return err_set(err, IBID_INVALID,
                       "no format '%s' ('ibid help import' lists them)",
                       what->format);
    if (what->published && !edtf_valid(str_of(what->published)))
        return err_set(err, IBID_INVALID,
                       "'%s' is not a date as EDTF writes it, such as "
                       "2017-01-16 or 2017-01",
                       what->published);
    return IBID_OK;
}

enum ibid_status import_run(const struct importing *where,
                            const struct ibid_import *what,
                            struct ibid_import_summary *summary,
                            struct ibid_error *err)
{
    *summary = (struct ibid_import_summary){0};
    struct work w = {
        .batch = {.where = where, .what = what, .summary = summary}};
    enum ibid_status status = check_options(what, err);
    w.progress.total_bytes = total_bytes(what);
    for (size_t i = 0; !status && i < what->path_count; i++)
        status = read_path(&w, what->paths[i], err);
    if (!status || status == IBID_INTERRUPTED) {
        enum ibid_status last = batch_flush(&w.batch, err);
        status = last ? last : status;
    }
    if (!status && !what->dry_run)
        status = store_search_catch_up(where->st, err);
    if (!status && !what->dry_run)
        status = relate_catch_up(where->st, err);
    arena_done(&w.batch.mem);
    arena_done(&w.record);
    return status;
}
