/* import_pdf.c - PDF documents, read by pdftotext in a process of its own;
 * instead of bytes a citation leads to a page and a box on it. */
#include <stdlib.h>

#include "base/map.h"
#include "import/child.h"
#include "import/import_page.h"
#include "import/input.h"
#include "import/pdf_text.h"
#include "source/read.h"

enum {
    RUNNING_PAGES_MIN = 3, /* a line on so many pages heads them */
    RUNNING_LINE_BYTES_MAX = 200,
};

static enum ibid_status text_of(FILE *file, struct arena *mem,
                                struct pdf_text *out, struct ibid_error *err)
{
    static const char *const argv[] = {
        "pdftotext", "-bbox-layout", "-enc", "UTF-8", "-q", "-", "-", NULL};
    struct buf xml = {0};
    int code = 0;
    enum ibid_status status = child_run(argv, file, &xml, &code, err);
    if (status == IBID_NOT_FOUND)
        status = err_set(err, IBID_INVALID,
                         "a PDF document, and pdftotext is not installed: "
                         "apt-get install poppler-utils");
    else if (!status && code)
        status = err_set(err, IBID_INVALID,
                         "pdftotext cannot read it: broken, or locked with a "
                         "password");
    if (!status)
        status = pdf_text_read(xml.ptr, xml.len, mem, out, err);
    buf_done(&xml);
    return status;
}

/* ---- What is printed on every page ------------------------------------- */

/* The line with '#' for its digits: "Page 3 of 12" is "Page # of ##". */
static struct str shape_of(struct str line, char out[RUNNING_LINE_BYTES_MAX])
{
    for (size_t i = 0; i < line.len; i++)
        out[i] = byte_mapped(line.ptr[i], "0123456789", "##########");
    return (struct str){out, line.len};
}

struct seen {
    size_t pages;
    uint32_t last;
};

static struct str block_text(const struct pdf_text *pdf, size_t i)
{
    return str_cut(pdf->text, pdf->blocks[i].start, pdf->blocks[i].end);
}

static void pages_count(const struct pdf_text *pdf, struct map *shapes)
{
    char shape[RUNNING_LINE_BYTES_MAX];
    for (size_t i = 0; i < pdf->block_count; i++) {
        struct str line = block_text(pdf, i);
        if (line.len > sizeof shape)
            continue;
        struct str key = shape_of(line, shape);
        struct seen *seen = map_get(shapes, key);
        if (!seen) {
            seen = arena_new(shapes->mem, struct seen);
            *map_at(shapes, arena_str(shapes->mem, key)) = seen;
        }
        if (seen->last != pdf->blocks[i].page)
            seen->pages++;
        seen->last = pdf->blocks[i].page;
    }
}

static bool has_letters(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.ptr[i] >= 0x80 ||
            ((line.ptr[i] | 32) >= 'a' && (line.ptr[i] | 32) <= 'z'))
            return true;
    return false;
}

/* Heads and feet of pages, page numbers. Both lists ascend. */
static void label_running(const struct pdf_text *pdf, struct arena *mem,
                          struct block *blocks, size_t count)
{
    struct map shapes = {.mem = mem};
    char shape[RUNNING_LINE_BYTES_MAX];
    size_t b = 0;
    pages_count(pdf, &shapes);
    for (size_t i = 0; i < pdf->block_count; i++) {
        struct str line = block_text(pdf, i);
        if (line.len > sizeof shape)
            continue;
        const struct seen *seen = map_get(&shapes, shape_of(line, shape));
        if (has_letters(line) && (!seen || seen->pages < RUNNING_PAGES_MIN))
            continue;
        while (b < count && blocks[b].start < pdf->blocks[i].start)
            b++;
        if (b < count && blocks[b].start == pdf->blocks[i].start)
            blocks[b].role = BLOCK_BOILERPLATE;
    }
}

/* ---- One document ------------------------------------------------------ */

static enum ibid_status document_read(struct str bytes, FILE *file,
                                      struct arena *mem, struct article *out,
                                      struct ibid_error *err)
{
    struct pdf_text pdf;
    struct article article = *out;
    enum ibid_status status = text_of(file, mem, &pdf, err);
    if (!status && !pdf.text.len)
        status = err_set(err, IBID_INVALID,
                         "no text in the PDF document, only pictures: run OCR "
                         "over it first");
    if (!status)
        status = read_text(pdf.text, "utf-8", mem, &article, err);
    if (status)
        return status;
    struct block *blocks =
        arena_array(mem, article.block_count, sizeof *blocks);
    memcpy(blocks, article.blocks, article.block_count * sizeof *blocks);
    label_running(&pdf, mem, blocks, article.block_count);
    article.blocks = blocks;
    article.original = bytes;
    struct said *said = arena_array(mem, article.said_count, sizeof *said);
    for (size_t i = 0; i < article.said_count; i++) {
        said[i] = article.said[i]; /* on a page: there are no bytes */
        said[i].start = said[i].end = 0;
    }
    article.said = said;
    article.map =
        (struct source_map){.boxes = pdf.boxes, .box_count = pdf.box_count};
    article.media_type = "application/pdf";
    *out = article;
    return IBID_OK;
}

static enum ibid_status pdf_read(struct str bytes, const char *charset,
                                 struct arena *mem, struct article *out,
                                 struct ibid_error *err)
{
    (void)charset; /* the document knows */
    FILE *file = tmpfile();
    if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len ||
        fflush(file) != 0) {
        if (file)
            (void)fclose(file);
        return err_set(err, IBID_IO,
                       "no room for a copy of it in the folder for temporary "
                       "files");
    }
    rewind(file);
    enum ibid_status status = document_read(bytes, file, mem, out, err);
    (void)fclose(file);
    return status;
}

static enum ibid_status read_file(struct input *in,
                                  const struct import_hints *hints,
                                  const struct article_sink *sink,
                                  struct ibid_error *err)
{
    return import_page(in, hints, sink, pdf_read, err);
}

static int sniff(struct str head)
{
    return str_starts(head, STR("%PDF-")) ? 95 : 0;
}

const struct importer import_pdf = {
    .name = "pdf",
    .extensions = "pdf",
    .summary = "PDF documents with text, by pdftotext",
    .binary = true,
    .sniff = sniff,
    .read = read_file,
};
