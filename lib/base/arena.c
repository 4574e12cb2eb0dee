/* arena.c - memory that is given out piece by piece and freed all at once. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *next;
    size_t bytes; /* usable, after this header */
};

enum {
    HEADER_BYTES =
        (sizeof(struct arena_block) + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1)
};

/* Weak: a program may end in its own way, with a word about it. */
__attribute__((weak)) _Noreturn void mem_exhausted(size_t bytes)
{
    (void)bytes;
    abort();
}

void *mem_alloc(size_t bytes)
{
    void *memory = malloc(bytes ? bytes : 1);
    if (!memory)
        mem_exhausted(bytes);
    return memory;
}

void *mem_realloc(void *old, size_t bytes)
{
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        mem_exhausted(bytes);
    return memory;
}

/* A new block; true: it is all zero. A large one is left to the system to
 * clear, so that what is never used takes no memory. */
static bool block_add(struct arena *mem, size_t need)
{
    bool large = need > BLOCK_BYTES / 4;
    size_t bytes = HEADER_BYTES + (large ? need : BLOCK_BYTES);
    struct arena_block *block = large ? calloc(1, bytes) : malloc(bytes);
    if (!block)
        mem_exhausted(bytes);
    block->next = mem->blocks;
    block->bytes = bytes - HEADER_BYTES;
    mem->blocks = block;
    mem->at = (uint8_t *)block + HEADER_BYTES;
    mem->end = mem->at + block->bytes;
    return large;
}

void *arena_alloc(struct arena *mem, size_t bytes)
{
    bool zero = false;
    if (bytes > SIZE_MAX / 2)
        mem_exhausted(bytes);
    size_t need = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (!mem->blocks || (size_t)(mem->end - mem->at) < need)
        zero = block_add(mem, need);
    void *memory = mem->at;
    mem->at += need;
    mem->total_bytes += need;
    return zero ? memory : memset(memory, 0, bytes);
}

void *arena_array(struct arena *mem, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        mem_exhausted(SIZE_MAX);
    return arena_alloc(mem, count * size);
}

void *arena_grow(struct arena *mem, void *old, size_t *capacity, size_t need,
                 size_t size)
{
    if (need <= *capacity)
        return old;
    size_t room = *capacity ? *capacity * 2 : 8;
    if (room < need)
        room = need;
    void *grown = arena_array(mem, room, size);
    if (*capacity)
        memcpy(grown, old, *capacity * size);
    *capacity = room;
    return grown;
}

char *arena_strndup(struct arena *mem, const char *text, size_t bytes)
{
    char *copy = arena_alloc(mem, bytes + 1);
    if (bytes)
        memcpy(copy, text, bytes);
    return copy;
}

char *arena_strdup(struct arena *mem, const char *text)
{
    return arena_strndup(mem, text, strlen(text));
}

struct str arena_str(struct arena *mem, struct str text)
{
    return (struct str){arena_strndup(mem, text.ptr, text.len), text.len};
}

char *arena_printf(struct arena *mem, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t bytes = length > 0 ? (size_t)length : 0;
    char *text = arena_alloc(mem, bytes + 1);
    (void)vsnprintf(text, bytes + 1, format, again);
    va_end(again);
    return text;
}

static void blocks_free(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_reset(struct arena *mem)
{
    if (!mem->blocks)
        return;
    blocks_free(mem->blocks->next);
    mem->blocks->next = NULL;
    mem->at = (uint8_t *)mem->blocks + HEADER_BYTES;
    mem->end = mem->at + mem->blocks->bytes;
    mem->total_bytes = 0;
}

void arena_done(struct arena *mem)
{
    blocks_free(mem->blocks);
    *mem = (struct arena){0};
}
