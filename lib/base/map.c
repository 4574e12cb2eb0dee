/* map.c - a hash table from strings to pointers (linear probing). */
#include "base/map.h"

/* FNV-1a, 64 bits. */
static uint64_t hash_key(struct str key)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.ptr[i]) * UINT64_C(1099511628211);
    return h;
}

/* The slot of `key`, or the free one where it would go. */
static struct map_slot *find(const struct map *map, struct str key)
{
    size_t at = hash_key(key) & (map->room - 1);
    while (map->slots[at].key.ptr && !str_eq(map->slots[at].key, key))
        at = (at + 1) & (map->room - 1);
    return &map->slots[at];
}

void *map_get(const struct map *map, struct str key)
{
    return map->room ? find(map, key)->value : NULL;
}

static void grow(struct map *map)
{
    struct map old = *map;
    map->room = old.room ? old.room * 2 : 64;
    map->slots = arena_array(map->mem, map->room, sizeof *map->slots);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].key.ptr)
            *find(map, old.slots[i].key) = old.slots[i];
}

void **map_at(struct map *map, struct str key)
{
    if (map->count >= map->room / 2)
        grow(map);
    struct map_slot *slot = find(map, key);
    if (!slot->key.ptr) {
        slot->key = key;
        map->count++;
    }
    return &slot->value;
}
