/* test_source_roles.c - which paragraphs of a page are its article, where the
 * page says it otherwise than by its elements. */
#include "article.h"

#define PARAGRAPH                                                              \
    "Nine people were killed when a ferry sank off Port Vell on Monday, "      \
    "officials said, the third such accident in a year on that coast."
#define SECOND                                                                 \
    "Divers went down again on Tuesday morning, and found nothing but the "    \
    "lamps, the harbour master told reporters who had waited at the quay."
#define THIRD                                                                  \
    "The company that runs the ferries said that all of them would stay in "   \
    "port until every hull had been looked at, which may take two weeks."
#define ASIDE                                                                  \
    "Read what our correspondents saw when they went to the islands in the "   \
    "spring, and why so many ferries are older than those who steer them."

#define JSON_LD(body)                                                          \
    "<script type=application/ld+json>{\"@type\": \"NewsArticle\", "           \
    "\"articleBody\": \"" body "\"}</script>"
#define BODY                                                                   \
    "<div class=related-promo><p>" THIRD "</p></div>"                          \
    "<div class=related-promo><p>" ASIDE "</p></div>"                          \
    "<div class=article-body><p>" PARAGRAPH "<p>" SECOND "</div>"              \
    "<div id=comments><p>" THIRD " What a shame.</div>"

static void text_for_machines_says_what_is_body(void **state)
{
    struct article article =
        page_read(state, STR(JSON_LD(PARAGRAPH " " SECOND " " THIRD) BODY));
    assert_int_equal(role_of(article, "Nine people"), BLOCK_BODY);
    assert_int_equal(role_of(article, "The company"), BLOCK_BODY);
    assert_int_equal(role_of(article, "Read what"), BLOCK_RELATED);
}

static void without_it_the_elements_say(void **state)
{
    struct article article = page_read(state, STR(BODY));
    assert_int_equal(role_of(article, "Nine people"), BLOCK_BODY);
    assert_int_equal(role_of(article, "The company"), BLOCK_RELATED);
}

static void a_summary_for_machines_is_no_witness(void **state)
{
    struct article article =
        page_read(state, STR(JSON_LD("The company stops.") BODY));
    assert_int_equal(role_of(article, "The company"), BLOCK_RELATED);
}

/* Case, punctuation and tags in it make no difference. */
static void text_for_machines_may_have_tags(void **state)
{
    struct article article = page_read(
        state, STR(JSON_LD("<p>" PARAGRAPH "</p><p>" SECOND
                           "</p><p>THE COMPANY, that runs the FERRIES: said "
                           "that all of them would stay in port until every "
                           "hull had been looked at; which may take two "
                           "weeks</p>") BODY));
    assert_int_equal(role_of(article, "The company"), BLOCK_BODY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(text_for_machines_says_what_is_body),
        CASE(without_it_the_elements_say),
        CASE(a_summary_for_machines_is_no_witness),
        CASE(text_for_machines_may_have_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
