/* fuzz_reader.h - any bytes through one reader: what comes out is an article in
 * order or named with the reason why not. */
#ifndef FUZZ_READER_H
#define FUZZ_READER_H

#include "fuzz_article.h"
#include "import/input.h"

/* What a reader may come to besides IBID_OK and IBID_INVALID, as bits. */
enum fuzz_reader_may {
    FUZZ_LIMIT = 1,     /* it can be too large */
    FUZZ_NOT_FOUND = 2, /* it can hold nothing */
    FUZZ_LINES = 4,     /* whatever is wrong is on a line */
};

static inline enum ibid_status fuzz_put(void *ctx,
                                        const struct article *article,
                                        const struct ibid_error *why,
                                        struct ibid_error *err)
{
    const unsigned *may = ctx;
    (void)err;
    promise((article == NULL) != (why == NULL));
    if (article)
        promise_article(article);
    else
        promise(why->text[0] && (!(*may & FUZZ_LINES) || why->line > 0));
    return IBID_OK;
}

static inline int fuzz_reader(const char *format, unsigned may,
                              const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    struct input *in;
    struct import_hints hints = {0};
    struct article_sink sink = {.ctx = &may, .mem = &mem, .put = fuzz_put};
    if (input_open_memory(fuzz_str(data, size), "in", &in, NULL) != IBID_OK)
        return 0;
    enum ibid_status status =
        importer_named(str_of(format))->read(in, &hints, &sink, NULL);
    promise(status == IBID_OK || status == IBID_INVALID ||
            (status == IBID_LIMIT && may & FUZZ_LIMIT) ||
            (status == IBID_NOT_FOUND && may & FUZZ_NOT_FOUND));
    input_close(in);
    arena_done(&mem);
    return 0;
}

#endif
