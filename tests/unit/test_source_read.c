/* test_source_read.c - bytes to articles: encodings, pages, plain texts;
 * longer than others because they share their helpers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/read.h"
#include "source/table.h"

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

static struct article text_read(void **state, struct str bytes,
                                const char *charset)
{
    struct article article = {0};
    struct ibid_error err = {0};
    if (read_text(bytes, charset, *state, &article, &err) != IBID_OK)
        fail_msg("%s", err.text);
    return article;
}

static struct article page_read(void **state, struct str bytes)
{
    struct article article = {0};
    struct ibid_error err = {0};
    if (read_html(bytes, NULL, *state, &article, &err) != IBID_OK)
        fail_msg("%s", err.text);
    return article;
}

static void assert_text(struct article article, const char *expected)
{
    assert_int_equal(article.text.len, strlen(expected));
    assert_memory_equal(article.text.ptr, expected, strlen(expected));
}

/* Where the only `words` of the text stand in the original. */
static struct str original_of(struct article article, const char *words)
{
    size_t at = str_find(article.text, str_of(words));
    uint32_t start, end;
    assert_true(at < article.text.len);
    assert_true(map_span(&article.map, (uint32_t)at,
                         (uint32_t)(at + strlen(words)), &start, &end));
    return str_cut(article.original, start, end);
}

static void assert_original(struct article article, const char *words,
                            struct str expected)
{
    struct str got = original_of(article, words);
    assert_int_equal(got.len, expected.len);
    assert_memory_equal(got.ptr, expected.ptr, expected.len);
}

static enum block_role role_of(struct article article, const char *start)
{
    for (size_t i = 0; i < article.block_count; i++)
        if (str_starts(str_cut(article.text, article.blocks[i].start,
                               article.blocks[i].end),
                       str_of(start)))
            return article.blocks[i].role;
    fail_msg("no block begins with: %s", start);
    return BLOCK_ROLE_COUNT;
}

static void utf8_text_is_what_was_given(void **state)
{
    struct str bytes = STR("\xEF\xBB\xBF"
                           " A \xC2\xA0 line\r\n\r\nand one.  ");
    struct article article = text_read(state, bytes, NULL);
    assert_ptr_equal(article.text.ptr, bytes.ptr);
    assert_int_equal(article.text.len, bytes.len);
    assert_true(article.map.identity);
    assert_string_equal(article.encoding, "UTF-8");
    assert_int_equal(article.encoding_confidence, 100);
    assert_int_equal(article.block_count, 2);
    assert_int_equal(article.warning_count, 0);
}

static void declared_latin1_is_windows_1252(void **state)
{
    struct article article =
        text_read(state, STR("He said \x93no\x94 at the caf\xE9."), "latin1");
    assert_text(article, "He said \u201Cno\u201D at the caf\u00E9.");
    assert_string_equal(article.encoding, "windows-1252");
    assert_original(article, "\u201Cno\u201D", STR("\x93no\x94"));
    assert_original(article, "caf\u00E9.", STR("caf\xE9."));
}

static void utf16_is_known_by_its_mark(void **state)
{
    struct article article =
        text_read(state, STR("\xFF\xFEH\0i\0 \0=\xD8\x00\xDE!\0"), NULL);
    assert_text(article, "Hi \U0001F600!");
    assert_string_equal(article.encoding, "UTF-16LE");
    assert_original(article, "\U0001F600", STR("=\xD8\x00\xDE"));
    assert_original(article, "!", STR("!\0"));
}

static void other_encodings_keep_the_way_back(void **state)
{
    struct article article =
        text_read(state, STR("\x83\x65\x83\x58\x83\x67 ok"), "shift_jis");
    assert_text(article, "\u30C6\u30B9\u30C8 ok");
    assert_original(article, "\u30B9", STR("\x83\x58"));
    article = text_read(state, STR("\xF4\xC5\xD3\xD4 ok"), "koi8-r");
    assert_text(article, "\u0422\u0435\u0441\u0442 ok");
    assert_original(article, "ok", STR("ok"));
}

