/* html_choice.c - which of a page's sayings of itself counts, in the light of
 * the page as a whole. */
#include <limits.h>

#include "source/html_meta.h"
#include "source/html_roles.h"

enum {
    FAR_RANKS = 100,   /* what an author away from the headline loses */
    NEAR_BYTES = 2000, /* of text behind the headline: there bylines stand */
};

/* The number of the best candidate, the first of equals; or their count. */
static size_t best_of(const struct html_meta *meta, enum html_field field)
{
    size_t best = meta->candidate_count;
    int rank = INT_MAX;
    for (size_t i = 0; i < meta->candidate_count; i++)
        if (meta->candidates[i].field == field &&
            meta->candidates[i].rank < rank) {
            best = i;
            rank = meta->candidates[i].rank;
        }
    return best;
}

static void choose(struct html_meta *meta, enum html_field field)
{
    size_t best = best_of(meta, field);
    bool any = best < meta->candidate_count;
    meta->fields[field].value =
        any ? meta->candidates[best].value : (struct str){0};
}

/* ---- Titles ------------------------------------------------------------ */

static bool is_title(const struct html_candidate *c)
{
    return c->field == FIELD_TITLE;
}

/* Does another candidate say the same? */
static bool has_second(const struct html_meta *meta, size_t i)
{
    for (size_t k = 0; k < meta->candidate_count; k++)
        if (k != i && is_title(&meta->candidates[k]) &&
            html_same_title(meta->candidates[k].value,
                            meta->candidates[i].value))
            return true;
    return false;
}

/* The best that is said twice; `best` when there is none. */
static size_t seconded(const struct html_meta *meta, size_t best)
{
    size_t found = best;
    if (has_second(meta, best))
        return best;
    for (size_t i = 0; i < meta->candidate_count; i++)
        if (is_title(&meta->candidates[i]) && has_second(meta, i) &&
            (found == best ||
             meta->candidates[i].rank < meta->candidates[found].rank))
            found = i;
    return found;
}

void html_choose_title(struct html_meta *meta)
{
    size_t best = best_of(meta, FIELD_TITLE);
    if (best == meta->candidate_count)
        return;
    int rank = meta->candidates[best].rank;
    size_t chosen = rank < RANK_META ? seconded(meta, best) : best;
    if (chosen != best)
        meta->candidates[chosen].rank = rank - 1;
    choose(meta, FIELD_TITLE);
}

/* ---- Authors ----------------------------------------------------------- */

/* Of the block that byte `at` is in, or that follows it. */
static enum block_role role_at(const struct block *blocks, size_t count,
                               uint32_t at)
{
    for (size_t i = 0; i < count; i++)
        if (at < blocks[i].end)
            return blocks[i].role;
    return BLOCK_BODY;
}

/* Authors of comments, names in tables and, unless stated to be the page's, of
 * other articles. */
static bool is_others(const struct html_candidate *c, enum block_role role)
{
    return role == BLOCK_COMMENTS || role == BLOCK_CAPTION ||
           role == BLOCK_TABLE ||
           (role == BLOCK_RELATED && c->rank >= RANK_ELEMENT);
}

void html_choose_author(struct html_meta *meta, const struct block *blocks,
                        size_t count, uint32_t headline)
{
    size_t kept = 0;
    for (size_t i = 0; i < meta->candidate_count; i++) {
        struct html_candidate c = meta->candidates[i];
        uint32_t at = c.place.text - 1;
        if (c.field == FIELD_AUTHOR && c.place.text) {
            if (is_others(&c, role_at(blocks, count, at)))
                continue;
            if (at < headline || at - headline >= NEAR_BYTES)
                c.rank += FAR_RANKS;
        }
        meta->candidates[kept++] = c;
    }
    meta->candidate_count = kept;
    choose(meta, FIELD_AUTHOR);
}
