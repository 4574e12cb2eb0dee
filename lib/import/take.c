/* take.c - one article: who it is, what of it is new, its facts. */
#include "import/take.h"

#include "import/earlier.h"
#include "import/known.h"
#include "store/sources.h"

static void said_copy(const struct article *from, struct arena *mem,
                      struct article *to)
{
    struct said *list = arena_array(mem, from->said_count, sizeof *list);
    for (size_t i = 0; i < from->said_count; i++) {
        list[i] = from->said[i];
        list[i].field = arena_strdup(mem, from->said[i].field);
        list[i].value = arena_strdup(mem, from->said[i].value);
        list[i].rule = arena_strdup(mem, from->said[i].rule);
    }
    to->said = list;
}

/* A copy that outlives the reader's arena. */
static void article_copy(const struct article *from, struct arena *mem,
                         struct article *to)
{
    *to = *from;
    bool same = from->text.ptr == from->original.ptr;
    to->text = arena_str(mem, from->text);
    to->original = same ? to->text : arena_str(mem, from->original);
    struct block *blocks = arena_array(mem, from->block_count, sizeof *blocks);
    if (from->block_count)
        memcpy(blocks, from->blocks, from->block_count * sizeof *blocks);
    to->blocks = blocks;
    struct map_run *runs = arena_array(mem, from->map.count, sizeof *runs);
    if (from->map.count)
        memcpy(runs, from->map.runs, from->map.count * sizeof *runs);
    to->map.runs = runs;
    struct map_box *boxes =
        arena_array(mem, from->map.box_count, sizeof *boxes);
    if (from->map.box_count)
        memcpy(boxes, from->map.boxes, from->map.box_count * sizeof *boxes);
    to->map.boxes = boxes;
    for (size_t i = 0; i < from->warning_count; i++)
        to->warnings[i] = arena_strdup(mem, from->warnings[i]);
    said_copy(from, mem, to);
    to->name = arena_strdup(mem, from->name);
    to->media_type = arena_strdup(mem, from->media_type);
    to->encoding = arena_strdup(mem, from->encoding);
    to->language = known_text(from->language, mem);
}

static enum ibid_status known_merged(struct batch *batch, struct waiting *item,
                                     struct ibid_error *err)
{
    struct source_row row;
    struct arena *mem = &batch->mem;
    known_of(&item->article, item->source, mem, &item->known);
    if (!item->source_no)
        return IBID_OK;
    enum ibid_status status = store_source_get(
        batch->where->st, item->source_no, false, mem, &row, err);
    if (!status)
        known_merge(&row.source, &item->known);
    return status;
}

/* ---- One article ------------------------------------------------------- */

static enum ibid_status outcome_of(struct batch *batch, struct waiting *item,
                                   struct arena *record, struct ibid_error *err)
{
    struct store *st = batch->where->st;
    int64_t version = 0;
    struct version_row row;
    enum ibid_status status =
        store_source_find(st, item->source, &item->source_no, err);
    if (!status)
        status = store_version_find(st, item->version, &version, err);
    if (!status && version)
        status = store_version_get(st, version, record, &row, err);
    if (status)
        return status;
    /* The item itself waits already, as the last of the batch. */
    batch->count--;
    bool known = item->source_no || batch_source(batch, item->source);
    bool waiting = batch_version(batch, item->version) != NULL;
    bool same = version || waiting;
    batch->count++;
    item->outcome = same ? IBID_UNCHANGED : known ? IBID_NEW_VERSION : IBID_NEW;
    if (version && row.withdrawn && !waiting) {
        item->restore = version;
        item->outcome = IBID_NEW;
    }
    return IBID_OK;
}

static enum ibid_status drop_known(struct batch *batch, struct waiting *item,
                                   struct arena *record, struct ibid_error *err)
{
    struct source_row row;
    enum ibid_status status = store_source_get(
        batch->where->st, item->source_no, false, record, &row, err);
    return status ? status
                  : earlier_drop(batch->where->st, &row, item->version,
                                 &item->facts, err);
}

static enum ibid_status extract_into(struct batch *batch, struct waiting *item,
                                     struct arena *record,
                                     struct ibid_error *err)
{
    const struct codebook *codebook = batch->where->codebook;
    enum ibid_status status = known_merged(batch, item, err);
    item->read_warnings = item->article.warning_count;
    if (status)
        return status;
    if (propose_language_fits(codebook, &item->article))
        propose_facts(codebook, &item->article, item->known.published,
                      item->source, item->version, false, &batch->mem,
                      &item->facts);
    else
        article_warn(&item->article, &batch->mem,
                     "not in the codebook's language (%s): kept and "
                     "searchable, no facts extracted",
                     codebook_language(codebook));
    if (item->outcome == IBID_NEW_VERSION && item->source_no)
        status = drop_known(batch, item, record, err);
    return status;
}

enum ibid_status take_again(struct batch *batch, struct waiting *item,
                            struct ibid_error *err)
{
    struct arena record = {0};
    item->facts = (struct extraction){0};
    item->article.warning_count = item->read_warnings;
    enum ibid_status status = extract_into(batch, item, &record, err);
    arena_done(&record);
    return status;
}

enum ibid_status take_article(struct batch *batch,
                              const struct article *article,
                              struct arena *record, struct ibid_error *err)
{
    struct arena *mem = &batch->mem;
    struct waiting *item = batch_add(batch);
    item->name = arena_strdup(mem, article->name);
    item->source = propose_source_id(article, mem);
    item->sha256 = hash_of(article->original);
    item->text_sha256 = hash_of(article->text);
    item->version = propose_version_id(item->source, &item->text_sha256, mem);
    enum ibid_status status = outcome_of(batch, item, record, err);
    if (status || item->outcome == IBID_UNCHANGED)
        return status;
    batch->new_count++;
    if (item->restore)
        return IBID_OK;
    article_copy(article, mem, &item->article);
    return extract_into(batch, item, record, err);
}
