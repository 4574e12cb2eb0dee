/* test_source_page.c - pages to articles: text, roles, what they say of
 * themselves. */
#include "article.h"

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
    assert_string_equal(article.title, "Toll rises in Port\xC2\xA0Vell");
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

/* What a saver, a template wraps a script in. */
static void json_ld_is_found_in_its_wrapping(void **state)
{
    static const char json[] =
        "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sinks\",\n"
        "\"author\":[{\"name\":\"Ana Ruiz\"},{\"name\":\"Bo\nLind\"}],"
        "\"datePublished\":\"2031-05-04\"}";
    static const char *const wraps[][2] = {{"", ""},
                                           {"\n<![CDATA[\n", "\n]]>\n"},
                                           {"//<![CDATA[\n", "\n//]]>"},
                                           {"<!--", "-->"}};
    for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
        struct buf bytes = {0};
        buf_printf(&bytes,
                   "<script type=application/ld+json>%s%s%s</script><p>Nine.",
                   wraps[i][0], json, wraps[i][1]);
        struct article article = page_read(state, buf_view(&bytes));
        assert_string_equal(article.title, "Ferry sinks");
        assert_string_equal(article.author, "Ana Ruiz, Bo Lind");
        assert_string_equal(article.published, "2031-05-04");
        buf_done(&bytes);
    }
}

static void a_sentence_that_begins_like_the_title_is_no_title(void **state)
{
    struct article article = page_read(
        state, STR("<title>Port Vell</title><p>Port Vell has been without a "
                   "ferry since the storm of Monday, the harbour said.</p>"
                   "<p>Nobody knows when it will sail again, it said.</p>"));
    assert_string_equal(article.title, "Port Vell");
}

static void a_title_keeps_its_no_break_space(void **state)
{
    struct article article = page_read(
        state, STR("<title>  Toll:&nbsp;6&nbsp;men \n \t at &nbsp; sea </title>"
                   "<p>Six men are at sea, the harbour said on Monday.</p>"));
    assert_string_equal(article.title, "Toll:\xC2\xA0"
                                       "6\xC2\xA0men at sea");
}

static void a_description_in_json_ld_is_no_title(void **state)
{
    struct article article = page_read(
        state, STR("<title>Port Vell - Coastipedia</title><script "
                   "type='application/ld+json'>{\"@type\":\"Article\",\"name\":"
                   "\"Port Vell\",\"headline\":\"harbour of a town\"}</script>"
                   "<h1>Port Vell</h1><p>Port Vell is a harbour."));
    assert_string_equal(article.title, "Port Vell");
}

static const char *author_of(void **state, const char *head)
{
    struct buf bytes = {0};
    buf_printf(
        &bytes,
        "<title>Ferry sinks off Port Vell</title>"
        "<aside><span class=author>Max Other</span></aside>"
        "<div class=article><h1>Ferry sinks off Port Vell</h1>%s"
        "<p>At least nine people were killed on Monday, officials said, "
        "after a ferry sank off Port Vell, the third such accident, they "
        "said, in a year.</div><div class=comments><b class=author>"
        "Reader One</b><p>What a shame.</div>",
        head);
    struct article article = page_read(state, buf_view(&bytes));
    buf_done(&bytes);
    return article.author ? article.author : "";
}

static void an_author_is_known_by_the_element(void **state)
{
    assert_string_equal(
        author_of(state, "<p class=pb-byline>By <a href=/a>Ana Ruiz</a></p>"),
        "Ana Ruiz");
    assert_string_equal(author_of(state,
                                  "<p>4 May 2031, by <a rel='nofollow author' "
                                  "href=/a>Ana Ruiz</a> in Port Vell</p>"),
                        "Ana Ruiz");
    assert_string_equal(
        author_of(state, "<p class=byline><span>by <a class=by-author>Ana "
                         "Ruiz</a></span><span>4 May 2031</span></p>"),
        "Ana Ruiz");
    assert_string_equal(
        author_of(state, "<div itemprop='author creator'><i>By </i><span "
                         "itemprop=name>Ana (A. M.) Ruiz</span>, Port Vell, 4 "
                         "May 2031</div>"),
        "Ana (A. M.) Ruiz");
    assert_string_equal(
        author_of(state, "<p class=authors>Par <span class=author>Ana Ruiz"
                         "</span> et <span class=author>Bo Lind</span></p>"),
        "Ana Ruiz et Bo Lind");
}

static void an_author_by_the_way_is_passed_over(void **state)
{
    assert_string_equal(author_of(state, ""), "");
    assert_string_equal(
        author_of(state, "<p class=author>Sponsored by:</p><p><a rel=author "
                         "href=/a>Ana Ruiz</a></p>"),
        "Ana Ruiz");
    assert_string_equal(author_of(state, "<div class=author>Skip to content"
                                         "<p>Ana Ruiz writes.</div><p><a "
                                         "rel=author>Bo Lind</a></p>"),
                        "Bo Lind");
}

static void an_author_in_metadata_loses_its_by(void **state)
{
    struct article article =
        page_read(state, STR("<meta name=byl content='By ANA RUIZ'><p>Nine."));
    assert_string_equal(article.author, "ANA RUIZ");
    article = page_read(
        state, STR("<meta name=author content='Di Canio Ruiz'><p>Nine."));
    assert_string_equal(article.author, "Di Canio Ruiz");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(page_has_text_roles_and_metadata),
        CASE(page_text_leads_back_to_its_bytes),
        CASE(what_was_given_stands_before_what_a_page_says),
        CASE(page_says_its_encoding),
        CASE(unclosed_elements_do_not_hide_text),
        CASE(preformatted_text_keeps_its_lines),
        CASE(deep_nesting_is_flattened_and_said),
        CASE(many_attributes_are_passed_over_and_said),
        CASE(a_page_cut_short_says_so),
        CASE(json_ld_is_found_in_its_wrapping),
        CASE(a_sentence_that_begins_like_the_title_is_no_title),
        CASE(a_title_keeps_its_no_break_space),
        CASE(a_description_in_json_ld_is_no_title),
        CASE(an_author_is_known_by_the_element),
        CASE(an_author_by_the_way_is_passed_over),
        CASE(an_author_in_metadata_loses_its_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
