/* again.c - run a codebook over articles that are in the database. */
#include "import/again.h"

#include <stdio.h>

#include "base/map.h"
#include "fact/fact.h"
#include "history/earlier.h"
#include "history/history.h"
#include "import/propose.h"
#include "relate/relate.h"
#include "store/facts.h"

struct again {
    const struct importing *where;
    struct history *h;
    struct ibid_extract_summary *summary;
    struct arena mem;    /* of the version at hand */
    struct arena fact;   /* of the fact at hand */
    struct map proposed; /* id -> its proposal */
    struct map met;      /* ids that stand in the database */
};

/* Rule, confidence and normal forms may differ where the words are the same:
 * the id speaks of words and places only. */
static enum ibid_status refresh(struct again *a, int64_t no, bool withdrawn,
                                const struct ibid_fact *to,
                                struct ibid_error *err)
{
    if (withdrawn)
        a->summary->added++;
    else
        a->summary->kept++;
    return history_fact(a->h, "extract", no, to, false, err);
}

/* What becomes of a fact that stands: reviewed ones are left alone, unreviewed
 * ones stay when proposed again and no longer count otherwise. */
static enum ibid_status meet(void *ctx, int64_t no, struct ibid_error *err)
{
    struct again *a = ctx;
    struct ibid_fact fact;
    int withdrawn;
    arena_reset(&a->fact);
    enum ibid_status status =
        store_fact_get(a->where->st, no, &a->fact, &fact, &withdrawn, err);
    if (status)
        return status;
    struct ibid_fact *to = map_get(&a->proposed, str_of(fact.id));
    *map_at(&a->met, arena_str(&a->mem, str_of(fact.id))) = a;
    if (fact.status != IBID_EXTRACTED || !fact.rule) {
        a->summary->reviewed += !withdrawn;
        return IBID_OK;
    }
    if (to)
        return refresh(a, no, withdrawn != 0, to, err);
    if (withdrawn)
        return IBID_OK;
    a->summary->removed++;
    return history_fact(a->h, "extract", no, &fact, true, err);
}

static enum ibid_status add_new(struct again *a, const struct extraction *facts,
                                struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < facts->fact_count; i++) {
        if (map_get(&a->met, str_of(facts->facts[i].id)))
            continue;
        a->summary->added++;
        status = history_fact(a->h, "extract", 0, &facts->facts[i], false, err);
    }
    return status;
}

static enum ibid_status article_of(struct again *a,
                                   const struct source_row *row, int64_t no,
                                   struct article *out, struct ibid_error *err)
{
    struct store_text text;
    struct block *blocks;
    *out = (struct article){.language = row->source.language};
    enum ibid_status status = store_version_text(a->where->st, no, &text, err);
    if (!status)
        status = store_version_blocks(a->where->st, no, &a->mem, &blocks,
                                      &out->block_count, err);
    if (!status) {
        out->text = arena_str(&a->mem, text.text);
        out->blocks = blocks;
    }
    return status;
}

static enum ibid_status read_version(struct again *a,
                                     const struct source_row *row,
                                     struct ibid_error *err)
{
    const struct ibid_version *newest =
        &row->source.versions[row->source.version_count - 1];
    struct article article;
    struct extraction facts = {0};
    int64_t no;
    if (newest->redacted)
        return IBID_OK;
    a->proposed = (struct map){.mem = &a->mem};
    a->met = (struct map){.mem = &a->mem};
    enum ibid_status status =
        store_version_find(a->where->st, newest->id, &no, err);
    if (!status)
        status = article_of(a, row, no, &article, err);
    if (status)
        return status;
    if (propose_language_fits(a->where->codebook, &article))
        propose_facts(a->where->codebook, &article, row->source.published,
                      row->source.id, newest->id, 0, &a->mem, &facts);
    status = earlier_drop(a->where->st, row, newest->id, facts.facts,
                          &facts.fact_count, err);
    if (status)
        return status;
    for (size_t i = 0; i < facts.fact_count; i++)
        *map_at(&a->proposed, str_of(facts.facts[i].id)) = &facts.facts[i];
    a->summary->versions++;
    status = store_fact_of_version(a->where->st, no, meet, a, err);
    return status ? status : add_new(a, &facts, err);
}

/* What was run, by which program and codebook, when. */
static enum ibid_status note_run(struct again *a, struct ibid_error *err)
{
    struct buf parameters = {0};
    struct jsonw to = jsonw_start(&parameters);
    int64_t run, codebook;
    jsonw_object(&to);
    jsonw_key_text(&to, "codebook", a->where->snapshot->name);
    jsonw_key_int(&to, "versions", a->summary->versions);
    jsonw_object_end(&to);
    enum ibid_status status =
        history_codebook(a->h, "codebook", a->where->snapshot, &codebook, err);
    if (!status)
        status =
            history_run(a->h, "extract", codebook, parameters.ptr, &run, err);
    buf_done(&parameters);
    return status;
}

enum ibid_status again_source(const struct importing *where, struct history *h,
                              const struct source_row *row,
                              struct ibid_extract_summary *summary,
                              struct ibid_error *err)
{
    struct again a = {.where = where, .h = h, .summary = summary};
    int64_t before = h->entries;
    *summary = (struct ibid_extract_summary){0};
    enum ibid_status status = read_version(&a, row, err);
    if (!status && h->entries > before)
        status = note_run(&a, err);
    arena_done(&a.mem);
    arena_done(&a.fact);
    return status;
}

static enum ibid_status read_all(struct again *a,
                                 void (*progress)(void *ctx,
                                                  const struct ibid_progress *),
                                 void *ctx, struct ibid_error *err)
{
    struct source_row row = {0};
    int64_t after = 0;
    for (;;) {
        arena_reset(&a->mem);
        enum ibid_status status =
            store_source_next(a->where->st, after, false, &a->mem, &row, err);
        if (status || !row.no)
            return status;
        after = row.no;
        status = read_version(a, &row, err);
        if (status)
            return status;
        struct ibid_progress now = {.articles = a->summary->versions};
        if (progress)
            progress(ctx, &now);
    }
}

enum ibid_status
again_run(const struct importing *where,
          const struct ibid_change_options *options,
          void (*progress)(void *ctx, const struct ibid_progress *), void *ctx,
          struct ibid_extract_summary *summary, struct ibid_error *err)
{
    struct history h;
    struct again a = {.where = where, .h = &h, .summary = summary};
    bool before;
    int64_t codebook;
    *summary = (struct ibid_extract_summary){0};
    enum ibid_status status =
        history_begin(where->st, options->op, where->actor, options->reason, &h,
                      &before, err);
    if (status || before)
        return status;
    status = history_codebook(&h, "codebook", where->snapshot, &codebook, err);
    if (!status)
        status = read_all(&a, progress, ctx, err);
    bool keep = !status && h.entries && !options->dry_run;
    if (keep)
        status = note_run(&a, err);
    if (keep && !status) {
        status = history_commit(&h, err);
        if (!status)
            (void)snprintf(summary->op, sizeof summary->op, "%s", h.op);
        if (!status)
            status = relate_catch_up(where->st, err);
    } else
        history_abort(&h);
    arena_done(&a.mem);
    arena_done(&a.fact);
    return status;
}
