/* fuzz_utf8.c - any bytes: what is said to be valid decodes, encodes and
 * counts back to itself. */
#include "fuzz.h"

#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = fuzz_str(data, size);
    size_t valid = utf8_invalid_at(text);
    promise(valid <= size);
    text.len = valid;
    struct arena mem = {0};
    struct utf8_index index = utf8_index(text, &mem);

    size_t points = 0;
    for (size_t at = 0; at < text.len; points++) {
        size_t start = at;
        promise(utf8_is_boundary(text, at));
        promise(utf8_index_point(&index, at) == points);
        promise(utf8_index_byte(&index, points) == at);
        char encoded[4];
        int length = utf8_put(utf8_next(text, &at), encoded);
        promise(at == start + (size_t)length);
        promise(memcmp(text.ptr + start, encoded, (size_t)length) == 0);
    }
    promise(utf8_count(text) == points);
    arena_done(&mem);
    return 0;
}
