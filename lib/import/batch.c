/* batch.c - write waiting articles in one transaction and report them. */
#include "import/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "history/earlier.h"
#include "history/history.h"
#include "import/fares.h"
#include "import/same.h"
#include "import/take.h"
#include "store/copy.h"
#include "store/sources.h"
#include "store/stats.h"

enum {
    ITEM_BYTES_KEPT = 256 * 1024, /* by an item for the next article */
    FACT_BYTES = 4096,            /* that a fact takes, about */
    COPY_SHARE = 20, /* of a large database an import must be a part of so */
};

struct waiting *item_new(struct batch *batch)
{
    struct waiting *item = batch->spare;
    if (!item)
        item = memset(mem_alloc(sizeof *item), 0, sizeof *item);
    batch->spare = item->next;
    struct arena mem = item->mem;
    if (mem.total_bytes > ITEM_BYTES_KEPT)
        arena_done(&mem);
    arena_reset(&mem);
    *item = (struct waiting){.mem = mem};
    return item;
}

void item_drop(struct batch *batch, struct waiting *item)
{
    if (item->mem.total_bytes > ITEM_BYTES_KEPT)
        arena_done(&item->mem);
    item->next = batch->spare;
    batch->spare = item;
}

void batch_done(struct batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        item_drop(batch, batch->list[i]);
    while (batch->spare) {
        struct waiting *item = batch->spare;
        batch->spare = item->next;
        arena_done(&item->mem);
        free(item);
    }
    batch->count = 0;
}

/* The same for the same article, however its memory came about: where a batch
 * ends must not depend on who read it. */
static size_t bytes_of(const struct waiting *item)
{
    const struct article *article = &item->article;
    return article->original.len + article->text.len +
           article->map.count * sizeof *article->map.runs +
           article->map.box_count * sizeof *article->map.boxes +
           item->facts.fact_count * FACT_BYTES;
}

void batch_add(struct batch *batch, struct waiting *item)
{
    batch->list[batch->count++] = item;
    batch->bytes += bytes_of(item);
}

bool batch_is_full(const struct batch *batch)
{
    return batch->count >= IMPORT_BATCH_ARTICLES ||
           batch->bytes >= IMPORT_BATCH_BYTES;
}

const struct waiting *batch_version(const struct batch *batch,
                                    const char *version)
{
    for (size_t i = batch->count; i-- > 0;)
        if (batch->list[i]->version &&
            batch->list[i]->outcome <= IBID_UNCHANGED &&
            strcmp(batch->list[i]->version, version) == 0)
            return batch->list[i];
    return NULL;
}

const struct waiting *batch_source(const struct batch *batch,
                                   const char *source)
{
    for (size_t i = batch->count; i-- > 0;)
        if (batch->list[i]->source &&
            batch->list[i]->outcome <= IBID_UNCHANGED &&
            strcmp(batch->list[i]->source, source) == 0)
            return batch->list[i];
    return NULL;
}

/* ---- Writing ----------------------------------------------------------- */

static void parameters_json(const struct ibid_import *what, struct buf *out)
{
    struct jsonw to = jsonw_start(out);
    jsonw_object(&to);
    jsonw_key_text(&to, "format", what->format);
    jsonw_key_text(&to, "published", what->published);
    jsonw_key_text(&to, "outlet", what->outlet);
    jsonw_key_text(&to, "language", what->language);
    jsonw_key_text(&to, "url", what->url);
    jsonw_key_text(&to, "charset", what->charset);
    jsonw_object_end(&to);
}

static enum ibid_status run_begin(struct batch *batch, struct history *h,
                                  struct ibid_error *err)
{
    struct buf parameters = {0};
    int64_t codebook;
    enum ibid_status status =
        history_codebook(h, "init", batch->where->snapshot, &codebook, err);
    parameters_json(batch->what, &parameters);
    if (!status)
        status = history_run(h, "import", codebook, parameters.ptr, &batch->run,
                             err);
    buf_done(&parameters);
    return status;
}

/* The source came with an article before it in this batch, or from another
 * process: then this one is a new version of it and is read again as such. */
static enum ibid_status source_found(struct batch *batch, struct history *h,
                                     struct waiting *item,
                                     struct ibid_error *err)
{
    if (item->source_no)
        return IBID_OK;
    enum ibid_status status = same_source(h->st, item, err);
    if (status)
        return status;
    if (!item->source_no)
        return same_text(h->st, item, err);
    item->outcome = IBID_NEW_VERSION;
    return take_again(batch, item, err);
}

/* Another process may have written the same while this one extracted. */
static enum ibid_status write_new(struct batch *batch, struct history *h,
                                  struct waiting *item, struct ibid_error *err)
{
    int64_t version = 0;
    enum ibid_status status = source_found(batch, h, item, err);
    if (!status && !item->same)
        status = store_version_find(h->st, item->version, &version, err);
    if (status)
        return status;
    if (item->same || version) {
        item->outcome = IBID_UNCHANGED;
        return item->same ? same_write(h, item, err) : IBID_OK;
    }
    struct history_article article = {
        .run = batch->run,
        .source_no = item->source_no,
        .source = &item->known,
        .version = item->version,
        .article = &item->article,
        .sha256 = item->sha256,
        .text_sha256 = item->text_sha256,
        .facts = item->facts.facts,
        .fact_count = item->facts.fact_count,
    };
    return history_import(h, &article, err);
}

