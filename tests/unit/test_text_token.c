/* test_text_token.c - tokens and sentences of small texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/date.h"
#include "text/number.h"
#include "text/token.h"

struct fixture {
    struct language *lang;
    struct arena mem;
};

static int setup(void **state)
{
    static struct fixture fixture;
    struct ibid_error err = {0};
    if (language_open("en", &fixture.lang, &err) != IBID_OK)
        fail_msg("%s:%d: %s", err.source, (int)err.line, err.text);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    language_close(f->lang);
    arena_done(&f->mem);
    return 0;
}

static struct tokens read_text(struct fixture *f, const char *text)
{
    struct stretch all = {0, (uint32_t)strlen(text)};
    return text_tokens(f->lang, str_of(text), &all, 1, &f->mem);
}

struct expected {
    const char *text, *result;
};

/* Folded words with a sign for all but words and punctuation: #number,
 * <opening, >closing, +clitic, @address, $symbol. */
static void check_tokens(struct fixture *f, const struct expected *c)
{
    static const char signs[] = "  # <>+@$";
    static const uint8_t sign_of[] = {0, 2, 0, 4, 5, 6, 7, 8};
    struct tokens tokens = read_text(f, c->text);
    struct buf out = {0};
    for (uint32_t i = 0; i < tokens.count; i++) {
        if (i)
            buf_byte(&out, ' ');
        char sign = signs[sign_of[tokens.list[i].kind]];
        if (sign != ' ')
            buf_byte(&out, sign);
        buf_str(&out, tokens.list[i].word);
    }
    buf_byte(&out, '\0');
    assert_string_equal(out.ptr, c->result);
    buf_done(&out);
}

static void check_sentences(struct fixture *f, const struct expected *c)
{
    struct tokens tokens = read_text(f, c->text);
    struct buf out = {0};
    for (uint32_t i = 0; i < tokens.sentence_count; i++) {
        struct sentence sentence = tokens.sentences[i];
        uint32_t start = tokens.list[sentence.first].start;
        uint32_t end = tokens.list[sentence.last - 1].end;
        assert_true(tokens.list[sentence.first].flags & TOKEN_FIRST);
        buf_text(&out, i ? "|" : "");
        buf_add(&out, c->text + start, end - start);
    }
    buf_byte(&out, '\0');
    assert_string_equal(out.ptr, c->result);
    buf_done(&out);
}

