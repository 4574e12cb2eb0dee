/* test_corroborate_reuse.c - the words that two articles share: prose, what
 * somebody said, what belongs to the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "corroborate/reuse.h"

enum { PARAGRAPHS_MAX = 8 };

/* Each line is a paragraph of the body. */
static struct reuse_text words_of(const char *text, struct arena *mem)
{
    struct block list[PARAGRAPHS_MAX];
    struct str rest = str_of(text), line;
    size_t count = 0;
    while (str_split(&rest, '\n', &line)) {
        uint32_t start = (uint32_t)(line.ptr - text);
        assert_true(count < PARAGRAPHS_MAX);
        list[count++] =
            (struct block){start, start + (uint32_t)line.len, BLOCK_BODY};
    }
    return reuse_read(str_of(text), list, count, mem);
}

static struct reuse compared(const char *a, const char *b)
{
    struct arena mem = {0};
    struct reuse_text left = words_of(a, &mem), right = words_of(b, &mem);
    struct reuse out;
    reuse_compare(&left, &right, &out);
    arena_done(&mem);
    return out;
}

/* Prose that nobody else has, to make texts long. */
#define FERRY                                                                  \
    "The ferry ran aground off Kalvik late on Sunday night after its engine "  \
    "failed in a storm, and thirty passengers waited for hours on its deck "   \
    "until boats from the harbour could reach them in the dark.\n"
#define QUAY                                                                   \
    "Along the quay windows broke; roofs of three sheds lay in the street, "   \
    "while people in the upper town lost power for most of Monday and the "    \
    "school stayed shut because no bus could pass the bridge.\n"
#define SLEET                                                                  \
    "Sleet is forecast for Thursday and Friday, from the hills down to the "   \
    "plain, where farmers have brought in sheep, covered wells and moved all " \
    "that can drift, fly or freeze under some kind of cover.\n"

/* Of two long articles that have nothing but these words in common. */
static enum reuse_relation told_by_both(const char *words)
{
    char a[1000] = FERRY, b[1000] = QUAY;
    strcat(a, words);
    strcat(b, words);
    return compared(a, b).relation;
}

static void shared_prose_is_a_copy_shared_quotes_are_not(void **state)
{
    (void)state;
    const char *wire = "The ferry ran aground off Kalvik late on Sunday night "
                       "after its engine failed in a storm.";
    const char *quote = "The mayor spoke: \"We have never seen such waves in "
                        "all the years I have lived here.\" She left.";
    const char *other = "Waves broke windows along the quay. \"We have never "
                        "seen such waves in all the years I have lived "
                        "here,\" according to a woman in the town hall.";
    assert_int_equal(compared(wire, wire).relation, REUSE_COPY);
    assert_int_equal(compared(quote, other).relation, REUSE_QUOTES);
    assert_int_equal(compared(wire, quote).relation, REUSE_NONE);
    struct reuse found = compared(quote, other);
    assert_int_equal(found.count, 1);
    assert_memory_equal(quote + found.passages[0].a, "We have never seen", 18);
    assert_memory_equal(other + found.passages[0].b, "We have never seen", 18);
}

static void the_share_is_of_the_shorter_text_and_whole_at_most(void **state)
{
    (void)state;
    const char *once = "The ferry ran aground off Kalvik late on Sunday night "
                       "after its engine failed in a storm.";
    const char *twice = "The ferry ran aground off Kalvik late on Sunday night "
                        "after its engine failed in a storm. Read it again: "
                        "The ferry ran aground off Kalvik late on Sunday night "
                        "after its engine failed in a storm.";
    struct reuse there = compared(once, twice), back = compared(twice, once);
    assert_int_equal(there.share, 1000);
    assert_int_equal(back.share, 1000);
    assert_int_equal(there.count, 1);
    assert_int_equal(there.passages[0].a, back.passages[0].b);
    assert_int_equal(there.passages[0].b_end, back.passages[0].a_end);
}