static void long_texts_are_converted_in_steps(void **state)
{
    struct buf bytes = {0};
    buf_add(&bytes, "\xFE\xFF", 2);
    for (int i = 0; i < 9000; i++)
        buf_add(&bytes, i % 3 ? "\0a" : "\xD8\x3D\xDE\x00", i % 3 ? 2 : 4);
    struct article article = text_read(state, buf_view(&bytes), NULL);
    assert_int_equal(article.text.len, 3000 * 4 + 6000);
    assert_int_equal(article.warning_count, 0);
    uint32_t start, end;
    assert_true(map_span(&article.map, 3000 * 6 - 2, 3000 * 6, &start, &end));
    assert_int_equal(end, bytes.len);
    assert_int_equal(start, bytes.len - 4);
    buf_done(&bytes);
}

static void a_few_bad_bytes_do_not_make_it_latin1(void **state)
{
    struct article article = text_read(
        state, STR("Z\xC3\xBCrich, K\xC3\xB6ln, M\xC3\xBCnchen \xFC \xE2\x82."),
        NULL);
    assert_text(article, "Z\u00FCrich, K\u00F6ln, M\u00FCnchen \uFFFD \uFFFD.");
    assert_string_equal(article.encoding, "UTF-8");
    assert_int_equal(article.warning_count, 1);
    assert_non_null(strstr(article.warnings[0], "2 sequences"));
    assert_non_null(strstr(article.warnings[0], "byte 25"));
    assert_original(article, "\uFFFD.", STR("\xE2\x82."));
}

static void undeclared_encoding_is_guessed_and_said(void **state)
{
    struct article article = text_read(
        state,
        STR("Le pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 l'h\xF4tel de ville par "
            "les \xE9lus de la r\xE9gion, qui lui ont pr\xE9sent\xE9 leurs "
            "griefs."),
        NULL);
    assert_int_equal(article.warning_count, 1);
    assert_true(article.encoding_confidence < 100);
    assert_non_null(strstr(article.text.ptr, "\u00E9t\u00E9"));
}

static void binary_and_blank_input_is_refused(void **state)
{
    struct article article = {.title = "kept"};
    struct ibid_error err = {0};
    assert_int_equal(read_text(STR("ab\0c"), NULL, *state, &article, &err),
                     IBID_INVALID);
    assert_non_null(strstr(err.text, "NUL byte at 2"));
    assert_int_equal(read_html(STR("<p>ab\0c"), NULL, *state, &article, &err),
                     IBID_INVALID);
    assert_int_equal(read_text(STR("\xFF\xFE\0\0a\0\0\0\0\0\0\0"), NULL, *state,
                               &article, &err),
                     IBID_INVALID);
    assert_int_equal(
        read_text(STR(" \r\n \xC2\xA0"), NULL, *state, &article, &err),
        IBID_INVALID);
    assert_int_equal(
        read_html(STR("<script>x</script>"), NULL, *state, &article, &err),
        IBID_INVALID);
    assert_string_equal(article.title, "kept");
    assert_null(article.text.ptr);
}

static void too_large_input_is_refused(void **state)
{
    struct article article = {0};
    struct ibid_error err = {0};
    struct str large = {"", (size_t)ARTICLE_BYTES_MAX + 1};
    assert_int_equal(read_text(large, NULL, *state, &article, &err),
                     IBID_LIMIT);
}

