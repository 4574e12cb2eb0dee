/* import_page.c - one file, one article. */
#include "import/import_page.h"

#include "import/input.h"
#include "source/said.h"

static void hint(struct article *article, const char **slot, const char *field,
                 const char *value, const char *rule, struct arena *mem)
{
    if (!value)
        return;
    article_said(article, mem, field, str_of(value), rule, 0, 0);
    if (!*slot)
        *slot = value;
}

void import_hints_apply(const struct import_hints *hints, struct arena *mem,
                        struct article *article)
{
    if (!hints)
        return;
    hint(article, &article->published, "published", hints->published,
         "option --published", mem);
    hint(article, &article->outlet, "outlet", hints->outlet, "option --outlet",
         mem);
    hint(article, &article->language, "language", hints->language,
         "option --language", mem);
    hint(article, &article->url, "url", hints->url, "option --url", mem);
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
        import_hints_apply(hints, sink->mem, &article);
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
