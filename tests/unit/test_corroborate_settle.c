/* test_corroborate_settle.c - stories settled bit by bit are those settled at
 * once, however many kin an article has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "corroborate/story_kin.h"
#include "desk.h"

enum { ARTICLES = 500, WORDS = 24, TERMS = 16, BATCH = 50 };

/* What a database would hold of an article; its number is that + 1. */
struct row {
    bool exists;
    int64_t tie, story;
    struct buf terms, kin;
};

static struct row rows[ARTICLES];
static uint64_t seed;

static int set_up(void **state)
{
    (void)state;
    seed = 5;
    memset(rows, 0, sizeof rows);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < ARTICLES; i++) {
        buf_done(&rows[i].terms);
        buf_done(&rows[i].kin);
    }
    return 0;
}

/* ---- Rows -------------------------------------------------------------- */

static enum ibid_status row_of(void *ctx, int64_t source, struct story_row *out,
                               struct ibid_error *err)
{
    const struct row *row = &rows[source - 1];
    (void)ctx, (void)err;
    out->exists = row->exists;
    out->tie = row->tie;
    out->story = row->story;
    out->terms = buf_view(&row->terms);
    out->kin = buf_view(&row->kin);
    return IBID_OK;
}

static bool has(const struct row *row, uint64_t word)
{
    struct profile profile;
    (void)profile_read(buf_view(&row->terms), &profile);
    for (size_t i = 0; i < profile.count && i < PROFILE_KEYS; i++)
        if (profile.terms[i].word == word)
            return true;
    return false;
}

/* Ties ascend with the numbers. */
static enum ibid_status find(void *ctx, uint64_t key,
                             int64_t out[STORY_POSTINGS], size_t *count,
                             struct ibid_error *err)
{
    (void)ctx, (void)err;
    *count = 0;
    for (int i = 0; i < ARTICLES && *count < STORY_POSTINGS; i++)
        if (rows[i].exists && has(&rows[i], key))
            out[(*count)++] = i + 1;
    return IBID_OK;
}

static void save(const struct story_graph *graph)
{
    for (size_t i = 0; i < graph->count; i++) {
        const struct story_node *node = graph->list[i];
        struct row *row = &rows[node->source - 1];
        if (!node->changed)
            continue;
        row->exists = node->exists;
        row->story = node->story;
        if (!node->kin_changed)
            continue;
        buf_reset(&row->kin);
        story_kin_write(node, &row->kin);
    }
}

/* ---- Articles ---------------------------------------------------------- */

static void bring(struct story_graph *graph, int i)
{
    struct story_node *node;
    struct profile profile = {.day = PROFILE_DAY_UNKNOWN};
    assert_int_equal(story_node_get(graph, i + 1, &node, NULL), IBID_OK);
    for (uint32_t t = 0; t < TERMS; t++)
        profile.terms[profile.count++] = (struct profile_term){
            1 + t * WORDS + desk_random(&seed, WORDS / (t + 1)), 200 - t * 5};
    profile_write(&profile, &rows[i].terms);
    assert_true(profile_read(buf_view(&rows[i].terms), &profile));
    rows[i].exists = true;
    rows[i].tie = i;
    assert_int_equal(story_join(graph, node, (uint32_t)i, &profile, NULL),
                     IBID_OK);
}

static void take_out(struct story_graph *graph, int i)
{
    struct story_node *node;
    assert_int_equal(story_node_get(graph, i + 1, &node, NULL), IBID_OK);
    if (!node->exists)
        return;
    assert_int_equal(story_node_kin(graph, node, NULL), IBID_OK);
    rows[i].exists = false;
    assert_int_equal(story_leave(graph, node, NULL), IBID_OK);
}

static struct story_graph graph_start(void)
{
    return (struct story_graph){.store = {NULL, row_of, find}};
}

/* All articles as if each were new. */
static size_t settle_at_once(void)
{
    struct story_graph graph = graph_start();
    size_t most = 0;
    for (int i = 0; i < ARTICLES; i++) {
        struct story_node *node;
        (void)story_node_get(&graph, i + 1, &node, NULL);
        node->new_kin = node->unsure = node->exists;
        node->was_centre = false;
        assert_int_equal(story_node_kin(&graph, node, NULL), IBID_OK);
        most = node->kin->count > most ? node->kin->count : most;
    }
    assert_int_equal(story_settle(&graph, NULL), IBID_OK);
    for (int i = 0; i < ARTICLES; i++)
        if (rows[i].exists)
            assert_int_equal(graph.list[i]->story, rows[i].story);
    story_graph_done(&graph);
    return most;
}

static void bit_by_bit_is_the_same_as_at_once(void **state)
{
    (void)state;
    size_t most = 0;
    int next = 0; /* those of low tie first: they become hubs */
    for (int step = 1; next < ARTICLES; step++) {
        struct story_graph graph = graph_start();
        int end = next + 1 + (int)desk_random(&seed, BATCH);
        while (next < end && next < ARTICLES)
            bring(&graph, next++);
        for (int k = 0; k < step % 4; k++)
            take_out(&graph, (int)desk_random(&seed, (unsigned)next));
        assert_int_equal(story_settle(&graph, NULL), IBID_OK);
        save(&graph);
        story_graph_done(&graph);
        if (step % 3 == 0 || next == ARTICLES)
            most = settle_at_once();
    }
    assert_true(most > 100); /* there were some with many kin */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bit_by_bit_is_the_same_as_at_once,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
