/* test_source_reanchor.c - where cited words stand in a later version. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "source/reanchor.h"

/* Two texts, and what became of some words of the first. */
struct pair {
    struct arena mem;
    struct align align;
    const char *old, *new;
};

static void open_pair(struct pair *p, const char *old, const char *new)
{
    *p = (struct pair){.old = old, .new = new};
    reanchor_open(str_of(old), str_of(new), &p->mem, &p->align);
}

static struct reanchored find(struct pair *p, const char *words, bool whole)
{
    struct reanchored out;
    const char *at = strstr(p->old, words);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - p->old);
    reanchor_span(&p->align, start, start + (uint32_t)strlen(words), whole,
                  &p->mem, &out);
    return out;
}

static void check(struct pair *p, const char *words, enum ibid_anchor anchor,
                  const char *there)
{
    struct reanchored out = find(p, words, false);
    assert_int_equal(out.anchor, anchor);
    if (anchor == IBID_LOST) {
        assert_int_equal(out.end, 0);
        return;
    }
    assert_int_equal(out.end - out.start, strlen(there));
    assert_memory_equal(p->new + out.start, there, strlen(there));
}

static const char first[] =
    "Shelling kills dozens in Dravik\n\n"
    "At least 28 people were killed in Dravik on Monday, the hospital said.\n\n"
    "\xe2\x80\x9cWe were asleep when it began,\xe2\x80\x9d said Ilse "
    "Brandvold, a teacher. She lost her brother.\n\n"
    "The ministry denied that its planes had flown that night.\n";

static void an_insertion_leaves_the_rest_exact(void **state)
{
    (void)state;
    struct pair p;
    struct buf text = {0};
    buf_text(&text, "Correction: an earlier headline was wrong.\n\n");
    buf_text(&text, first);
    open_pair(&p, first, text.ptr);
    check(&p, "At least 28", IBID_EXACT, "At least 28");
    check(&p, "Ilse Brandvold", IBID_EXACT, "Ilse Brandvold");
    check(&p, "Dravik on Monday", IBID_EXACT, "Dravik on Monday");
    arena_done(&p.mem);
    buf_done(&text);
}

static void a_changed_number_is_lost_and_its_sentence_approximate(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p, first,
              "Shelling kills dozens in Dravik\n\n"
              "At least 31 people were killed in Dravik on Monday, the "
              "hospital said.\n\n"
              "The ministry denied that its planes had flown that night.\n");
    check(&p, "At least 28", IBID_LOST, NULL);
    check(&p, "28", IBID_LOST, NULL);
    check(&p, "Ilse Brandvold", IBID_LOST, NULL);
    check(&p, "Dravik on Monday", IBID_MOVED, "Dravik on Monday");
    struct reanchored out =
        find(&p, "At least 28 people were killed in Dravik on Monday", true);
    assert_int_equal(out.anchor, IBID_APPROXIMATE);
    assert_int_equal(out.difference_count, 1);
    assert_string_equal(out.differences[0].before, "28");
    assert_string_equal(out.differences[0].after, "31");
    assert_false(out.marks_only);
    arena_done(&p.mem);
}

static void a_paragraph_elsewhere_has_moved(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p, first,
              "Shelling kills dozens in Dravik\n\n"
              "The ministry denied that its planes had flown that night.\n\n"
              "\xe2\x80\x9cWe were asleep when it began,\xe2\x80\x9d said Ilse "
              "Brandvold, a teacher. She lost her brother.\n\n"
              "At least 28 people were killed in Dravik on Monday, the "
              "hospital said.\n");
    struct reanchored out = find(&p, "At least 28 people were killed", true);
    struct reanchored other = find(&p, "its planes had flown", false);
    assert_true(out.anchor == IBID_MOVED || other.anchor == IBID_MOVED);
    assert_true(out.anchor <= IBID_MOVED && other.anchor <= IBID_MOVED);
    assert_memory_equal(p.new + out.start, "At least 28 people", 18);
    assert_memory_equal(p.new + other.start, "its planes had flown", 20);
    arena_done(&p.mem);
}

