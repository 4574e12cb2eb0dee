/* test_corroborate_pairs.c - the index of what claims share leaves no pair out
 * that comparison would link. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "corroborate/link.h"
#include "corroborate/pairs.h"

enum { CLAIMS = 400, SOURCES = 16, ROUNDS = 6 };

struct world {
    struct arena mem;
    struct profile_words words;
    struct claim *claims[CLAIMS];
    bool met[CLAIMS][CLAIMS];
    unsigned seed;
    size_t links, pairs;
};

/* A small generator, the same on every machine. */
static unsigned any(struct world *w, unsigned below)
{
    w->seed = w->seed * 1103515245U + 12345U;
    return (w->seed >> 16) % below;
}

static const char *one_of(struct world *w, const char *const *list, size_t n)
{
    return list[any(w, (unsigned)n)];
}
#define ONE_OF(w, list) one_of((w), (list), sizeof(list) / sizeof *(list))

static struct ibid_value *values_of(struct world *w, const char *const *texts,
                                    const char *const *normal, size_t count)
{
    struct ibid_value *out = arena_array(&w->mem, count, sizeof *out);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct ibid_value){.text = texts[i], .normalized = normal[i]};
    return out;
}

static struct claim *claim(struct world *w, const char *kind,
                           const char *const *names, const char *const *texts,
                           const char *const *normal, size_t count)
{
    struct ibid_value *values = values_of(w, texts, normal, count);
    struct ibid_field *fields = arena_array(&w->mem, count, sizeof *fields);
    for (size_t i = 0; i < count; i++)
        fields[i] = (struct ibid_field){names[i], &values[i], 1};
    struct ibid_fact fact = {.id = arena_printf(&w->mem, "f%u", any(w, 60000)),
                             .kind = kind,
                             .start = any(w, 3000),
                             .version = "v1",
                             .fields = fields,
                             .field_count = count};
    return claim_make(&w->words, &fact,
                      STR("in Kalvik barracks near Dornum on Sunday"), &w->mem);
}

static struct claim *toll(struct world *w)
{
    static const char *const names[] = {"number", "harm", "victims"};
    static const char *const harms[] = {"\"killed\"", "\"wounded\""};
    static const char *const victims[] = {"soldiers", "people", "civilians",
                                          "of them"};
    unsigned number = 2 + any(w, 9);
    const char *texts[] = {arena_printf(&w->mem, "%u", number), "killed",
                           ONE_OF(w, victims)};
    const char *normal[] = {
        arena_printf(&w->mem,
                     any(w, 3) ? "{\"min\":%u,\"max\":%u}" : "{\"min\":%u}",
                     number, number),
        ONE_OF(w, harms), NULL};
    return claim(w, "casualty", names, texts, normal, 3);
}

static struct claim *event(struct world *w)
{
    static const char *const names[] = {"name", "place", "date"};
    static const char *const events[] = {"talks", "truce talks", "election"};
    static const char *const places[] = {"Dornum", "Kalvik", ""};
    const char *texts[] = {ONE_OF(w, events), ONE_OF(w, places), "Sunday"};
    const char *normal[] = {NULL, NULL,
                            any(w, 2) ? "\"2031-03-16\"" : "\"2031-03-17\""};
    return claim(w, "event", names, texts, normal, 3);
}

static struct claim *role(struct world *w)
{
    static const char *const names[] = {"person", "role", "organisation"};
    static const char *const people[] = {"Rada Mikkelsen", "Mikkelsen",
                                         "Ivo Brandt", "he"};
    static const char *const roles[] = {"director", "hospital director",
                                        "mayor"};
    const char *texts[] = {ONE_OF(w, people), ONE_OF(w, roles), "Dornum"};
    const char *normal[] = {NULL, NULL, NULL};
    return claim(w, "role", names, texts, normal, 3);
}

static struct claim *statement(struct world *w)
{
    static const char *const names[] = {"speaker", "content"};
    static const char *const said[] = {
        "the road to the north is closed to all of us for days",
        "the road to the north is closed",
        "all the councils will attend the talks in Dornum",
        "the Morvane council will not attend the talks in Dornum",
        "we will sign the truce before the winter comes to the hills",
        "they will sign the truce before the winter comes"};
    static const char *const people[] = {"Rada Mikkelsen", "Ivo Brandt", "he"};
    const char *texts[] = {ONE_OF(w, people), ONE_OF(w, said)};
    const char *normal[] = {NULL, NULL};
    return claim(w, "statement", names, texts, normal, 2);
}

static void fill(struct world *w)
{
    static struct claim *(*const make[])(struct world *) = {toll, event, role,
                                                            statement};
    for (size_t i = 0; i < CLAIMS; i++) {
        w->claims[i] = make[any(w, 4)](w);
        w->claims[i]->source = i * SOURCES / CLAIMS;
    }
    link_lists_mark(w->claims, CLAIMS);
}

static enum ibid_status meet(void *ctx, size_t a, size_t b,
                             struct ibid_error *err)
{
    struct world *w = ctx;
    (void)err;
    assert_true(a < b);
    assert_false(w->met[a][b]);
    w->met[a][b] = true;
    w->pairs++;
    return IBID_OK;
}

static void no_pair_is_left_out_that_comparison_links(void **state)
{
    (void)state;
    size_t links = 0, pairs = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct world *w = calloc(1, sizeof *w);
        assert_non_null(w);
        w->seed = round + 1;
        w->words = profile_words(&w->mem);
        fill(w);
        assert_int_equal(pairs_each(w->claims, CLAIMS, &w->mem, meet, w, NULL),
                         IBID_OK);
        for (size_t i = 0; i < CLAIMS; i++)
            for (size_t k = i + 1; k < CLAIMS; k++) {
                struct link found;
                link_compare(w->claims[i], w->claims[k], &found);
                w->links += found.relation != LINK_NONE;
                assert_true(found.relation == LINK_NONE || w->met[i][k]);
            }
        links += w->links;
        pairs += w->pairs;
        arena_done(&w->mem);
        free(w);
    }
    assert_true(links > 10000);
    assert_true(pairs < (size_t)ROUNDS * CLAIMS * CLAIMS / 4);
}

static enum ibid_status count_one(void *ctx, size_t a, size_t b,
                                  struct ibid_error *err)
{
    (void)a, (void)b, (void)err;
    ++*(size_t *)ctx;
    return IBID_OK;
}

static void a_claim_meets_no_more_than_the_limit(void **state)
{
    (void)state;
    enum { MANY = 3 * PAIRS_OF_CLAIM_MAX };
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->words = profile_words(&w->mem);
    struct claim **list = arena_array(&w->mem, MANY, sizeof(struct claim *));
    struct claim *same = event(w);
    for (size_t i = 0; i < MANY; i++) {
        list[i] = arena_new(&w->mem, struct claim);
        *list[i] = *same;
        list[i]->source = i;
    }
    size_t pairs = 0;
    assert_int_equal(pairs_each(list, MANY, &w->mem, count_one, &pairs, NULL),
                     IBID_OK);
    assert_true(pairs > (size_t)PAIRS_OF_CLAIM_MAX * MANY / 2);
    assert_true(pairs < (size_t)PAIRS_OF_CLAIM_MAX * MANY);
    arena_done(&w->mem);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_pair_is_left_out_that_comparison_links),
        cmocka_unit_test(a_claim_meets_no_more_than_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
