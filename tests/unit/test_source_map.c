/* test_source_map.c - maps from text to original, urls, roles, warnings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/read.h"

static void map_span_covers_units_and_bytes(void **state)
{
    (void)state;
    /* "ab&amp;cd" as "ab&cd" */
    static const struct map_run runs[] = {
        {0, 2, 10, 2}, {2, 1, 12, 5}, {3, 2, 17, 2}};
    struct source_map map = {.runs = runs, .count = 3};
    uint32_t start, end;
    assert_true(map_span(&map, 1, 2, &start, &end));
    assert_int_equal(start, 11);
    assert_int_equal(end, 12);
    assert_true(map_span(&map, 1, 4, &start, &end));
    assert_int_equal(start, 11);
    assert_int_equal(end, 18);
    assert_false(map_span(&map, 5, 7, &start, &end));
    assert_false(map_span(&map, 1, 1, &start, &end));
    struct source_map same = {.identity = true};
    assert_true(map_span(&same, 3, 9, &start, &end));
    assert_int_equal(start + end, 12);
}

static void map_join_goes_through_both(void **state)
{
    (void)state;
    struct arena mem = {0};
    /* text 0..4 is bytes 2..6 of a middle whose bytes 3..5 are one unit */
    static const struct map_run in[] = {{0, 4, 2, 4}, {5, 1, 6, 2}};
    static const struct map_run out[] = {
        {0, 3, 100, 3}, {3, 2, 103, 6}, {5, 4, 109, 4}};
    struct source_map joined =
        map_join((struct source_map){.runs = in, .count = 2},
                 (struct source_map){.runs = out, .count = 3}, &mem);
    uint32_t start, end;
    assert_true(map_span(&joined, 0, 1, &start, &end));
    assert_int_equal(start, 102);
    assert_int_equal(end, 103);
    assert_true(map_span(&joined, 1, 2, &start, &end));
    assert_int_equal(start, 103);
    assert_int_equal(end, 109);
    assert_true(map_span(&joined, 3, 4, &start, &end));
    assert_int_equal(start, 109);
    assert_true(map_span(&joined, 5, 6, &start, &end));
    assert_int_equal(start, 110);
    assert_int_equal(end, 112);
    arena_done(&mem);
}

static void map_comes_back_from_its_packed_form(void **state)
{
    (void)state;
    struct arena mem = {0};
    static const struct map_run runs[] = {
        {0, 2, 10, 2}, {4, 1, 5, 5}, {9, 2, 4000000, 2}};
    struct source_map map = {.runs = runs, .count = 3}, back;
    struct buf packed = {0};
    map_pack(&map, &packed);
    assert_int_equal(map_unpack(buf_view(&packed), &mem, &back, NULL), IBID_OK);
    assert_int_equal(back.count, 3);
    assert_memory_equal(back.runs, runs, sizeof runs);
    for (size_t cut = 0; cut < packed.len; cut++)
        assert_int_equal(
            map_unpack(str_cut(buf_view(&packed), 0, cut), &mem, &back, NULL),
            IBID_DAMAGED);
    buf_byte(&packed, 0);
    assert_int_equal(map_unpack(buf_view(&packed), &mem, &back, NULL),
                     IBID_DAMAGED);
    buf_reset(&packed);
    map = (struct source_map){.identity = true};
    map_pack(&map, &packed);
    assert_int_equal(map_unpack(buf_view(&packed), &mem, &back, NULL), IBID_OK);
    assert_true(back.identity);
    buf_done(&packed);
    arena_done(&mem);
}

static void url_canonical_drops_what_does_not_matter(void **state)
{
    (void)state;
    struct arena mem = {0};
    static const char *const pairs[][2] = {
        {"HTTP://News.Example:80/A?b=1&utm_source=x&fbclid=2#top",
         "http://news.example/A?b=1"},
        {"https://news.example", "https://news.example/"},
        {"https://a@news.example:443/?gclid=1", "https://a@news.example/"},
        {"https://news.example:8080/x?utmost=1",
         "https://news.example:8080/x?utmost=1"},
        {"mailto:A@B.example?utm_x=1", "mailto:A@B.example?utm_x=1"},
        {"https://m.news.example/a", "https://news.example/a"},
        {"https://AMP.news.example/a/amp/", "https://news.example/a/"},
        {"https://www.news.example/a", "https://news.example/a"},
        {"https://www.m.news.example/a", "https://news.example/a"},
        {"https://www.example/a", "https://www.example/a"},
        {"https://en.m.news.example/a", "https://en.news.example/a"},
        {"https://am.news.example/a", "https://am.news.example/a"},
        {"https://en.m.example/a", "https://en.m.example/a"},
        {"https://www.google.com/amp/s/www.news.example/a/amp",
         "https://news.example/a"},
        {"http://a-b.cdn.ampproject.org/c/s/news.example/a?utm_x=1",
         "https://news.example/a"},
        {"https://news.example/b/google.com/amp/s/c.d",
         "https://news.example/b/google.com/amp/s/c.d"},
        {"https://m.example/a", "https://m.example/a"},
        {"https://news.example/a/amp?b=1", "https://news.example/a?b=1"},
        {"https://news.example/a.amp.html", "https://news.example/a.html"},
        {"https://news.example/amp", "https://news.example/amp"},
        {"https://news.example/camp", "https://news.example/camp"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(url_canonical(pairs[i][0], &mem), pairs[i][1]);
    arena_done(&mem);
}

static void role_names_come_back(void **state)
{
    (void)state;
    for (int role = 0; role < BLOCK_ROLE_COUNT; role++) {
        enum block_role back = BLOCK_ROLE_COUNT;
        const char *name = block_role_name((enum block_role)role);
        assert_true(block_role_parse(str_of(name), &back));
        assert_int_equal(back, role);
    }
    enum block_role none;
    assert_false(block_role_parse(STR("nothing"), &none));
    assert_true(block_role_has_facts(BLOCK_CAPTION));
    assert_false(block_role_is_main(BLOCK_CAPTION));
    assert_false(block_role_has_facts(BLOCK_RELATED));
}

static void main_text_is_one_block_a_line(void **state)
{
    (void)state;
    static const struct block blocks[] = {
        {0, 1, BLOCK_TITLE}, {3, 6, BLOCK_BODY}, {8, 9, BLOCK_SHARE}};
    struct buf out = {0};
    article_main(STR("T\n\nb\nc\n\ns"), blocks, 3, &out);
    assert_string_equal(out.ptr, "T\nb c\n");
    buf_done(&out);
}

static void warnings_past_the_limit_are_counted(void **state)
{
    (void)state;
    struct arena mem = {0};
    struct article article = {0};
    for (int i = 0; i < ARTICLE_WARNINGS_MAX + 5; i++)
        article_warn(&article, &mem, "warning %d", i);
    assert_int_equal(article.warning_count, ARTICLE_WARNINGS_MAX);
    assert_string_equal(article.warnings[0], "warning 0");
    assert_string_equal(article.warnings[ARTICLE_WARNINGS_MAX - 1],
                        "6 further warnings");
    arena_done(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(map_span_covers_units_and_bytes),
        cmocka_unit_test(map_join_goes_through_both),
        cmocka_unit_test(map_comes_back_from_its_packed_form),
        cmocka_unit_test(url_canonical_drops_what_does_not_matter),
        cmocka_unit_test(role_names_come_back),
        cmocka_unit_test(main_text_is_one_block_a_line),
        cmocka_unit_test(warnings_past_the_limit_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
