/* test_corroborate_story.c - which articles tell one event. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "corroborate/profile.h"
#include "desk.h"
#include "source/article.h"

enum { EVENTS = 6, TELLINGS = 5, ARTICLES = EVENTS * TELLINGS };

static struct desk desk;

static int setup(void **state)
{
    (void)state;
    desk_open(&desk);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    desk_done(&desk);
    return 0;
}

/* ---- Made-up news ------------------------------------------------------ */

/* A word no language has, the same for the same number. */
static void put_name(struct buf *out, unsigned number)
{
    static const char *const parts[] = {"ka",  "lo",  "mir", "ven",
                                        "sta", "dro", "pel", "gun"};
    buf_byte(out, (char)('A' + number % 26));
    for (int i = 0; i < 4; i++, number /= 5)
        buf_text(out, parts[(number + (unsigned)i) % 8]);
}

/* One of the tellings of an event: its names, some told, some not, among
 * words that all news has. */
static char *telling(unsigned event, unsigned which, uint64_t seed)
{
    static const char *const said[] = {
        "they were at %s then", "it was not from %s",   "who is with %s now",
        "and so to %s again",   "%s has what they had", "he said that of %s"};
    struct buf out = {0};
    seed += event * 1000 + which;
    put_name(&out, event * 40);
    buf_text(&out, " officials speak\n\n");
    for (unsigned i = 0; i < 18; i++) {
        const char *words = said[desk_random(&seed, 6)];
        const char *name = strstr(words, "%s");
        buf_add(&out, words, (size_t)(name - words));
        put_name(&out, event * 40 + desk_random(&seed, 12));
        buf_text(&out, name + 2);
        buf_text(&out, i % 3 == 2 ? ".\n\n" : ". ");
    }
    buf_printf(&out, "At least %u people were killed in ", 20 + event);
    put_name(&out, event * 40);
    buf_text(&out, " on Sunday.\n");
    return out.ptr;
}

static void bring(unsigned number)
{
    char name[32];
    char *text = telling(number / TELLINGS, number % TELLINGS, 77);
    snprintf(name, sizeof name, "a%02u.txt", number);
    desk_import(&desk, desk_file(&desk, name, text));
    free(text);
}

static const char *story_of(unsigned number)
{
    char name[32];
    struct ibid_source source;
    snprintf(name, sizeof name, "a%02u.txt", number);
    assert_int_equal(ibid_source_get(desk.db, name, desk.mem, &source, NULL),
                     IBID_OK);
    assert_non_null(source.story);
    return source.story;
}

/* ---- Stories ----------------------------------------------------------- */

static void tellings_of_one_event_are_one_story(void **state)
{
    (void)state;
    for (unsigned i = 0; i < ARTICLES; i++)
        bring(i);
    for (unsigned i = 0; i < ARTICLES; i++)
        for (unsigned k = 0; k < ARTICLES; k++) {
            bool same = strcmp(story_of(i), story_of(k)) == 0;
            assert_int_equal(same, i / TELLINGS == k / TELLINGS);
        }
}

/* Links and shared words, by ids; to be freed. */
static char *links(void)
{
    char *json = desk_export(desk.db), *at = strstr(json, "\"links\":");
    assert_non_null(at);
    memmove(json, at, strlen(at) + 1);
    return json;
}

static void stories_and_links_do_not_depend_on_the_order_of_import(void **state)
{
    (void)state;
    char first[ARTICLES][24], *first_links = NULL;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        unsigned order[ARTICLES];
        uint64_t random = seed;
        for (unsigned i = 0; i < ARTICLES; i++)
            order[i] = i;
        for (unsigned i = ARTICLES - 1; seed > 1 && i > 0; i--) {
            unsigned k = desk_random(&random, i + 1), was = order[i];
            order[i] = order[k];
            order[k] = was;
        }
        for (unsigned i = 0; i < ARTICLES; i++)
            bring(order[i]);
        for (unsigned i = 0; i < ARTICLES; i++)
            if (seed == 1)
                snprintf(first[i], sizeof first[i], "%s", story_of(i));
            else
                assert_string_equal(first[i], story_of(i));
        char *now = links();
        assert_non_null(strstr(now, "\"relation\":\"same\""));
        if (first_links)
            assert_string_equal(now, first_links);
        free(first_links);
        first_links = now;
        desk_done(&desk);
        desk_open(&desk);
    }
    free(first_links);
}

