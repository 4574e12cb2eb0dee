/* import_page.c - one file, one article. */
#include "import/import_page.h"

#include "import/input.h"

void import_hints_apply(const struct import_hints *hints,
                        struct article *article)
{
    if (!hints)
        return;
    if (hints->published && !article->published)
        article->published = hints->published;
    if (hints->outlet && !article->outlet)
        article->outlet = hints->outlet;
    if (hints->language && !article->language)
        article->language = hints->language;
    if (hints->url && !article->url)
        article->url = hints->url;
}

enum ibid_status import_page(struct input *in, const struct import_hints *hints,
                             const struct article_sink *sink,
                             article_reader *reader, struct ibid_error *err)
{
    struct buf bytes = {0};
    struct ibid_error why = {0};
    arena_reset(sink->mem);
    enum ibid_status status = input_all(in, &bytes, &why);
    struct article article = {.name = in->name};
    if (status == IBID_OK) {
        import_hints_apply(hints, &article);
        status = reader(buf_view(&bytes), hints ? hints->charset : NULL,
                        sink->mem, &article, &why);
    }
    if (status == IBID_OK) {
        status = sink->put(sink->ctx, &article, NULL, err);
    } else if (status == IBID_IO) {
        if (err)
            *err = why;
    } else {
        err_at(&why, in->name, 0, why.byte);
        status = sink->put(sink->ctx, NULL, &why, err);
    }
    buf_done(&bytes);
    return status;
}
