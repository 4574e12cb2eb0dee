/* take.c - one article: who it is, what of it is new, its facts. */
#include "import/take.h"

#include "corroborate/origin.h"
#include "history/earlier.h"
#include "import/known.h"
#include "import/same.h"
#include "source/read.h"
#include "source/said.h"
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

/* Bytes of the item's own stay where they are. */
static struct str bytes_copy(struct waiting *item, struct str bytes)
{
    struct str own = item->unread.bytes;
    if (own.ptr && bytes.ptr >= own.ptr && bytes.ptr <= own.ptr + own.len)
        return bytes;
    return arena_str(&item->mem, bytes);
}

/* A copy that outlives the reader's arena. */
static void article_copy(const struct article *from, struct waiting *item)
{
    struct arena *mem = &item->mem;
    struct article *to = &item->article;
    *to = *from;
    bool same = from->text.ptr == from->original.ptr;
    to->text = bytes_copy(item, from->text);
    to->original = same ? to->text : bytes_copy(item, from->original);
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
    const char **names[] = {&to->url,      &to->canonical_url, &to->title,
                            &to->outlet,   &to->author,        &to->published,
                            &to->language, &to->licence,       &to->section,
                            &to->agency};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        *names[i] = known_text(*names[i], mem);
}

/* The agencies that the words credit, behind what was said of it. */
static void agency_find(struct waiting *item)
{
    struct article *article = &item->article;
    struct origins_found found;
    origin_find(article->text, article->blocks, article->block_count, &found);
    for (size_t i = 0; i < found.count; i++) {
        uint32_t end = found.at[i] + found.bytes[i], from = 0, to = 0;
        struct str name = str_cut(article->text, found.at[i], end);
        if (!map_span(&article->map, found.at[i], end, &from, &to))
            from = to = 0;
        article_said(article, &item->mem, "agency", name, "credit in the text",
                     from, to);
        if (!article->agency)
            article->agency = arena_strndup(&item->mem, name.ptr, name.len);
    }
}

void take_article(struct waiting *item, const struct article *article)
{
    struct arena *mem = &item->mem;
    item->name = arena_strdup(mem, article->name);
    item->source = propose_source_id(article, mem);
    item->sha256 = hash_of(article->original);
    item->text_sha256 = hash_of(article->text);
    item->version = propose_version_id(item->source, &item->text_sha256, mem);
    article_copy(article, item);
    agency_find(item);
    item->read_warnings = article->warning_count;
}

/* ---- Facts ------------------------------------------------------------- */

static void facts_find(const struct codebook *codebook, struct waiting *item)
{
    item->facts = (struct extraction){0};
    item->article.warning_count = item->read_warnings;
    item->dated = item->known.published;
    item->extracted = true;
    if (propose_language_fits(codebook, &item->article))
        propose_facts(codebook, &item->article, item->dated, item->source,
                      item->version, 0, &item->mem, &item->facts);
    else
        article_warn(&item->article, &item->mem,
                     "not in the codebook's language (%s): kept and "
                     "searchable, no facts extracted",
                     codebook_language(codebook));
    if (item->facts.cut)
        article_warn(&item->article, &item->mem,
                     "more facts than a text can have: those behind are left "
                     "out");
}

void take_ahead(const struct codebook *codebook, struct waiting *item,
                bool eager, struct arena *scratch)
{
    struct article article = {0};
    const struct unread *unread = &item->unread;
    if (unread->read) {
        enum ibid_status status =
            unread->read(unread, scratch, &article, &item->why);
        if (status) {
            item->outcome =
                status == IBID_NOT_FOUND ? IBID_SKIPPED : IBID_FAILED;
            item->name =
                arena_strdup(&item->mem, *item->why.source ? item->why.source
                                                           : unread->name);
            return;
        }
        take_article(item, &article);
    }
    if (!eager || !item->version)
        return;
    known_of(&item->article, item->source, &item->mem, &item->known);
    facts_find(codebook, item);
}