static void straight_quotation_marks_differ_in_marks_only(void **state)
{
    (void)state;
    struct pair p;
    struct buf text = {0};
    for (const char *at = first; *at; at++)
        if (strncmp(at, "\xe2\x80\x9c", 3) == 0 ||
            strncmp(at, "\xe2\x80\x9d", 3) == 0) {
            buf_byte(&text, '"');
            at += 2;
        } else
            buf_byte(&text, *at);
    open_pair(&p, first, text.ptr);
    struct reanchored out = find(
        &p, "\xe2\x80\x9cWe were asleep when it began,\xe2\x80\x9d", false);
    assert_int_equal(out.anchor, IBID_APPROXIMATE);
    assert_true(out.marks_only);
    assert_int_equal(out.difference_count, 2);
    assert_string_equal(out.differences[0].after, "\"");
    check(&p, "We were asleep", IBID_MOVED, "We were asleep");
    check(&p, "At least 28", IBID_EXACT, "At least 28");
    arena_done(&p.mem);
    buf_done(&text);
}

static void a_removed_sentence_is_not_found_in_a_like_one(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p,
              "Five were killed in Arvo, the mayor said.\n\nRain fell.\n\n"
              "Seven were killed in Berg, the mayor said.\n",
              "Rain fell.\n\nSeven were killed in Berg, the mayor said.\n");
    check(&p, "Five", IBID_LOST, NULL);
    check(&p, "Arvo", IBID_LOST, NULL);
    check(&p, "Seven", IBID_EXACT, "Seven");
    struct reanchored out =
        find(&p, "Five were killed in Arvo, the mayor said.", true);
    assert_int_equal(out.anchor, IBID_LOST);
    arena_done(&p.mem);
}

static void a_doubled_paragraph_keeps_one_of_its_copies(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p, "Rain fell on the town.\n\nTwo men left at dawn.\n\nEnd.\n",
              "Rain fell on the town.\n\nTwo men left at dawn.\n\n"
              "Two men left at dawn.\n\nEnd.\n");
    check(&p, "Two men", IBID_EXACT, "Two men");
    check(&p, "left at dawn", IBID_EXACT, "left at dawn");
    arena_done(&p.mem);
}

static void swapped_numbers_are_lost(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p, "Raids left 5 dead in Arvo and 7 dead in Berg, he said.\n",
              "Raids left 7 dead in Arvo and 5 dead in Berg, he said.\n");
    check(&p, "5", IBID_LOST, NULL);
    check(&p, "7", IBID_LOST, NULL);
    arena_done(&p.mem);
}

static void another_text_has_nothing_of_it(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p, first,
              "Markets rose on Monday, the exchange said, as traders in the "
              "north returned from a long holiday.\n");
    check(&p, "Monday", IBID_LOST, NULL);
    check(&p, "the hospital said", IBID_LOST, NULL);
    arena_done(&p.mem);
    open_pair(&p, first, "");
    check(&p, "Monday", IBID_LOST, NULL);
    arena_done(&p.mem);
}

static void blanks_alone_cannot_be_found(void **state)
{
    (void)state;
    struct pair p;
    open_pair(&p, "one  two", "one  two");
    check(&p, "  ", IBID_LOST, NULL);
    check(&p, "one  two", IBID_EXACT, "one  two");
    check(&p, "ne  tw", IBID_EXACT, "ne  tw");
    arena_done(&p.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_insertion_leaves_the_rest_exact),
        cmocka_unit_test(a_changed_number_is_lost_and_its_sentence_approximate),
        cmocka_unit_test(a_paragraph_elsewhere_has_moved),
        cmocka_unit_test(straight_quotation_marks_differ_in_marks_only),
        cmocka_unit_test(a_removed_sentence_is_not_found_in_a_like_one),
        cmocka_unit_test(a_doubled_paragraph_keeps_one_of_its_copies),
        cmocka_unit_test(swapped_numbers_are_lost),
        cmocka_unit_test(another_text_has_nothing_of_it),
        cmocka_unit_test(blanks_alone_cannot_be_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
