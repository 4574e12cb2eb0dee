/* fuzz_pdf_text.c - any bytes as what pdftotext prints: text, blocks and boxes
 * fit together, and the packed map says the same. */
#include "fuzz.h"

#include "import/pdf_text.h"
#include "source/read.h"
#include "text/utf8.h"

static void promise_boxes(const struct pdf_text *pdf, struct arena *mem)
{
    struct source_map map = {.boxes = pdf->boxes, .box_count = pdf->box_count};
    struct source_map back;
    struct buf packed = {0};
    uint32_t at = 0;
    for (size_t i = 0; i < pdf->box_count; i++) {
        promise(pdf->boxes[i].text >= at && pdf->boxes[i].text_len > 0);
        at = pdf->boxes[i].text + pdf->boxes[i].text_len;
    }
    promise(at <= pdf->text.len);
    map_pack(&map, &packed);
    if (map.box_count) {
        promise(map_unpack(buf_view(&packed), mem, &back, NULL) == IBID_OK);
        promise(back.box_count == map.box_count);
    }
    buf_done(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    struct pdf_text pdf;
    struct buf xml = {0};
    buf_add(&xml, data, size);
    if (pdf_text_read(xml.ptr, xml.len, &mem, &pdf, NULL) == IBID_OK) {
        promise(utf8_invalid_at(pdf.text) == pdf.text.len);
        for (size_t i = 0; i < pdf.block_count; i++)
            promise(pdf.blocks[i].start < pdf.blocks[i].end &&
                    pdf.blocks[i].end <= pdf.text.len);
        promise_boxes(&pdf, &mem);
    }
    buf_done(&xml);
    arena_done(&mem);
    return 0;
}
