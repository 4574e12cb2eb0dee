/* origin.h - whose words an article says it has: news agencies; pure. */
#ifndef CORROBORATE_ORIGIN_H
#define CORROBORATE_ORIGIN_H

#include "base/arena.h"
#include "source/article.h"

enum { ORIGIN_MAX = 8 }; /* of one article */

struct origins_found {
    struct str names[ORIGIN_MAX]; /* of tables/agencies.txt; not copied */
    uint32_t at[ORIGIN_MAX];      /* where each is named first, */
    uint32_t bytes[ORIGIN_MAX];   /* in so many bytes of the text */
    size_t count;
};

/* Agencies credited: in a byline, a dateline, a credit line (tables/
 * credits.txt), in brackets, or as "told AFP", "AFP news agency". Names under
 * pictures do not count. Linear in the text. */
void origin_find(struct str text, const struct block *blocks, size_t count,
                 struct origins_found *out);

#endif
