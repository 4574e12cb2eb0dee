/* text_shape.h - what the shape of a line tells: its words, how it ends, what
 * a headline looks like. */
#ifndef SOURCE_TEXT_SHAPE_H
#define SOURCE_TEXT_SHAPE_H

#include "source/article.h"

enum {
    TEXT_SHORT_BYTES = 90, /* a line of a menu, a name, a date */
    TEXT_HEAD_BLOCKS = 8,  /* where titles, bylines, dates may stand */
};

/* Words between blanks. */
size_t text_words(struct str text);

/* Does it end as sentences do, or as lists and introductions? */
bool text_ends_sentence(struct str text);

/* A capital letter, or one that is not ASCII. */
bool text_upper_at(struct str text, size_t at);

/* The same words, but for case and blanks. */
bool text_same(struct str a, struct str b);

/* Nothing but one address: "www.example.org", "https://example.org/a". */
bool text_is_url(struct str text);

/* A line that says whose the page is: "Copyright 2031 The Courier". */
bool text_is_copyright(struct str text);

/* Nothing but a date and a time: a digit, and each word a month, a weekday,
 * "updated"... */
bool text_is_date(struct str text);

/* "By Jane Doe": words of tables/bylines.txt, then a name. */
bool text_is_byline(struct str text);

/* The block that is the headline, or -1. `title`: what is known to be it, or
 * NULL. Only blocks of role body before the first paragraph count; a name of
 * the paper or a section gives way to a headline below it. */
int text_title(struct str text, const char *title, const struct block *blocks,
               size_t count);

/* Can a line above the headline be the name of the paper or a section? */
bool text_is_masthead(struct str text);

#endif
