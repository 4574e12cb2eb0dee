/* feed_value.h - the text of an element as it is put together, with the way
 * back to the bytes of the feed. */
#ifndef IMPORT_FEED_VALUE_H
#define IMPORT_FEED_VALUE_H

#include "base/buf.h"
#include "source/article.h"

struct feed_value {
    struct buf text;
    struct buf runs;
};

/* Add what feed bytes [at, at + used) stand for. */
void feed_value_add(struct feed_value *value, struct str text, size_t at,
                    size_t used);

/* The text put together, and its map to the feed; `value` is empty then. */
struct str feed_value_take(struct feed_value *value, struct arena *mem,
                           struct source_map *map);
void feed_value_done(struct feed_value *value);

/* The map with originals counted from `from` on; what stands before is left
 * out. */
struct source_map map_from(struct source_map map, uint32_t from,
                           struct arena *mem);

#endif
