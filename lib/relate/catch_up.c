/* catch_up.c - which articles tell one event: look again at what changed. */
#include "relate/relate.h"

#include <stdlib.h>

#include "corroborate/story_kin.h"
#include "relate/facts.h"
#include "relate/within.h"
#include "store/related.h"
#include "store/sources.h"

enum { TIE_BITS = 32, TERMS_MIN = 4 };

/* One transaction of it. */
struct relating {
    struct store *st;
    struct story_graph graph;
    struct profile_words words;
    struct arena mem;     /* of the source at hand */
    struct arena row_mem; /* of the row that the graph asked for last */
};

/* What a source is now: its newest version that can be read. */
struct present {
    struct source_row row;
    int64_t version; /* 0: none */
    struct profile profile;
    int64_t tie, sum;
};

/* ---- The graph's nodes are rows ---------------------------------------- */

static enum ibid_status row_of(void *ctx, int64_t source, struct story_row *out,
                               struct ibid_error *err)
{
    struct relating *r = ctx;
    struct profile_row row;
    arena_reset(&r->row_mem);
    enum ibid_status status =
        store_profile_get(r->st, source, &r->row_mem, &row, err);
    if (!status && row.source && !row.twin)
        *out = (struct story_row){
            .exists = true,
            .tie = row.tie,
            .story = row.story,
            .day = row.has_day ? row.day : PROFILE_DAY_UNKNOWN,
            .terms = row.terms,
            .kin = row.kin,
        };
    return status;
}

static enum ibid_status find(void *ctx, uint64_t key,
                             int64_t out[STORY_POSTINGS], size_t *count,
                             struct ibid_error *err)
{
    struct relating *r = ctx;
    return store_posting_find(r->st, (int64_t)key, STORY_POSTINGS, out, count,
                              err);
}

/* Only a few of those with another story have other kin, too. */
static enum ibid_status save_one(struct relating *r,
                                 const struct story_node *node, struct buf *kin,
                                 struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    if (node->story != node->was_story) {
        status = store_compared_touch(r->st, node->was_story, false, err);
        if (!status)
            status = store_compared_touch(r->st, node->story, false, err);
    }
    if (status)
        return status;
    buf_reset(kin);
    if (node->kin_changed)
        story_kin_write(node, kin);
    struct str bytes = buf_view(kin);
    return store_profile_place(r->st, node->source, node->story,
                               node->kin_changed ? &bytes : NULL, err);
}

static enum ibid_status save(struct relating *r, struct ibid_error *err)
{
    struct buf kin = {0};
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < r->graph.count; i++)
        if (r->graph.list[i]->changed && r->graph.list[i]->exists)
            status = save_one(r, r->graph.list[i], &kin, err);
    buf_done(&kin);
    return status;
}

/* ---- One source -------------------------------------------------------- */

static enum ibid_status profile_of(struct relating *r, struct present *now,
                                   struct ibid_error *err)
{
    struct store_text text;
    struct block *blocks;
    size_t count;
    enum ibid_status status =
        store_version_text(r->st, now->version, &text, err);
    if (!status)
        status = store_version_blocks(r->st, now->version, &r->mem, &blocks,
                                      &count, err);
    if (status)
        return status;
    const struct ibid_source *source = &now->row.source;
    profile_make(&r->words, source->title, text.text, blocks, count,
                 source->published, &now->profile);
    now->tie = (int64_t)(profile_hash(str_of(source->id)) >> TIE_BITS);
    now->sum = (int64_t)(profile_sum(&now->profile) >> 1);
    if (now->profile.count < TERMS_MIN) /* too little to be equal to another */
        now->sum = (int64_t)(profile_hash(str_of(now->row.source.id)) >> 1);
    return IBID_OK;
}

static enum ibid_status present_get(struct relating *r, int64_t no,
                                    struct present *out, struct ibid_error *err)
{
    *out = (struct present){0};
    enum ibid_status status =
        store_source_get(r->st, no, false, &r->mem, &out->row, err);
    size_t count = status ? 0 : out->row.source.version_count;
    if (!count || out->row.source.versions[count - 1].redacted)
        return status;
    status = store_version_find(r->st, out->row.source.versions[count - 1].id,
                                &out->version, err);
    return status ? status : profile_of(r, out, err);
}

