/* numbers.c - a set of whole numbers: blocks of bits, found by a hash. */
#include "base/numbers.h"

enum { BLOCK = 4096 };

struct block {
    uint64_t no;
    uint8_t bits[BLOCK / 8];
};

static struct str key_of(const uint64_t *no)
{
    return (struct str){(const char *)no, sizeof *no};
}

void numbers_add(struct numbers *set, int64_t number)
{
    uint64_t no = (uint64_t)number / BLOCK;
    size_t bit = (uint64_t)number % BLOCK;
    struct block *block = map_get(&set->blocks, key_of(&no));
    if (!block) {
        block = arena_new(set->blocks.mem, struct block);
        block->no = no;
        *map_at(&set->blocks, key_of(&block->no)) = block;
    }
    block->bits[bit / 8] |= (uint8_t)(1U << bit % 8);
}

bool numbers_has(const struct numbers *set, int64_t number)
{
    uint64_t no = (uint64_t)number / BLOCK;
    size_t bit = (uint64_t)number % BLOCK;
    const struct block *block = map_get(&set->blocks, key_of(&no));
    return block && (block->bits[bit / 8] & (uint8_t)(1U << bit % 8)) != 0;
}
