/* within.c - compare texts and facts of the sources of one story. */
#include "relate/within.h"

#include "corroborate/link.h"
#include "corroborate/origin.h"
#include "corroborate/pairs.h"
#include "relate/members.h"
#include "relate/near.h"
#include "store/links.h"
#include "store/related.h"
#include "store/verdicts.h"

/* ---- Reading ----------------------------------------------------------- */

static enum ibid_status origins(struct within *w, int64_t source,
                                struct str text, const struct block *blocks,
                                size_t count, struct ibid_error *err)
{
    struct origins_found found;
    origin_find(text, blocks, count, &found);
    enum ibid_status status = store_origin_drop(w->st, source, err);
    for (size_t i = 0; !status && i < found.count; i++)
        status = store_origin_add(w->st, source, found.names[i], err);
    return status;
}

/* What its words are compared by, and whom it credits. */
static enum ibid_status read_words(struct within *w, struct member *m,
                                   struct ibid_error *err)
{
    struct block *blocks;
    size_t count;
    enum ibid_status status = store_version_blocks(
        w->st, m->version_no, &w->mem, &blocks, &count, err);
    if (status)
        return status;
    m->text = reuse_read(m->whole, blocks, count, &w->mem);
    return origins(w, m->no, m->whole, blocks, count, err);
}

static enum ibid_status read_member(struct within *w, size_t at,
                                    struct ibid_error *err)
{
    struct member *m = &w->members[at];
    w->at = at;
    enum ibid_status status = members_text(w, m, err);
    if (!status)
        status = read_words(w, m, err);
    return status ? status : members_facts(w, m, err);
}

/* ---- Writing ----------------------------------------------------------- */

static enum ibid_status put_reuse(struct within *w, const struct member *x,
                                  const struct member *y,
                                  struct ibid_error *err)
{
    bool first = strcmp(x->row.source.id, y->row.source.id) < 0;
    const struct member *a = first ? x : y, *b = first ? y : x;
    struct reuse found;
    struct buf passages = {0};
    reuse_compare(&a->text, &b->text, &found);
    if (found.relation == REUSE_NONE)
        return IBID_OK;
    reuse_write(&found, &passages);
    struct reuse_row row = {.a = a->no,
                            .b = b->no,
                            .story = w->story,
                            .relation = (int)found.relation,
                            .share = found.share,
                            .passages = buf_view(&passages)};
    enum ibid_status status = store_reuse_add(w->st, &row, err);
    buf_done(&passages);
    return status;
}

static enum ibid_status put_link(void *ctx, size_t one, size_t other,
                                 struct ibid_error *err)
{
    struct within *w = ctx;
    const struct claim *x = w->claims[one], *y = w->claims[other];
    bool first = strcmp(x->id, y->id) < 0;
    const struct claim *a = first ? x : y, *b = first ? y : x;
    struct link found;
    if (w->only && &w->members[x->source] != w->only &&
        &w->members[y->source] != w->only)
        return IBID_OK;
    if (one != w->at)
        w->taken = 0;
    w->at = one;
    if (w->taken == WITHIN_LINKS_MAX)
        return IBID_OK;
    link_compare(a, b, &found);
    if (found.relation == LINK_NONE)
        return IBID_OK;
    w->taken++;
    struct link_row row = {.a = found.swap ? b->fact : a->fact,
                           .b = found.swap ? a->fact : b->fact,
                           .story = w->story,
                           .relation = (int)found.relation,
                           .score = found.score,
                           .exact = found.exact,
                           .part = (int)found.part,
                           .reason = found.reason};
    return store_link_add(w->st, &row, err);
}

static enum ibid_status put_links(struct within *w, struct ibid_error *err)
{
    link_lists_mark(w->claims, w->claim_count);
    w->at = w->taken = 0;
    return pairs_each(w->claims, w->claim_count, &w->mem, put_link, w, err);
}

static enum ibid_status compare_all(struct within *w, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; i < w->count; i++)
        for (size_t k = i + 1; !status && k < w->count; k++)
            status = put_reuse(w, &w->members[i], &w->members[k], err);
    return status ? status : put_links(w, err);
}

