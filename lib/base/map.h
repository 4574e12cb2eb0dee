/* map.h - a hash table from strings to pointers. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

struct map_slot {
    struct str key;
    void *value;
};

/* Zero-initialise with `mem` set; keys are not copied. Everything lives in
 * the arena. */
struct map {
    struct arena *mem;
    struct map_slot *slots;
    size_t room, count; /* room is 0 or a power of two */
};

/* The value of `key`, NULL when there is none. */
void *map_get(const struct map *map, struct str key);

/* Where the value of `key` is kept: NULL for a new key. Valid until the next
 * map_at(). */
void **map_at(struct map *map, struct str key);

#endif