static const char page[] =
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
    "<title>Toll rises in Port Vell | Coast Daily</title>"
    "<link rel=canonical href='https://coast.example/a?x=1&amp;y=2'>"
    "<meta property=og:site_name content='Coast Daily'>"
    "<meta name=author content='Ana  Ruiz'>"
    "<meta property=article:published_time content=2031-05-04T01:30:00+03:00>"
    "<style>p{}</style></head><body>"
    "<nav class=menu><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul>"
    "</nav><div class=article-body><h1>Toll rises in Port&nbsp;Vell</h1>"
    "<p>At least  nine people were <b>killed</b> on Monday, officials\n said, "
    "after a ferry sank off Port&nbsp;Vell &mdash; the third such accident, "
    "they said, in a year.<script>var x = '</p>';</script>"
    "<p>&ldquo;We are still looking,&rdquo; said Marta Oliv&eacute;, who leads "
    "the search, as divers went down again, and again, and found nothing."
    "<figure><img src=a.jpg><figcaption>Divers at the quay.</figcaption>"
    "</figure><blockquote>Nobody told us to wait, or why.</blockquote>"
    "<p>The ferry, built in 1998, carried 60 people,<br>the company said."
    "<!-- no text --></div>"
    "<div id=comments><p>What a shame, what a shame, what a shame.</div>"
    "<footer>&copy; Coast Daily</footer></body></html>";

static void page_has_text_roles_and_metadata(void **state)
{
    struct article article = page_read(state, STR(page));
    assert_string_equal(article.title, "Toll rises in Port Vell");
    assert_string_equal(article.outlet, "Coast Daily");
    assert_string_equal(article.author, "Ana Ruiz");
    assert_string_equal(article.published, "2031-05-03T22:30:00Z");
    assert_string_equal(article.language, "en");
    assert_string_equal(article.canonical_url,
                        "https://coast.example/a?x=1&y=2");
    assert_int_equal(role_of(article, "Toll rises"), BLOCK_TITLE);
    assert_int_equal(role_of(article, "At least nine"), BLOCK_BODY);
    assert_int_equal(role_of(article, "Divers at"), BLOCK_CAPTION);
    assert_int_equal(role_of(article, "Nobody told"), BLOCK_QUOTE);
    assert_int_equal(role_of(article, "Home"), BLOCK_NAVIGATION);
    assert_int_equal(role_of(article, "What a shame"), BLOCK_COMMENTS);
    assert_int_equal(role_of(article, "\u00A9 Coast"), BLOCK_BOILERPLATE);
    assert_int_equal(role_of(article, "The ferry, built"), BLOCK_BODY);
}

static void page_text_leads_back_to_its_bytes(void **state)
{
    struct article article = page_read(state, STR(page));
    assert_original(article, "At least nine people were killed on",
                    STR("At least  nine people were <b>killed</b> on"));
    assert_original(article, "\u2014", STR("&mdash;"));
    assert_original(article, "Oliv\u00E9, who", STR("Oliv&eacute;, who"));
    assert_original(article, "60 people,\nthe company",
                    STR("60 people,<br>the company"));
    assert_original(article, "officials said", STR("officials\n said"));
}

static void what_was_given_stands_before_what_a_page_says(void **state)
{
    struct article article = {.published = "2031", .outlet = "Mine"};
    assert_int_equal(read_html(STR(page), NULL, *state, &article, NULL),
                     IBID_OK);
    assert_string_equal(article.published, "2031");
    assert_string_equal(article.outlet, "Mine");
}

static void page_says_its_encoding(void **state)
{
    struct article article = page_read(
        state, STR("<html><meta http-equiv=Content-Type content='text/html; "
                   "charset=ISO-8859-1'><p>caf\xE9 \x96 open"));
    assert_text(article, "caf\u00E9 \u2013 open");
    assert_original(article, "\u00E9 \u2013", STR("\xE9 \x96"));
    article = page_read(state, STR("\xEF\xBB\xBF<p>ab"));
    assert_text(article, "ab");
    assert_original(article, "ab", STR("ab"));
}

static void unclosed_elements_do_not_hide_text(void **state)
{
    struct article article = page_read(
        state, STR("<div><template>x<p>y</div><p>seen <svg><g><p>drawn<ul>"
                   "<li>one<li>two</ul><table><tr><td>a<td>b</table>end"));
    assert_text(article, "seen\n\ndrawn\n\none\n\ntwo\n\na\n\nb\n\nend");
}

static void preformatted_text_keeps_its_lines(void **state)
{
    struct article article =
        page_read(state, STR("<p>a  b<br><br>c<pre>x  y\r\n  z\n</pre>d"));
    assert_text(article, "a b\n\nc\n\nx  y\n  z\n\nd");
}

