/* html_meta.h - what a page says of itself: title, outlet, author, date. */
#ifndef SOURCE_HTML_META_H
#define SOURCE_HTML_META_H

#include "base/arena.h"
#include "source/article.h"
#include "source/html_tokenizer.h"

/* The fields that are looked for. */
enum html_field {
    FIELD_TITLE,
    FIELD_OUTLET,
    FIELD_AUTHOR,
    FIELD_PUBLISHED,
    FIELD_LANGUAGE,
    FIELD_LICENCE,
    FIELD_SECTION,
    FIELD_AGENCY,
    FIELD_MODIFIED, /* noted only */
    FIELD_CANONICAL,
    FIELD_BODY, /* a witness: what JSON-LD says the article's text is */
    FIELD_COUNT,
};

enum { HTML_CANDIDATES_MAX = 48 };

/* Where a candidate stands: bytes [start, end) of the decoded page. */
struct html_place {
    const char *rule; /* "meta og:title" */
    uint32_t start, end;
    uint32_t text; /* where it begins in the page's text, + 1; 0: not in it */
};

/* One value that was offered. */
struct html_candidate {
    enum html_field field;
    int rank;
    struct str value;
    struct html_place place;
};

/* The best candidate of each so far: a lower rank goes before a higher. */
struct html_meta {
    struct {
        struct str value; /* trimmed, blanks folded */
        int rank;
    } fields[FIELD_COUNT];
    struct html_place place; /* of what is offered next */
    struct html_candidate candidates[HTML_CANDIDATES_MAX];
    size_t candidate_count;
    struct html_place title_place; /* of <title> */
    struct str page_title;         /* <title> */
    struct str table;              /* tables/html_meta.txt */
    struct arena *mem;
};

/* Where candidates come from, best first, for those that have no name. */
enum html_rank {
    RANK_JSON_LD = 10,
    RANK_META = 20, /* and what the table adds */
    RANK_ITEMPROP = 40,
    RANK_ELEMENT = 60,
    RANK_TITLE = 80,
};

struct html_meta html_meta_start(struct arena *mem);

/* Offer a value that stands at meta->place; all are noted, the best so far is
 * taken. */
void html_meta_offer(struct html_meta *meta, enum html_field field, int rank,
                     struct str value);

/* Take what a start tag (meta, link, html, time, any itemprop) says. */
void html_meta_tag(struct html_meta *meta, const struct html_tokenizer *t,
                   struct str name);

/* Is the start tag that of a script of JSON-LD? */
bool html_is_json_ld(const struct html_tokenizer *t);

/* Take the contents of a <script type="application/ld+json">, which stand at
 * byte `at` of the page. */
void html_meta_json(struct html_meta *meta, struct str json, uint32_t at);

/* Offer a title from the page itself: its headline ("" = none), which stands
 * at `place`, and <title> without the outlet's name. */
void html_meta_title(struct html_meta *meta, struct str headline,
                     struct html_place place);

/* Offer an author: the name in a byline such as "By Jane Doe | May 4". */
void html_meta_byline(struct html_meta *meta, struct str line,
                      struct html_place place);

/* With all candidates noted: a title in JSON-LD that nothing else on the page
 * says, which may be a description, gives way to one said twice. */
void html_choose_title(struct html_meta *meta);

/* The same of authors: those of comments, captions and other articles are taken
 * out; those away from the headline, which ends at byte `headline` of the text,
 * stand behind all others. */
void html_choose_author(struct html_meta *meta, const struct block *blocks,
                        size_t count, uint32_t headline);

/* Fill what `article` does not know yet, and note all that was offered with
 * the bytes of its original: article->map is the decoder's. */
void html_meta_apply(struct html_meta *meta, struct arena *mem,
                     struct article *article);

/* "2017-01-16T09:30:00+03:00" as a date, with the time in UTC when it is
 * known with its zone: "2017-01-16T06:30:00Z"; NULL when it is none. */
const char *html_date(struct str text, struct arena *mem);

#endif