/* A number for these sources, in order; not 0. */
static int64_t sum_of(const int64_t *sources, size_t count)
{
    struct str bytes = {(const char *)sources, count * sizeof *sources};
    return (int64_t)(profile_hash(bytes) >> 1) + 1;
}

/* Each with each, several sources of a story. */
static enum ibid_status together(struct within *w, const struct roster *known,
                                 const int64_t *sources, struct ibid_error *err)
{
    enum ibid_status status = story_names_read(w->st, known, sources, w->count,
                                               &w->mem, &w->names, err);
    for (size_t i = 0; !status && i < w->count; i++)
        status = read_member(w, i, err);
    return status ? status : compare_all(w, err);
}

static enum ibid_status compare(struct within *w, const struct roster *known,
                                const int64_t *sources, struct ibid_error *err)
{
    enum ibid_status status = store_links_drop(w->st, w->story, err);
    for (size_t i = 0; i < w->count; i++)
        w->members[i].no = sources[i];
    if (!status && w->count == 1)
        status = near_alone(w, err);
    else if (!status)
        status = together(w, known, sources, err);
    if (!status)
        status = near_links(w, err);
    return status ? status : store_verdict_apply(w->st, w->story, err);
}

enum ibid_status within_story(struct store *st,
                              const struct profile_words *words,
                              const struct roster *known, int64_t story,
                              struct ibid_error *err)
{
    int64_t numbers[WITHIN_SOURCES_MAX], compared = 0;
    struct within w = {.st = st, .words = words, .story = story};
    enum ibid_status status = store_story_members(st, story, WITHIN_SOURCES_MAX,
                                                  numbers, &w.count, err);
    int64_t sum = sum_of(numbers, w.count);
    if (!status)
        status = store_compared_get(st, story, &compared, err);
    if (!status && compared != sum)
        status = compare(&w, known, numbers, err);
    arena_done(&w.mem);
    return status ? status : store_compared_set(st, story, sum, err);
}

/* ---- When only facts changed -------------------------------------------- */

/* One fact fewer or more of a source that has more than are compared brings
 * another in or out, of whatever kind. */
static enum ibid_status widen(struct within *w, struct ibid_error *err)
{
    w->kind = NULL;
    w->claim_count = 0;
    return members_claims(w, err);
}

static enum ibid_status compare_facts(struct within *w, int64_t source,
                                      struct ibid_error *err)
{
    size_t member = 0;
    while (member < w->count && w->members[member].no != source)
        member++;
    if (member == w->count)
        return IBID_OK; /* not compared */
    enum ibid_status status = members_claims(w, err);
    if (!status && w->members[member].cut)
        status = widen(w, err);
    if (!status)
        status = store_links_drop_of(w->st, source, w->kind, err);
    w->only = &w->members[member];
    if (!status)
        status = put_links(w, err);
    bool tolls =
        !w->kind || strcmp(w->kind, claim_kind_name(CLAIM_CASUALTY)) == 0;
    return status || !tolls ? status : near_links(w, err);
}

enum ibid_status within_facts(struct store *st,
                              const struct profile_words *words,
                              const struct roster *known,
                              const struct stale_facts *facts,
                              struct ibid_error *err)
{
    struct within w = {
        .st = st, .words = words, .story = facts->story, .kind = facts->kind};
    int64_t numbers[WITHIN_SOURCES_MAX];
    enum ibid_status status = store_story_members(
        st, w.story, WITHIN_SOURCES_MAX, numbers, &w.count, err);
    for (size_t i = 0; !status && i < w.count; i++)
        w.members[i].no = numbers[i];
    if (!status)
        status = story_names_read(st, known, numbers, w.count, &w.mem, &w.names,
                                  err);
    if (!status)
        status = compare_facts(&w, facts->source, err);
    if (!status)
        status = store_verdict_apply(st, facts->story, err);
    arena_done(&w.mem);
    return status;
}
