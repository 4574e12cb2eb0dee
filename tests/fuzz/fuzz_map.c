/* fuzz_map.c - any bytes as a packed map, as a damaged database would hand
 * them over: refused or read, and what was read packs again. */
#include "fuzz.h"

#include "source/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena mem = {0};
    struct source_map map = {0};
    if (map_unpack(fuzz_str(data, size), &mem, &map, NULL) == IBID_OK) {
        struct buf packed = {0};
        map_pack(&map, &packed);
        struct source_map again;
        promise(map_unpack(buf_view(&packed), &mem, &again, NULL) == IBID_OK);
        promise(again.count == map.count);
        uint32_t start, end;
        map_span(&map, 0, UINT32_MAX, &start, &end);
        buf_done(&packed);
    }
    arena_done(&mem);
    return 0;
}