/* The keys by which a source is found, put in or taken out. */
static enum ibid_status postings(struct relating *r, int64_t source,
                                 const struct profile *profile, int64_t tie,
                                 int64_t sum, bool add, struct ibid_error *err)
{
    enum ibid_status (*each)(struct store *, int64_t, int64_t, int64_t,
                             struct ibid_error *) =
        add ? store_posting_add : store_posting_drop;
    enum ibid_status status = each(r->st, sum, tie, source, err);
    for (size_t i = 0; !status && i < profile->count && i < PROFILE_KEYS; i++)
        status = each(r->st, (int64_t)profile->terms[i].word, tie, source, err);
    return status;
}

/* Take what is known of a source out; its twins must find another. */
static enum ibid_status leave(struct relating *r, const struct profile_row *old,
                              struct ibid_error *err)
{
    struct story_node *node = NULL; /* read before its row goes */
    enum ibid_status status =
        old->twin ? IBID_OK
                  : story_node_get(&r->graph, old->source, &node, err);
    if (!status && node)
        status = story_node_kin(&r->graph, node, err);
    if (!status)
        status = store_profile_drop(r->st, old->source, err);
    if (status || !node)
        return status;
    status = store_profile_twins(r->st, old->source, 0, err);
    struct profile profile;
    if (!status && profile_read(old->terms, &profile))
        status =
            postings(r, old->source, &profile, old->tie, old->sum, false, err);
    if (!status && node->exists)
        status = story_leave(&r->graph, node, err);
    return status;
}

static enum ibid_status put_row(struct relating *r, const struct present *now,
                                int64_t story, int64_t twin,
                                struct ibid_error *err)
{
    struct buf terms = {0};
    profile_write(&now->profile, &terms);
    struct profile_row row = {
        .source = now->row.no,
        .version = now->version,
        .tie = now->tie,
        .sum = now->sum,
        .has_day = now->profile.day != PROFILE_DAY_UNKNOWN,
        .day = now->profile.day,
        .terms = terms.ptr ? buf_view(&terms) : STR(""),
        .kin = STR(""),
        .story = story,
        .twin = twin,
    };
    enum ibid_status status = store_profile_put(r->st, &row, err);
    buf_done(&terms);
    return status;
}

static enum ibid_status join(struct relating *r, const struct present *now,
                             struct ibid_error *err)
{
    int64_t no = now->row.no;
    struct story_node *node;
    /* The node first: that there is none yet must be what is loaded. */
    enum ibid_status status = story_node_get(&r->graph, no, &node, err);
    if (!status)
        status = put_row(r, now, no, 0, err);
    if (!status)
        status = postings(r, no, &now->profile, now->tie, now->sum, true, err);
    if (status)
        return status;
    return story_join(&r->graph, node, (uint32_t)now->tie, &now->profile, err);
}

/* An equal source stands for this one, or this one for it: that of lower tie,
 * so that it is the same one whatever came first. */
static enum ibid_status join_twin(struct relating *r, struct present *now,
                                  int64_t twin, struct ibid_error *err)
{
    struct story_node *node;
    struct arena mem = {0};
    struct profile_row other = {0};
    enum ibid_status status = story_node_get(&r->graph, twin, &node, err);
    if (!status && node->tie <= now->tie) {
        status = put_row(r, now, node->story, twin, err);
        node->changed = true; /* its story may yet be another */
        return status;
    }
    if (!status)
        status = store_profile_twins(r->st, twin, now->row.no, err);
    if (!status)
        status = store_profile_get(r->st, twin, &mem, &other, err);
    if (!status) /* which may have had its name from the other */
        status = store_compared_touch(r->st, other.story, true, err);
    if (!status)
        status = leave(r, &other, err);
    if (!status) {
        struct present then = *now;
        then.row.no = twin;
        then.version = other.version;
        then.tie = other.tie;
        status = put_row(r, &then, now->row.no, now->row.no, err);
    }
    arena_done(&mem);
    return status ? status : join(r, now, err);
}

