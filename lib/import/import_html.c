/* import_html.c - a saved page is one article. */
#include "import/import_page.h"
#include "source/read.h"

static int sniff(struct str head)
{
    return !looks_binary(head) && looks_like_html(head) ? 80 : 0;
}

static enum ibid_status read_file(struct input *in,
                                  const struct import_hints *hints,
                                  const struct article_sink *sink,
                                  struct ibid_error *err)
{
    return import_page(in, hints, sink, read_html, err);
}

const struct importer import_html = {
    .name = "html",
    .extensions = "html htm xhtml",
    .summary = "saved HTML pages, one article a file",
    .sniff = sniff,
    .read = read_file,
};