static void deep_nesting_is_flattened_and_said(void **state)
{
    struct buf bytes = {0};
    for (int i = 0; i < 2000; i++)
        buf_text(&bytes, "<div>");
    buf_text(&bytes, "the text");
    struct article article = page_read(state, buf_view(&bytes));
    assert_text(article, "the text");
    assert_int_equal(article.warning_count, 1);
    assert_non_null(strstr(article.warnings[0], "nested deeper"));
    buf_done(&bytes);
}

static void many_attributes_are_passed_over_and_said(void **state)
{
    struct buf bytes = {0};
    buf_text(&bytes, "<p ");
    for (int i = 0; i < 20000; i++)
        buf_printf(&bytes, "a%d=1 ", i);
    buf_text(&bytes, ">the text");
    struct article article = page_read(state, buf_view(&bytes));
    assert_text(article, "the text");
    assert_int_equal(article.warning_count, 1);
    buf_done(&bytes);
}

static void a_page_cut_short_says_so(void **state)
{
    struct article article = page_read(state, STR("<p>text<a href='x"));
    assert_int_equal(article.warning_count, 1);
    article = page_read(state, STR("<p>text<script>var"));
    assert_int_equal(article.warning_count, 1);
    assert_non_null(strstr(article.warnings[0], "<script>"));
}

static void plain_text_has_roles_without_tags(void **state)
{
    struct article article = text_read(
        state,
        STR("Accessibility links\n\nWorld  /  Coast\n\n"
            "Ferry sinks off Port Vell\n\nMay 4, 2031, 00:27\n"
            "Ferry sinks off Port Vell\n\nBy Ana Ruiz\n\n"
            "Divers at the quay in Port Vell. File photo: CNA\n\n"
            "At least nine people were killed on Monday, officials said.\n\n"
            "The search goes on. (The company did not answer.)\n\n"
            "SHARE THIS ARTICLE\n\nCoast Daily Radio\n\nLeave a Reply\n\n"
            "Your email address will not be published. Required fields are "
            "marked *\n\n1 + twenty ="),
        NULL);
    assert_string_equal(article.title, "Ferry sinks off Port Vell");
    assert_string_equal(article.author, "Ana Ruiz");
    assert_string_equal(article.published, "2031-05-04");
    assert_int_equal(role_of(article, "Accessibility"), BLOCK_NAVIGATION);
    assert_int_equal(role_of(article, "World"), BLOCK_NAVIGATION);
    assert_int_equal(role_of(article, "Ferry"), BLOCK_TITLE);
    assert_int_equal(role_of(article, "May 4"), BLOCK_DATELINE);
    assert_int_equal(role_of(article, "By Ana"), BLOCK_BYLINE);
    assert_int_equal(role_of(article, "Divers"), BLOCK_CAPTION);
    assert_int_equal(role_of(article, "At least"), BLOCK_BODY);
    assert_int_equal(role_of(article, "The search"), BLOCK_BODY);
    assert_int_equal(role_of(article, "SHARE"), BLOCK_SHARE);
    assert_int_equal(role_of(article, "Coast Daily"), BLOCK_SHARE);
    assert_int_equal(role_of(article, "Leave"), BLOCK_COMMENTS);
    assert_int_equal(role_of(article, "Your email"), BLOCK_COMMENTS);
    assert_int_equal(role_of(article, "1 +"), BLOCK_COMMENTS);
}

static void wrapped_lines_are_one_paragraph(void **state)
{
    struct article article = text_read(
        state,
        STR("   PORT VELL, 4 MAY 31 -- [TEXT] THE COAST GUARD SAID NINE "
            "PEOPLE DIED\nWHEN A FERRY SANK OFF THE HARBOUR.  THE CAPTAIN AND "
            "TWO SAILORS ARE\nAMONG THE DEAD.\n   A SEARCH FOR OTHERS GOES ON "
            "IN THE BAY AND ALONG THE CLIFFS TO THE\nNORTH OF IT."),
        NULL);
    assert_int_equal(article.block_count, 2);
    assert_int_equal(article.blocks[0].role, BLOCK_BODY);
    assert_int_equal(article.blocks[1].role, BLOCK_BODY);
}

