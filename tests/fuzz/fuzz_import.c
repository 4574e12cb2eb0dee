/* fuzz_import.c - any bytes through every importer, in reads of a few bytes:
 * each either puts articles or says why not. */
#include "fuzz.h"

#include "import/importer.h"
#include "text/utf8.h"

struct feed {
    struct str rest;
    size_t step;
};

static enum ibid_status feed_read(struct input *in, char *to, size_t room,
                                  size_t *got, struct ibid_error *err)
{
    (void)err;
    struct feed *feed = in->state;
    size_t n = feed->step < room ? feed->step : room;
    if (n > feed->rest.len)
        n = feed->rest.len;
    if (n > 0)
        memcpy(to, feed->rest.ptr, n);
    feed->rest = str_cut(feed->rest, n, feed->rest.len);
    *got = n;
    return IBID_OK;
}

static enum ibid_status put(void *ctx, const struct article *article,
                            const struct ibid_error *why,
                            struct ibid_error *err)
{
    (void)ctx;
    (void)err;
    promise(article != NULL || why != NULL);
    if (article)
        promise(utf8_invalid_at(article->text) == article->text.len);
    return IBID_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct str bytes = fuzz_str(data + 1, size - 1);
    for (size_t i = 0; importers[i]; i++) {
        if (strcmp(importers[i]->name, "pdf") == 0)
            continue; /* another program's work: see fuzz_pdf_text.c */
        struct feed feed = {bytes, (size_t)data[0] + 1};
        struct input in = {.name = "fuzz", .state = &feed, .read = feed_read};
        in.head = str_cut(bytes, 0, 0);
        struct arena mem = {0};
        struct article_sink sink = {.mem = &mem, .put = put};
        struct import_hints hints = {0};
        struct ibid_error err = {0};
        int sure = importers[i]->sniff(bytes);
        promise(sure >= 0 && sure <= 100);
        if (importers[i]->read(&in, &hints, &sink, &err) != IBID_OK)
            promise(err.text[0] != '\0');
        arena_done(&mem);
    }
    return 0;
}
