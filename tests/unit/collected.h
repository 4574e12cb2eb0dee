/* collected.h - what tests of importers share: bytes in, and what came of them
 * as a log that each test writes in its own way. */
#ifndef TEST_COLLECTED_H
#define TEST_COLLECTED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/input.h"

struct collected {
    struct arena mem;
    struct buf log;       /* a line an article or a reason */
    struct buf originals; /* of the last article: runs of its map */
    struct ibid_error err;
};

/* The test's own: adds an article, or the reason why there is none. */
static enum ibid_status collect(void *ctx, const struct article *article,
                                const struct ibid_error *why,
                                struct ibid_error *err);

/* What the article's runs are in its original, a bar behind each. */
static inline void originals_collect(struct collected *c,
                                     const struct article *article)
{
    buf_reset(&c->originals);
    for (size_t i = 0; i < article->map.count; i++) {
        struct map_run run = article->map.runs[i];
        assert_true(run.original + run.original_len <= article->original.len);
        buf_str(&c->originals, str_cut(article->original, run.original,
                                       run.original + run.original_len));
        buf_byte(&c->originals, '|');
    }
}

/* Read by `importer` (NULL: IBID_INVALID) into an empty log; closes `in`. */
static inline enum ibid_status input_collect(struct collected *c,
                                             struct input *in,
                                             const struct importer *importer,
                                             const struct import_hints *hints)
{
    struct article_sink sink = {.ctx = c, .mem = &c->mem, .put = collect};
    enum ibid_status status = IBID_INVALID;
    buf_reset(&c->log);
    buf_text(&c->log, "");
    if (importer)
        status = importer->read(in, hints, &sink, &c->err);
    input_close(in);
    return status;
}

/* The log of `bytes`, which are known to be `format` and end as expected. */
static inline const char *read_as(struct collected *c, const char *format,
                                  struct str bytes, enum ibid_status expected)
{
    struct input *in;
    struct import_hints hints = {0};
    assert_int_equal(input_open_memory(bytes, "in", &in, NULL), IBID_OK);
    const struct importer *importer = importer_for(in->head);
    assert_non_null(importer);
    assert_string_equal(importer->name, format);
    assert_int_equal(input_collect(c, in, importer, &hints), expected);
    return c->log.ptr;
}

static inline int set_up(void **state)
{
    static struct collected collected;
    collected = (struct collected){0};
    *state = &collected;
    return 0;
}

static inline int tear_down(void **state)
{
    struct collected *c = *state;
    arena_done(&c->mem);
    buf_done(&c->log);
    buf_done(&c->originals);
    return 0;
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
