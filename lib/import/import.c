/* import.c - walk the inputs, read articles, extract, hand them to batches. */
#include "import/import.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "import/crew.h"
#include "import/input.h"
#include "import/same.h"
#include "import/take.h"
#include "import/walk.h"
#include "relate/relate.h"
#include "source/read.h"
#include "store/names.h"
#include "store/search.h"
#include "text/date.h"

/* What the crew may hold that nobody has looked at, in bytes. */
enum { AHEAD_BYTES_MAX = 32 * 1024 * 1024, UNCHANGED_IN_A_ROW = 16 };

/* An import under way. */
struct work {
    struct batch batch;
    struct crew *crew;   /* reads and extracts what was found */
    size_t ahead_bytes;  /* that it was given and has not given back */
    struct arena record; /* of the article being read or looked at */
    struct ibid_progress progress;
    const char *file; /* being read, as it is named to people */
    bool named;       /* was named on its own, not found in a folder */
    int64_t found;    /* files of the folder at hand that were articles */
};

/* By any thread, without the database: the article is new until it is known
 * better. */
static void work_ahead(void *ctx, void *job, struct arena *scratch)
{
    struct work *w = ctx;
    bool alone = w->batch.what->jobs <= 1;
    bool eager = !alone && w->batch.unchanged < UNCHANGED_IN_A_ROW;
    take_ahead(w->batch.where->codebook, job, eager, scratch);
}

static enum ibid_status stop_check(const struct work *w, struct ibid_error *err)
{
    const struct ibid_import *what = w->batch.what;
    if (what->stop && what->stop(what->ctx))
        return err_set(err, IBID_INTERRUPTED, "stopped");
    return IBID_OK;
}

static enum ibid_status step_on(struct work *w, struct ibid_error *err)
{
    const struct ibid_import *what = w->batch.what;
    enum ibid_status status = IBID_OK;
    if (batch_is_full(&w->batch))
        status = batch_write(&w->batch, err);
    if (what->progress)
        what->progress(what->ctx, &w->progress);
    return status ? status : stop_check(w, err);
}

/* ---- Articles in their order ------------------------------------------- */

/* Take the oldest of those given to the crew into the batch. */
static enum ibid_status settle_one(struct work *w, struct ibid_error *err)
{
    struct waiting *item = crew_take(w->crew);
    w->ahead_bytes -= item->ahead_bytes;
    enum ibid_status status = take_in(&w->batch, item, &w->record, err);
    if (status)
        return status;
    w->progress.articles += item->counts;
    return step_on(w, err);
}

static enum ibid_status settle_all(struct work *w, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    while (!status && crew_count(w->crew))
        status = settle_one(w, err);
    return status;
}

/* Give it to the crew; alone, there is nothing to be ahead of. */
static enum ibid_status give(struct work *w, struct waiting *item,
                             struct ibid_error *err)
{
    size_t ahead = w->batch.what->jobs > 1 ? CREW_JOBS_MAX - 1 : 0;
    enum ibid_status status = IBID_OK;
    item->ahead_bytes = item->unread.bytes.len + item->article.original.len;
    w->ahead_bytes += item->ahead_bytes;
    crew_give(w->crew, item);
    while (!status && crew_count(w->crew) &&
           (crew_count(w->crew) > ahead || w->ahead_bytes > AHEAD_BYTES_MAX ||
            crew_is_ready(w->crew)))
        status = settle_one(w, err);
    return status || !ahead ? status : stop_check(w, err);
}

static enum ibid_status refuse(struct work *w, enum ibid_outcome outcome,
                               const char *name, const struct ibid_error *why,
                               struct ibid_error *err)
{
    struct waiting *item = item_new(&w->batch);
    item->outcome = outcome;
    item->name = arena_strdup(&item->mem, name);
    item->why = *why;
    return give(w, item, err);
}

