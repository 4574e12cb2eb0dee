/* ibid_compare.c - the facade: what the sources of a story agree and disagree
 * on. */
#include <stdlib.h>

#include "corroborate/link.h"
#include "corroborate/reuse.h"
#include "ibid_db.h"
#include "relate/groups.h"
#include "relate/within.h"
#include "store/facts.h"
#include "store/links.h"
#include "store/related.h"
#include "store/sources.h"

enum { SOURCES_MAX = 2 * WITHIN_SOURCES_MAX }; /* of one comparison */

struct comparing {
    ibid_db *db;
    struct arena *mem;
    struct groups groups;
    int64_t story;
    bool *wanted; /* for each fact that is the first of a band */
    struct ibid_comparison *out;
    int64_t *numbers; /* of the sources */
    size_t *roots;    /* of the groups given: their first facts */
};

/* ---- Sources ----------------------------------------------------------- */

/* The later of two is the copy: that which came in later. */
static enum ibid_status take_copy(void *ctx, const struct reuse_row *row,
                                  struct ibid_error *err)
{
    struct comparing *c = ctx;
    int64_t later = row->a > row->b ? row->a : row->b;
    const char *first = row->a > row->b ? row->b_id : row->a_id;
    (void)err;
    for (size_t i = 0; row->relation == REUSE_COPY && i < c->out->source_count;
         i++) {
        struct ibid_compared *source =
            (struct ibid_compared *)&c->out->sources[i];
        if (c->numbers[i] == later && !source->copy_of)
            source->copy_of = arena_strdup(c->mem, first);
    }
    return IBID_OK;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Those of other stories, whose facts are linked with some of this one. */
static size_t guests(const struct comparing *c, size_t count)
{
    const struct groups *all = &c->groups;
    for (size_t i = 0; i < all->fact_count && count < SOURCES_MAX; i++) {
        bool known = false;
        for (size_t k = 0; k < count && !known; k++)
            known = c->numbers[k] == all->facts[i].source;
        if (!known)
            c->numbers[count++] = all->facts[i].source;
    }
    return count;
}

static enum ibid_status sources(struct comparing *c, struct ibid_error *err)
{
    struct ibid_compared *list = arena_array(c->mem, SOURCES_MAX, sizeof *list);
    size_t count = 0;
    c->numbers = arena_array(c->mem, SOURCES_MAX, sizeof *c->numbers);
    enum ibid_status status = store_story_members(
        c->db->st, c->story, WITHIN_SOURCES_MAX, c->numbers, &count, err);
    qsort(c->numbers, count, sizeof *c->numbers, by_number);
    count = guests(c, count);
    for (size_t i = 0; !status && i < count; i++) {
        struct source_row row;
        status = store_source_get(c->db->st, c->numbers[i], false, c->mem, &row,
                                  err);
        if (!status)
            list[i] = (struct ibid_compared){
                row.source.id,     row.source.name,      row.source.title,
                row.source.outlet, row.source.published, NULL};
    }
    c->out->sources = list;
    c->out->source_count = count;
    for (size_t i = 0; !status && i < count; i++)
        status = store_reuse_each(c->db->st, c->numbers[i], take_copy, c, err);
    return status;
}

/* ---- Groups ------------------------------------------------------------ */

static enum ibid_status give_group(struct comparing *c, size_t root,
                                   struct ibid_group *out,
                                   struct ibid_error *err)
{
    const struct groups *all = &c->groups;
    struct ibid_fact *facts =
        arena_array(c->mem, all->fact_count, sizeof *facts);
    struct standing standing = {0};
    size_t count = 0;
    enum ibid_status status =
        groups_standing(c->db->st, all, root, &standing, err);
    for (size_t i = root; !status && i < all->fact_count; i++)
        if (all->facts[i].group == root)
            status = store_fact_get(c->db->st, all->facts[i].no, c->mem,
                                    &facts[count++], NULL, err);
    *out = (struct ibid_group){facts,
                               count,
                               standing.sources,
                               standing.publishers,
                               standing.independent,
                               standing.disputed,
                               all->facts[root].band};
    return status;
}

/* By band, within it by first fact. */
static enum ibid_status groups(struct comparing *c, struct ibid_error *err)
{
    const struct groups *all = &c->groups;
    struct ibid_group *list =
        arena_array(c->mem, all->fact_count, sizeof *list);
    size_t count = 0;
    enum ibid_status status = IBID_OK;
    for (size_t band = 0; !status && band < all->fact_count; band++) {
        if (!c->wanted[band] || all->facts[band].band != band)
            continue;
        for (size_t i = band; !status && i < all->fact_count; i++)
            if (all->facts[i].band == band && all->facts[i].group == i)
                status = give_group(c, i, &list[count++], err);
    }
    c->out->groups = list;
    c->out->group_count = count;
    return status;
}

static void links(struct comparing *c)
{
    const struct groups *all = &c->groups;
    struct ibid_link *list = arena_array(c->mem, all->link_count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < all->link_count; i++) {
        const struct link_row *row = &all->links[i];
        if (c->wanted[all->facts[all->ends[i][0]].band])
            list[count++] = (struct ibid_link){
                .a = row->a_id,
                .b = row->b_id,
                .relation =
                    link_relation_name((enum link_relation)row->relation),
                .status = row->says ? row->says : "suggested",
                .score = (double)row->score / LINK_SCORE_MAX,
                .exact = row->exact,
                .reason = row->reason,
            };
    }
    c->out->links = list;
    c->out->link_count = count;
}

/* Which bands: all, those of a fact (its number), those in which groups
 * clash. */
static void want(struct comparing *c, int64_t fact, bool clashes)
{
    const struct groups *all = &c->groups;
    c->wanted = arena_array(c->mem, all->fact_count + 1, sizeof *c->wanted);
    for (size_t i = 0; i < all->fact_count; i++) {
        const struct grouped_fact *f = &all->facts[i];
        c->wanted[f->band] |=
            fact ? f->no == fact : !clashes || f->group != f->band;
    }
}

static enum ibid_status compare(ibid_db *db, int64_t story, int64_t fact,
                                bool clashes, struct arena *mem,
                                struct ibid_comparison *out,
                                struct ibid_error *err)
{
    struct comparing c = {.db = db, .mem = mem, .story = story, .out = out};
    *out = (struct ibid_comparison){0};
    enum ibid_status status =
        groups_of_story(db->st, story, GROUPS_SUGGESTED, mem, &c.groups, err);
    if (!status)
        status = store_story_name(db->st, story, mem, &out->story, err);
    if (!status)
        status = sources(&c, err);
    want(&c, fact, clashes);
    if (!status)
        status = groups(&c, err);
    links(&c);
    return status;
}

/* ---- Which ------------------------------------------------------------- */

/* "y..." is the id of the source at the centre with another letter. */
static enum ibid_status find_story(ibid_db *db, const char *ref,
                                   struct arena *mem, int64_t *story,
                                   struct ibid_error *err)
{
    int64_t source = 0;
    char *id = arena_strdup(mem, ref);
    id[0] = 's';
    enum ibid_status status = store_source_resolve(db->st, id, &source, err);
    if (!status)
        status = store_story_of(db->st, source, story, err);
    if (status == IBID_NOT_FOUND || (!status && *story != source))
        return err_set(err, IBID_NOT_FOUND,
                       "no story '%s' ('ibid sources' names them)", ref);
    return status;
}

static enum ibid_status story_of_fact(ibid_db *db, const char *ref,
                                      struct arena *mem, int64_t *fact,
                                      int64_t *story, struct ibid_error *err)
{
    struct ibid_fact found;
    int64_t source = 0;
    enum ibid_status status = store_fact_resolve(db->st, ref, fact, err);
    if (!status)
        status = store_fact_get(db->st, *fact, mem, &found, NULL, err);
    if (!status)
        status = store_source_find(db->st, found.source, &source, err);
    return status ? status : store_story_of(db->st, source, story, err);
}

/* *fact is 0 when `ref` names a story. */
static enum ibid_status find(ibid_db *db, const char *ref, struct arena *mem,
                             int64_t *fact, int64_t *story,
                             struct ibid_error *err)
{
    *fact = *story = 0;
    return ref[0] == 'y' ? find_story(db, ref, mem, story, err)
                         : story_of_fact(db, ref, mem, fact, story, err);
}

enum ibid_status ibid_compare(ibid_db *db, const char *ref, ibid_arena *mem,
                              struct ibid_comparison *out,
                              struct ibid_error *err)
{
    int64_t story, fact;
    enum ibid_status status = find(db, ref, mem, &fact, &story, err);
    return status ? status : compare(db, story, fact, false, mem, out, err);
}

enum ibid_status ibid_conflict_each(ibid_db *db, ibid_comparison_fn *each,
                                    void *ctx, struct ibid_error *err)
{
    struct arena mem = {0};
    int64_t story = 0;
    enum ibid_status status = IBID_OK;
    while (!status) {
        struct ibid_comparison found;
        arena_reset(&mem);
        status = store_story_linked(db->st, story, true, &story, err);
        if (status || !story)
            break;
        status = compare(db, story, 0, true, &mem, &found, err);
        if (!status && found.group_count)
            status = each(ctx, &found, err);
    }
    arena_done(&mem);
    return status;
}

/* ---- Decisions --------------------------------------------------------- */

enum ibid_status ibid_link_decide(ibid_db *db, const char *ref,
                                  const char *const *others, size_t count,
                                  const struct ibid_link_choice *choice,
                                  const struct ibid_change_options *options,
                                  struct ibid_change_result *result,
                                  struct ibid_error *err)
{
    struct curator who;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    return status ? status
                  : curate_link(&who, ref, others, count, choice, result, err);
}

enum ibid_status
ibid_link_confirm_exact(ibid_db *db, const char *ref, bool merge,
                        const struct ibid_change_options *options,
                        struct ibid_change_result *result,
                        struct ibid_error *err)
{
    struct curator who;
    struct arena mem = {0};
    int64_t story = 0, fact;
    enum ibid_status status = ibid_db_curator(db, options, &who, err);
    if (!status && ref)
        status = find(db, ref, &mem, &fact, &story, err);
    arena_done(&mem);
    if (!status && ref && !story)
        return err_set(err, IBID_NOT_FOUND, "no story is known of '%s'", ref);
    return status ? status : curate_link_exact(&who, story, merge, result, err);
}
