/* import_text.c - a file of plain text is one article. */
#include "import/import_page.h"
#include "source/read.h"

static int sniff(struct str head)
{
    return looks_binary(head) ? 0 : 10;
}

static enum ibid_status read_file(struct input *in,
                                  const struct import_hints *hints,
                                  const struct article_sink *sink,
                                  struct ibid_error *err)
{
    return import_page(in, hints, sink, read_text, err);
}

const struct importer import_text = {
    .name = "text",
    .extensions = "txt text",
    .summary = "plain text, one article a file",
    .sniff = sniff,
    .read = read_file,
};
