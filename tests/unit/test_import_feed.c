/* test_import_feed.c - entries of feeds, whole, short and hostile. */
#include "collected.h"

#include "import/feed_field.h"

#define RSS                                                                    \
    "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>"                  \
    "<title>Harrow &amp; Coast</title><language>en</language>\n"

static const char *shown(const char *text)
{
    return text ? text : "";
}

static enum ibid_status collect(void *ctx, const struct article *article,
                                const struct ibid_error *why,
                                struct ibid_error *err)
{
    struct collected *c = ctx;
    (void)err;
    if (!article) {
        buf_printf(&c->log, "%lld: %s\n", (long long)why->line, why->text);
        return IBID_OK;
    }
    buf_printf(&c->log, "%s|%s|%s|%s|%s|%s|", article->name,
               shown(article->url), shown(article->title),
               shown(article->author), shown(article->outlet),
               shown(article->published));
    buf_str(&c->log, article->text);
    buf_byte(&c->log, '\n');
    buf_reset(&c->originals);
    buf_str(&c->originals, str_cut(article->original, 0, 6));
    for (size_t i = 0; i < article->map.count; i++) {
        struct map_run run = article->map.runs[i];
        assert_true(run.original + run.original_len <= article->original.len);
        buf_byte(&c->originals, '|');
        buf_str(&c->originals, str_cut(article->original, run.original,
                                       run.original + run.original_len));
    }
    return IBID_OK;
}

static const char *read_feed(struct collected *c, struct str bytes)
{
    return read_as(c, "feed", bytes, IBID_OK);
}

static void whole_entries_of_rss_are_articles(void **state)
{
    struct collected *c = *state;
    assert_string_equal(
        read_feed(c, STR(RSS "<item><title>Nine &lt; ten</title>"
                             "<link>https://h.example/1</link>"
                             "<guid>h-1</guid><dc:creator>Ana Lund</dc:creator>"
                             "<pubDate>Mon, 05 May 2031 10:20:00 +0200"
                             "</pubDate><description>Short.</description>"
                             "<content:encoded><![CDATA[<p>We &amp; they"
                             "</p>]]></content:encoded></item>\n"
                             "<item><link>https://h.example/2</link>"
                             "<description>Short.</description></item>"
                             "<item/></channel></rss>")),
        "h-1|https://h.example/1|Nine < ten|Ana Lund|Harrow & Coast|"
        "2031-05-05T08:20:00Z|We & they\n"
        "4: the entry is only a summary; save the page it links to\n"
        "4: the entry holds no text; save the page it links to\n");
    assert_string_equal(c->originals.ptr, "<item>|We |&amp;| they");
}

static void entries_of_atom_are_articles(void **state)
{
    struct collected *c = *state;
    assert_string_equal(
        read_feed(
            c, STR("<?xml version='1.0' encoding='iso-8859-1'?>\n"
                   "<!-- a feed --><feed xmlns=\"http://www.w3.org/2005/Atom\">"
                   "<title>Caf\xE9</title><entry><id>urn:1</id>"
                   "<link rel=\"self\" href=\"https://h.example/x\"/>"
                   "<link href=\"https://h.example/1\"/>"
                   "<author><name>Bo Dahl</name></author>"
                   "<updated>2031-05-04</updated><content type=\"html\">"
                   "&lt;p&gt;Caf\xE9 &amp;amp; th&#233;&lt;/p&gt;"
                   "</content></entry></feed>")),
        "urn:1|https://h.example/1||Bo Dahl|Caf\xC3\xA9|2031-05-04|"
        "Caf\xC3\xA9 & th\xC3\xA9\n");
    assert_string_equal(c->originals.ptr,
                        "<entry|Caf|\xE9| |&amp;amp;| th|&#233;");
    assert_string_equal(
        read_feed(c, STR("<feed><entry><id>urn:2</id><content type=\"xhtml\">"
                         "<div><p>One &amp; all.</p></div></content></entry>"
                         "<entry><id>urn:3</id><content type=\"text\">"
                         "a &lt;b&gt; c</content></entry></feed>")),
        "urn:2||||||One & all.\nurn:3||||||a <b> c\n");
}

