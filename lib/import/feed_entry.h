/* feed_entry.h - what the entry of a feed says of its article, and where. */
#ifndef IMPORT_FEED_ENTRY_H
#define IMPORT_FEED_ENTRY_H

#include "import/feed_field.h"
#include "source/article.h"

/* An entry as it is read. */
struct feed_entry {
    const char *values[FEED_COUNT];
    struct map_run places[FEED_COUNT]; /* of each in the decoded feed */
    size_t at;                         /* byte of the decoded feed */
    int64_t line;
};

/* Where it lies in the feed's own bytes: [from, to). */
struct feed_extent {
    uint32_t from, to;
};

/* `file` is the decoded feed, `end` where the entry ends in it. */
struct feed_extent feed_entry_extent(const struct feed_entry *entry,
                                     const struct article *file, size_t end);

/* Fill in name, url, title, author and date, and note where each stands in
 * the entry's bytes. */
void feed_entry_known(const struct feed_entry *entry,
                      const struct article *file, struct feed_extent place,
                      struct arena *mem, struct article *out);

#endif
