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

enum ibid_status import_unread(const struct article_sink *sink,
                               const struct unread *unread,
                               struct ibid_error *err)
{
    struct article article = {0};
    struct ibid_error why = {0};
    if (sink->later)
        return sink->later(sink->ctx, unread, err);
    arena_reset(sink->mem);
    bool ok = unread->read(unread, sink->mem, &article, &why) == IBID_OK;
    return sink->put(sink->ctx, ok ? &article : NULL, ok ? NULL : &why, err);
}

static enum ibid_status page_read(const struct unread *page, struct arena *mem,
                                  struct article *out, struct ibid_error *why)
{
    struct article article = {.name = page->name};
    import_hints_apply(page->hints, mem, &article);
    enum ibid_status status =
        page->parse(page->bytes, page->hints ? page->hints->charset : NULL, mem,
                    &article, why);
    if (status == IBID_OK)
        *out = article;
    else
        err_at(why, page->name, 0, why->byte);
    return status;
}

enum ibid_status import_page(struct input *in, const struct import_hints *hints,
                             const struct article_sink *sink,
                             article_reader *reader, struct ibid_error *err)
{
    struct buf bytes = {0};
    struct ibid_error why = {0};
    enum ibid_status status = input_all(in, &bytes, &why);
    struct unread page = {.bytes = buf_view(&bytes),
                          .name = in->name,
                          .hints = hints,
                          .parse = reader,
                          .read = page_read};
    if (status == IBID_OK) {
        status = import_unread(sink, &page, err);
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
