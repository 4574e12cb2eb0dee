/* said.h - what an article says of itself: each value, where it stands, and by
 * which rule it was found. */
#ifndef SOURCE_SAID_H
#define SOURCE_SAID_H

#include "source/article.h"

enum {
    SAID_MAX = 48,             /* of an article; those behind are not kept */
    SAID_RULE_BYTES_MAX = 100, /* "meta og:title" */
};

/* Note that the article's `field` ("title", "published"...) is `value` by
 * `rule`, at bytes [start, end) of its original (equal: not in it). What is
 * noted first counts. Value and rule are copied. */
void article_said(struct article *article, struct arena *mem, const char *field,
                  struct str value, const char *rule, uint32_t start,
                  uint32_t end);

/* The original of `article` was made of other bytes, to which `outer` leads:
 * its map, and what was noted from `first` on, lead there from now on. */
void article_rebase(struct article *article, struct source_map outer,
                    size_t first, struct arena *mem);

#endif
