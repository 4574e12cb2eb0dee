/* pdf_text.h - the text of a document and where its lines stand, from what
 * pdftotext -bbox-layout prints. */
#ifndef IMPORT_PDF_TEXT_H
#define IMPORT_PDF_TEXT_H

#include "base/error.h"
#include "source/article.h"

/* A paragraph-like block as poppler sees it. */
struct pdf_block {
    uint32_t start, end; /* bytes of the text */
    uint32_t page;
};

struct pdf_text {
    struct str text; /* a block a line, an empty line between blocks */
    const struct map_box *boxes; /* a line of the page each */
    size_t box_count;
    const struct pdf_block *blocks;
    size_t block_count;
};

/* Read `xml`, which is changed: control characters become blanks. Lines of a
 * block are joined by a blank; a word that was cut at the end of a line is
 * put together when it stands whole elsewhere in the document. All in `mem`.
 * IBID_INVALID: not what pdftotext prints. IBID_LIMIT: more text than
 * ARTICLE_BYTES_MAX. Linear in xml.len. */
enum ibid_status pdf_text_read(char *xml, size_t bytes, struct arena *mem,
                               struct pdf_text *out, struct ibid_error *err);

#endif
