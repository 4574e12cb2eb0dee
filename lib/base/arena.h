/* arena.h - memory that is given out piece by piece and freed all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena_block;

/* Zero-initialise to start; arena_done() frees everything given out. One
 * arena a command, a document or a request; no other lifetime to remember. */
struct arena {
    struct arena_block *blocks; /* newest first */
    uint8_t *at;                /* next free byte of the newest block */
    uint8_t *end;
    size_t total_bytes; /* given out since start or reset */
};

/* `bytes` zeroed bytes, aligned for any type. Never NULL: out of memory ends
 * the program in mem_exhausted(). */
void *arena_alloc(struct arena *mem, size_t bytes);

/* `count` zeroed elements of `size` bytes; overflow counts as out of memory. */
void *arena_array(struct arena *mem, size_t count, size_t size);

/* An array grown to hold `need` elements: returns `old` while `need` fits
 * `*capacity`, else a copy with at least twice the room (the old one stays in
 * the arena). */
void *arena_grow(struct arena *mem, void *old, size_t *capacity, size_t need,
                 size_t size);

/* NUL-terminated copies. */
char *arena_strdup(struct arena *mem, const char *text);
char *arena_strndup(struct arena *mem, const char *text, size_t bytes);
struct str arena_str(struct arena *mem, struct str text);
char *arena_printf(struct arena *mem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Give everything back but keep the newest block for reuse. */
void arena_reset(struct arena *mem);
void arena_done(struct arena *mem);

#define arena_new(mem, type) ((type *)arena_alloc((mem), sizeof(type)))

/* The one place where running out of memory ends the program: half-handled
 * it is worse, and SQLite's commit keeps the data safe. It aborts; a program
 * that links the library statically may define its own. */
_Noreturn void mem_exhausted(size_t bytes);

/* malloc and realloc that end in mem_exhausted(). */
void *mem_alloc(size_t bytes);
void *mem_realloc(void *old, size_t bytes);

#endif
