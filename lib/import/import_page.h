/* import_page.h - what formats of one article a file share. */
#ifndef IMPORT_PAGE_H
#define IMPORT_PAGE_H

#include "import/importer.h"

/* read_text() or read_html(). */
typedef enum ibid_status article_reader(struct str original,
                                        const char *charset, struct arena *mem,
                                        struct article *out,
                                        struct ibid_error *err);

/* Read all of `in` as one article and give it to the sink. What is wrong with
 * the file itself goes there too, as `why`. */
enum ibid_status import_page(struct input *in, const struct import_hints *hints,
                             const struct article_sink *sink,
                             article_reader *reader, struct ibid_error *err);

/* Fill in what the caller knows where nothing stands yet: before a page is
 * read, so that it stands before what the page says; after a record, which
 * keeps its own. */
void import_hints_apply(const struct import_hints *hints, struct arena *mem,
                        struct article *article);

extern const struct importer import_text, import_html, import_jsonl, import_csv,
    import_feed, import_warc, import_zip, import_tar, import_mail, import_mhtml,
    import_pdf;

#endif
