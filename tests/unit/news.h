/* news.h - the codebook that comes with ibid, open for every test of a
 * group. */
#ifndef TEST_NEWS_H
#define TEST_NEWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "extract/extract.h"

struct news {
    struct arena mem;
    struct codebook *codebook;
};

static inline int news_open(void **state)
{
    struct news *news = mem_alloc(sizeof *news);
    memset(news, 0, sizeof *news);
    const struct codebook_file *files = NULL;
    size_t count = 0;
    struct ibid_error err;
    *state = news;
    return codebook_builtin("news", &news->mem, &files, &count, &err) ||
                   codebook_open(files, count, &news->codebook, &err)
               ? -1
               : 0;
}

static inline int news_close(void **state)
{
    struct news *news = *state;
    codebook_close(news->codebook);
    arena_done(&news->mem);
    free(news);
    return 0;
}

#endif