static bool same_date(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* What is known of the source, then its facts in that light. */
static enum ibid_status facts_known(struct batch *batch, struct waiting *item,
                                    struct ibid_error *err)
{
    struct source_row row;
    struct arena *mem = &item->mem;
    known_of(&item->article, item->source, mem, &item->known);
    if (item->source_no) {
        enum ibid_status status = store_source_get(
            batch->where->st, item->source_no, false, mem, &row, err);
        if (status)
            return status;
        known_merge(&row.source, &item->known);
    }
    if (!item->extracted || !same_date(item->dated, item->known.published))
        facts_find(batch->where->codebook, item);
    return IBID_OK;
}

static enum ibid_status drop_known(struct batch *batch, struct waiting *item,
                                   struct arena *record, struct ibid_error *err)
{
    struct source_row row;
    enum ibid_status status = store_source_get(
        batch->where->st, item->source_no, false, record, &row, err);
    return status
               ? status
               : earlier_drop(batch->where->st, &row, item->version,
                              item->facts.facts, &item->facts.fact_count, err);
}

static enum ibid_status facts_of(struct batch *batch, struct waiting *item,
                                 struct arena *record, struct ibid_error *err)
{
    enum ibid_status status = facts_known(batch, item, err);
    if (!status && item->outcome == IBID_NEW_VERSION && item->source_no)
        status = drop_known(batch, item, record, err);
    return status;
}

enum ibid_status take_again(struct batch *batch, struct waiting *item,
                            struct ibid_error *err)
{
    struct arena record = {0};
    enum ibid_status status = facts_of(batch, item, &record, err);
    arena_done(&record);
    return status;
}

/* ---- Into the batch ---------------------------------------------------- */

static enum ibid_status outcome_of(struct batch *batch, struct waiting *item,
                                   struct arena *record, struct ibid_error *err)
{
    struct store *st = batch->where->st;
    int64_t version = 0;
    struct version_row row;
    enum ibid_status status = same_source(st, item, err);
    if (!status)
        status = store_version_find(st, item->version, &version, err);
    if (!status && version)
        status = store_version_get(st, version, record, &row, err);
    if (status)
        return status;
    bool known = item->source_no || batch_source(batch, item->source);
    bool waiting = batch_version(batch, item->version) != NULL;
    bool same = version || waiting;
    item->outcome = same ? IBID_UNCHANGED : known ? IBID_NEW_VERSION : IBID_NEW;
    if (version && row.withdrawn && !waiting) {
        item->restore = version;
        item->outcome = IBID_NEW;
    }
    if (item->outcome == IBID_NEW && !item->restore)
        status = same_text(st, item, err);
    if (item->same || (batch->what->dry_run && same_waits(batch, item)))
        item->outcome = IBID_UNCHANGED;
    return status;
}

/* Of an article that is there only its names are needed. */
static void forget_text(struct waiting *item)
{
    struct arena all = item->mem, *mem = &item->mem;
    item->mem = (struct arena){0};
    item->name = arena_strdup(mem, item->name);
    item->source = arena_strdup(mem, item->source);
    item->version = arena_strdup(mem, item->version);
    if (item->same) {
        item->same_as = arena_strdup(mem, item->same_as);
        item->also = arena_strdup(mem, item->also);
    }
    item->article = (struct article){0};
    item->facts = (struct extraction){0};
    item->known = (struct ibid_source){0};
    arena_done(&all);
}

static enum ibid_status settle(struct batch *batch, struct waiting *item,
                               struct arena *record, struct ibid_error *err)
{
    enum ibid_status status = outcome_of(batch, item, record, err);
    if (status)
        return status;
    if (item->outcome == IBID_UNCHANGED || item->restore)
        forget_text(item);
    if (item->outcome == IBID_UNCHANGED) {
        batch->unchanged++;
        batch->new_count += item->same != 0; /* its name is */
        return IBID_OK;
    }
    batch->unchanged = 0;
    batch->new_count++;
    return item->restore ? IBID_OK : facts_of(batch, item, record, err);
}

enum ibid_status take_in(struct batch *batch, struct waiting *item,
                         struct arena *record, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    arena_reset(record);
    if (item->version)
        status = settle(batch, item, record, err);
    if (status)
        item_drop(batch, item);
    else
        batch_add(batch, item);
    return status;
}
