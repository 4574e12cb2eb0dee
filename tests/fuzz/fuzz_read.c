/* fuzz_read.c - any bytes as an article: the text is valid UTF-8, blocks and
 * map lie within it, and the map survives packing. The first byte chooses
 * plain text or HTML and the charset that was declared. */
#include "fuzz.h"

#include "source/read.h"
#include "text/utf8.h"

static void check_blocks(const struct article *got)
{
    uint32_t end = 0;
    for (size_t i = 0; i < got->block_count; i++) {
        const struct block *block = &got->blocks[i];
        promise(block->start >= end && block->end > block->start);
        promise(block->end <= got->text.len);
        promise(utf8_is_boundary(got->text, block->start));
        promise(utf8_is_boundary(got->text, block->end));
        promise(block->role < BLOCK_ROLE_COUNT);
        end = block->end;
    }
}

static void check_map(const struct article *got, struct arena *mem)
{
    uint32_t text = 0, original = 0;
    for (size_t i = 0; i < got->map.count; i++) {
        const struct map_run *run = &got->map.runs[i];
        promise(run->text >= text && run->original >= original);
        text = run->text + run->text_len;
        original = run->original + run->original_len;
        promise(text <= got->text.len && original <= got->original.len);
    }
    struct buf packed = {0};
    map_pack(&got->map, &packed);
    struct source_map back;
    promise(map_unpack(buf_view(&packed), mem, &back, NULL) == IBID_OK);
    promise(back.count == got->map.count);
    promise(back.identity == got->map.identity);
    for (size_t i = 0; i < back.count; i++)
        promise(memcmp(&back.runs[i], &got->map.runs[i], sizeof back.runs[i]) ==
                0);
    buf_done(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const charsets[] = {
        NULL, "utf-8", "windows-1252", "utf-16le", "shift_jis", "no such",
    };
    if (size == 0)
        return 0;
    struct str original = fuzz_str(data + 1, size - 1);
    const char *charset =
        charsets[data[0] / 2 % (sizeof charsets / sizeof charsets[0])];
    struct arena mem = {0};
    struct article got = {.name = "fuzz"};
    struct ibid_error err = {0};
    enum ibid_status status =
        data[0] % 2 ? read_html(original, charset, &mem, &got, &err)
                    : read_text(original, charset, &mem, &got, &err);
    if (status == IBID_OK) {
        promise(utf8_invalid_at(got.text) == got.text.len);
        check_blocks(&got);
        check_map(&got, &mem);
    }
    arena_done(&mem);
    return 0;
}
