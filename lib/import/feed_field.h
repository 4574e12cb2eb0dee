/* feed_field.h - what the names of elements in feeds mean. */
#ifndef IMPORT_FEED_FIELD_H
#define IMPORT_FEED_FIELD_H

#include "base/str.h"

/* What is known of an entry. */
enum feed_field {
    FEED_NONE,
    FEED_ID,
    FEED_URL,
    FEED_TITLE,
    FEED_AUTHOR,
    FEED_DATE,
    FEED_CONTENT,
    FEED_SUMMARY,
    FEED_OUTLET, /* of the feed, as is the next */
    FEED_LANGUAGE,
    FEED_COUNT,
};

/* What an element of an entry holds, or FEED_NONE. The one of the higher
 * `*rank` stands where an entry has two of a field. */
enum feed_field feed_field_named(const char *name, int *rank);

/* How sure it is a feed, 0 .. 100: by its first element. */
int feed_sniff(struct str head);

#endif