static enum ibid_status put(void *ctx, const struct article *article,
                            const struct ibid_error *why,
                            struct ibid_error *err)
{
    struct work *w = ctx;
    struct waiting *item = item_new(&w->batch);
    item->counts = true;
    w->found++;
    if (article) {
        take_article(item, article);
    } else {
        item->outcome =
            why->status == IBID_NOT_FOUND ? IBID_SKIPPED : IBID_FAILED;
        item->name =
            arena_strdup(&item->mem, *why->source ? why->source : w->file);
        item->why = *why;
    }
    return give(w, item, err);
}

static enum ibid_status put_unread(void *ctx, const struct unread *unread,
                                   struct ibid_error *err)
{
    struct work *w = ctx;
    struct waiting *item = item_new(&w->batch);
    item->counts = true;
    w->found++;
    item->unread = *unread;
    item->unread.bytes = arena_str(&item->mem, unread->bytes);
    item->unread.name = arena_strdup(&item->mem, unread->name);
    if (unread->hints) {
        item->hints = *unread->hints;
        item->unread.hints = &item->hints;
    }
    return give(w, item, err);
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
    struct article_sink sink = {
        .ctx = w, .mem = &w->record, .put = put, .later = put_unread};
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
    return refuse(w, w->named ? IBID_FAILED : IBID_SKIPPED, name, &why, err);
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
    return refuse(w, IBID_SKIPPED, name, why, err);
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
        return refuse(w, IBID_FAILED, path, &why, err);
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

/* The rest of what was given: what was found before an interruption goes in,
 * after a failure nothing does. */
static enum ibid_status rest_take(struct work *w, bool keep,
                                  struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    struct waiting *item;
    while (keep && !status && (item = crew_take(w->crew))) {
        if (batch_is_full(&w->batch))
            status = batch_write(&w->batch, err);
        if (status)
            item_drop(&w->batch, item);
        else
            status = take_in(&w->batch, item, &w->record, err);
    }
    crew_stop(w->crew);
    while ((item = crew_left(w->crew)))
        item_drop(&w->batch, item);
    crew_close(w->crew);
    return status;
}

static enum ibid_status read_all(struct work *w, const struct ibid_import *what,
                                 struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    struct walk how = walk_of(what);
    w->progress.total_bytes = walk_bytes(&how, what->paths, what->path_count);
    w->batch.input_bytes = w->progress.total_bytes;
    w->crew = crew_open(what->jobs, work_ahead, w);
    for (size_t i = 0; !status && i < what->path_count; i++)
        status = read_path(w, what->paths[i], err);
    if (!status)
        status = settle_all(w, err);
    enum ibid_status last = rest_take(w, status == IBID_INTERRUPTED, err);
    return last ? last : status;
}

/* The articles are saved by now; this can be made up for. */
static enum ibid_status derive(struct store *st, struct ibid_error *err)
{
    struct ibid_error why = {0};
    enum ibid_status status = store_search_catch_up(st, &why);
    if (!status)
        status = relate_catch_up(st, &why);
    if (!status)
        return IBID_OK;
    return err_set(err, status,
                   "the articles are in, but cannot be searched or compared "
                   "before the next import (%.200s)",
                   why.text);
}

enum ibid_status import_run(const struct importing *where,
                            const struct ibid_import *what,
                            struct ibid_import_summary *summary,
                            struct ibid_error *err)
{
    struct work *w = mem_alloc(sizeof *w);
    int64_t before = 0;
    *summary = (struct ibid_import_summary){0};
    *w = (struct work){
        .batch = {.where = where, .what = what, .summary = summary}};
    enum ibid_status status = check_options(what, err);
    if (!status)
        status = store_source_newest(where->st, &before, err);
    if (!status)
        status = read_all(w, what, err);
    if (!status || status == IBID_INTERRUPTED) {
        enum ibid_status last = batch_flush(&w->batch, err);
        status = last ? last : status;
    }
    if (!status && !what->dry_run)
        status = derive(where->st, err);
    if (!status && !what->dry_run)
        status = same_report(where->st, what, before, summary, err);
    batch_done(&w->batch);
    arena_done(&w->record);
    free(w);
    return status;
}
