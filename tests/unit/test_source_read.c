/* test_source_read.c - bytes to articles: encodings, plain texts. */
#include "article.h"
#include "source/table.h"

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
        CASE(plain_text_has_roles_without_tags),
        CASE(wrapped_lines_are_one_paragraph),
        CASE(lines_that_are_paragraphs_stay_apart),
        CASE(html_is_told_from_text),
        CASE(tables_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