static void lines_that_are_paragraphs_stay_apart(void **state)
{
    struct article article = text_read(
        state,
        STR("Ferry sinks off Port Vell\n\n"
            "PORT VELL - At least nine people were killed on Monday when a "
            "ferry sank off the harbour, officials said, in the third such "
            "accident in a year.\n"
            "\"We are still looking,\" said Marta Oliv, who leads the search.\n"
            "- 'Nobody told us' -\n"
            "The company said that the ferry, built in 1998, carried 60 people "
            "and a crew of five, and that it had been checked last month."),
        NULL);
    assert_int_equal(article.block_count, 5);
}

static void html_is_told_from_text(void **state)
{
    (void)state;
    assert_true(looks_like_html(STR(" <!doctype HTML><p>")));
    assert_true(looks_like_html(STR("<div><p>a</p></div>")));
    assert_true(looks_like_html(STR("<?xml version='1.0'?><html>")));
    assert_false(looks_like_html(STR("<?xml version='1.0'?><rss>")));
    assert_false(looks_like_html(STR("a < b and <i>c</i>")));
    assert_false(looks_like_html(STR("<jane@x.example> wrote: <b> <c> <d>")));
    assert_false(looks_like_html(STR("")));
    assert_string_equal(looks_binary(STR("%PDF-1.7")), "a PDF document");
    assert_string_equal(looks_binary(STR("ab\0c")), "binary data");
    assert_null(looks_binary(STR("\xFF\xFE"
                                 "a\0")));
    assert_null(looks_binary(STR("text")));
}

static void tables_are_sorted(void **state)
{
    (void)state;
    static const char *const paths[] = {
        "tables/bylines.txt",       "tables/date_words.txt",
        "tables/encodings.txt",     "tables/html_classes.txt",
        "tables/html_entities.txt", "tables/html_meta.txt",
        "tables/html_tags.txt",     "tables/photo_words.txt",
        "tables/phrases.txt",       "tables/url_tracking.txt",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct str table = table_open(paths[i]), key, value, last = {0};
        struct str found;
        while (table_next(&table, &key, &value)) {
            size_t shared = last.len < key.len ? last.len : key.len;
            int order = shared ? memcmp(last.ptr, key.ptr, shared) : 0;
            if (order > 0 || (order == 0 && last.len >= key.len))
                fail_msg("%s: %.*s stands too late", paths[i], (int)key.len,
                         key.ptr);
            assert_true(table_find(table_open(paths[i]), key, &found));
            assert_true(str_eq(found, value));
            last = key;
        }
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(utf8_text_is_what_was_given),
        CASE(declared_latin1_is_windows_1252),
        CASE(utf16_is_known_by_its_mark),
        CASE(other_encodings_keep_the_way_back),
        CASE(long_texts_are_converted_in_steps),
        CASE(a_few_bad_bytes_do_not_make_it_latin1),
        CASE(undeclared_encoding_is_guessed_and_said),
        CASE(binary_and_blank_input_is_refused),
        CASE(too_large_input_is_refused),
        CASE(page_has_text_roles_and_metadata),
        CASE(page_text_leads_back_to_its_bytes),
        CASE(what_was_given_stands_before_what_a_page_says),
        CASE(page_says_its_encoding),
        CASE(unclosed_elements_do_not_hide_text),
        CASE(preformatted_text_keeps_its_lines),
        CASE(deep_nesting_is_flattened_and_said),
        CASE(many_attributes_are_passed_over_and_said),
        CASE(a_page_cut_short_says_so),
        CASE(plain_text_has_roles_without_tags),
        CASE(wrapped_lines_are_one_paragraph),
        CASE(lines_that_are_paragraphs_stay_apart),
        CASE(html_is_told_from_text),
        CASE(tables_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
