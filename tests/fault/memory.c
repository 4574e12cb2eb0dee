/* memory.c - each request for memory in turn is refused, once or from then on,
 * for ibid, SQLite and jansson alike; nth.c says what then must be.
 * memory OLD-DATABASE EVERY FLOOR [TASK...]: every EVERYth request. */
#include <jansson.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "base/arena.h"
#include "desk.h"
#include "nth.h"

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);

void *__wrap_malloc(size_t bytes)
{
    return nth_fails() ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    return nth_fails() ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *old, size_t bytes)
{
    return nth_fails() ? NULL : __real_realloc(old, bytes);
}

static sqlite3_mem_methods usual;

static void *sqlite_alloc(int bytes)
{
    return nth_fails() ? NULL : usual.xMalloc(bytes);
}

static void *sqlite_again(void *old, int bytes)
{
    return nth_fails() ? NULL : usual.xRealloc(old, bytes);
}

static void sqlite_install(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual) != SQLITE_OK)
        desk_fail("SQLite does not tell how it gets memory");
    sqlite3_mem_methods ours = usual;
    ours.xMalloc = sqlite_alloc;
    ours.xRealloc = sqlite_again;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) != SQLITE_OK)
        desk_fail("SQLite does not let its memory be counted");
}

int main(int count, char **words)
{
    sqlite_install();
    json_set_alloc_funcs(mem_alloc, free); /* as the program does */
    return nth_prove("memory", count, words);
}
