/* fuzz_tar.c - any bytes as a tar archive: what comes out is an article in
 * order or named with the reason why not. */
#include "fuzz_article.h"

#include "import/input.h"

static enum ibid_status put(void *ctx, const struct article *article,
                            const struct ibid_error *why,
                            struct ibid_error *err)
{
    (void)ctx;
    (void)err;
    promise((article == NULL) != (why == NULL));
    if (article)
        promise_article(article);
    else
        promise(why->text[0]);
    return IBID_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    struct input *in;
    struct import_hints hints = {0};
    struct article_sink sink = {.mem = &mem, .put = put};
    if (input_open_memory(fuzz_str(data, size), "in", &in, NULL) != IBID_OK)
        return 0;
    enum ibid_status status =
        importer_named(STR("tar"))->read(in, &hints, &sink, NULL);
    promise(status == IBID_OK || status == IBID_INVALID ||
            status == IBID_LIMIT || status == IBID_NOT_FOUND);
    input_close(in);
    arena_done(&mem);
    return 0;
}
