/* html_author.h - names of authors by the elements they stand in. */
#ifndef SOURCE_HTML_AUTHOR_H
#define SOURCE_HTML_AUTHOR_H

#include "source/html_meta.h"

enum {
    AUTHOR_OPEN_MAX = 4,    /* within one another */
    AUTHOR_SEEN_MAX = 64,   /* of a page; those behind are others' */
    AUTHOR_BYTES_MAX = 200, /* of what stands in one */
};

/* How an element is marked. */
enum author_mark {
    AUTHOR_NONE,
    AUTHOR_CLASS,  /* class=byline and the like */
    AUTHOR_STATED, /* rel=author, itemprop=author */
    AUTHOR_NAME,   /* within either: itemprop=name, class=fn */
};

/* Elements that are open. */
struct html_authors {
    struct {
        struct str name; /* of the element */
        size_t text;     /* where its text begins */
        uint32_t page;   /* the same, in the page */
        unsigned nested; /* elements of that name within */
        int rank;
    } open[AUTHOR_OPEN_MAX];
    size_t count, seen;
};

/* An element starts, `text` bytes of text and `page` bytes of the page before
 * its contents. Not for elements that cannot have an end. */
void html_author_start(struct html_authors *authors, struct str name,
                       enum author_mark mark, size_t text, uint32_t page);

/* One ends: offers what stands in it as an author. `text`: all that was read
 * so far. */
void html_author_end(struct html_authors *authors, struct str name,
                     struct str text, uint32_t page, struct html_meta *meta);

#endif