static void a_post_is_somebodys_words(void **state)
{
    (void)state;
    const char *post = "Our boats will sail again when the wind drops below "
                       "nine, ask at the pier before you come. \u2014 Kalvik "
                       "Ferries (@kalvikferries) March 14, 2031\n";
    assert_int_equal(told_by_both(post), REUSE_QUOTES);
    /* Who is named so in prose posts nothing. */
    const char *prose = "Boats will sail again when the wind drops below nine, "
                        "and the company (@kalvikferries) has asked all who "
                        "come in 2031 to call at the pier.\n";
    assert_int_equal(told_by_both(prose), REUSE_PARTIAL);
}

static void single_marks_quote_and_apostrophes_do_not(void **state)
{
    (void)state;
    assert_int_equal(
        compared(FERRY "The mayor: 'We have never seen such waves in all the "
                       "years I've lived here, and I was born by the sea, on "
                       "this very quay,' she said.",
                 QUAY "She added: \u2018We have never seen such waves in all "
                      "the years I\u2019ve lived here, and I was born by the "
                      "sea, on this very quay\u2019.")
            .relation,
        REUSE_QUOTES);
    assert_int_equal(
        compared(FERRY "In the '90s we had no such waves, the town's records "
                       "say, and the lighthouse keepers' book agrees that none "
                       "were higher.",
                 QUAY "In the '90s we had no such waves, the town's records "
                      "say, and the lighthouse keepers' book agrees that none "
                      "were higher.")
            .relation,
        REUSE_PARTIAL);
}

static void a_quotation_of_several_paragraphs_is_one(void **state)
{
    (void)state;
    const char *said = "'We have never seen such waves in all the years that I "
                       "lived here by the sea on this quay.\n'Nobody will "
                       "forget how the lamps went out one by one along the "
                       "whole of the shore,' she said.";
    assert_int_equal(told_by_both(said), REUSE_QUOTES);
}

static void below_a_rights_line_stands_no_prose(void **state)
{
    (void)state;
    const char *foot = "Transcripts are made in a hurry by a contractor and "
                       "may change later; the record of what was sent is the "
                       "sound alone, which the station keeps for a year.";
    char a[1000] = FERRY "Copyright 2031 Radio Kalvik\n";
    char b[1000] = QUAY "Copyright 2031 Radio Kalvik\n";
    strcat(a, foot);
    strcat(b, foot);
    assert_int_equal(compared(a, b).relation, REUSE_PARTIAL); /* half-way */
    char c[1500] = FERRY QUAY QUAY "Copyright 2031 Radio Kalvik\n";
    char d[1500] = "Boats lay idle.\nCopyright 2031 Radio Kalvik\n";
    strcat(c, foot);
    strcat(d, foot);
    assert_int_equal(compared(c, d).relation, REUSE_NONE);
}

static void a_caption_told_again_is_shared_once(void **state)
{
    (void)state;
    const char *caption = "Boats lie idle below the lamps of Kalvik harbour";
    const char *again =
        FERRY QUAY "Boats lie idle below the lamps of Kalvik "
                   "harbour.\nBoats lie idle below the lamps of "
                   "Kalvik harbour.\nBoats lie idle below the lamps "
                   "of Kalvik harbour.\n";
    char b[1500] = SLEET SLEET SLEET SLEET;
    strcat(b, caption);
    struct reuse found = compared(again, b);
    assert_int_equal(found.relation, REUSE_NONE);
    assert_true(found.count > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_prose_is_a_copy_shared_quotes_are_not),
        cmocka_unit_test(the_share_is_of_the_shorter_text_and_whole_at_most),
        cmocka_unit_test(a_post_is_somebodys_words),
        cmocka_unit_test(single_marks_quote_and_apostrophes_do_not),
        cmocka_unit_test(a_quotation_of_several_paragraphs_is_one),
        cmocka_unit_test(below_a_rights_line_stands_no_prose),
        cmocka_unit_test(a_caption_told_again_is_shared_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