static void an_import_undone_leaves_stories_as_they_were(void **state)
{
    (void)state;
    char before[TELLINGS][24];
    for (unsigned i = 0; i < TELLINGS; i++)
        bring(i);
    for (unsigned i = 0; i < TELLINGS; i++)
        snprintf(before[i], sizeof before[i], "%s", story_of(i));
    char *text = telling(0, 90, 5);
    desk_import(&desk, desk_file(&desk, "more.txt", text));
    free(text);
    struct ibid_change_result result;
    assert_int_equal(ibid_undo(desk.db, NULL, NULL, &result, NULL), IBID_OK);
    for (unsigned i = 0; i < TELLINGS; i++)
        assert_string_equal(story_of(i), before[i]);
}

static void equal_articles_are_one_story_however_many(void **state)
{
    (void)state;
    struct buf lines = {0};
    for (int i = 0; i < 2000; i++)
        buf_printf(&lines,
                   "{\"id\":\"r%d\",\"outlet\":\"The %d\",\"title\":\"Ferry "
                   "runs aground\","
                   "\"text\":\"The ferry Morgenstern ran aground off Kalvik "
                   "on Sunday. Nobody was hurt, the harbour of Kalvik "
                   "said.\",\"published\":\"2017-01-15\"}\n",
                   i, i);
    desk_import(&desk, desk_file(&desk, "flood.jsonl", lines.ptr));
    buf_done(&lines);
    struct ibid_source first, last;
    assert_int_equal(ibid_source_get(desk.db, "r0", desk.mem, &first, NULL), 0);
    assert_int_equal(ibid_source_get(desk.db, "r1999", desk.mem, &last, NULL),
                     0);
    assert_string_equal(first.story, last.story);
}

/* ---- Profiles ---------------------------------------------------------- */

static struct profile profile_of(const struct profile_words *words,
                                 const char *text, const char *published)
{
    struct profile out;
    struct block block = {0, (uint32_t)strlen(text), BLOCK_BODY};
    profile_make(words, NULL, str_of(text), &block, 1, published, &out);
    return out;
}

static void likeness_is_symmetric_and_1000_for_equals(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct profile_words words = profile_words(&mem);
    struct profile a = profile_of(
        &words, "The Kalvik ferry ran aground near Dornum pier.", "2017-01-15");
    struct profile b = profile_of(
        &words, "A ferry from Kalvik hit the pier of Dornum.", "2017-01-16");
    struct profile c =
        profile_of(&words, "Parliament voted on the budget.", "2017-01-16");
    assert_int_equal(profile_likeness(&a, &a), PROFILE_SCORE_MAX);
    assert_int_equal(profile_likeness(&a, &b), profile_likeness(&b, &a));
    assert_true(profile_likeness(&a, &b) > 300);
    assert_true(profile_likeness(&a, &c) < 100);
    arena_done(&mem);
}

static void a_profile_is_read_back_as_it_was_written(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct profile_words words = profile_words(&mem);
    struct profile a = profile_of(&words, "Caf\xc3\xa9 Zo\xc3\xab burnt", NULL);
    struct profile back;
    struct buf bytes = {0};
    profile_write(&a, &bytes);
    assert_true(profile_read(buf_view(&bytes), &back));
    assert_int_equal(back.count, a.count);
    assert_int_equal(profile_likeness(&a, &back), PROFILE_SCORE_MAX);
    assert_false(profile_read(str_cut(buf_view(&bytes), 0, 3), &back));
    buf_done(&bytes);
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tellings_of_one_event_are_one_story,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            stories_and_links_do_not_depend_on_the_order_of_import, setup,
            teardown),
        cmocka_unit_test_setup_teardown(
            an_import_undone_leaves_stories_as_they_were, setup, teardown),
        cmocka_unit_test_setup_teardown(
            equal_articles_are_one_story_however_many, setup, teardown),
        cmocka_unit_test(likeness_is_symmetric_and_1000_for_equals),
        cmocka_unit_test(a_profile_is_read_back_as_it_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