static void entities_are_not_read(void **state)
{
    assert_string_equal(
        read_feed(*state,
                  STR("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaaaaaaaa\">"
                      "<!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><rss version=\"2\">"
                      "<channel><item><content>&b;</content></item>"
                      "</channel></rss>")),
        "1: a feed that declares entities is not read\n");
}

static void broken_xml_keeps_what_stands_before(void **state)
{
    const char *log =
        read_feed(*state, STR(RSS "<item><guid>1</guid><content>One.</content>"
                                  "</item>\n<item><guid>2</guid><content>Two."
                                  "</item></channel></rss>"));
    assert_true(str_starts(str_of(log), STR("1||||Harrow & Coast||One.\n4: ")));
    assert_non_null(strstr(log, "broken XML"));
    assert_null(strstr(log, "Two"));
}

static void deep_elements_end_where_they_should(void **state)
{
    struct collected *c = *state;
    struct buf feed = {0};
    buf_text(&feed, RSS "<item><guid>1</guid><content>");
    for (int i = 0; i < 100000; i++)
        buf_text(&feed, "<b>");
    buf_text(&feed, "Deep.");
    for (int i = 0; i < 100000; i++)
        buf_text(&feed, "</b>");
    buf_text(&feed, "</content></item></channel></rss>");
    assert_string_equal(read_feed(c, buf_view(&feed)),
                        "1||||Harrow & Coast||Deep.\n");
    buf_done(&feed);
}

static void endless_tags_end_the_feed(void **state)
{
    struct collected *c = *state;
    struct buf feed = {0};
    buf_text(&feed, RSS "<item><guid>1</guid><content>One.</content></item>"
                        "<item><content ");
    for (int i = 0; i < 50000; i++)
        buf_printf(&feed, "a%d='' ", i);
    buf_text(&feed, ">Two.</content></item></channel></rss>");
    const char *log = read_feed(c, buf_view(&feed));
    assert_true(str_starts(str_of(log), STR("1||||Harrow & Coast||One.\n")));
    assert_non_null(strstr(log, "a tag or a comment of more than 256 KiB"));
    assert_null(strstr(log, "Two"));
    buf_done(&feed);
}

static void long_text_comes_in_pieces(void **state)
{
    struct collected *c = *state;
    struct buf feed = {0}, want = {0};
    buf_text(&feed, RSS "<item><guid>1</guid><content><![CDATA[");
    buf_text(&want, "1||||Harrow & Coast||");
    for (int i = 0; i < 60000; i++) {
        buf_text(&feed, "\xC3\xA9t\xC3\xA9s "); /* cut at any byte */
        buf_text(&want, i ? " \xC3\xA9t\xC3\xA9s" : "\xC3\xA9t\xC3\xA9s");
    }
    buf_text(&feed, "]]></content></item></channel></rss>");
    buf_add(&want, "\n", 2); /* and its end */
    assert_string_equal(read_feed(c, buf_view(&feed)), want.ptr);
    buf_done(&feed);
    buf_done(&want);
}

static void pages_are_no_feeds(void **state)
{
    (void)state;
    assert_int_equal(feed_sniff(STR("<html><feed>")), 0);
    assert_int_equal(feed_sniff(STR("<?xml version=\"1.0\"")), 0);
    assert_int_equal(feed_sniff(STR("<rss")), 0);
    assert_int_equal(feed_sniff(STR("<rssx>")), 0);
    assert_int_equal(feed_sniff(STR("The <rss> format")), 0);
    assert_true(feed_sniff(STR(" <rdf:RDF>")) > 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(whole_entries_of_rss_are_articles),
        CASE(entries_of_atom_are_articles),
        CASE(entities_are_not_read),
        CASE(broken_xml_keeps_what_stands_before),
        CASE(deep_elements_end_where_they_should),
        CASE(endless_tags_end_the_feed),
        CASE(long_text_comes_in_pieces),
        CASE(pages_are_no_feeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
