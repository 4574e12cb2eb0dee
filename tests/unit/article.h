/* article.h - what tests of readers share: bytes to an article, and what is
 * asked of it. */
#ifndef TEST_ARTICLE_H
#define TEST_ARTICLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/read.h"

static inline int set_up(void **state)
{
    static struct arena mem;
    mem = (struct arena){0};
    *state = &mem;
    return 0;
}

static inline int tear_down(void **state)
{
    arena_done(*state);
    return 0;
}

static inline struct article text_read(void **state, struct str bytes,
                                       const char *charset)
{
    struct article article = {0};
    struct ibid_error err = {0};
    if (read_text(bytes, charset, *state, &article, &err) != IBID_OK)
        fail_msg("%s", err.text);
    return article;
}

static inline struct article page_read(void **state, struct str bytes)
{
    struct article article = {0};
    struct ibid_error err = {0};
    if (read_html(bytes, NULL, *state, &article, &err) != IBID_OK)
        fail_msg("%s", err.text);
    return article;
}

static inline void assert_text(struct article article, const char *expected)
{
    assert_int_equal(article.text.len, strlen(expected));
    assert_memory_equal(article.text.ptr, expected, strlen(expected));
}

/* Where the only `words` of the text stand in the original. */
static inline struct str original_of(struct article article, const char *words)
{
    size_t at = str_find(article.text, str_of(words));
    uint32_t start, end;
    assert_true(at < article.text.len);
    assert_true(map_span(&article.map, (uint32_t)at,
                         (uint32_t)(at + strlen(words)), &start, &end));
    return str_cut(article.original, start, end);
}

static inline void assert_original(struct article article, const char *words,
                                   struct str expected)
{
    struct str got = original_of(article, words);
    assert_int_equal(got.len, expected.len);
    assert_memory_equal(got.ptr, expected.ptr, expected.len);
}

static inline enum block_role role_of(struct article article, const char *start)
{
    for (size_t i = 0; i < article.block_count; i++)
        if (str_starts(str_cut(article.text, article.blocks[i].start,
                               article.blocks[i].end),
                       str_of(start)))
            return article.blocks[i].role;
    fail_msg("no block begins with: %s", start);
    return BLOCK_ROLE_COUNT;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