static bool is_same(const struct profile_row *old, const struct present *now)
{
    return old->source && old->version == now->version && old->sum == now->sum;
}

static enum ibid_status look(struct relating *r, int64_t no,
                             struct ibid_error *err)
{
    struct present now;
    struct profile_row old = {0};
    int64_t twin = 0;
    size_t count = 0;
    enum ibid_status status = store_stale_drop(r->st, no, err);
    if (!status)
        status = present_get(r, no, &now, err);
    if (!status)
        status = store_profile_get(r->st, no, &r->mem, &old, err);
    if (!status && old.source)
        status = store_compared_touch(r->st, old.story, true, err);
    if (status || is_same(&old, &now))
        return status;
    if (old.source)
        status = leave(r, &old, err);
    if (status || !now.version)
        return status;
    status = store_posting_find(r->st, now.sum, 1, &twin, &count, err);
    if (status)
        return status;
    return count ? join_twin(r, &now, twin, err) : join(r, &now, err);
}

/* ---- All of them ------------------------------------------------------- */

/* The stories of these sources, whatever became of them. */
static enum ibid_status touch_all(struct relating *r, const int64_t *list,
                                  size_t count, struct ibid_error *err)
{
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        int64_t story = 0;
        status = store_story_of(r->st, list[i], &story, err);
        if (!status)
            status = store_compared_touch(r->st, story, false, err);
    }
    return status;
}

static enum ibid_status look_at(struct store *st, const int64_t *list,
                                size_t count, struct ibid_error *err)
{
    struct relating r = {.st = st};
    r.graph.store = (struct story_store){&r, row_of, find};
    r.words = profile_words(&r.graph.mem);
    enum ibid_status status = IBID_OK;
    for (size_t i = 0; !status && i < count; i++) {
        arena_reset(&r.mem);
        status = look(&r, list[i], err);
    }
    if (!status)
        status = story_settle(&r.graph, err);
    if (!status)
        status = save(&r, err);
    if (!status)
        status = touch_all(&r, list, count, err);
    story_graph_done(&r.graph);
    arena_done(&r.row_mem);
    arena_done(&r.mem);
    return status;
}

static enum ibid_status look_within(struct store *st, const int64_t *list,
                                    size_t count, struct ibid_error *err)
{
    struct arena mem = {0};
    struct profile_words words = profile_words(&mem);
    struct roster known = {.mem = &mem};
    enum ibid_status status = roster_known(st, &known, err);
    for (size_t i = 0; !status && i < count; i++)
        status = within_story(st, &words, &known, list[i], err);
    arena_done(&mem);
    return status;
}

typedef enum ibid_status list_fn(struct store *st, size_t most, int64_t *out,
                                 size_t *count, struct ibid_error *err);
typedef enum ibid_status look_fn(struct store *st, const int64_t *list,
                                 size_t count, struct ibid_error *err);

/* Until there are none, `most` at once in a transaction. */
static enum ibid_status look_at_all(struct store *st, size_t most,
                                    list_fn *next, look_fn *each,
                                    struct ibid_error *err)
{
    for (;;) {
        int64_t list[RELATE_SOURCES];
        size_t count;
        enum ibid_status status = next(st, most, list, &count, err);
        if (status || !count)
            return status; /* up to date: nothing to write */
        status = store_begin(st, err);
        if (!status)
            status = each(st, list, count, err);
        status = store_end(st, status, err);
        if (status)
            return status;
    }
}

enum ibid_status relate_catch_up(struct store *st, struct ibid_error *err)
{
    if (!store_related_writable(st))
        return IBID_OK;
    enum ibid_status status =
        look_at_all(st, RELATE_SOURCES, store_stale_list, look_at, err);
    if (!status)
        status = relate_facts(st, err);
    return status ? status
                  : look_at_all(st, RELATE_STORIES, store_compared_list,
                                look_within, err);
}