/* A version may have come since that says the same. */
static enum ibid_status drop_doubles(struct history *h, struct waiting *item,
                                     struct ibid_error *err)
{
    struct arena mem = {0};
    struct source_row row;
    int64_t source, dropped = 0;
    enum ibid_status status =
        store_source_find(h->st, item->source, &source, err);
    if (!status)
        status = store_source_get(h->st, source, false, &mem, &row, err);
    if (!status)
        status = earlier_withdraw(h, &row, item->restore, &dropped, err);
    item->restored_facts -= dropped;
    arena_done(&mem);
    return status;
}

/* The same goes for one that is to count again. */
static enum ibid_status write_restored(struct history *h, struct waiting *item,
                                       struct ibid_error *err)
{
    enum ibid_status status =
        history_restore(h, item->restore, &item->restored_facts, err);
    if (!status)
        return drop_doubles(h, item, err);
    if (status != IBID_CONFLICT)
        return status;
    item->outcome = IBID_UNCHANGED;
    item->restore = 0;
    return IBID_OK;
}

/* An article whose quotes do not hold is left out; the others go in. */
static enum ibid_status write_one(struct batch *batch, struct history *h,
                                  struct waiting *item, struct ibid_error *err)
{
    struct history before = *h;
    enum ibid_status status = store_step_begin(h->st, err);
    if (status)
        return status;
    status = item->restore ? write_restored(h, item, &item->why)
             : item->same  ? same_write(h, item, &item->why)
                           : write_new(batch, h, item, &item->why);
    if (!status)
        return store_step_keep(h->st, err);
    store_step_drop(h->st);
    *h = before;
    if (status != IBID_INVALID) {
        if (err)
            *err = item->why;
        return status;
    }
    err_at(&item->why, item->name, 0, -1);
    item->outcome = IBID_FAILED;
    return IBID_OK;
}

static bool needs_writing(const struct waiting *item)
{
    return item->outcome <= IBID_NEW_VERSION || item->restore || item->same;
}

static enum ibid_status write_all(struct batch *batch, struct ibid_error *err)
{
    struct history h;
    char *op = batch->summary->op;
    enum ibid_status status =
        history_begin(batch->where->st, *op ? op : NULL, batch->where->actor,
                      NULL, &h, NULL, err);
    if (status)
        return status;
    if (!batch->run)
        status = run_begin(batch, &h, err);
    for (size_t i = 0; !status && i < batch->count; i++)
        if (needs_writing(batch->list[i]))
            status = write_one(batch, &h, batch->list[i], err);
    if (status)
        history_abort(&h);
    else
        status = history_commit(&h, err);
    if (!status)
        (void)snprintf(op, sizeof batch->summary->op, "%s", h.op);
    return status;
}

/* ---- Reporting --------------------------------------------------------- */

static void report(struct batch *batch, struct waiting *item)
{
    bool new = item->outcome <= IBID_NEW_VERSION;
    struct ibid_import_item out = {
        .outcome = item->outcome,
        .name = item->name,
        .title = item->known.title,
        .source = item->same ? item->same_as : item->source,
        .version = item->version,
        .same_as = item->same_as,
        .facts = !new            ? 0
                 : item->restore ? item->restored_facts
                                 : (int64_t)item->facts.fact_count,
        .warnings = new ? item->article.warnings : NULL,
        .warning_count = new ? item->article.warning_count : 0,
        .why = item->outcome >= IBID_SKIPPED ? &item->why : NULL,
    };
    batch->summary->count[item->outcome]++;
    batch->summary->facts += out.facts;
    /* A report only: what cannot be told is left out of it. */
    if (item->outcome == IBID_NEW_VERSION)
        (void)fares_count(batch->where->st, item, out.anchors, NULL);
    if (batch->what->item)
        batch->what->item(batch->what->ctx, &out);
}

enum ibid_status batch_flush(struct batch *batch, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (batch->new_count && !batch->what->dry_run)
        status = write_all(batch, err);
    for (size_t i = 0; !status && i < batch->count; i++)
        report(batch, batch->list[i]);
    for (size_t i = 0; i < batch->count; i++)
        item_drop(batch, batch->list[i]);
    batch->count = batch->new_count = batch->bytes = 0;
    return status;
}

bool batch_is_worth_copy(int64_t database_bytes, int64_t input_bytes)
{
    return !input_bytes || database_bytes <= IBID_BACKUP_BYTES ||
           input_bytes >= database_bytes / COPY_SHARE;
}

static bool is_worth_copy(const struct batch *batch)
{
    struct stat info;
    return stat(store_path(batch->where->st), &info) != 0 ||
           batch_is_worth_copy(info.st_size, batch->input_bytes);
}

/* A full first batch: this is a large import. What there was is copied before
 * anything of it is written; an empty database needs no copy. */
static enum ibid_status back_up(struct batch *batch, struct ibid_error *err)
{
    struct store *st = batch->where->st;
    struct store_counts counts;
    if (!batch->what->backup || batch->what->dry_run || !batch->new_count ||
        batch->summary->backed_up || batch->run || !is_worth_copy(batch))
        return IBID_OK;
    enum ibid_status status = store_counts(st, &counts, err);
    if (status || !counts.sources)
        return status;
    status = store_copy(st, batch->what->backup, err);
    batch->summary->backed_up = !status;
    return status;
}

enum ibid_status batch_write(struct batch *batch, struct ibid_error *err)
{
    enum ibid_status status = back_up(batch, err);
    return status ? status : batch_flush(batch, err);
}