static void words_are_folded_and_split(void **state)
{
    static const struct expected cases[] = {
        {"", ""},
        {" \n\t ", ""},
        {"I don't know.", "i do +n't know ."},
        {"Haddad's and Haddad\xe2\x80\x99s", "haddad +'s and haddad +'s"},
        {"WE'LL WON'T", "we +'ll wo +n't"},
        {"O'Neill's l\xe2\x80\x99"
         "Express",
         "o'neill +'s l'express"},
        {"the rebels' homes", "the rebels +' homes"},
        {"al-Sarraf, rebel-held six-year-old",
         "al-sarraf , rebel-held six-year-old"},
        {"soft\xc2\xadhyphen", "softhyphen"},
        {"non\xe2\x80\x91"
         "breaking",
         "non-breaking"},
        {"\xef\xbb\xbfThe\xc2\xa0"
         "end",
         "the end"},
        {"\xc3\x89lan na\xc3\xafve", "\xc3\xa9lan na\xc3\xafve"},
        {"R&D, AT&T", "r&d , at&t"},
        {"Mr. Osman, U.S.-led U.N. a.m.", "mr. osman , u.s.-led u.n. a.m."},
        {"J. F. Osman", "j. f. osman"},
        {"Robert P. Casey, p. 5", "robert p. casey , p. #5"},
        {"So do I. No.", "so do i . no ."},
        {"No. 5 of the\n no. One", "no. #5 of the no . one"},
        {"tell 'em", "tell 'em"},
        {"do n't , Osman 's", "do +n't , osman +'s"},
        {"the end.Now", "the end . now"},
        {"\xd0\x9c\xd0\x98\xd0\xa0", "\xd0\xbc\xd0\xb8\xd1\x80"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_tokens(*state, &cases[i]);
}

static void numbers_and_addresses_are_one_token(void **state)
{
    static const struct expected cases[] = {
        {"310,000 4.5 .45 29th 1990s", "#310,000 #4.5 #.45 #29th #1990s"},
        {"2017-01-16 16/01/2017 00:27", "#2017-01-16 #16/01/2017 #00:27"},
        {"1,2 and 1,2345", "#1 , #2 and #1 , #2345"},
        {"$5 20%", "$$ #5 #20 $%"},
        {"28m 10am 3D", "28m 10am 3d"},
        {"the '90s, \xe2\x80\x99"
         "98",
         "the #'90s , #'98"},
        {"see https://a.example/b_(c)?d=1.",
         "see @https://a.example/b_(c)?d=1 ."},
        {"www.example.org, news.example.com.",
         "@www.example.org , @news.example.com ."},
        {"a.b+c@mail.example.", "@a.b+c@mail.example ."},
        {"@desk #talks #1", "@@desk @#talks $# #1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_tokens(*state, &cases[i]);
}

static void quotation_marks_open_and_close(void **state)
{
    static const struct expected cases[] = {
        {"\"Yes,\" he said, \"no.\"", "<\" yes , >\" he said , <\" no . >\""},
        {"\" Yes \" he", "<\" yes >\" he"},
        {"(\"so\") --\"now\"", "( <\" so >\" ) -- <\" now >\""},
        {"\"open\n\n\"again\"", "<\" open <\" again >\""},
        {"\xe2\x80\x9cYes\xe2\x80\x9d", "<\xe2\x80\x9c yes >\xe2\x80\x9d"},
        {"\xe2\x80\x9dYes\xe2\x80\x9c!", "<\xe2\x80\x9d yes >\xe2\x80\x9c !"},
        {"He says,\xe2\x80\x9d go now.\xe2\x80\x9d",
         "he says , <\xe2\x80\x9d go now . >\xe2\x80\x9d"},
        {"it,\xe2\x80\x9d he says, \xe2\x80\x9cgo\xe2\x80\x9d",
         "it , >\xe2\x80\x9d he says , <\xe2\x80\x9c go >\xe2\x80\x9d"},
        {"\xc2\xabOui\xc2\xbb", "<\xc2\xab oui >\xc2\xbb"},
        {"``Yes,'' he", "<`` yes , >'' he"},
        {"'a plan' 'n", "<' a plan >' 'n"},
        {"\xe2\x80\x98so\xe2\x80\x99 it\xe2\x80\x99s",
         "<\xe2\x80\x98 so >\xe2\x80\x99 it +'s"},
        {"\"The Post\"'s", "<\" the post >\" +'s"},
        {"6\" wide", "#6 $\" wide"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_tokens(*state, &cases[i]);
}

static void marks_are_one_token_each(void **state)
{
    static const struct expected cases[] = {
        {"so--now \xe2\x80\x94 then...", "so -- now \xe2\x80\x94 then ..."},
        {"[a] (b); c: d?!", "[ a ] ( b ) ; c : d ? !"},
        {"===== a/b", "$===== a $/ b"},
        {"wait\xe2\x80\xa6", "wait \xe2\x80\xa6"},
        {"\xe2\x82\xac"
         "5 \xf0\x9f\x98\x80",
         "$\xe2\x82\xac #5 $\xf0\x9f\x98\x80"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_tokens(*state, &cases[i]);
}

static void flags_tell_case_place_and_stop(void **state)
{
    struct tokens t = read_text(*state, "THE Gen. J.\nsaid \"so\"");
    static const uint8_t expected[] = {
        TOKEN_CAPITAL | TOKEN_UPPER | TOKEN_SPACE | TOKEN_BREAK | TOKEN_FIRST,
        TOKEN_CAPITAL | TOKEN_SPACE | TOKEN_ABBREV,
        TOKEN_CAPITAL | TOKEN_SPACE | TOKEN_ABBREV | TOKEN_INITIAL,
        TOKEN_SPACE | TOKEN_BREAK,
        TOKEN_SPACE,
        0,
        0,
    };
    assert_int_equal(t.count, 7);
    for (uint32_t i = 0; i < t.count; i++)
        assert_int_equal(t.list[i].flags, expected[i]);
}

static void sentences_end_at_stops(void **state)
{
    static const struct expected cases[] = {
        {"One. Two! Three? Four", "One.|Two!|Three?|Four"},
        {"Mr. Osman met Gen. J. F. Haddad. He left.",
         "Mr. Osman met Gen. J. F. Haddad.|He left."},
        {"They left the U.S. The talks failed.",
         "They left the U.S.|The talks failed."},
        {"The U.S. Senate met.", "The U.S. Senate met."},
        {"It came at 5 p.m. Monday.", "It came at 5 p.m. Monday."},
        {"On Jan. 5 it rained. No. 10 did not.",
         "On Jan. 5 it rained.|No. 10 did not."},
        {"\"Why?\" he asked. \"No.\"", "\"Why?\" he asked.|\"No.\""},
        {"\"Why?\" Omar Haddad asked.", "\"Why?\" Omar Haddad asked."},
        {"Omar Haddad (D-Nor.) asked why. So did we.",
         "Omar Haddad (D-Nor.) asked why.|So did we."},
        {"\"Go!\" The crowd went.", "\"Go!\"|The crowd went."},
        {"\"I went. He left,\" she said.", "\"I went.|He left,\" she said."},
        {"\"It is over.\" He left.", "\"It is over.\"|He left."},
        {"Wait... what? \"So... be it.\"", "Wait... what?|\"So... be it.\""},
        {"(It rained.) They left.", "(It rained.)|They left."},
        {"It grew 4.5 percent. Then 3.", "It grew 4.5 percent.|Then 3."},
        {"1. Open the gate. 2. Leave.", "1. Open the gate.|2. Leave."},
        {"He died.[17] [18] She lived.", "He died.[17] [18]|She lived."},
        {"THE U.S. ARMY\nLEFT.  THE REBELS STAYED.",
         "THE U.S. ARMY\nLEFT.|THE REBELS STAYED."},
        {"A headline\n\nThe text.", "A headline|The text."},
        {"Points:\n* one\n* two", "Points:|* one|* two"},
        {"Bread, eggs, etc. are dear.", "Bread, eggs, etc. are dear."},
        {"Made by Osman Inc. of Arda.", "Made by Osman Inc. of Arda."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_sentences(*state, &cases[i]);
}

static void stretches_are_never_crossed(void **state)
{
    struct fixture *f = *state;
    struct str text = STR("One two three. Four");
    static const struct stretch stretches[] = {{0, 3}, {4, 7}, {7, 7}, {8, 19}};
    struct tokens t = text_tokens(f->lang, text, stretches, 4, &f->mem);
    assert_int_equal(t.count, 5);
    assert_int_equal(t.sentence_count, 4);
    assert_int_equal(t.sentences[1].first, 1);
    assert_int_equal(t.list[1].start, 4);
    assert_int_equal(t.list[1].end, 7);
    assert_true(t.list[1].flags & TOKEN_BREAK);
}

/* A megabyte of each takes no longer than plain text does: ctest's time
 * limit is the check. */
static void long_runs_take_linear_time(void **state)
{
    struct fixture *f = *state;
    static const char *const parts[] = {
        "a.", "1,",  "\"", "!?", "aa.", "[1]",       "'",
        "a-", "@a.", "- ", "a ", ".1",  "at least ", "two million "};
    enum { TEXT_BYTES = 1000000 };
    char *text = arena_alloc(&f->mem, TEXT_BYTES);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct arena mem = {0};
        for (size_t at = 0; at < TEXT_BYTES; at++)
            text[at] = parts[i][at % strlen(parts[i])];
        struct stretch all = {0, TEXT_BYTES};
        struct tokens t =
            text_tokens(f->lang, (struct str){text, TEXT_BYTES}, &all, 1, &mem);
        struct day published = {2017, 1, 16};
        struct date *dates;
        struct number *numbers;
        size_t count = text_dates(f->lang, &t, &published, &mem, &dates);
        count += text_numbers(f->lang, &t, dates, count, &mem, &numbers);
        assert_true(t.count > 0 && t.sentence_count > 0);
        assert_true(count <= t.count);
        arena_done(&mem);
    }
}

/* Every slice of awkward bytes is covered by ascending tokens. */
static void tokens_ascend_in_any_text(void **state)
{
    struct fixture *f = *state;
    static const char *const parts[] = {
        "a", ".",  "'",        "\"",           "1", ",", "-", "@", ":", "//",
        " ", "\n", "\xc2\xad", "\xe2\x80\x99", "U", "s"};
    uint32_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        char text[64];
        size_t len = 0;
        for (int i = 0; i < 16; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *part = parts[seed >> 28];
            memcpy(text + len, part, strlen(part));
            len += strlen(part);
        }
        text[len] = '\0';
        struct tokens t = read_text(f, text);
        uint32_t end = 0;
        for (uint32_t i = 0; i < t.count; i++) {
            assert_true(t.list[i].start >= end);
            assert_true(t.list[i].end > t.list[i].start);
            end = t.list[i].end;
        }
        assert_true(end <= len);
        arena_reset(&f->mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_folded_and_split),
        cmocka_unit_test(numbers_and_addresses_are_one_token),
        cmocka_unit_test(quotation_marks_open_and_close),
        cmocka_unit_test(marks_are_one_token_each),
        cmocka_unit_test(flags_tell_case_place_and_stop),
        cmocka_unit_test(sentences_end_at_stops),
        cmocka_unit_test(stretches_are_never_crossed),
        cmocka_unit_test(long_runs_take_linear_time),
        cmocka_unit_test(tokens_ascend_in_any_text),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
