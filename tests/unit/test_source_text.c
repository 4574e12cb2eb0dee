/* test_source_text.c - headlines and page lines of plain texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/read.h"
#include "source/text_shape.h"

#define LEAD                                                                   \
    "\n\nHARROW, May 4 - A grain ferry sank off the port of Harrow on "        \
    "Sunday, and at least nine sailors drowned, the harbour master said.\n\n"  \
    "Divers went down to the ferry at noon, he said.\n"

static int set_up(void **state)
{
    static struct arena mem;
    mem = (struct arena){0};
    *state = &mem;
    return 0;
}

static int tear_down(void **state)
{
    arena_done(*state);
    return 0;
}

static struct article text_of(void **state, const char *text)
{
    struct article article = {0};
    assert_int_equal(read_text(str_of(text), NULL, *state, &article,
                               &(struct ibid_error){0}),
                     IBID_OK);
    return article;
}

static void assert_title(void **state, const char *text, const char *title)
{
    struct article article = text_of(state, text);
    if (title)
        assert_string_equal(article.title, title);
    else
        assert_null(article.title);
}

static void assert_roles(void **state, const char *text,
                         const enum block_role *roles, size_t count)
{
    struct article article = text_of(state, text);
    assert_int_equal(article.block_count, count);
    for (size_t i = 0; i < count; i++)
        if (article.blocks[i].role != roles[i])
            fail_msg("block %zu is %s", i,
                     block_role_name(article.blocks[i].role));
}

static void the_name_of_the_paper_is_no_headline(void **state)
{
    static const enum block_role roles[] = {BLOCK_NAVIGATION, BLOCK_NAVIGATION,
                                            BLOCK_TITLE, BLOCK_BODY,
                                            BLOCK_BODY};
    assert_roles(state,
                 "The Harrow Courier\nHome | World | Sport\n\n"
                 "Nine sailors drown as grain ferry sinks off Harrow" LEAD,
                 roles, 5);
    assert_title(state,
                 "KESTRIA SHIPPING\n\n"
                 "Nine sailors drown as grain ferry sinks off Harrow" LEAD,
                 "Nine sailors drown as grain ferry sinks off Harrow");
    assert_title(state,
                 "The Weekly Observer of the Coast\n\n"
                 "Nine sailors drown as grain ferry sinks off Harrow" LEAD,
                 "Nine sailors drown as grain ferry sinks off Harrow");
}

static void the_first_of_two_headlines_counts(void **state)
{
    assert_title(state,
                 "Grain ferry sinks off Harrow port\n\n"
                 "Nine sailors drowned on Sunday, harbour master says, and "
                 "divers are at work" LEAD,
                 "Grain ferry sinks off Harrow port");
    assert_title(state, "Nine drown" LEAD, NULL);
    assert_title(state, "Sailors of Harrow" LEAD, "Sailors of Harrow");
}

static void no_headline_stands_below_a_paragraph(void **state)
{
    assert_title(state,
                 LEAD "\nNine sailors drown as grain ferry sinks off Harrow\n\n"
                      "More text follows here.",
                 NULL);
}

static void lines_of_only_an_address_are_no_body(void **state)
{
    static const enum block_role foot[] = {
        BLOCK_TITLE,       BLOCK_BODY,        BLOCK_BODY,
        BLOCK_BOILERPLATE, BLOCK_BOILERPLATE, BLOCK_BOILERPLATE};
    assert_roles(state,
                 "Grain ferry sinks off Harrow port" LEAD
                 "\nThe Courier can also be reached at these addresses:\n\n"
                 "www.harrow.example\n\nhttps://courier.example/a?b=1\n",
                 foot, 6);
    static const enum block_role quoted[] = {
        BLOCK_TITLE, BLOCK_BODY, BLOCK_BODY, BLOCK_BODY, BLOCK_BODY};
    assert_roles(state,
                 "Grain ferry sinks off Harrow port" LEAD
                 "\nThe harbour master added:\n\n"
                 "\"Nobody told us about the storm.\"\n",
                 quoted, 5);
}

static void an_address_is_known_by_its_shape(void **state)
{
    (void)state;
    assert_true(text_is_url(STR("www.harrow.example")));
    assert_true(text_is_url(STR("harrow.example/news")));
    assert_true(text_is_url(STR("https://harrow.example")));
    assert_false(text_is_url(STR("Today.Never")));
    assert_false(text_is_url(STR("see www.harrow.example")));
    assert_false(text_is_url(STR("and/or")));
    assert_false(text_is_url(STR("www..example/")));
    assert_false(text_is_url(STR("")));
}

static void a_copyright_line_has_mark_and_year(void **state)
{
    (void)state;
    assert_true(text_is_copyright(STR("Copyright 2031 The Harrow Courier.")));
    assert_true(text_is_copyright(STR("The Courier \xC2\xA9 2031")));
    assert_true(text_is_copyright(STR("(c) 2031")));
    assert_false(text_is_copyright(STR("Copyright law is hard.")));
    assert_false(text_is_copyright(STR("In 2031 he sued over copyright.")));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(the_name_of_the_paper_is_no_headline),
        CASE(the_first_of_two_headlines_counts),
        CASE(no_headline_stands_below_a_paragraph),
        CASE(lines_of_only_an_address_are_no_body),
        CASE(an_address_is_known_by_its_shape),
        CASE(a_copyright_line_has_mark_and_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
